"""What was found, worded as an answer with its footnotes."""

import re
from collections.abc import Sequence

from qa.answer import Citation
from qa.reader import AnswerKind, Found, Reading

_REFERENCE = re.compile(r"\s*\[(?:\d{1,3}|[a-z]|citation needed)\]")
"""A document's own footnote marks, which would look like those of the answer."""

_JOINED = re.compile(r"^(?:and|or)\s+|[\s,]+(?:and|or)$")

_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_LOOSE = " \t,;:–—-"
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def worded(reading: Reading) -> tuple[str, tuple[Citation, ...]]:
    """The text of an answer with its markers, and the footnotes that these stand for.

    A sentence has one footnote, however many of its words answer.
    """
    citations = _cited(reading.found)
    markers = [_marker(found, citations) for found in reading.found]
    texts = [_clean(found.text) for found in reading.found]
    if reading.kind is AnswerKind.LIST and len(texts) > 1:
        return _listed(texts, markers), citations
    if reading.kind is AnswerKind.UNDECIDED:
        texts = [_clean(found.sentence.text) for found in reading.found]
    if reading.kind in (AnswerKind.SENTENCES, AnswerKind.UNDECIDED):
        pairs = zip(texts, markers, strict=True)
        return " ".join(f"{_ended(text)} {marker}" for text, marker in pairs), citations
    answer = _sentence(texts[0])
    if reading.kind in (AnswerKind.YES, AnswerKind.NO):
        answer = f"{reading.kind.capitalize()}: {_ended(texts[0])}"
    return f"{answer} {markers[0]}", citations


def _listed(texts: Sequence[str], markers: Sequence[str]) -> str:
    """The items, each run of them with the footnote that it shares behind it."""
    texts = [_JOINED.sub("", text) or text for text in texts]
    comma = "; " if any("," in text for text in texts) else ", "
    parts = []
    for place, (text, marker) in enumerate(zip(texts, markers, strict=True)):
        last = place + 1 == len(texts)
        text = _capitalised(text) if place == 0 else text
        shown = "" if not last and markers[place + 1] == marker else f" {marker}"
        parts.append(f"{_ended(text) if last else text}{shown}")
    return comma.join(parts)


def _cited(found: Sequence[Found]) -> tuple[Citation, ...]:
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    sentences = {}
    for one in found:
        key = (one.sentence.document_id, one.sentence.sentence)
        spans.setdefault(key, []).append((one.start, one.end))
        sentences[key] = one.sentence
    return tuple(
        Citation(marker, *key, sentences[key].start, sentences[key].end, sentences[key].text,
                 tuple(sorted(spans[key])))
        for marker, key in enumerate(spans, start=1)
    )  # fmt: skip


def _marker(found: Found, citations: Sequence[Citation]) -> str:
    key = (found.sentence.document_id, found.sentence.sentence)
    (marker,) = (c.marker for c in citations if (c.document_id, c.sentence) == key)
    return f"[{marker}]"


def _clean(text: str) -> str:
    """A span on one line, without the document's own reference marks, loose punctuation and
    quotation marks or brackets that are only opened or only closed."""
    text = " ".join(_REFERENCE.sub("", text).split())
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') == 1:
        text = text.replace('"', "")
    return text.strip(_LOOSE) or text


def _sentence(text: str) -> str:
    return _ended(_capitalised(text))


def _capitalised(text: str) -> str:
    """With a capital at the beginning, unless that is a name such as "iPhone" or "al-Assad"."""
    first = re.split(r"[\s-]", text, maxsplit=1)[0]
    plain = first.islower() and not re.match(r"\w+-[A-Z]", text)
    return text[:1].upper() + text[1:] if plain else text


def _ended(text: str) -> str:
    return text if _ENDS.search(text) else f"{text}."
