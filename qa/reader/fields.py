"""Fields of a form that ask: "Was anyone hurt? no" answers its own question."""

import re
from collections.abc import Sequence

from qa.reader import AnswerKind, AnswerSpan, Reading, ReadingPassage, list_sentences
from qa.words import content_stems

NAME = "form field"
"""Name of this source, as answers give it."""

_FIELD = re.compile(r"(?P<label>[^.?!:\n]{3,80}\?)\s+(?P<value>[^\s?][^?\n]{0,60})")
_VERDICTS = {"yes": AnswerKind.YES, "no": AnswerKind.NO}


def find_field(question: str, passages: Sequence[ReadingPassage]) -> Reading | None:
    """Find the field whose label asks a question in the same words; None if none or several do.

    Args:
        question: as it was asked.
        passages: what was retrieved.
    """
    asked = set(content_stems(question))
    matching = [
        (sentence, field)
        for sentence in list_sentences(passages)
        if (field := _FIELD.fullmatch(sentence.text))
        and asked
        and set(content_stems(field["label"])) == asked
    ]
    if len(matching) != 1:
        return None
    ((sentence, field),) = matching
    kind = _VERDICTS.get(field["value"].strip(" .").lower(), AnswerKind.SENTENCES)
    span = AnswerSpan(sentence, sentence.start, sentence.end)
    return Reading(kind, (span,), None, 1.0, NAME)
