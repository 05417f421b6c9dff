"""The fuzz of the readers finds what is wrong, and nothing is that it finds at once."""

from typing import Any

import pytest

from index.readers import READERS
from index.sentences import Sentence, split_sentences
from tests.support import fuzz

pytestmark = pytest.mark.heavy


def test_what_is_lost_or_doubled_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "split_sentences", lambda *text: split_sentences(*text)[:-1])
    assert "text after the last sentence" in fuzz.run("text", fuzz.make_text("text"), 1)
    monkeypatch.setattr(fuzz, "split_sentences", lambda *text: split_sentences(*text) * 2)
    with pytest.raises(AssertionError, match="overlap"):
        fuzz.check("text", b"One cat. Two dogs.")


def test_a_rule_that_takes_the_square_of_a_text_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def split(text: str, *_: Any) -> list[Sentence]:
        for start in range(len(text)):
            text[start:].split()
        return split_sentences(text)

    monkeypatch.setattr(fuzz, "split_sentences", split)
    with pytest.raises(AssertionError, match="too slow"):
        fuzz.check("text", b"cat " * (fuzz.LONGEST // 4))


def test_every_format_is_tried() -> None:
    assert {*fuzz.MARKUP, *fuzz.build_files()} == READERS.keys()


@pytest.mark.parametrize("kind", fuzz.MARKUP)
def test_nothing_is_found_at_once(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "EXAMPLES", 15)
    assert fuzz.run(kind, fuzz.make_text(kind), 0) == ""
