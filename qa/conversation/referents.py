"""What a pronoun may stand for: persons, things and places of a question and its answer."""

import re
from collections.abc import Iterator

from index.english import NAME_PARTICLES, NAME_TITLES, STOP_WORDS, build_alternation
from qa.answer import Answer
from qa.english import DEICTIC_NOUNS

_MOST_WORDS = 6
"""Most words of an answer that are taken for one thing."""

_CAPITAL = r"(?:[^\W\d_a-zà-ÿ]\.|[^\W\d_a-zà-ÿ][\w-]*\w)"
_PARTICLE = rf"(?:of(?: the)?|and|{build_alternation(NAME_PARTICLES)})"
_NAME = re.compile(rf"(?:(?:[Tt]he )?{_CAPITAL})(?:(?: {_PARTICLE})? (?:{_CAPITAL}|\d+\b))*")
_NOUN_PHRASE = re.compile(
    r"(?i)\b(?:the|an?|my|our|your)\s(?P<noun>[^\W\d_][\w-]*(?:\s[\w-]+){0,4})(?![’'])"
)
_ASKS_WHO = re.compile(r"(?i)\W*(?:(?:by|to|for|with|from)\s)?who(?:m|se)?\b")
_ASKS_WHERE = re.compile(r"(?i)\W*(?:(?:from|to)\s)?where\b")
_PREPOSITION = r"(?i:\b(?:in|at|on|of|from|near|for|against|to|during)\s(?:the\s)?)"
_AUXILIARY_DO = re.compile(r"(?i)\b(?:do|does|did|can|could|will|would|may|must|should)\b")
_PLACED = re.compile(rf"\b(?:in|at|near|from|to|of)\s(?P<place>{_NAME.pattern})")


def find_person(answer: Answer) -> str:
    """Return whom "he" or "she" stands for behind a question and its answer; "" if nobody."""
    question, short = answer.search_query, answer.short.rstrip(" .")
    in_answer = list(_find_acting(short))
    if _ASKS_WHO.match(question) and len(in_answer) == 1:
        return in_answer[0]
    acting = (*_find_acting(question), *in_answer, *find_noun_phrases(answer))
    return next(iter(acting), "")


def find_thing(answer: Answer) -> str:
    """Return what "it" or "they" stands for: a thing of the question, else the whole answer."""
    things = sorted({*find_names(answer.search_query), *find_noun_phrases(answer)}, key=len)
    if things:
        question = answer.search_query.lower()
        return min(things, key=lambda thing: question.find(_bare(thing).lower()))
    short = answer.short.rstrip(" .")
    return short if 0 < len(short.split()) <= _MOST_WORDS else ""


def find_place(answer: Answer) -> str:
    """Return where "there" is: what the answer or the question names as a place; "" if none."""
    short = answer.short.rstrip(" .")
    if _ASKS_WHERE.match(answer.search_query) and 0 < len(short.split()) <= _MOST_WORDS:
        return short if short.split()[0].lower() in ("in", "at", "on", "near") else f"in {short}"
    for text in (short, answer.search_query):
        if placed := _PLACED.search(text):
            return f"in {placed['place']}"
    return f"at {thing}" if (thing := find_thing(answer)) else ""


def _find_acting(text: str) -> Iterator[str]:
    """Yield the names in a text that no preposition stands before, and that aren't things'."""
    for name in find_names(text):
        if not name.startswith("the ") and not re.search(rf"{_PREPOSITION}{re.escape(name)}", text):
            yield name


def find_names(text: str) -> Iterator[str]:
    """Yield the names in a text, a word that only begins a sentence left out.

    >>> list(find_names("When did Bank of Tarn hire Ana Brito?"))
    ['Bank of Tarn', 'Ana Brito']
    """
    for match in _NAME.finditer(text):
        words = match[0].split()
        while words and (words[0].lower() in STOP_WORDS or words[0] in NAME_TITLES):
            if words[0] == "the" or (words[0] in NAME_TITLES and len(words) > 1):
                break
            words.pop(0)
        if any(word.lower() not in STOP_WORDS for word in words):
            yield " ".join(words)


def find_noun_phrases(answer: Answer) -> Iterator[str]:
    """Yield what a question names with an article: as many words as the passages have in a row."""
    known = _pad(" ".join(evidence.text for evidence in answer.evidence))
    question = answer.search_query.rstrip(" ?.!")
    for match in _NOUN_PHRASE.finditer(question):
        words = list(_until_stop(match["noun"].split()))
        if not words or words[-1].lower() in DEICTIC_NOUNS:
            continue
        ends = match.start("noun") + len(match["noun"]) == len(question)
        lengths = [
            n
            for n in range(len(words), 0, -1)
            if words[n - 1] != "of" and _pad(" ".join(words[:n])) in known
        ]
        guess = max(1, len(words) - bool(ends and _AUXILIARY_DO.search(question)))
        yield f"the {' '.join(words[: lengths[0] if lengths else guess])}"


def _until_stop(words: list[str]) -> Iterator[str]:
    """Yield the words up to the first common one; "of" joins two."""
    for place, word in enumerate(words):
        if word.lower() in STOP_WORDS and not (word == "of" and place + 1 < len(words)):
            return
        yield word


def _pad(text: str) -> str:
    """Return the words of a text in lower case with a space around each."""
    words = re.findall(r"[^\W_]+", text.lower())
    return f" {' '.join(words)} "


def _bare(thing: str) -> str:
    return thing.removeprefix("the ")
