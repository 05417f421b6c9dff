"""Lists that a question names by what leads in to them: "What must the tenant do?".

The network points at words of one sentence, and a lead-in alone is no answer to it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from index import Document
from index.block import BlockKind, ancestors
from qa.english import DOCUMENT_NOUNS
from qa.reader import AnswerKind, Reading, list_sentences
from qa.reader.english import SYNONYMS
from qa.reader.inquiry import Inquiry
from qa.reader.lists import MAX_ITEMS, ItemList, find_list, may_ask_for_all, span_items
from qa.reader.roles import asked_stems
from qa.words import content_stems

NAME = "list"
"""Name of this source, as answers give it."""

_SURE = 0.5
"""Confidence from which on the reader's words stand, unless they are of the same list."""

_MOST_ABOVE = 2
"""Most headings above a lead-in that may say a part of what is asked for."""

_DOCUMENT = frozenset(content_stems(" ".join(DOCUMENT_NOUNS)))
_SAME = {stem: group.split()[0] for group in SYNONYMS for stem in content_stems(group)}
"""Stem of a word -> the word that stands for all that mean much the same."""

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
    named = [*_list_named(inquiry, asked)]
    if len(named) != 1 or len(named[0].items) > MAX_ITEMS:
        return None
    spans = span_items(named[0], inquiry.corpus)
    reading = inquiry.reading
    inside = not inquiry.abstains and reading.spans[0].sentence in [s.sentence for s in spans]
    is_sure = not (inquiry.abstains or inside) and (reading.confidence or 0.0) >= _SURE
    is_sure = is_sure and not _is_headed(asked, named[0], reading.spans[0].sentence.text)
    is_sure = is_sure and _has_mood(reading.spans[0].sentence.text) >= _has_mood(inquiry.question)
    if is_sure or len(spans) < 2:
        return None
    return Reading(AnswerKind.LIST, spans, None, 1.0, NAME)


def _name_asked(question: str) -> set[str]:
    """Return the stems of what a question asks for, without the words for duties and rights."""
    plain = _HANDED_IN.sub(" ", question)
    plain = _OBLIGES.sub(" ", _ALLOWS.sub(" ", _FORBIDS.sub(" ", plain)))
    return _unify(asked_stems(plain) - _DOCUMENT)


def _unify(stems: Iterable[str]) -> set[str]:
    """Return stems with one for all that mean much the same."""
    return {_SAME.get(stem, stem) for stem in stems}


def _is_headed(asked: set[str], found: ItemList, other: str) -> bool:
    """Say whether a list's heading has all words of a question, and another sentence hasn't."""
    is_heading = found.document.blocks[found.lead_in].kind is BlockKind.HEADING
    heading, elsewhere = (
        _unify(content_stems(text)) for text in (found.text(found.lead_in), other)
    )
    return is_heading and asked <= heading and not asked <= elsewhere


def _list_named(inquiry: Inquiry, asked: set[str]) -> Iterator[ItemList]:
    """Yield the lists of the documents of the passages whose lead-in a question names."""
    for document_id in dict.fromkeys(s.document_id for s in list_sentences(inquiry.passages)):
        document = inquiry.corpus.document(document_id)
        first: dict[int, int] = {}
        for place, block in enumerate(document.blocks):
            if block.kind is BlockKind.LIST_ITEM and block.parent is not None:
                first.setdefault(block.parent, place)
        for lead_in, item in first.items():
            if _is_named(inquiry.question, asked, document, lead_in):
                found = find_list(document, item)
                if found and found.lead_in == lead_in:
                    yield found


def _is_named(question: str, asked: set[str], document: Document, place: int) -> bool:
    blocks = document.blocks
    lead_in, *above = (
        document.text[blocks[p].start : blocks[p].end]
        for p in (place, *islice(ancestors(blocks, place), _MOST_ABOVE))
    )
    above.append(document.title)
    own = _unify([*content_stems(lead_in), *asked_stems(lead_in)])
    known = own | _unify(stem for text in above for stem in content_stems(text))
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
