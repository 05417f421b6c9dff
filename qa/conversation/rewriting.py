"""Follow-ups turned into questions that can be understood alone, by what they refer to.

A pronoun becomes what it stands for in the questions and answers before; a fragment ("Why?", "And
the library?") takes the rest of the question before it. Where nothing is found to put in, that
question stands behind it in brackets.
"""

import re
from collections.abc import Callable, Sequence

from qa.answer import Answer
from qa.conversation.reference import is_fragment, points_back, refers_back
from qa.conversation.referents import find_person, find_place, find_thing

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_OPENING = re.compile(r"(?i)^\W*(?:(?:and|but|so|or|also|then|ok|okay|well)\b[\s,]*)+")
_ABOUT = re.compile(r"(?i)^(?:what|how) about\s+")
_QUESTION_WORD = r"(?:who|whom|whose|what|when|where|why|which|how)"
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|should|shall|will|would)"
)
_BEGINS = re.compile(rf"(?i)^(?:\w+\s){{0,2}}?{_QUESTION_WORD}\b")
_CLAUSE = re.compile(rf"(?i)^(?P<asked>(?:.*?\s)??)(?P<rest>{_AUXILIARY}\s.+)$")
_BRACKETS = re.compile(r"\s\([^()]*\)")
_ALONE = re.compile(rf"(?i)^(?:since |until |by )?{_QUESTION_WORD}(?: (?:so|exactly|not|else))?$")
_TIMED = re.compile(r"(?i)^(?P<preposition>in|on|at|for|from|to|by|with|during|after|before)\s")
_PERSONS = {"he": "", "she": "", "him": "", "her": "'s", "his": "'s", "hers": "'s"}
_THINGS = {"it": "", "its": "'s", "they": "", "them": "", "their": "'s", "theirs": "'s"}
_AFTER_OBJECT = frozenset("and or at in on for to from with by about when after before".split())
_MOST_FRAGMENT_WORDS = 6


def rewrite_followup(question: str, history: Sequence[Answer]) -> str:
    """Return a follow-up as a question that stands alone; any other question as it is.

    Args:
        question: as it was asked.
        history: the answers before, oldest first.
    """
    if not history or not refers_back(question):
        return question
    core = _OPENING.sub("", question).strip() or question
    rewritten = _complete_fragment(core, history[-1]) or _name_referents(core, history)
    if not rewritten:
        before = _BRACKETS.sub("", history[-1].search_query)
        rewritten = f"{core.rstrip(' ?.!')} ({before.rstrip(' ?.!')})?"
    return rewritten[:1].upper() + rewritten[1:]


def _complete_fragment(core: str, previous: Answer) -> str:
    """Put a part of a question into the question before it; "" if it is none, or doesn't fit."""
    fragment = _ABOUT.sub("", core).strip(" ?.!")
    lowered = fragment.lower().split()
    if _CLAUSE.match(fragment) or len(lowered) > _MOST_FRAGMENT_WORDS:
        return ""
    if not _BEGINS.match(fragment):
        return _exchange(fragment, previous)
    rest = _CLAUSE.match(previous.search_query)
    fits = rest and (not rest["asked"] or _BEGINS.match(rest["asked"]))
    if not rest or not fits or not (_ALONE.match(fragment) or is_fragment(lowered)):
        return ""
    return f"{fragment} {rest['rest'].rstrip(' ?.!')}?"


def _exchange(fragment: str, previous: Answer) -> str:
    """Put a time, a name or a thing in the place of the one that the question before names."""
    plain = previous.search_query.rstrip(" ?.!")
    if timed := _TIMED.match(fragment):
        same = re.search(rf"(?i)\s{timed['preposition']}\s[^,;]+$", plain)
        return f"{plain[: same.start()] if same else plain} {fragment}?"
    thing = find_thing(previous).removeprefix("the ")
    if not thing or thing not in plain:
        return ""
    named = rf"(?i)(?:\b(?:the|an?|this) )?{re.escape(thing)}"
    repeated = rf"(?: {re.escape(fragment.split()[-1])}\b)?"  # "the chess club": "the drama club"
    return f"{re.sub(named + repeated, lambda _: fragment, plain, count=1)}?"


def _name_referents(core: str, history: Sequence[Answer]) -> str:
    """Put what they stand for in the place of pronouns; "" if nothing is found for one."""
    words = list(_WORD.finditer(core))
    texts, lowered = [word[0] for word in words], [word[0].lower() for word in words]
    text, position = "", 0
    for place, word in enumerate(words):
        if points_back(texts, lowered, place):
            after = lowered[place + 1] if place + 1 < len(words) else ""
            referent = _name(lowered[place], after, history)
            if not referent:
                return ""
            text += core[position : word.start()] + referent
            position = word.end()
    return text + core[position:] if position else ""


def _name(pronoun: str, after: str, history: Sequence[Answer]) -> str:
    """Return what a pronoun stands for, in the genitive if it is possessive; "" if unknown."""
    if pronoun == "there":
        return _search(find_place, history)
    is_person = pronoun in _PERSONS
    if not is_person and pronoun not in _THINGS:
        return ""
    referent = _search(find_person if is_person else find_thing, history)
    ending = (_PERSONS if is_person else _THINGS)[pronoun]
    if not referent or not ending or (pronoun == "her" and (not after or after in _AFTER_OBJECT)):
        return referent
    return f"{referent}'" if referent.endswith("s") else f"{referent}'s"


def _search(find: Callable[[Answer], str], history: Sequence[Answer]) -> str:
    """Return what is found in the latest answer in which something is."""
    return next(filter(None, map(find, reversed(history))), "")
