"""Labels of lines that stand together, where the network found one: "Green: …", "Red: …"."""

import re
from bisect import bisect_right
from dataclasses import replace

from index.block import BlockKind
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading
from qa.reader.fields import LABELLED
from qa.reader.inquiry import Inquiry
from qa.reader.lists import MAX_ITEMS, asks_for_several, find_telling_stems

_ASKS_CLAUSE = re.compile(r"(?i)\W*what (?:do|does|did|should|must|can|may|shall)\b")
_FEWEST = 3
_LINES = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FORM_FIELD)


def find_labels(inquiry: Inquiry) -> Reading | None:
    """Find the labels of all lines of which the reader found one, where several are asked for."""
    reading = inquiry.reading
    asks = asks_for_several(inquiry.question) and not _ASKS_CLAUSE.match(inquiry.question)
    if not asks or reading.kind is not AnswerKind.SPAN or not reading.spans:
        return None
    spans = _list_labels(inquiry, reading.spans[0])
    labels = [span.text for span in spans]
    if reading.spans[0].text not in labels or not _FEWEST <= len(spans) <= MAX_ITEMS:
        return None
    if find_telling_stems(inquiry.question, labels):
        return None
    return replace(reading, kind=AnswerKind.LIST, spans=tuple(spans))


def _list_labels(inquiry: Inquiry, found: AnswerSpan) -> list[AnswerSpan]:
    """List the labels of the lines that stand right above and below that of the found words."""
    document = inquiry.corpus.document(found.sentence.document_id)
    blocks = document.blocks
    own = bisect_right(blocks, found.sentence.start, key=lambda block: block.start) - 1
    spans: dict[int, AnswerSpan] = {}
    for sentence in inquiry.corpus.sentences(document.id):
        place = bisect_right(blocks, sentence.start, key=lambda block: block.start) - 1
        block = blocks[place]
        line = LABELLED.match(document.text[block.start : block.end])
        if line and block.start == sentence.start and block.kind in _LINES:
            start = sentence.start + line.start("label")
            end = sentence.start + line.end("label")
            candidate = CandidateSentence.of(document, sentence)
            if block.parent == blocks[own].parent and end <= sentence.end:
                spans[place] = AnswerSpan(candidate, start, end)
    first = last = own
    while first - 1 in spans:
        first -= 1
    while last + 1 in spans:
        last += 1
    return [spans[place] for place in range(first, last + 1) if place in spans]
