import random

import pytest

from qa.reader import Insertion
from training.data.windows import Example, Window, shorten

TEXT = " ".join(f"This is sentence number {n} of the text." for n in range(30))


@pytest.mark.parametrize("seed", range(20))
def test_a_short_window_holds_whole_sentences_with_all_parts_of_the_answer(seed: int) -> None:
    rng = random.Random(seed)
    words = [f"number {n}" for n in sorted(rng.sample(range(10, 14), 2))]
    items = {i: (TEXT.index(word), TEXT.index(word) + 9) for i, word in enumerate(words)}
    example = Example("Which?", "list", "", (Window("Title", TEXT, items), Window("", TEXT, {})))
    answering, other = shorten(example, 200, rng).windows
    assert [answering.text[a:b] for a, b in answering.items.values()] == words
    assert answering.heading == "Title"
    assert other.items == {}
    for window in (answering, other):
        assert window.text in TEXT
        assert (window.text[:7], window.text[-9:]) == ("This is", "the text.")
        assert 200 <= len(window.text) < 300


def test_what_is_short_or_a_table_stays_as_it_is() -> None:
    rows = Window("", "Adult | 6 €\nChild | 3 €", {0: (8, 11)}, (Insertion(8, "Fare: "),))
    example = Example("Fee?", "cell", "", (rows, Window("", "It is 6 €.", {0: (6, 9)})))
    assert shorten(example, 10, random.Random(0)) == example
