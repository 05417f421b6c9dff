"""Words that a reader found, worded as the segments of an answer with their citations."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.note_marks import NOTE_MARK
from qa.answer import Citation, Segment, Verdict
from qa.reader import AnswerKind, AnswerSpan, Reading

_VERDICTS = {AnswerKind.YES: Verdict.YES, AnswerKind.NO: Verdict.NO}
_CONJUNCTION = re.compile(r"^(?:and|or)\s+|(?<![\s,])[\s,]+(?:and|or)$")
# A full stop, what closes after it, and the document's own note marks behind that.
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*(?:\[\w{1,3}\])*\Z")
# Half of a note mark, where the words end in the middle of it.
_CUT_MARK = re.compile(r"\A\w{0,3}\](?!\w)|(?<!\s)\s*\[\w{0,3}\Z")
# At the ends; a minus before a number and a path's first stroke are none.
_LOOSE = re.compile(r"\A(?:[ \t,;:—]|[–-](?!\.?\d))+|[ \t,;:–—-]+\Z")
_SPELT = re.compile(r"[\d/_@\\]|\w\.\w")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"), ("<", ">"))


@dataclass(frozen=True, slots=True)
class Wording:
    """Segments, citations and verdict; the fields are those of ``Answer``."""

    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]
    verdict: Verdict | None = None


def word_answer(reading: Reading) -> Wording:
    """Word what was found; a sentence has one citation, however many of its words answer."""
    spans = reading.spans
    if reading.kind not in (
        AnswerKind.SPAN,
        AnswerKind.LIST,
        AnswerKind.SENTENCES,
        AnswerKind.COUNT,
    ):
        spans = spans[:1]
    citations = _cite(spans)
    markers = [_marker_of(span, citations) for span in spans]
    texts = [_clean(span.text) for span in spans]
    if reading.kind is AnswerKind.UNDECIDED:
        texts = [_clean(span.sentence.text) for span in spans]
    if reading.kind is AnswerKind.LIST and len(texts) > 1:
        return Wording(tuple(_word_list(texts, markers)), citations)
    if reading.kind is AnswerKind.COUNT and len(texts) > 1:
        count = Segment(f"{len(texts)}: ")
        return Wording((count, *_word_list(texts, markers)), citations)
    if reading.kind in (AnswerKind.SENTENCES, AnswerKind.UNDECIDED):
        ended = [_end_statement(*pair) for pair in zip(texts, spans, strict=True)]
        return Wording(tuple(_word_sentences(ended, markers)), citations)
    verdict = _VERDICTS.get(reading.kind)
    if verdict:
        reasons = Segment(_end_sentence(texts[0]), (markers[0],))
        return Wording((Segment(f"{verdict.capitalize()}: "), reasons), citations, verdict)
    cited = tuple(dict.fromkeys(markers))  # what comes after the first span, supports it
    return Wording((Segment(_end_sentence(_capitalise(texts[0])), cited),), citations)


def _word_sentences(texts: Sequence[str], markers: Sequence[int]) -> Iterable[Segment]:
    for place, (text, marker) in enumerate(zip(texts, markers, strict=True)):
        yield Segment(f"{' ' if place else ''}{text}", (marker,))


def _word_list(texts: Sequence[str], markers: Sequence[int]) -> Iterable[Segment]:
    """Yield a segment for each run of items that share a citation."""
    items = [_CONJUNCTION.sub("", text) or text for text in texts]
    comma = "; " if any("," in item for item in items) else ", "
    items = [_capitalise(items[0]), *items[1:-1], _end_sentence(items[-1])]
    pairs = zip(items, markers, strict=True)
    for place, (marker, run) in enumerate(groupby(pairs, key=lambda pair: pair[1])):
        text = comma.join(item for item, _ in run)
        yield Segment(f"{comma if place else ''}{text}", (marker,))


def _cite(spans: Sequence[AnswerSpan]) -> tuple[Citation, ...]:
    """Return a citation for each sentence with words that answer, in that order."""
    sentences = dict.fromkeys(span.sentence for span in spans)
    return tuple(
        sentence.cite(
            marker,
            tuple(sorted((span.start, span.end) for span in spans if span.sentence == sentence)),
        )
        for marker, sentence in enumerate(sentences, start=1)
    )


def _marker_of(span: AnswerSpan, citations: Sequence[Citation]) -> int:
    key = (span.sentence.document_id, span.sentence.sentence)
    return next(c.marker for c in citations if (c.document_id, c.sentence) == key)


def _clean(text: str) -> str:
    """Put a span on one line, without loose punctuation and single quotation marks or brackets."""
    line = " ".join(text.split())
    cleaned = line
    if line.count("[") != line.count("]"):
        cleaned = _CUT_MARK.sub("", cleaned)
    for opening, closing in _PAIRS:
        if cleaned.count(opening) != cleaned.count(closing):
            cleaned = cleaned.replace(opening, "").replace(closing, "")
    if cleaned.count('"') == 1:
        cleaned = cleaned.replace('"', "")
    return _LOOSE.sub("", NOTE_MARK.sub("", cleaned)) or line


def _capitalise(text: str) -> str:
    """Begin with a capital, unless the first word is spelt otherwise.

    Such are names as "iPhone" and "al-Assad", and addresses, paths, versions and the like.
    """
    first = text.split(maxsplit=1)[0] if text else ""
    plain = first.split("-")[0].islower() and not re.match(r"\w+-[A-Z]", first)
    return text[:1].upper() + text[1:] if plain and not _SPELT.search(first) else text


def _end_sentence(text: str) -> str:
    return text if _ENDS.search(text) else f"{text}."


def _end_statement(text: str, span: AnswerSpan) -> str:
    """End a sentence as the document does if it leads in to the next one, else with a full stop."""
    return f"{text}:" if span.text.rstrip().endswith(":") else _end_sentence(text)
