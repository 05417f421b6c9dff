"""Counts of a list's items, for a question that no sentence answers with a number."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from index import Corpus
from qa.reader import AnswerKind, Reading, ReadingPassage, list_sentences
from qa.reader.lists import ItemList, find_list, find_telling_stems, span_items
from qa.words import content_stems

NAME = "count of a list"
"""Name of the backend, as answers give it."""

_HOW_MANY = re.compile(r"\W*(?:and |so )?how many (?P<counted>[^?]+)", re.IGNORECASE)


def count_items(question: str, passages: Sequence[ReadingPassage], index: Corpus) -> Reading | None:
    """Count the items of the list whose lead-in names what is counted; None if there is none.

    Args:
        question: as it was asked.
        passages: best first.
        index: where they are from.
    """
    asked = _HOW_MANY.match(question)
    counted = next(content_stems(asked["counted"]), "") if asked else ""
    for sentence in list_sentences(passages) if counted else ():
        document = index.document(sentence.document_id)
        place = bisect_right(document.blocks, sentence.start, key=lambda block: block.start) - 1
        found = find_list(document, place)
        if found and _names(found, counted) and not _tells_apart(question, found):
            return Reading(AnswerKind.COUNT, span_items(found, index), None, 1.0, NAME)
    return None


def _names(found: ItemList, counted: str) -> bool:
    return counted in content_stems(found.text(found.lead_in))


def _tells_apart(question: str, found: ItemList) -> bool:
    """Check whether the question speaks of some of the items only."""
    items = [found.text(item) for item in found.items]
    return bool(find_telling_stems(question, items))
