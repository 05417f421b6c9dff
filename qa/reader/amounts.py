"""The one of several amounts in a sentence that is meant: "the maximum fine", "21 each"."""

import re
from dataclasses import replace

from qa.reader import AnswerKind, AnswerSpan, Reading
from qa.reader.inquiry import Inquiry

_GREATEST = re.compile(
    r"(?i)\b(?:maximum|max|highest|largest|longest|greatest|biggest|at (?:the )?most|up to how)\b"
)
_LEAST = re.compile(r"(?i)\b(?:minimum|min|lowest|smallest|shortest|at (?:the )?least)\b")
_AMOUNT = re.compile(
    r"(?P<before>[$€£¥] ?)?(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?![\d,.]*\d)(?P<after> ?(?:%|[€£$]"
    r"|(?!(?:to|and|or|a|an|per|for|in|on|at|of|by|the)\b)[^\W\d_]+))?"
)
_ASKS_SHARE = re.compile(r"(?i)\b(?:each|everyone|everybody|apiece|(?:per|a) (?:person|head))\b")
_SHARE = re.compile(r"(?i)(?: [^\W\d_]{1,20})? (?:each|apiece|(?:per|a) (?:person|head))\b")


def find_share(inquiry: Inquiry) -> Reading | None:
    """Find the amount in the sentence found that falls to each, if that is asked for."""
    reading = inquiry.reading
    asks = reading.kind is AnswerKind.SPAN and _ASKS_SHARE.search(inquiry.question)
    if not asks or not reading.spans:
        return None
    found, begin = reading.spans[0], reading.spans[0].sentence.start
    text = found.sentence.text
    amounts = [*_AMOUNT.finditer(text)]
    shares = [
        share
        for amount in amounts
        if (share := _SHARE.match(text, amount.end("number")) or _SHARE.match(text, amount.end()))
    ]
    is_amount = _AMOUNT.search(found.text) is not None
    if not is_amount or len(amounts) < 2 or len(shares) != 1:
        return None
    (start,) = (a.start() for a in amounts if a.end("number") <= shares[0].start() <= a.end())
    span = AnswerSpan(found.sentence, begin + start, begin + shares[0].end())
    return replace(reading, spans=(span,), confidence=None)


def find_extreme_amount(inquiry: Inquiry) -> Reading | None:
    """Find the greatest or least amount in the sentence found, if that is asked for."""
    reading, question = inquiry.reading, inquiry.question
    is_greatest, is_least = bool(_GREATEST.search(question)), bool(_LEAST.search(question))
    if reading.kind is not AnswerKind.SPAN or not reading.spans or is_greatest == is_least:
        return None
    found, begin = reading.spans[0], reading.spans[0].sentence.start
    amounts = [*_AMOUNT.finditer(found.sentence.text)]
    own = [a for a in amounts if found.start - begin <= a.start() and a.end() <= found.end - begin]
    if len(own) != 1:
        return None
    alike = [a for a in amounts if _read_unit(a) == _read_unit(own[0])]
    chosen = (max if is_greatest else min)(alike, key=_read_number)
    if chosen is own[0] or not _read_unit(chosen):
        return None
    span = AnswerSpan(found.sentence, begin + chosen.start(), begin + chosen.end())
    return replace(reading, spans=(span,), confidence=None)


def _read_unit(amount: re.Match[str]) -> str:
    return ((amount["before"] or "") + (amount["after"] or "")).strip().lower()


def _read_number(amount: re.Match[str]) -> float:
    return float(amount["number"].replace(",", ""))
