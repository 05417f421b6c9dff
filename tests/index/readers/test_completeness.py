"""Every word of a file is in its blocks once, in the order that it is read in."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from hypothesis import given, settings

from index.block import BlockKind
from index.readers import make_reader
from tests.support.known_words import (
    Part,
    documents,
    iterate_words,
    write_csv,
    write_docx,
    write_html,
    write_markdown,
    write_pdf,
)

Write = Callable[[Sequence[Part]], bytes]
WRITERS: dict[str, Write] = {
    "markdown": write_markdown,
    "html": write_html,
    "docx": write_docx,
    "csv": write_csv,
    "pdf": write_pdf,
}


def read_words(kind: str, data: bytes) -> list[str]:
    draft = make_reader(kind).read(data, "the file")
    texts = [block.text for block in draft.blocks if block.kind is not BlockKind.METADATA]
    return [word for text in texts for word in text.split() if word.endswith("x")]


@pytest.mark.parametrize("kind", WRITERS)
@given(parts=documents())
@settings(max_examples=40, deadline=None)
def test_every_word_comes_once_and_in_order(kind: str, parts: list[Part]) -> None:
    assert read_words(kind, WRITERS[kind](parts)) == list(iterate_words(parts))


@given(parts=documents())
@settings(max_examples=40, deadline=None)
def test_every_word_comes_once_out_of_columns(parts: list[Part]) -> None:
    write = partial(write_pdf, columns=2)
    assert Counter(read_words("pdf", write(parts))) == Counter(iterate_words(parts))
