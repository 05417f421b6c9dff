"""What holds for the blocks of any plain text."""

import re
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.block import Draft
from index.readers.text import TextReader
from index.readers.text_blocks import add_text
from tests.support.growth import assert_linear
from tests.support.outline import outline


def read(text: str) -> Draft:
    return TextReader().read(text.encode(), "a.txt")


WORDS = st.sampled_from(
    "the harbour clerk boats ledger of in water sails 12 fog 1,450 it over bridge unusually".split()
)
SENTENCE = st.lists(WORDS, min_size=4, max_size=25).map(
    lambda words: " ".join(words).capitalize() + " ends."
)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=5).map(" ".join)


def item(marker: str) -> st.SearchStrategy[str]:
    return SENTENCE.map(lambda text: f"{marker} {text}")


BLOCK = st.one_of(
    PARAGRAPH, PARAGRAPH, item("-"), item("2.1"), item("(a)"), st.just("A Quiet Harbour")
)


def wrap(block: str, width: int) -> str:
    marker = re.match(r"(?:-|2\.1|\(a\)) ", block)
    indent = " " * len(marker[0]) if marker else ""
    return textwrap.fill(block, width, subsequent_indent=indent)


@given(st.lists(BLOCK, min_size=1, max_size=8), st.integers(60, 100))
def test_a_wrapped_copy_gives_the_same_blocks(blocks: list[str], width: int) -> None:
    plain = read("\n\n".join(blocks))
    wrapped = read("\n\n".join(wrap(block, width) for block in blocks))
    assert outline(wrapped) == outline(plain)


LINES = st.text(
    st.sampled_from("ab Q:A?.\t|-+>*#1(2)i§\n\r  ,Fé中\u00a0")
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=200,
)


@given(LINES)
def test_every_letter_and_digit_is_in_the_blocks_once(text: str) -> None:
    draft = Draft()
    add_text(draft, text)
    kept = "".join(block.text for block in draft.blocks)
    letters = [c for c in text if c.isalnum()]
    assert sorted(c for c in kept if c.isalnum()) == sorted(letters)
    for place, block in enumerate(draft.blocks):
        assert block.text == block.text.strip() != ""
        assert block.parent is None or block.parent < place


HOSTILE: dict[str, Callable[[int], str]] = {
    "quotes": lambda n: "> " * n + "x",
    "quoted lines": lambda n: "> x\n" * n,
    "markers": lambda n: "\n".join(" " * (i % 50) + f"{i % 100}. x" for i in range(n)),
    "bullets deeper and deeper": lambda n: "\n".join(" " * min(i, 300) + "- x" for i in range(n)),
    "gaps": lambda n: "a  b\n" * n,
    "gaps in a line": lambda n: "a  " * n,
    "bars": lambda n: "a | b\n" * n,
    "rules": lambda n: "--- ---\n" * n,
    "labels": lambda n: "Ana: x\nBen: y\n" * n,
    "questions": lambda n: "Why?\n\nSo.\n\n" * n,
    "heads": lambda n: "From: a\nTo: b\n" * n,
    "hyphens": lambda n: "a-\n" * n,
    "stamps": lambda n: "10:00 x\n" * n,
    "one word": lambda n: "x" * n,
    "times": lambda n: "WEBVTT\n" + "00:00.000 --> 00:01.000\nx\n\n" * n,
}


@pytest.mark.heavy
@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_as_the_text_does(make: Callable[[int], str]) -> None:
    assert_linear(make, read)
