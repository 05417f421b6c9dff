"""Inquiries for tests of finders: a question, what was retrieved, and what the reader found."""

from collections.abc import Sequence

from index import Corpus, Index
from qa.reader import NOTHING, Reading, ReadingPassage
from qa.reader.inquiry import Inquiry
from tests.support.doubles import HashingEmbedder


def inquire(
    question: str,
    passages: Sequence[ReadingPassage] = (),
    corpus: Corpus | None = None,
    reading: Reading = NOTHING,
) -> Inquiry:
    """Make an inquiry; nothing is too unlikely to be given but nothing itself."""
    corpus = corpus or Index.in_memory(HashingEmbedder())
    return Inquiry(question, question, passages, corpus, reading, not reading.spans)
