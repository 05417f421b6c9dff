"""Lists that a question names by what leads in to them: "What must the tenant do?".

The network points at words of one sentence, and a lead-in alone is no answer to it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from index.block import ancestors
from qa.reader import AnswerKind, Reading, list_sentences
from qa.reader.inquiry import Inquiry
from qa.reader.lists import MAX_ITEMS, ItemList, find_list, may_ask_for_all, span_items
from qa.reader.roles import asked_stems
from qa.words import content_stems

NAME = "list"
"""Name of this source, as answers give it."""

_SURE = 0.5
"""Confidence from which on the reader's words stand, unless they are of the same list."""

_FORBIDS = re.compile(r"(?i)\b(?:not|never|forbidden|prohibited|banned|nothing)\b|n['’]t\b")
_OBLIGES = re.compile(
    r"(?i)\b(?:must|shall|ha(?:ve|s) to|needs?(?: to)?|required|obliged|agrees? to|will"
    r"|responsib\w+|dut(?:y|ies)|obligations?)\b"
)
_HANDED_IN = re.compile(r"(?i)\b(?:bring|take along|hand in|submit|show)\b")
_ALLOWS = re.compile(r"(?i)\b(?:may|can|could|allowed|permitted|entitled|rights?)\b")


def find_led_in(inquiry: Inquiry) -> Reading | None:
    """Find the items of the one list whose lead-in and heading have all words of the question."""
    asked = _name_asked(inquiry.question)
    if not asked or not may_ask_for_all(inquiry.question):
        return None
    named = [found for found in _list_lists(inquiry) if _is_named(inquiry.question, asked, found)]
    if len(named) != 1 or len(named[0].items) > MAX_ITEMS:
        return None
    spans = span_items(named[0], inquiry.corpus)
    reading = inquiry.reading
    inside = not inquiry.abstains and reading.spans[0].sentence in [s.sentence for s in spans]
    is_sure = not (inquiry.abstains or inside) and (reading.confidence or 0.0) >= _SURE
    is_sure = is_sure and _has_mood(reading.spans[0].sentence.text) >= _has_mood(inquiry.question)
    if is_sure or len(spans) < 2:
        return None
    return Reading(AnswerKind.LIST, spans, None, 1.0, NAME)


def _name_asked(question: str) -> set[str]:
    """Return the stems of what a question asks for, without the words for duties and rights."""
    plain = _HANDED_IN.sub(" ", question)
    plain = _OBLIGES.sub(" ", _ALLOWS.sub(" ", _FORBIDS.sub(" ", plain)))
    return asked_stems(plain)


def _list_lists(inquiry: Inquiry) -> Iterator[ItemList]:
    """Yield each list of the passages once."""
    seen = set()
    for sentence in list_sentences(inquiry.passages):
        document = inquiry.corpus.document(sentence.document_id)
        place = bisect_right(document.blocks, sentence.start, key=lambda block: block.start) - 1
        found = find_list(document, place)
        if found and (document.id, found.lead_in) not in seen:
            seen.add((document.id, found.lead_in))
            yield found


def _is_named(question: str, asked: set[str], found: ItemList) -> bool:
    lead_in = found.text(found.lead_in)
    above = [found.text(place) for place in ancestors(found.document.blocks, found.lead_in)][:2]
    own = {*content_stems(lead_in), *asked_stems(lead_in)}
    known = own | {stem for text in above for stem in content_stems(text)}
    return asked <= known and bool(asked & own) and _is_of_one_mood(question, lead_in)


def _has_mood(text: str) -> bool:
    """Say whether a text speaks of duties, rights or what is forbidden."""
    return any(words.search(text) for words in (_FORBIDS, _OBLIGES, _ALLOWS))


def _is_of_one_mood(question: str, lead_in: str) -> bool:
    """Say whether both forbid or neither does, and both speak of duties, or of rights, if at all.

    >>> _is_of_one_mood("What must the tenant do?", "The tenant shall not:")
    False
    >>> _is_of_one_mood("What is the tenant obliged to do?", "The tenant shall:")
    True
    """
    if bool(_FORBIDS.search(question)) != bool(_FORBIDS.search(lead_in)):
        return False
    if _FORBIDS.search(question):
        return True
    moods = [
        (bool(_OBLIGES.search(text)), bool(_ALLOWS.search(text))) for text in (question, lead_in)
    ]
    return (True, True) in moods or (False, False) in moods or moods[0] == moods[1]
