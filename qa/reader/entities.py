"""Names that a question asks about: sentences that speak of somebody else are passed over.

"Her captain was Hinrich Lue." names no ship; its paragraph does. So each sentence has a scope: the
names of its paragraph, of what that hangs on, and of the paragraphs that it goes on from.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index import Document
from index.block import BlockKind, ancestors
from index.context import read_block
from index.english import NAME_TITLES, STOP_WORDS, WEEKDAYS, build_alternation
from qa.english import MONTHS
from qa.reader.english import WELL_KNOWN_NAMES
from qa.words import stem

OTHER_NAME_PENALTY = 10.0
"""Taken off the score of words for each name of the question that isn't in their scope."""

MAX_SCOPE_CHARACTERS = 3_000
"""Longest scope that is looked through: in a longer one anybody may be spoken of."""

_MAX_STEPS = 3  # paragraphs that one may go on from
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_VERSION = re.compile(r"(?<![\w.])\d{1,4}(?:\.\d{1,4}){2,3}(?![\w.]\w)")
_DAY = rf"{build_alternation(WEEKDAYS)}(?:[a-z]*days?)?"
_DAY_OR_MONTH = re.compile(rf"(?i)(?:{build_alternation([*MONTHS, 'may'])}|{_DAY})\Z")
_PRONOUN = re.compile(r"(?i)\b(?:he|she|it|they|him|them|his|her|hers|its|their)\b")
_WITHIN = re.compile(r"[\w,;)’'] ([^\W\d_][\w-]*)")  # words that begin no sentence
_OPENING = re.compile(r"(?:\A\W*|[.?!:]\s+)[^\W\d_]+")
_ENDING = re.compile(r"['’](?:s|m|ve|d|ll|re)?\Z")
_PARTICLE = re.compile(r"\A[a-z]{1,3}[-'’](?=[^\W\d_a-z])")  # "al-Assad", "d'Artagnan"
_MEASURE = re.compile(r"(?i)\bhow (\w+)")  # "How old is she?" asks for no Old Bert
_NATIONAL = re.compile(r"(?i)(?:ish|ese|[^m]an)s?\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """Words with a capital in a row, and numbers behind them."""

    words: tuple[str, ...]

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the words."""
        return frozenset(map(stem, self.words))


def read_scope(document: Document, place: int) -> str:
    """Return the text whose names the sentences of a block speak of; "" if that is too long.

    Args:
        document: the document.
        place: of the block.
    """
    blocks, text = document.blocks, document.text
    texts = [read_block(text, blocks[above]) for above in ancestors(blocks, place)]
    for _ in range(_MAX_STEPS):
        own = text[blocks[place].start : blocks[place].end]
        texts.append(own)
        if blocks[place].kind is BlockKind.TURN:
            texts += _read_replies(document, place)
        goes_on = blocks[place].kind is BlockKind.PARAGRAPH and _refers_back(own)
        if not goes_on or not place or blocks[place - 1].kind is not BlockKind.PARAGRAPH:
            break
        place -= 1
    scope = "\n".join(texts)
    return scope if len(scope) <= MAX_SCOPE_CHARACTERS else ""


def _read_replies(document: Document, turn: int) -> Iterator[str]:
    """Yield the replies to a turn, which may name whom it speaks of."""
    for block in document.blocks[turn + 1 :]:
        if block.parent != turn:
            break
        yield document.text[block.start : block.end]


def penalise_other_names(question: str, scopes: Sequence[str]) -> list[float]:
    """Return the penalty of each scope for the question's names that it lacks and another has.

    >>> penalise_other_names("Who led the Talea?", ["The Talea: her captain", "The Gesine"])
    [0.0, 10.0]
    >>> penalise_other_names("What is new in 4.1.0?", ["4.1.0: dark mode", "4.0.2: a theme"])
    [0.0, 10.0]
    """
    known = [{n.stems for n in (*find_names(scope), *_find_versions(scope))} for scope in scopes]
    asked = {n.stems for n in (*_find_asked(question, scopes), *_find_versions(question))}
    missing = [
        sum(not any(name <= other or other <= name for other in names) for name in asked)
        if scope
        else 0
        for scope, names in zip(scopes, known, strict=True)
    ]
    least = min(missing, default=0)
    return [OTHER_NAME_PENALTY * (count - least) for count in missing]


def find_unknown_names(question: str, texts: Iterable[str]) -> list[Name]:
    """Return the names of a question that no text has: what they say is about somebody else.

    A version is such a name, too.

    Left out are acronyms, which may stand for what is written in full, well-known names, and a
    single word that begins a sentence. A number behind a name is unknown where others stand
    behind it.

    Args:
        question: what is asked.
        texts: of the documents; they are looked through until nothing is unknown.

    >>> find_unknown_names("Who led the Marlin and the Talea 2?", ["The Talea 1 was led by Ana."])
    [Name(words=('Marlin',)), Name(words=('Talea', '2'))]
    """
    unknown = [] if question.isupper() else list(find_names(_lower_openings(question)))
    unknown = [name for name in unknown if not _is_common(name)]
    unknown += _find_versions(question)
    for text in texts if unknown else ():
        lowered = text.lower()
        unknown = [name for name in unknown if not _is_known(name, lowered)]
        if not unknown:
            break
    return unknown


def find_names(text: str, known: Collection[str] = ()) -> Iterator[Name]:
    """Yield the names in a text.

    Args:
        text: what they stand in.
        known: words in small letters that are names however they are written.

    >>> [name.words for name in find_names("The Kestrel 400 was sold to Ana al-Brito in May.")]
    [('Kestrel', '400'), ('Ana', 'Brito')]
    """
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word = _PARTICLE.sub("", _ENDING.sub("", match[0]))
        follows = bool(run) and text[end : match.start()] in (" ", ". ")
        is_part = _is_name(word) or word.lower() in known or (follows and word[:1].isdigit())
        if run and not (follows and is_part):
            yield Name(tuple(run))
            run = []
        if is_part:
            run.append(word)
            end = match.end()
    if run:
        yield Name(tuple(run))


def _find_versions(text: str) -> Iterator[Name]:
    """Yield the numbers of versions in a text, "4.1.0", which are names, too."""
    return (Name((match[0],)) for match in _VERSION.finditer(text))


def _find_asked(question: str, scopes: Sequence[str]) -> Iterator[Name]:
    """Yield the names of a question: its words with a capital, and those that the scopes have."""
    words = {word for scope in scopes for word in _WORD.findall(scope)}
    known = {
        match[1].lower()
        for scope in scopes
        for match in _WITHIN.finditer(scope)
        if _is_name(match[1]) and match[1].lower() not in words
    }
    known -= {measure.lower() for measure in _MEASURE.findall(question)}
    plain = question.lower() if question.isupper() else _lower_openings(question)
    return (name for name in find_names(plain, known) if not _is_national(name))


def _lower_openings(question: str) -> str:
    """Write the words small that begin a sentence, which have their capital anyway."""
    return _OPENING.sub(lambda match: match[0].lower(), question)


def _is_name(word: str) -> bool:
    return (
        word[:1].isupper()
        and len(word) > 1
        and word.lower() not in STOP_WORDS
        and word not in NAME_TITLES
        and not _DAY_OR_MONTH.match(word)
    )


def _is_national(name: Name) -> bool:
    """Say whether a name is an adjective alone, as "Russian", which names nobody."""
    return all(map(_NATIONAL.search, name.words))


def _is_common(name: Name) -> bool:
    """Say whether a name is an acronym, an adjective, a compound or well known."""
    words = [part for word in name.words for part in word.split("-") if not part.isdigit()]
    is_acronym = any(word.rstrip("s").isupper() for word in words)
    return (
        is_acronym
        or _is_national(name)
        or any(map(str.islower, words))
        or not WELL_KNOWN_NAMES.isdisjoint(word.lower() for word in words)
    )


def _is_known(name: Name, text: str) -> bool:
    """Say whether a text in small letters has a word of a name, and the number behind it."""
    words = [word.lower() for word in name.words]
    if words[0][0].isdigit():
        return words[0] in text  # a version
    parts = [part for word in words for part in word.split("-")]
    if not any(stem(part) in text for part in parts if not part[:1].isdigit()):
        return False
    numbered = [
        rf"\b{re.escape(word)} (?:{re.escape(number)}\b|(?P<other>\d))"
        for word, number in pairwise(words)
        if number[0].isdigit()
    ]
    found = [match for pattern in numbered for match in re.finditer(pattern, text)]
    return not found or any(match["other"] is None for match in found)


def _refers_back(paragraph: str) -> bool:
    """Say whether a paragraph has a pronoun before any name."""
    pronoun = _PRONOUN.search(paragraph)
    return pronoun is not None and next(find_names(paragraph[: pronoun.start()]), None) is None
