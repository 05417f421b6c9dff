"""What is looked up or computed rather than read: places, a document's outline, whole tables."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from index import Corpus, Document, Evidence, Kind, Sentence
from index.block import BlockKind, ancestors
from index.context import read_block
from index.passages import Passage
from qa.answer import Citation
from qa.backends import BackendResult, ResolvedQuestion
from qa.computing import answer_by_computing
from qa.outline import (
    OUTLINE_NOTE,
    OutlineAnswer,
    answer_from_outline,
    asks_for_fact,
    is_about_file,
)
from qa.outline.blocks import DocumentOutline
from qa.outline.sections import find_place, is_missing
from qa.place_request import PlaceRequest, find_place_request
from qa.understanding import Intent, Understanding

MAX_DOCUMENTS = 3
"""Most documents with such a place that are quoted."""

MAX_SENTENCES = 24
"""Most sentences of a place that are read."""


def find_place_evidence(index: Corpus, understanding: Understanding) -> tuple[Evidence, ...]:
    """Return what stands at the place in which something is looked for, a passage a document.

    Args:
        index: the documents.
        understanding: of a question; nothing is returned if it names no place that is there.
    """
    question = understanding.question
    request = find_place_request(question)
    if understanding.intent is not Intent.PLACE or request is None or not request.rest:
        return ()
    found = (_find_in(index, info.id, request, question) for info in index.documents())
    return tuple(islice((evidence for evidence in found if evidence), MAX_DOCUMENTS))


def _find_in(
    index: Corpus, document_id: str, request: PlaceRequest, question: str
) -> Evidence | None:
    document = index.document(document_id)
    places = find_place(DocumentOutline.of(index, document_id), request)
    if not places:
        return None
    sentences = list(_sentences_in(document, index.sentences(document_id), places))[:MAX_SENTENCES]
    if not sentences:
        return None
    above = reversed(list(ancestors(document.blocks, places[0])))
    passage = Passage(
        document_id,
        sentences[0].start,
        sentences[-1].end,
        sentences[0].number,
        sentences[-1].number,
        tuple(read_block(document.text, document.blocks[place]) for place in above),
    )
    texts = [document.text[s.start : s.end] for s in sentences]
    vectors = index.embedder.embed([question, *texts])
    similarities = tuple(float(value) for value in vectors[1:] @ vectors[0])
    return Evidence(passage, document.text[passage.start : passage.end], 1.0, similarities)


def _sentences_in(
    document: Document, sentences: Sequence[Sentence], places: Sequence[int]
) -> Iterator[Sentence]:
    """Yield the sentences in the blocks at these places, those of headings left out."""
    spans = [(document.blocks[i].start, document.blocks[i].end) for i in places]
    first, last = spans[0][0], max(end for _, end in spans)
    for sentence in sentences:
        if sentence.kind is Kind.SENTENCE and first <= sentence.start < last:
            yield sentence


def answer_by_outline(
    index: Corpus, resolved: ResolvedQuestion, evidence: Sequence[Evidence]
) -> BackendResult | None:
    """Answer a question about the outline of a document, unless it follows upon another.

    Who wrote a document, and what stands at a place, is abstained from where it isn't there.
    """
    if resolved.topic is not None or resolved.previous:
        return None
    ids = list(dict.fromkeys(item.passage.document_id for item in evidence))
    answer = answer_from_outline(resolved.question, index, ids)
    request = find_place_request(resolved.question)
    asks_place = request is not None and (
        (bool(request.division) and not request.rest and not request.ordinal)
        or any(is_missing(DocumentOutline.of(index, document_id), request) for document_id in ids)
    )
    # Neither who wrote a document nor what clause 2.2 says is told in other sentences.
    if answer is None and (asks_place or asks_for_fact(resolved.question)):
        return BackendResult((), (), None, None, 0.0, OutlineAnswer.name, OUTLINE_NOTE)
    if answer is None:
        return None
    return BackendResult(
        answer.segments, answer.citations, None, None, 1.0, answer.name, OUTLINE_NOTE
    )


def prefer_computed(
    index: Corpus, resolved: ResolvedQuestion, evidence: Sequence[Evidence], read: BackendResult
) -> BackendResult:
    """Return what a table's rows compute, where that answers rather than what was read.

    A sentence that the reader is as sure of stands; a single row doesn't, and neither does nothing.

    Args:
        index: the documents.
        resolved: the question; one that follows upon another, or that asks for a summary of all,
            computes nothing.
        evidence: whose documents are asked.
        read: what was read.
    """
    if resolved.topic == "" or resolved.previous:
        return read
    ids = list(dict.fromkeys(item.passage.document_id for item in evidence))
    answer = answer_by_computing(resolved.question, index, ids)
    if answer is None:
        return read
    in_rows = all(_is_row(index, citation) for citation in read.citations)
    sure = 1.0 if read.confidence is None else read.confidence
    if not in_rows and read.citations and sure >= answer.confidence:
        return read
    return BackendResult(
        answer.segments, answer.citations, None, answer.confidence, 1.0, answer.name,
        answer.calibration_note, short=answer.result,
    )  # fmt: skip


def _is_row(index: Corpus, citation: Citation) -> bool:
    """Say whether a citation is of a table's row or of an item of a list."""
    blocks = index.document(citation.document_id).blocks
    place = bisect_right(blocks, citation.start, key=lambda block: block.start) - 1
    return blocks[place].kind in (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM)


def leave_out_metadata(
    index: Corpus, question: str, evidence: Iterable[Evidence]
) -> tuple[Evidence, ...]:
    """Leave out what a file says about itself, which is no part of its text, unless asked for."""
    if is_about_file(question):
        return tuple(evidence)
    return tuple(item for item in evidence if not _is_metadata(index, item))


def _is_metadata(index: Corpus, item: Evidence) -> bool:
    number = item.passage.first_sentence
    (first,) = index.sentences(item.passage.document_id, number, number)
    return first.kind is Kind.METADATA
