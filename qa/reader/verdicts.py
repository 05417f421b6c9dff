"""Yes and No: said only where the words of the cited sentence bear them out.

The network was trained on prose, where most questions of this kind are answered "no": it says so
of "Is there a sauna?" and "The campsite has a sauna." as well.
"""

import re
from collections.abc import Collection
from dataclasses import replace

from index.english import STOP_WORDS
from qa.english import (
    ALLOWING_WORDS,
    CONTRADICTING_WORDS,
    FORBIDDING_WORDS,
    LIGHT_VERBS,
    OBLIGING_WORDS,
    OPPOSING_WORDS,
    QUANTIFIERS,
    RESTRICTING_WORDS,
)
from qa.negation import count_negations
from qa.reader import NOTHING, AnswerKind, Reading
from qa.words import is_negated, stem, tokenize

_CLAUSE = re.compile(r"[;:]\s|,\s(?:and|but|while|whereas|which|who)\s|\s(?:but|whereas)\s|\s–\s")
_UNHINDERED = re.compile(
    r"(?i)(?:\bnot|n['’]t|\bnever|\bno longer)(?: \w+ly)? (?:affect|impair|prevent|restrict|limit|"
    r"hinder|stop|exclude|rule out|interfere|matter|mean|keep)"
)
"""A negation that forbids nothing: "It doesn't affect the ability to drive."."""


def check_verdict(question: str, reading: Reading) -> Reading:
    """Say yes or no where the cited sentence says so in the question's own words.

    Args:
        question: as it was asked.
        reading: what the reader found; its verdict is taken back where nothing bears it out. Of a
            mere lead-in nothing is left.
    """
    if reading.kind not in (AnswerKind.YES, AnswerKind.NO, AnswerKind.UNDECIDED):
        return reading
    if all(span.sentence.text.endswith(":") for span in reading.spans):
        return NOTHING  # a lead-in, without what it leads in to
    sentence = reading.spans[0].sentence.text
    stated = read_verdict(question, sentence)
    if stated is not None:
        return replace(reading, kind=stated)
    is_borne_out = (
        _contradicts(sentence)
        if reading.kind is AnswerKind.NO
        else not (_contradicts(sentence) or _opposes(sentence) or _weighs(question))
    )
    return reading if is_borne_out else replace(reading, kind=AnswerKind.UNDECIDED)


def read_verdict(question: str, sentence: str) -> AnswerKind | None:
    """Read yes or no off a clause that has all content words of the question; None if none has.

    >>> read_verdict("Is there a sauna?", "The campsite has a sauna, which is open daily.").value
    'yes'
    >>> read_verdict("Is there a lift?", "The hotel has neither a lift nor a garage.").value
    'no'
    """
    asked = {token.lower for token in tokenize(question)}
    if _weighs(question) or asked & {"by", "not", "never", "no"}:
        return None
    wanted = _content(question, LIGHT_VERBS | ALLOWING_WORDS)
    for clause in _CLAUSE.split(sentence):
        words = {token.lower for token in tokenize(clause)}
        open_to_doubt = words & (RESTRICTING_WORDS | OPPOSING_WORDS)
        if _UNHINDERED.search(clause):
            continue
        if wanted and wanted <= _content(clause) and not open_to_doubt:
            if OBLIGING_WORDS & asked and not OBLIGING_WORDS & words:
                return None
            # "Isn't it open?" is asked by those who think that it is.
            agrees = _is_negative(clause) == bool(FORBIDDING_WORDS & asked)
            return AnswerKind.YES if agrees else AnswerKind.NO
    return None


def _content(text: str, light: Collection[str] = ()) -> set[str]:
    """Return the stems of a text's words but for common, forbidding and light ones."""
    words = {token.lower for token in tokenize(text) if token.lower[0].isalnum()}
    return {
        stem(word)
        for word in words - STOP_WORDS - FORBIDDING_WORDS
        if word not in light and not is_negated(word)
    }


def _is_negative(text: str) -> bool:
    words = {token.lower for token in tokenize(text)}
    return bool(count_negations(text)) != bool(words & FORBIDDING_WORDS)


def _weighs(question: str) -> bool:
    """Check for words that ask how much of something is so: "all", "more than", "without"."""
    return not (QUANTIFIERS | {"without"}).isdisjoint(t.lower for t in tokenize(question))


def _opposes(sentence: str) -> bool:
    return bool({token.lower for token in tokenize(sentence)} & OPPOSING_WORDS)


def _contradicts(sentence: str) -> bool:
    """Check for a word by which a sentence may say no."""
    sentence = _UNHINDERED.sub("", sentence)
    words = {token.lower for token in tokenize(sentence)}
    return _is_negative(sentence) or bool(words & CONTRADICTING_WORDS)
