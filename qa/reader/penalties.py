"""What rules take off the network's scores: of words that can't answer, or that speak of others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.reader import AnswerSpan, ReadingPassage
from qa.reader.answer_types import (
    find_asked_names,
    find_clause_numbers,
    find_codes,
    penalise_questions,
    penalise_types,
)
from qa.reader.entities import penalise_other_names
from qa.reader.inputs import Inputs
from qa.reader.opposites import find_opposites
from qa.reader.sentence_parts import find_other_parts
from qa.reader.table_rows import penalise_labels, penalise_rows


def hide_impossible(question: str, inputs: Inputs, passages: Sequence[ReadingPassage]) -> None:
    """Mark as no part of an answer what can't be one.

    Such are names that a "where" asks for, the numbers of clauses, codes where a measure is asked
    for, when the opposite happens, and parts of sentences that are about something else.
    """
    for row, passage in enumerate(passages):
        starts = [max(s.start - passage.start, 0) for s in passage.sentences]
        numbers = find_clause_numbers(question, passage.text, starts)
        names = find_asked_names(question, passage.text)
        opposites = find_opposites(question, passage.text, starts)
        codes = find_codes(question, passage.text)
        others = find_other_parts(question, passage.text, starts)
        for start, end in (*names, *numbers, *codes, *opposites, *others):
            within = (inputs.spans[row, :, 0] < end) & (inputs.spans[row, :, 1] > start)
            inputs.readable[row] &= ~within


def penalise_words(
    question: str, passages: Sequence[ReadingPassage], spans: Sequence[AnswerSpan]
) -> NDArray[np.float64]:
    """Return what is taken off the network's score of each span, shape ``(n,)``."""
    rows = {
        sentence: penalty
        for passage in passages
        for penalise in (penalise_labels, penalise_rows)
        for sentence, penalty in penalise(question, passage).items()
    }
    of_rows = np.array([rows.get(span.sentence, 0.0) for span in spans])
    of_types = penalise_types(question, [span.text for span in spans])
    return of_rows + of_types + penalise_questions(question, [s.sentence.text for s in spans])


def penalise_names(
    question: str, passages: Sequence[ReadingPassage], spans: Sequence[AnswerSpan]
) -> NDArray[np.float64]:
    """Return the penalty of each span whose sentence lacks a name of the question, ``(n,)``."""
    scopes = {s: scope for p in passages for s, scope in zip(p.sentences, p.scopes, strict=False)}
    penalties = dict(zip(scopes, penalise_other_names(question, [*scopes.values()]), strict=True))
    return np.array([penalties.get(span.sentence, 0.0) for span in spans])
