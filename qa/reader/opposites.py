"""Dates of the opposite: when a lease begins doesn't answer when it ends.

The network finds a date of the thing that is asked about, and seldom minds the verb.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from index.english import MONTHS, WEEKDAYS, build_alternation
from qa.reader import NOTHING, Reading, ReadingPassage, list_sentences
from qa.reader.english import OPPOSITE_EVENTS
from qa.words import content_stems

_ASKS_WHEN = re.compile(
    r"(?i)\W*(?:(?:and|but|so)\W+)?(?:(?:at|on|in|by|from|since|until|till|up to) )?"
    r"(?:when|what time|(?:what|which) (?:date|day|month|year))\b"
)
_SUBORDINATE = re.compile(r"(?i),|\b(?:whether|that|who|which|if|because|after|before)\b")
_STATE = re.compile(r"(?i)\b(?:is|are|was|were|stays?|keeps?)\b.*\bopen\b|\bagain\b")
_CALENDAR = rf"(?:{build_alternation(MONTHS)}|{build_alternation(WEEKDAYS)})[a-z]*\b"
_TIME = (
    r"\d{1,2}[:.]\d\d(?!\d)|\d{1,2} ?[ap]\.?m\b|(?:1\d|20)\d\d\b|noon\b|midnight\b"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?-i:{_CALENDAR})"
)
_FROM = rf"\b(?:from|since)(?=\s+(?:{_TIME}))"
_UNTIL = rf"(?<!not )\b(?:to|until|till|through)(?=\s+(?:{_TIME}))"
_PART_OF_TIME = (
    r"(?!\s+of\s+(?:the\s+|each\s+|every\s+)?"
    rf"(?:\d|(?:month|year|week|day|season|quarter)\b|(?-i:{_CALENDAR})))"
)
_PAIRS = [
    tuple(re.compile(rf"(?i)\b(?:{words})\b{_PART_OF_TIME}") for words in pair)
    for pair in OPPOSITE_EVENTS
]
_PERIODS = (re.compile(rf"(?i){_FROM}"), re.compile(rf"(?i){_UNTIL}"))
_ASKS_PERIOD = (re.compile(r"(?i)\b(?:since|from) w"), re.compile(r"(?i)\b(?:until|till|up to) w"))
_INVERTS = re.compile(r"(?i)\b(?:closed|shut|delay\w*|suspend\w*|not|never|no)\b")
_UNTIL_THEN = re.compile(r"(?i)\b(?:closed|shut|suspended|delayed)\b.*\b(?:until|till|to)\b")
"""What is closed until then, opens then."""

_PRONOUN = re.compile(r"(?:He|She|It|They|This|These|We|I|You)\b")
_NAME = re.compile(r"(?<=\s)[^\W\d_a-z][\w’'-]+")
_JOINT = re.compile(r"[,;:.]\s|\s[–—-]\s|\b(?:and|but|while|whereas)\b")


def find_opposites(question: str, text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return where it is told when the opposite of what a question asks for happens.

    Args:
        question: what is asked; nothing is returned unless it asks when.
        text: a passage.
        starts: where its sentences begin in it.

    >>> text = "The lease begins on 1 May 2023 and ends on 30 April 2028."
    >>> [text[slice(*span)] for span in find_opposites("When does it end?", text, [0])]
    ['The lease begins on 1 May 2023 ']
    >>> text = "The garage is let from 1 June to 31 August."
    >>> [text[slice(*span)] for span in find_opposites("When does it begin?", text, [0])]
    ['to 31 August.']
    """
    found = []
    sentences = [*pairwise([*starts, len(text)])]
    for (pair, side), (start, end) in product(_find_asked(question), sentences):
        events = [*_find_events(pair, text[start:end])]
        bounds = [*(bound for _, bound in events), end - start]
        for (own, _), (first, last) in zip(events, pairwise(bounds), strict=True):
            if own != side and first < last:
                found.append((start + first, start + last))
    return found


def check_event(question: str, reading: Reading, passages: Sequence[ReadingPassage]) -> Reading:
    """Return nothing where the opposite is told of what is asked about, and another's date found.

    Of 282 such questions of train and dev that documents answer, two are refused for it.
    """
    asked = next(_find_asked(question), None)
    if asked is None or not reading.spans:
        return reading
    pair, side = asked
    subject = question
    for words in _PAIRS[pair]:
        subject = words.sub(" ", subject)
    names = _NAME.findall(subject)
    stems = set(content_stems(" ".join(names) if names else subject))
    found = reading.spans[0].sentence.text
    is_about = bool(_PRONOUN.match(found)) or not stems.isdisjoint(content_stems(found))
    if not stems or (is_about and side in _list_sides(pair, found)):
        return reading
    about = (s.text for s in list_sentences(passages) if stems <= set(content_stems(s.text)))
    is_told = any(_list_sides(pair, text) == {1 - side} for text in about)
    return NOTHING if is_told else reading


def _list_sides(pair: int, sentence: str) -> set[int]:
    return {side for side, _ in _find_events(pair, sentence)}


def _find_asked(question: str) -> Iterator[tuple[int, int]]:
    """Yield the pairs of events, and the side of each, that a question of time asks for.

    "Until when can I check in?" asks for the end of one side of another pair.

    What is so at a time ("When is it open?") is more than an event.
    """
    asks = _ASKS_WHEN.match(question)
    clause = _SUBORDINATE.split(question[asks.end() :])[0] if asks else ""
    for pair, sides in enumerate(_PAIRS):
        named = [bool(side.search(clause)) for side in sides]
        if pair == 0:
            is_period = asks and any(side.search(question) for side in _ASKS_PERIOD)
            if is_period and not _INVERTS.search(clause):
                named = [bool(side.search(question)) for side in _ASKS_PERIOD]
            elif _STATE.search(clause):
                continue
        if sum(named) == 1:
            yield pair, named.index(True)


def _find_events(pair: int, sentence: str) -> Iterator[tuple[int, int]]:
    """Yield the side of each event in a sentence, and where what is said of it begins."""
    if _UNTIL_THEN.search(sentence):
        return
    named = [(m.start(), side) for side in (0, 1) for m in _PAIRS[pair][side].finditer(sentence)]
    periods = []
    if pair == 0 and not _INVERTS.search(sentence):
        periods = [(m.start(), side) for side in (0, 1) for m in _PERIODS[side].finditer(sentence)]
    before = 0
    for place, side in sorted(named + periods):
        joints = [m.start() for m in _JOINT.finditer(sentence, before, place)]
        beginning = joints[-1] if joints else before
        yield side, place if (place, side) in periods or (before and not joints) else beginning
        before = place
