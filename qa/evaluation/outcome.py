"""One question, what was answered, how good that was, and where it failed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from qa.answer import Answer
from qa.evaluation import metrics
from qa.evaluation.gold import Support
from qa.evaluation.questions import Question

CORRECT_THRESHOLD = 0.5
"""An answer with this share of the right parts, or this F1, counts as right; an open one with this
F1 of its citations."""


class Grade(StrEnum):
    """Right, or else the first stage that failed."""

    RIGHT = "right"
    ERROR = "error"
    UNDERSTANDING = "understanding"
    RETRIEVAL = "retrieval"
    ABSTENTION = "abstention"
    READING = "reading"
    CITATION = "citation"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Answer to one question with its scores.

    Attributes:
        question: what was asked, with what is right.
        support: the document's sentences that support the right answer.
        answer: None if the question raised an error, which is no abstention: it counts as wrong.
        error: that error.
        exact_match: of the answer's words (see ``metrics``); 0 if nothing was answered, or where
            there is no answer.
        f1: the same, and 0 of an open question.
        found: share of the parts of the right answer that stand in the answer.
        precision: of the citations; None if nothing was cited, or no support is known.
        recall: of the citations; None if no support is known.
        quoted: the words found, where an LLM wrote the answer of them; else None.
        retrieved: share of the support in the first 1, 2, … retrieved passages; empty if none
            were retrieved, or no support is known.
    """

    question: Question
    support: Support
    answer: Answer | None = None
    error: str = ""
    exact_match: float = 0.0
    f1: float = 0.0
    found: float = 0.0
    precision: float | None = None
    recall: float | None = None
    retrieved: tuple[float, ...] = ()
    quoted: Answer | None = None

    @property
    def abstained(self) -> bool:
        """True if the answer was that the document doesn't say."""
        return self.answer is not None and not self.answer.answered

    @property
    def answered(self) -> bool:
        """True if there was an answer, and no abstention."""
        return self.answer is not None and self.answer.answered

    @property
    def citation_f1(self) -> float | None:
        """Harmonic mean of citation precision and recall; None if no support is known."""
        if self.recall is None:
            return None
        return metrics.harmonic_mean(self.precision or 0.0, self.recall)

    def supported(self, document_id: str, first: int, last: int) -> bool:
        """Check whether a supporting sentence is among those numbered ``first`` to ``last``."""
        return any(
            gold.document_id == document_id and first <= gold.sentence <= last
            for sentences in self.support
            for gold in sentences
        )

    @property
    def grade(self) -> Grade:
        """Right, or the stage to blame.

        An answer is right if its words are (by the parts found in it, or by F1, at least
        ``CORRECT_THRESHOLD``) and a supporting sentence is cited; an open one if its citations
        are, by their F1. Right words that cite another sentence are a failure of citation.
        Otherwise understanding failed, if a remark was taken for a question or a question for a
        remark; then retrieval, if no support was retrieved; then abstention, if the answer was
        withheld, or given where there is none; then reading.
        """
        if self.error:
            return Grade.ERROR
        replied = self.answer is not None and bool(self.answer.reply)
        if self.question.remark:
            return Grade.RIGHT if replied else Grade.UNDERSTANDING
        if not self.question.answerable:
            return Grade.RIGHT if self.abstained else Grade.ABSTENTION
        if self._quality >= CORRECT_THRESHOLD:
            return Grade.CITATION if self.recall == 0 else Grade.RIGHT
        if replied:
            return Grade.UNDERSTANDING
        if self.retrieved and not self.retrieved[-1]:
            return Grade.RETRIEVAL
        return Grade.ABSTENTION if self.abstained else Grade.READING

    @property
    def _quality(self) -> float:
        return max(self.found, self.f1) if self.question.answers else self.citation_f1 or 0.0


def score(question: Question, answer: Answer, support: Support) -> Outcome:
    """Score one answer against the accepted answers and the sentences that support them.

    The parts of a list are one answer together. Of a yes/no question "Yes" or "No" is compared
    with what is right, and only the words that decide with the accepted answers; without a "Yes"
    or "No" these alone count, and with the wrong one nothing does.
    """
    gold = [{(g.document_id, g.sentence) for g in sentences} for sentences in support]
    known = question.answerable and bool(gold)
    cited = {(citation.document_id, citation.sentence) for citation in answer.citations}
    words, accepted = _words(question, answer), question.answers
    parts = [[part] for part in accepted] if question.all else [list(accepted)]
    whole = [" ".join(accepted)] if question.all else accepted
    right = bool(accepted) and answer.answered and words is not None
    alone = right and not words  # a bare Yes or No
    return Outcome(
        question,
        support,
        answer,
        exact_match=float(alone) or metrics.exact_match(words or "", whole) if right else 0.0,
        f1=float(alone) or metrics.f1(words or "", whole) if right else 0.0,
        found=float(alone) or _found(words or "", parts) if right else 0.0,
        precision=metrics.citation_precision(cited, gold) if known and cited else None,
        recall=metrics.citation_recall(cited, gold, question.all) if known else None,
        retrieved=_retrieved(answer, gold, question.all) if known else (),
    )


def _words(question: Question, answer: Answer) -> str | None:
    """Return an answer's words; of a yes/no question those behind a right verdict, else None.

    An answer without a verdict says all of it in words.
    """
    if question.yes_no is None or answer.verdict is None:
        return answer.plain_text
    return answer.reasons if answer.verdict == question.yes_no else None


def _found(words: str, parts: Sequence[Sequence[str]]) -> float:
    return fmean(metrics.answer_found(words, part) for part in parts)


def _retrieved(
    answer: Answer, gold: Sequence[set[tuple[str, int]]], every: bool
) -> tuple[float, ...]:
    passages = [
        {
            (e.passage.document_id, number)
            for number in range(e.passage.first_sentence, e.passage.last_sentence + 1)
        }
        for e in answer.evidence
    ]
    return metrics.recall_at_each(passages, gold, every)
