"""Rules by which an answer is right, rightly cited, an abstention or made up: the same for all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import fmean

from benchmarks.llm_comparison.asking import CitedAnswer
from benchmarks.llm_comparison.markers import remove_markers
from index.sentences import split_sentences
from qa.evaluation import metrics
from qa.evaluation.outcome import CORRECT_THRESHOLD
from qa.evaluation.questions import Question
from qa.grounding.numbers import find_quantities

LEAST_HELD = 0.5
"""Share of a supporting sentence's words that a cited text must hold in a row: passages that are
cut by words cut sentences, and the one with the larger part counts."""

_TEXT = r"(?:answer|article|context|document|excerpt|information|passage|source|summary|text)\w*"
_NOT = r"(?:not|n['’]t)\b"
_REFUSAL = re.compile(
    rf"\b{_TEXT}\b[^.]*\b(?:do|does|did|is|are|was|were|has|have|can|could)(?: not|n['’]t)\b"
    rf"|{_NOT}(?: \w+)? (?:mentioned|stated|specified|provided|available|included)\b"
    rf"|\bno (?:\w+ )?{_TEXT}|\bno mention\b|\bnone of the\b"
    rf"|\b(?:cannot|can['’]t|could {_NOT}|unable to|do {_NOT}|don['’]t) "
    r"(?:be )?(?:answer|determine|find|know|say|tell)",
    re.IGNORECASE,
)
_VERDICT = re.compile(r"\W*(yes|no)\b", re.IGNORECASE)
_NAME = re.compile(r"(?!\A)(?<![.!?:] )\b[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question and the supporting sentences of the document, none where it has no answer."""

    question: Question
    sentences: Sequence[str]


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """What an answer is worth.

    Attributes:
        answerable: whether the document answers the question.
        given: whether there is an answer: neither an abstention nor an error.
        abstained: whether it says that the document doesn't answer.
        right: whether it says what is right.
        rightly_cited: whether, moreover, it cites a text that holds a supporting sentence.
        made_up: numbers and names that stand neither in the document nor in the question.
        words: of the answer.
        words_cited: of all that it cites.
    """

    answerable: bool
    given: bool
    abstained: bool
    right: bool
    rightly_cited: bool
    made_up: Sequence[str]
    words: int
    words_cited: int


def judge(gold: GoldQuestion, answer: CitedAnswer, document: str) -> JudgedAnswer:
    """Judge a system's answer to a question about a document."""
    text, question = remove_markers(answer.text), gold.question
    abstained = not answer.error and is_abstention(text)
    given = not answer.error and not abstained
    right = given and question.answerable and is_right(text, question)
    return JudgedAnswer(
        question.answerable,
        given,
        abstained,
        right,
        right and any(holds(cited, s) for cited in answer.cited for s in gold.sentences),
        find_made_up(text, f"{document} {question.question}") if given else [],
        len(text.split()),
        sum(len(cited.split()) for cited in answer.cited),
    )


def is_abstention(text: str) -> bool:
    """Check whether a text says, in its first sentence, that the document doesn't answer.

    >>> is_abstention("The provided sources do not mention his age.")
    True
    >>> is_abstention("Turkey does not say how many.")
    False
    """
    sentences = split_sentences(text)
    return not sentences or bool(_REFUSAL.search(text, 0, sentences[0].end))


def is_right(text: str, question: Question) -> bool:
    """Check whether a text says what is right, by the rules of ``footnote eval``.

    A "Yes" or "No" that it begins with decides where one is asked for.
    """
    verdict = _VERDICT.match(text)
    if question.yes_no and verdict:
        return verdict[1].lower() == question.yes_no
    accepted = question.answers
    parts = [[part] for part in accepted] if question.all else [accepted]
    found = fmean(metrics.answer_found(text, part) for part in parts)
    whole = [" ".join(accepted)] if question.all else accepted
    return max(found, metrics.f1(text, whole)) >= CORRECT_THRESHOLD


def holds(cited: str, sentence: str) -> bool:
    """Check whether a cited text holds a sentence, or the larger part of it in a row."""
    ours, theirs = (metrics.normalise_answer(text).split() for text in (sentence, cited))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return matcher.find_longest_match().size >= LEAST_HELD * len(ours)


def find_made_up(text: str, known: str) -> list[str]:
    """Return the numbers and names of a text that another doesn't have.

    Names are words that begin with a capital within a sentence.

    >>> find_made_up("It was in Paris that 30 met.", "Three met in Ghent.")
    ['Paris', '30']
    """
    words = {word.removesuffix("s") for word in re.findall(r"\w+", known.lower())}
    names = [n for n in _NAME.findall(text) if n.lower().removesuffix("s") not in words]
    values = {quantity.value for quantity in find_quantities(known)}
    numbers = [q.value for q in find_quantities(text) if q.value not in values]
    return names + [f"{number:g}" for number in numbers]
