"""Lists over several blocks: the items under a lead-in, where a question asks for all of them.

A reader points at words of one sentence. Where these are a lead-in ("The tenant shall not:") or
one of the items under it, and the question tells no item from the others, the answer is all items.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import Corpus, Document, Kind, Sentence
from index.block import Block, BlockKind
from qa.english import SINGLE_ITEM_WORDS
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading
from qa.reader.inquiry import Inquiry
from qa.reader.roles import ROLES, asked_stems
from qa.words import content_stems

MAX_ITEMS = 40
"""Most items that an answer lists; of a longer list the words that the reader found are left."""

_VERDICTS = (AnswerKind.YES, AnswerKind.NO, AnswerKind.UNDECIDED)
_ONE_VALUE = re.compile(
    r"\W*(?:(?:and|but|so|or)\W+)?(?:how (?:much|many|long|far|old|often|big|large|high|tall|late)"
    r"|(?:at |on |in |by |for |until |since |from )?(?:what|which)"
    r" (?:time|date|day|year|month|price)"
    r"|since when|until when)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\W*(?:(?:and|but|so|or)\W+)?(?:when|where)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|when|where|cases?|circumstances|conditions|reasons)\W*$", re.I)
_YES_NO = re.compile(
    r"\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|should|shall|will"
    r"|would|am)\b",
    re.IGNORECASE,
)
_ASKS_SEVERAL = re.compile(
    r"(?i)\W*(?:(?:and|so)\W+)?(?:(?:at|on|in|with|from|to|for|by) )?(?:(?:what|which)"
    r"(?: (?:kind|sort|type)s? of)? (?:\w+ ){0,2}?"
    r"(?:are\b|were\b|do\b|\w{2,}(?<![su])s\b|people\b)"
    r"|who (?:are|were|else)\b|(?:list|name)\b|(?:when|where) (?:do|are)\b"
    r"|what (?:should|must|can|do|did|does|shall|may) )"
)
_ANNOUNCES = re.compile(r"\b(?:following|these|below|as follows)\b[^.!?]{0,60}\W*$", re.IGNORECASE)
# "Apologies: Jon Ek" is whole, "Note: the tenant must" isn't.
_TOLD = re.compile(
    r"[^:]{2,50}:\s[^:]*(?<!\bmust)(?<!\bshall)(?<!\bnot)(?<!\bmay)(?<!\bif)(?<!\bto)(?<!\bare)",
    re.DOTALL,
)
_PERIOD = re.compile(r"\b(?:one|first|last|next) (?:day|week|month|year|hour|minute)s?\b")
_STEP = re.compile(r"\d{1,2}[.)]\s")
ITEM_MARK = re.compile(
    r"(?:[-*+•‣◦▪·–☐☑☒✓]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)\s+", re.I
)
_ITEM_END = re.compile(r"[,;]\s*(?:and|or|and/or)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ItemList:
    """Items that hang on the same block of a document, by their places among its blocks.

    ``lead_in`` is the place of the paragraph, item or heading that they hang on.
    """

    document: Document
    lead_in: int
    items: tuple[int, ...]

    def text(self, place: int) -> str:
        """Return the text of a block."""
        block = self.document.blocks[place]
        return self.document.text[block.start : block.end]


def find_list(document: Document, place: int) -> ItemList | None:
    """Find the list that a block leads in or is an item of; None if there is none.

    Numbered clauses of a section are no list, numbered steps and bullets are.
    """
    blocks = document.blocks
    items = tuple(_items_under(blocks, place))
    if len(items) > 1 and _leads_in(document, place):
        return ItemList(document, place, items)
    parent = blocks[place].parent
    if blocks[place].kind is not BlockKind.LIST_ITEM or parent is None:
        return None
    items = tuple(_items_under(blocks, parent))
    found = ItemList(document, parent, items)
    is_led_in = blocks[parent].kind is BlockKind.HEADING or _leads_in(document, parent)
    if len(items) < 2 or not is_led_in or not all(_is_free(found, item) for item in items):
        return None
    return found


def _leads_in(document: Document, place: int) -> bool:
    """Check that a paragraph or an item goes on in the list below it: it isn't a whole sentence."""
    block = document.blocks[place]
    text = document.text[block.start : block.end].rstrip()
    is_told = text.endswith((".", "!", "?")) or bool(_TOLD.fullmatch(text))
    is_open = not is_told or bool(_ANNOUNCES.search(text))
    return block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and is_open


def _items_under(blocks: Sequence[Block], parent: int) -> Iterator[int]:
    for place in range(parent + 1, len(blocks)):
        if blocks[place].parent == parent and blocks[place].kind is BlockKind.LIST_ITEM:
            yield place


def _is_free(items: ItemList, place: int) -> bool:
    """Check that an item isn't a clause of a section: those hang on a heading, numbered twice."""
    if items.document.blocks[items.lead_in].kind is not BlockKind.HEADING:
        return True
    text = items.text(place)
    return bool(_STEP.match(text)) or (not text[:1].isdigit() and not text.startswith("("))


def find_items(inquiry: Inquiry) -> Reading | None:
    """Find all items of the list that the reader found a part of, where the question asks for all.

    An item that is to decide a yes or no comes with its lead-in, which may negate it.
    """
    reading, index = inquiry.reading, inquiry.corpus
    if not reading.spans or reading.kind is AnswerKind.SENTENCES:
        return None
    sentence = reading.spans[0].sentence
    document = index.document(sentence.document_id)
    place = bisect_right(document.blocks, sentence.start, key=lambda block: block.start) - 1
    found = find_list(document, place)
    if found is None or len(found.items) > MAX_ITEMS:
        return None
    if reading.kind in _VERDICTS and place != found.lead_in:
        sentences = _prose(found, index)
        spans = (*_find_lead_in(found, sentences), *_span_item(found, place, sentences))
        return replace(reading, kind=AnswerKind.SENTENCES, spans=spans)
    roles = ROLES & asked_stems(inquiry.question)
    if not roles <= asked_stems(found.text(found.lead_in)):
        return None  # those present aren't those absent
    echoes = place == found.lead_in and _echoes(inquiry.question, reading.spans[0])
    if not echoes and not asks_for_all(inquiry.question, found):
        return None
    spans = span_items(found, index)
    return replace(reading, kind=AnswerKind.LIST, spans=spans) if len(spans) > 1 else None


def _echoes(question: str, span: AnswerSpan) -> bool:
    """Say whether words of a lead-in only repeat the question, or lead on to the items."""
    words = set(content_stems(span.text))
    return span.sentence.text.rstrip().endswith(":") and words <= set(content_stems(question))


def span_items(found: ItemList, index: Corpus) -> tuple[AnswerSpan, ...]:
    """Return the sentences of all items as spans without their marks and closing commas."""
    sentences = _prose(found, index)
    return tuple(span for item in found.items for span in _span_item(found, item, sentences))


def _prose(found: ItemList, index: Corpus) -> list[Sentence]:
    return [s for s in index.sentences(found.document.id) if s.kind is Kind.SENTENCE]


def asks_for_all(question: str, found: ItemList) -> bool:
    """Decide whether a question asks for all items rather than one of them.

    It asks for one if a word of it is in some items only and not in what leads in, if it counts
    them off ("the first step"), or if its answer is one value or yes or no.
    """
    if not may_ask_for_all(question):
        return False
    lead_in, items = found.text(found.lead_in), [found.text(item) for item in found.items]
    if _WHEN.match(question) and not _CONDITION.search(lead_in):
        return False
    under_heading = found.document.blocks[found.lead_in].kind is BlockKind.HEADING
    known = set(content_stems(" ".join([lead_in, *items])))
    if under_heading and not set(content_stems(question)) <= known:
        return False  # the list may be about something else
    return find_telling_stems(question, items) <= set(content_stems(lead_in))


def may_ask_for_all(question: str) -> bool:
    """Say whether the answer to a question may be all items, rather than one value, or yes."""
    words = set(re.findall(r"\w+", _PERIOD.sub(" ", question.lower())))
    is_single = words & SINGLE_ITEM_WORDS or _YES_NO.match(question) or _ONE_VALUE.match(question)
    return not is_single


def asks_for_several(question: str) -> bool:
    """Say whether a question asks for several things.

    >>> asks_for_several("Which rooms are free?"), asks_for_several("Which room is free?")
    (True, False)
    """
    return bool(_ASKS_SEVERAL.match(question))


def find_telling_stems(question: str, texts: Sequence[str]) -> set[str]:
    """Return the stems of content words of the question that only some of the texts have."""
    stems = [set(content_stems(text)) for text in texts]
    counts = {
        stem: sum(stem in others for others in stems) for stem in set(content_stems(question))
    }
    return {stem for stem, count in counts.items() if 0 < count < len(texts)}


def _span_item(found: ItemList, item: int, sentences: Sequence[Sentence]) -> Iterator[AnswerSpan]:
    """Yield the sentences of an item as spans without its mark and its closing comma."""
    block, document = found.document.blocks[item], found.document
    for s in sentences:
        if block.start <= s.start < block.end:
            text = document.text[s.start : s.end]
            mark = ITEM_MARK.match(text)
            start = s.start + (mark.end() if mark else 0)
            end = s.start + len(_strip_end(text))
            candidate = CandidateSentence.of(document, s)
            yield AnswerSpan(candidate, start, max(end, start + 1))


def _find_lead_in(found: ItemList, sentences: Sequence[Sentence]) -> Iterator[AnswerSpan]:
    """Yield the last sentence of what leads in, unless that is a heading."""
    block = found.document.blocks[found.lead_in]
    inside = [s for s in sentences if block.start <= s.start < block.end]
    for s in inside[-1:]:
        yield AnswerSpan(CandidateSentence.of(found.document, s), s.start, s.end)


def _strip_end(text: str) -> str:
    """Take off what joins an item to the next one: "; and"."""
    return _ITEM_END.sub("", text.rstrip(" ,;")).rstrip(" ,;")
