"""Answers that are looked up in a document's outline."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Corpus
from qa.answer import Citation, Segment
from qa.outline.blocks import DocumentOutline, Found
from qa.outline.dates import make_date_lookup, make_release_lookup
from qa.outline.english import plain_form
from qa.outline.facts import make_fact_lookup
from qa.outline.mails import make_mail_lookup
from qa.outline.sections import make_heading_lookup, make_place_lookup, make_topic_lookup

OUTLINE_NOTE = (
    "Looked up in the document's headings, fields and numbers, not judged by a reader. How often "
    "such an answer is right was not measured."
)
"""What the confidence of such an answer means."""

_ENDS = (".", "!", "?", "…", ":", ";")


@dataclass(frozen=True, slots=True)
class OutlineAnswer:
    """An answer out of a document's outline; the fields are those of ``Answer``."""

    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]

    name = "document outline"


def answer_from_outline(
    question: str, corpus: Corpus, document_ids: Sequence[str]
) -> OutlineAnswer | None:
    """Answer a question about the outline of one document.

    Args:
        question: what is asked.
        corpus: where the documents are.
        document_ids: of the documents that are asked; of several, one alone must answer.

    Returns:
        None if it asks for something else, or there is no such thing in the outline.
    """
    asked = plain_form(question)
    lookups = [
        make_place_lookup(question),
        make_topic_lookup(asked),
        make_date_lookup(asked),
        make_release_lookup(asked),
        make_mail_lookup(asked),
        make_heading_lookup(asked),
    ]
    if len(document_ids) == 1:  # of several, "this article" is one, but which?
        lookups.insert(0, make_fact_lookup(asked))
    for find in filter(None, lookups):
        outlines = [DocumentOutline.of(corpus, document_id) for document_id in document_ids]
        answers = [(outline, found) for outline in outlines if (found := find(outline))]
        if len(answers) == 1:
            return _word(*answers[0])
    return None


def _word(outline: DocumentOutline, found: Sequence[Found]) -> OutlineAnswer:
    """Word what was found, with a footnote to each sentence."""
    segments, citations = [], []
    text = outline.document.text
    for marker, words in enumerate(found, start=1):
        sentence = words.sentence
        quote = text[sentence.start : sentence.end]
        span = (words.start, words.end)
        citations.append(
            Citation(
                marker, outline.document.id, sentence.number, sentence.start, sentence.end,
                quote, (span,), sentence.boxes,
            )
        )  # fmt: skip
        line = " ".join(text[words.start : words.end].lstrip("# ").split())
        if marker == len(found) and not line.endswith(_ENDS):
            line += "."
        segments.append(Segment(f"{' ' if marker > 1 else ''}{line}", (marker,)))
    return OutlineAnswer(tuple(segments), tuple(citations))
