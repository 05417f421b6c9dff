"""Questions, answers and outcomes that need no model, for the tests of what is made of them."""

from collections.abc import Iterable
from typing import Any

from index import Evidence
from index.passages import Passage
from qa import NO_ANSWER, Answer, Citation, Segment
from qa.evaluation.gold import GoldSentence, Support
from qa.evaluation.outcome import Outcome, score
from qa.evaluation.questions import Question


def question(**fields: Any) -> Question:
    """An answerable question, whose answer is 812."""
    given = {"id": "q", "kind": "k", "question": "?", "answerable": True, "answers": ("812",)}
    return Question(**{**given, "support": (("clocks",),), **fields})


UNANSWERABLE = question(answerable=False, answers=(), support=())


def support(*numbers: int) -> Support:
    """Pieces of support, one sentence each."""
    return tuple((GoldSentence("d", number, f"Sentence {number}."),) for number in numbers)


def passage(first: int, last: int) -> Evidence:
    """A retrieved passage with these sentences."""
    return Evidence(Passage("d", 0, 1, first, last), "T", 1.0)


def answer(text: str, *sentences: int, seconds: float = 0.01, **fields: Any) -> Answer:
    """An answer that cites these sentences; without any, an abstention, whatever the text."""
    cited = tuple(Citation(i, "d", s, 0, 1, "T") for i, s in enumerate(sentences, start=1))
    verdict = fields.get("verdict")
    said = (Segment(f"{verdict}: "),) if verdict else ()
    segments = (*said, Segment(text, tuple(c.marker for c in cited))) if cited else ()
    given = {"question": "?", "evidence": (), "confidence": 0.5, "backend": "b"}
    return Answer(
        segments=segments,
        citations=cited,
        search_query="?",
        timings={"total": seconds},
        **{**given, **fields},
    )


def written(segments: Iterable[Segment]) -> str:
    """The text of segments with their markers."""
    return "".join(s.text + "".join(f" [{marker}]" for marker in s.markers) for s in segments)


RIGHT = score(question(id="right"), answer("812", 1, seconds=0.010), support(1))
WRONG = score(question(id="wrong"), answer("813", 2, seconds=0.020), support(1))
SILENT = score(question(id="silent"), answer(NO_ANSWER, seconds=0.030), support(1))
RIGHTLY_SILENT = score(
    UNANSWERABLE.model_copy(update={"id": "rightly silent"}), answer(NO_ANSWER, seconds=0.040), ()
)
INVENTED = score(
    UNANSWERABLE.model_copy(update={"id": "invented"}), answer("812", 1, seconds=0.050), ()
)
REMARK = UNANSWERABLE.model_copy(update={"id": "thanks", "remark": True})
THANKED = score(REMARK, answer("", reply="You're welcome."), ())
NOT_THANKED = score(REMARK, answer(NO_ANSWER), ())
REFUSED = Outcome(UNANSWERABLE.model_copy(update={"id": "refused"}), (), error="no words")
ALL = [RIGHT, WRONG, SILENT, RIGHTLY_SILENT, INVENTED, REFUSED]
