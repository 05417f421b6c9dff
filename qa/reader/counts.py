"""Counts of a list's items, for a question that no sentence answers with a number."""

import re
from bisect import bisect_right
from dataclasses import replace

from index.block import ancestors
from qa.english import LIGHT_VERBS, SMALL_NUMBERS, TENS
from qa.reader import AnswerKind, AnswerSpan, Reading, list_sentences
from qa.reader.fields import list_fields, split_names
from qa.reader.inquiry import Inquiry
from qa.reader.lists import ITEM_MARK, ItemList, find_list, span_items
from qa.reader.roles import ROLES, asked_stems
from qa.words import content_stems

NAME = "count of a list"
"""Name of the backend, as answers give it."""

_HOW_MANY = re.compile(r"\W*(?:and |so )?how many (?P<counted>[^?]+)", re.IGNORECASE)


def find_count(inquiry: Inquiry) -> Reading | None:
    """Count the items of the list whose lead-in names what is counted; None if there is none.

    A number that the reader found stands.
    """
    if not (
        inquiry.abstains
        or is_no_count(inquiry.question, inquiry.reading.spans[0])
        or _is_of_others(inquiry)
    ):
        return None
    asked = _HOW_MANY.match(inquiry.question)
    counted = set(content_stems(_leave_out_light(asked["counted"]))) if asked else set()
    for sentence in list_sentences(inquiry.passages) if counted else ():
        document = inquiry.corpus.document(sentence.document_id)
        place = bisect_right(document.blocks, sentence.start, key=lambda block: block.start) - 1
        found = find_list(document, place)
        named = counted <= _stems_above(found) if found else False
        if found and (named or _names_role(asked["counted"] if asked else "", found)):
            spans = span_items(found, inquiry.corpus)
            return Reading(AnswerKind.COUNT, spans, None, 1.0, NAME)
    return _count_named(asked["counted"], inquiry) if asked else None


def _count_named(counted: str, inquiry: Inquiry) -> Reading | None:
    """Count those whom the one field lists that what is counted names: "Present: Ann, Ben"."""
    asked = asked_stems(counted)
    values = {
        value: None
        for passage in inquiry.passages
        for value, label in list_fields(passage, inquiry.corpus)
        if asked and asked_stems(label) == asked
    }
    if len(values) != 1:
        return None
    (value,) = values
    start, spans = value.start, []
    for name in split_names(value.text):
        place = value.sentence.text.index(name, start - value.sentence.start)
        start = value.sentence.start + place + len(name)
        spans.append(replace(value, start=start - len(name), end=start))
    return Reading(AnswerKind.COUNT, tuple(spans), None, 1.0, NAME) if len(spans) > 1 else None


def _names_role(counted: str, found: ItemList) -> bool:
    """Say whether a list is of those present, or absent, and they are counted."""
    roles = ROLES & asked_stems(counted)
    return bool(roles) and roles <= asked_stems(found.text(found.lead_in))


def _is_of_others(inquiry: Inquiry) -> bool:
    """Say whether those present are counted, and the sentence found says nothing of them."""
    asked = asked_stems(inquiry.question)
    return bool(ROLES & asked) and not ROLES & asked_stems(inquiry.reading.spans[0].sentence.text)


def is_no_count(question: str, span: AnswerSpan) -> bool:
    """Say whether a "how many" is answered with the mark of an item, or without a number."""
    if not _HOW_MANY.match(question):
        return False
    mark = ITEM_MARK.match(span.sentence.text)
    in_mark = mark is not None and span.end <= span.sentence.start + mark.end()
    words = set(re.findall(r"\w+", span.text.lower()))
    return in_mark or not (
        words & (SMALL_NUMBERS.keys() | TENS.keys()) or re.search(r"\d", span.text)
    )


def _leave_out_light(text: str) -> str:
    return " ".join(word for word in text.split() if word.lower() not in LIGHT_VERBS)


def _stems_above(found: ItemList) -> set[str]:
    """Return the content words of what leads in and of the heading that it stands under."""
    places = (found.lead_in, *ancestors(found.document.blocks, found.lead_in))
    return {stem for place in places[:2] for stem in content_stems(found.text(place))}
