"""Inquiries for tests of finders: a question, what was retrieved, and what the reader found."""

from collections.abc import Sequence

from index import Corpus, Document, Index
from qa.reader import (
    NOTHING,
    AnswerKind,
    AnswerSpan,
    CandidateSentence,
    Reading,
    ReadingPassage,
)
from qa.reader.inquiry import Finder, Inquiry
from qa.reader.passages import reading_passages
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


def find(finder: Finder, text: str, question: str, found: str = "") -> list[str] | None:
    """Ask a finder of a text; return the words of what it finds, a sentence or an item each.

    Args:
        finder: what is asked.
        text: of the document, as a file in Markdown has it.
        question: what is asked.
        found: words that the reader has found; "" if it has found nothing.
    """
    index = Index.in_memory(HashingEmbedder())
    document = Document.from_text(text)
    index.add([document])
    reading = _point_at(index, document, found) if found else NOTHING
    passages = reading_passages(index, index.search(question, 8))
    better = finder(inquire(question, passages, index, reading))
    return [span.text for span in better.spans] if better else None


def _point_at(index: Index, document: Document, words: str) -> Reading:
    start = document.text.index(words)
    s = next(s for s in index.sentences(document.id) if s.start <= start < s.end)
    sentence = CandidateSentence(
        document.id, s.number, s.start, s.end, document.text[s.start : s.end]
    )
    span = AnswerSpan(sentence, start, start + len(words))
    return Reading(AnswerKind.SPAN, (span,), 0.9, 0.9)
