"""Enumerations within a sentence, of which the network found one item: "a towel, a cap and a coin".

The question has to ask for several, and its words may not tell one item from the others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.reader import AnswerKind, AnswerSpan, Reading
from qa.reader.inquiry import Inquiry
from qa.reader.lists import asks_for_several, find_telling_stems, may_ask_for_all

_MOST_WORDS = 8
_ASKS_WHO = re.compile(r"(?i)\W*(?:(?:and|so)\W+)?who(?:m| has| have| is| are| was| were)?\b")
_PLURAL = re.compile(r",?\s(?:have|are|were|need)\b")
_SUBJECT_START = re.compile(r"[,;:.]\s")
_GAP = r"\s{1,3}"
_JOINT = re.compile(rf"[,;]{_GAP}(?:(?:and|or){_GAP})?|{_GAP}(?:and|or){_GAP}")
_JOINT_BEFORE = re.compile(rf"(?:{_JOINT.pattern})\Z")
_LAST_JOINT = re.compile(r"\b(?:and|or)\s+\Z")
_END = re.compile(r"[.!?;:](?=\s|\Z)|[()]|\s[–—-]\s|,\s(?!and|or)")
_OUTER_JOINT = re.compile(rf"\([^()]*\)|(?P<joint>{_JOINT.pattern})")
_IN_BRACKETS = re.compile(r"(?:\s\([^()]{0,80}\))?\s{0,3}\Z")
_CLAUSE_END = re.compile(r"[.!?;:](?=\s|\Z)|\s[–—-]\s")
_VERBS = re.compile(
    r"(?i)\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|shall|should|does|did|do"
    r"|who|which|that|when|where|because|but|came|went|said|to)\b"
)
_PROPER = r"[^\W\d_a-z][\w.'’-]*"
_SHAPES = tuple(
    map(
        re.compile,
        (
            r"\d[\w:.,]*(?: [^\W\d_]+)?\Z",
            rf"{_PROPER}(?: {_PROPER})*\Z",
            r"\b(?:an?|the|some)\s(?:(?!\b(?:an?|the|some)\s).)*\Z",
        ),
    )
)
"""What an item may be at the end of a text: a number, a name, or a noun with its article."""


def find_enumeration(inquiry: Inquiry) -> Reading | None:
    """Find the whole enumeration of which the reader found one item, or several but not all."""
    reading = inquiry.reading
    if reading.kind is AnswerKind.LIST:
        return _fill(inquiry.question, reading)
    if reading.kind is not AnswerKind.SPAN or not reading.spans:
        return None
    if subject := _find_subject(inquiry.question, reading.spans[0]):
        return replace(reading, spans=(subject, *reading.spans[1:]))
    if not (may_ask_for_all(inquiry.question) and asks_for_several(inquiry.question)):
        return None
    if _JOINT.search(reading.spans[0].text):
        return _fill(inquiry.question, replace(reading, spans=_split(reading.spans[0])))
    items = [*_list_items(reading.spans[0])]
    texts = [item.text for item in items]
    if len(items) < 2 or find_telling_stems(inquiry.question, texts):
        return None
    spans = (*items, *reading.spans[1:])
    return replace(reading, kind=AnswerKind.LIST, spans=spans)


def _find_subject(question: str, span: AnswerSpan) -> AnswerSpan | None:
    """Return all that a plural verb is said of: "the cook and her aide, Jo, have to …"."""
    text, begin = span.sentence.text, span.sentence.start
    joint = text.rfind(" and ", 0, span.start - begin)
    if not _ASKS_WHO.match(question) or not _PLURAL.match(text, span.end - begin) or joint < 0:
        return None
    start = max((m.end() for m in _SUBJECT_START.finditer(text, 0, joint)), default=0)
    parts = text[start:joint], text[joint + len(" and ") : span.start - begin]
    if any(_VERBS.search(part) or len(part.split()) > _MOST_WORDS for part in parts):
        return None
    return AnswerSpan(span.sentence, begin + start, span.end)


def _split(span: AnswerSpan) -> tuple[AnswerSpan, ...]:
    """Split a span of several items."""
    begin = span.sentence.start
    bounds = [span.start]
    for joint in _JOINT.finditer(span.sentence.text, span.start - begin, span.end - begin):
        bounds += [begin + joint.start(), begin + joint.end()]
    bounds.append(span.end)
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return tuple(AnswerSpan(span.sentence, start, end) for start, end in pairs)


def _fill(question: str, reading: Reading) -> Reading | None:
    """Return all items between those found in one sentence, and those that follow them there."""
    sentence = reading.spans[0].sentence
    if any(span.sentence != sentence for span in reading.spans):
        return None
    text, begin = sentence.text, sentence.start
    start = min(span.start for span in reading.spans) - begin
    end = max(span.end for span in reading.spans) - begin
    stop = _CLAUSE_END.search(text, end)
    bounds = [start]
    for joint in _OUTER_JOINT.finditer(text, start, stop.start() if stop else len(text)):
        bounds += [joint.start(), joint.end()] if joint["joint"] else []
    bounds.append(stop.start() if stop else len(text))
    items = [
        AnswerSpan(
            sentence, begin + first, begin + first + len(_IN_BRACKETS.sub("", text[first:last]))
        )
        for first, last in zip(bounds[::2], bounds[1::2], strict=True)
    ]
    texts = [item.text for item in items]
    holds_all = all(
        any(i.start <= s.start and s.end <= i.end for i in items) for s in reading.spans
    )
    if len(items) <= len(reading.spans) or not holds_all or not all(map(_is_item, texts)):
        return None
    if find_telling_stems(question, texts):
        return None
    return replace(reading, kind=AnswerKind.LIST, spans=tuple(items))


def _list_items(span: AnswerSpan) -> Iterator[AnswerSpan]:
    """Yield the items of the enumeration that a found one is part of; none if there is none."""
    text, begin = span.sentence.text, span.sentence.start
    found = span.start - begin, span.end - begin
    items = [*_find_before(text, found), found]
    is_over = False
    while not is_over and (joint := _JOINT.match(text, items[-1][1])):
        is_over = bool(_LAST_JOINT.search(joint[0]))
        ends = [_END.search(text, joint.end()), not is_over and _JOINT.search(text, joint.end())]
        items.append((joint.end(), min((end.start() for end in ends if end), default=len(text))))
    is_over = is_over or bool(_LAST_JOINT.search(text[: found[0]]))
    texts = [text[slice(*item)] for item in items]
    if is_over and all(map(_is_item, texts)) and _are_parallel(texts):
        for start, end in items:
            yield AnswerSpan(span.sentence, begin + start, begin + end)


def _find_before(text: str, item: tuple[int, int]) -> list[tuple[int, int]]:
    """Find the items before one, as far as they are formed as it is: all numbers, or names."""
    shape = next((shape for shape in _SHAPES if shape.match(text[slice(*item)])), None)
    before: list[tuple[int, int]] = []
    start = item[0]
    while shape and (joint := _JOINT_BEFORE.search(text, 0, start)):
        other = shape.search(text, 0, joint.start())
        if other is None:
            break
        before.insert(0, other.span())
        start = other.start()
    return before


def _is_item(text: str) -> bool:
    return 0 < len(text.split()) <= _MOST_WORDS and not _VERBS.search(text)


def _are_parallel(items: Sequence[str]) -> bool:
    """Say whether they are three items or more, or two numbers, names, or nouns with an article."""
    are_alike = any(all(map(shape.match, items)) for shape in _SHAPES)
    return len(items) > 2 or (len(items) == 2 and are_alike)
