import random

import numpy as np

from qa.reader import Insertion
from qa.reader.inputs import InputEncoder
from training.data.windows import Example, Window
from training.reader.batching import make_batch, make_target


def test_targets_are_the_tokens_of_the_answer() -> None:
    text = "Ana left on May 5."
    question = Example("When?", "when", "", (Window("Day", text, {0: (12, 17)}),))
    inputs = InputEncoder().encode(["When?"], [("Day", text)])
    found = make_target(inputs, [0], question.windows, question)
    ((row, first, last),) = found.items[0]
    spans = inputs.spans[row]
    assert text[spans[first, 0] : spans[last, 1]] == "May 5"
    assert found.kind == 0


def test_the_head_of_a_column_is_read_but_never_the_answer() -> None:
    text = "Quay | 4 €"
    window = Window("Bus", text, {0: (7, 10)}, (Insertion(0, "Stop: "), Insertion(7, "Fare: ")))
    encoder = InputEncoder()
    inputs, (target,) = make_batch(
        encoder, [Example("Fare to the quay?", "cell", "", (window,))], 1, random.Random(1)
    )
    ((row, first, last),) = target.items[0]
    spans = inputs.spans[row]
    assert text[spans[first, 0] : spans[last, 1]] == "4 €"
    fare = encoder.encode(["fare"], [("", "")]).ids[0, 1]
    assert np.count_nonzero(inputs.ids[row] == fare) == 2
    assert not inputs.readable[row][inputs.ids[row] == fare].any()
