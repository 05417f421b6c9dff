"""Whether a question refers back, by what it refers to rather than by a word that might.

A pronoun refers back only if nothing before it in the question can be what it stands for, an
"it" or "there" only if it isn't empty ("Is there a lift?", "Is it allowed to smoke?").
"""

import re

from index.english import STOP_WORDS
from qa.english import CLAUSE_WORDS, DEICTIC_NOUNS, EMPTY_IT_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_OPENING = re.compile(r"\W*(?:and|but|so|or|also|then|what about|how about)\b", re.IGNORECASE)
_BE = frozenset("is are was were be been isn't aren't wasn't weren't there's exist exists".split())
_SUBJECTS = frozenset("he she they".split())
_OBJECTS = frozenset("him them".split())
_POSSESSIVES = frozenset("his her hers their theirs its".split())
_DETERMINERS = frozenset(
    "the a an any each every some all no both my your our his her their its two three".split()
)
_COPULA = frozenset("is are was were".split())
_AUXILIARIES = _COPULA | frozenset(
    "do does did has have had can could may might must should shall will would be".split()
)
_PREPOSITIONS = frozenset("at by for from in of on out since to until with".split())
_CONTINUING = frozenset("instead either too then".split())
_BARE = _CONTINUING | frozenset("since else really exactly way much long".split())
_EXCEPTIONS = frozenset("besides than aside apart addition except".split())
_LONGEST_FRAGMENT = 5


def refers_back(question: str) -> bool:
    """Say whether a question can be understood only together with what was said before it.

    >>> refers_back("When did he die?"), refers_back("When the mayor resigned, did he say why?")
    (True, False)
    >>> refers_back("Is there a lift?"), refers_back("Is it there that she works?")
    (False, True)
    """
    words = _TOKEN.findall(question)
    lowered = [word.lower() for word in words]
    if _OPENING.match(question) and lowered[1:2] != ["far"]:
        return True
    if all(word in STOP_WORDS or word in _BARE for word in lowered) or is_fragment(lowered):
        return True
    if "else" in lowered and not _EXCEPTIONS & set(lowered):
        return True
    return any(points_back(words, lowered, place) for place in range(len(words)))


def is_fragment(lowered: list[str]) -> bool:
    """Check for a part of a question, such as "By how many votes?" or "Which chemical?"."""
    if len(lowered) > _LONGEST_FRAGMENT or _AUXILIARIES & set(lowered):
        return False
    begins = lowered[0] in _PREPOSITIONS and {"what", "which", "how", "when"} & set(lowered[1:3])
    return bool(begins) or (len(lowered) == 2 and lowered[0] in {"which", "what", "how"})


def points_back(words: list[str], lowered: list[str], place: int) -> bool:
    """Decide whether one word stands for something outside the question."""
    word, last = lowered[place], place == len(words) - 1
    before = lowered[place - 1] if place else ""
    after = "" if last else lowered[place + 1]
    if word in _SUBJECTS or (word in _POSSESSIVES and not last):
        return not _has_antecedent(words, lowered, place)
    if word in _OBJECTS or word == "her":
        return not (_begins_clause(lowered, place) and _has_antecedent(words, lowered, place))
    match word:
        case "it":
            inside = _begins_clause(lowered, place) and _has_antecedent(words, lowered, place)
            return not _is_empty_it(lowered, place) and not inside
        case "there":  # "How many steps are there?" is whole
            counts = lowered[0] == "how" or lowered[0] in {"which", "what"}
            return (last and not (counts and before in _BE)) or (
                not last and before not in _BE and after not in _BE
            )
        case "that":
            relative = place > 1 and lowered[place - 2] in _DETERMINERS
            return not relative and (last or place + 2 == len(words) or before in _AUXILIARIES)
        case "this" | "these" | "those":
            return after not in DEICTIC_NOUNS and after not in {"who", "with", "that", "in"}
        case "one" | "ones":
            return (last and before != "no") or before in {"other", "second", "this"}
        case "same" | "latter" | "former":
            return last or word == "latter"
        case _:
            return word in _CONTINUING and last


def _is_empty_it(lowered: list[str], place: int) -> bool:
    """Check for an "it" that stands for nothing, as in "is it possible to"."""
    following = lowered[place + 1 : place + 4]
    if not following:
        return lowered[:2] == ["what", "time"]
    clause = {"to", "that", "if", "when"} & set(lowered[place + 2 :])
    return bool(EMPTY_IT_WORDS & set(following)) and bool(clause)


def _begins_clause(lowered: list[str], place: int) -> bool:
    """Check for another clause before a pronoun: an object doesn't stand for its own subject."""
    return bool(CLAUSE_WORDS & set(lowered[1:place]))


def _has_antecedent(words: list[str], lowered: list[str], place: int) -> bool:
    """Check for a name, or a noun with its article, before a pronoun in the same question."""
    for i in range(place):
        if i and words[i][:1].isupper() and words[i] != "I":
            return True
        # A noun right before it begins a clause of its own: "the river she crossed".
        if lowered[i] in _DETERMINERS and i + 2 < place and lowered[i + 1] not in STOP_WORDS:
            return True
    names_who = lowered[:1] == ["who"] and lowered[place] in _POSSESSIVES
    return names_who and lowered[1:2] != [] and lowered[1] not in _COPULA
