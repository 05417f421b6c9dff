"""Ask a question set and score every answer; sum the scores up."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from index.errors import QuestionError
from qa.answer import Answer
from qa.evaluation import metrics
from qa.evaluation.questions import Question
from qa.pipeline import DocumentQA


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, what was answered, and how good that was.

    ``precision`` is None where nothing was cited. A question that was refused with an error has
    no answer, which is no abstention either: it counts as wrong.
    """

    question: Question
    answer: Answer | None
    error: str
    exact_match: float
    f1: float
    found: float
    precision: float | None
    recall: float

    @property
    def abstained(self) -> bool:
        """Whether the answer was that the document doesn't say."""
        return self.answer is not None and not self.answer.answered


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of some questions: shares from 0 to 1, latency in milliseconds.

    The answers' figures are means over the answerable questions, an abstention counting 0;
    citation precision is the mean over those of them that were answered. Abstention is right
    where the question is unanswerable. A figure that nothing was there to measure is None.
    """

    questions: int
    exact_match: float | None
    f1: float | None
    answer_found: float | None
    citation_precision: float | None
    citation_recall: float | None
    abstention_precision: float | None
    abstention_recall: float | None
    latency_p50: float | None
    latency_p95: float | None


def evaluate(bot: DocumentQA, questions: Sequence[Question]) -> Iterator[Outcome]:
    """Ask one question after the other about the bot's first document."""
    for question, gold in zip(questions, _gold(bot, questions), strict=True):
        try:
            answer = bot.ask(question.question)
        except QuestionError as error:
            yield Outcome(question, None, str(error), 0.0, 0.0, 0.0, None, 0.0)
            continue
        yield score(question, answer, gold)


def unsupported(bot: DocumentQA, questions: Sequence[Question]) -> list[str]:
    """Ids of the questions some of whose support isn't in the bot's first document."""
    gold = zip(questions, _gold(bot, questions), strict=True)
    return [question.id for question, sentences in gold if not all(sentences)]


def score(question: Question, answer: Answer, gold: Sequence[set[int]]) -> Outcome:
    """Score one answer against the accepted answers and the sentences that support them."""
    if not (question.answerable and answer.answered):
        return Outcome(question, answer, "", 0.0, 0.0, 0.0, None, 0.0)
    text, cited = answer.plain_text, {citation.sentence for citation in answer.citations}
    # The parts of a list are one answer together.
    accepted = [" ".join(question.answers)] if question.all else question.answers
    parts = [[part] for part in question.answers] if question.all else [list(question.answers)]
    return Outcome(
        question,
        answer,
        "",
        metrics.exact_match(text, accepted),
        metrics.f1(text, accepted),
        fmean(metrics.answer_found(text, part) for part in parts),
        metrics.citation_precision(cited, gold),
        metrics.citation_recall(cited, gold, question.all),
    )


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """Sum outcomes up."""
    answerable = [o for o in outcomes if o.question.answerable]
    abstained = [o for o in outcomes if o.abstained]
    latencies = [o.answer.timings["total"] * 1000 for o in outcomes if o.answer]
    return Summary(
        questions=len(outcomes),
        exact_match=_mean([o.exact_match for o in answerable]),
        f1=_mean([o.f1 for o in answerable]),
        answer_found=_mean([o.found for o in answerable]),
        citation_precision=_mean([o.precision for o in answerable if o.precision is not None]),
        citation_recall=_mean([o.recall for o in answerable]),
        abstention_precision=_mean([float(not o.question.answerable) for o in abstained]),
        abstention_recall=_mean(
            [float(o.abstained) for o in outcomes if not o.question.answerable]
        ),
        latency_p50=metrics.percentile(latencies, 0.50) if latencies else None,
        latency_p95=metrics.percentile(latencies, 0.95) if latencies else None,
    )


def to_dict(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Everything that was measured, as JSON can hold it."""
    kinds = dict.fromkeys(o.question.kind for o in outcomes)
    return {
        "summary": asdict(summarise(outcomes)),
        "kinds": {
            kind: asdict(summarise([o for o in outcomes if o.question.kind == kind]))
            for kind in kinds
        },
        "outcomes": [
            {
                **asdict(o),
                "question": o.question.model_dump(),
                "answer": o.answer and o.answer.to_dict(),
            }
            for o in outcomes
        ],
    }


def _gold(bot: DocumentQA, questions: Sequence[Question]) -> list[list[set[int]]]:
    document_id = bot.index.documents()[0][0]
    text, sentences = bot.index.document(document_id).text, bot.index.sentences(document_id)
    return [question.supporting(text, sentences) for question in questions]


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None
