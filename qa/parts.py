"""The answers to the parts of a question as one answer, which names what isn't answered."""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer import Answer, Citation, Segment

_UNANSWERED = "The document doesn't say: {part}"


def combine(
    question: str, search_query: str, answers: Sequence[Answer], timings: dict[str, float]
) -> Answer:
    """Put the answers to the parts of a question behind each other.

    A sentence that several parts rest on has one footnote. The confidence is that of the least
    sure part; where no part is answered, neither is the question.

    Args:
        question: as it was asked.
        search_query: as it was read.
        answers: one a part, at least one.
        timings: seconds by stage of all of them.
    """
    citations: dict[tuple[str, int], Citation] = {}
    segments: list[Segment] = []
    for answer in answers:
        gap = " " if segments else ""
        if not answer.answered:
            segments.append(Segment(gap + _UNANSWERED.format(part=answer.question)))
            continue
        markers = {}
        for citation in answer.citations:
            key = citation.document_id, citation.sentence
            new = replace(citation, marker=len(citations) + 1)
            markers[citation.marker] = citations.setdefault(key, new).marker
        first, *others = answer.segments
        parts = [replace(first, text=gap + first.text), *others]
        segments += [replace(s, markers=tuple(markers[m] for m in s.markers)) for s in parts]
    answered = [answer for answer in answers if answer.answered]
    sure = [a.confidence for a in answered or answers if a.confidence is not None]
    return replace(
        answers[0],
        question=question,
        segments=tuple(segments) if answered else (),
        citations=tuple(citations.values()),
        evidence=tuple(dict.fromkeys(e for answer in answers for e in answer.evidence)),
        confidence=min(sure) if sure else None,
        search_query=search_query,
        timings=timings,
        short=" ".join(answer.short for answer in answered),
        answerable=min(answer.answerable for answer in answers),
        removed=tuple(removed for answer in answers for removed in answer.removed),
        verdict=None,
        calibration_note=answered[0].calibration_note if answered else "",
    )
