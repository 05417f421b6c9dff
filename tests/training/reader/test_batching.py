from qa.reader.inputs import InputEncoder
from training.data.passages import Example, Window
from training.reader.batching import make_target


def test_targets_are_the_tokens_of_the_answer() -> None:
    text = "Ana left on May 5."
    question = Example("When?", "when", "", (Window("Day", text, {0: (12, 17)}),))
    inputs = InputEncoder().encode(["When?"], [("Day", text)])
    found = make_target(inputs, [0], question.windows, question)
    ((row, first, last),) = found.items[0]
    spans = inputs.spans[row]
    assert text[spans[first, 0] : spans[last, 1]] == "May 5"
    assert found.kind == 0
