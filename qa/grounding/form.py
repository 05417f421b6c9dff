"""What no statement is let pass with: links, markup, another language, leaked instructions."""

import re
from collections.abc import Iterator
from functools import cache

from index.language import find_language
from prompts import read_templates
from qa.grounding.parsed import ParsedText, Source, parse

_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,20}://[^\s<>\"”]+|\bwww\.[^\s<>\"”]+|\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+"
    r"|(?<![\w.])(?:[\w-]{1,63}\.){1,4}(?:com|org|net|io|edu|gov|info|co|uk|de|ai|app|dev)\b(?:/\S*)?"
    r"|(?<![\w,.])\+?\(?\d{2,5}\)?(?:[ /-]\d{2,5}){2,5}(?![\w,])",
    re.IGNORECASE,
)
"""URL, e-mail address or telephone number."""

_LINK = re.compile(r"!?\[[^\]\n]{0,200}\]\s?\(|\]\(|!\[")
_TAG = re.compile(r"[<‹]/?[a-z!][^<>‹›]{0,200}[>›]|<\||\|>|&#?\w{2,8};", re.IGNORECASE)
_LABEL = re.compile(r"^([A-Z][\w ]{2,30}:) \{", re.MULTILINE)
_FOREIGN_FROM = "\u0250"
"""The first letter behind the Latin ones."""

_LEAKED_WORDS = 6
"""Words in a row that only a statement which repeats its instructions has in common with them."""


def check_form(statement: ParsedText, source: Source) -> list[str]:
    """Describe what is wrong with a statement, whatever it says.

    Addresses, tags and foreign letters that the source has are let pass; Markdown's links and
    images never are.
    """
    text = statement.text
    found = find_markup(text, source.text)
    foreign = sorted({c for c in text if c >= _FOREIGN_FROM and c.isalpha()} - set(source.text))
    if foreign:
        found.append(f"script: {foreign[0]}")
    language = find_language(text)
    if language and find_language(source.text) not in ("", language):
        found.append(f"language: {language}")
    if text.endswith("?") and text not in source.text:
        found.append("question")
    if _is_leaked(statement):
        found.append("instructions")
    return found


def find_markup(text: str, source: str) -> list[str]:
    """Describe the addresses and tags of a text that its source lacks, and its Markdown links.

    >>> find_markup("![x](http://evil.example/?q)", "")
    ['address: http://evil.example/?q)', 'link: ![x](']
    """
    return [
        *(f"address: {m[0]}" for m in _ADDRESS.finditer(text) if m[0].rstrip(".") not in source),
        *(f"link: {m[0]}" for m in _LINK.finditer(text)),
        *(f"markup: {m[0]}" for m in _TAG.finditer(text) if m[0] not in source),
    ]


def _is_leaked(statement: ParsedText) -> bool:
    """Check whether a statement repeats part of a prompt."""
    labels, runs = _read_instructions()
    return statement.text.startswith(labels) or not runs.isdisjoint(_find_runs(statement))


@cache
def _read_instructions() -> tuple[tuple[str, ...], frozenset[tuple[str, ...]]]:
    """Return the labels of the prompts, as "Words found:", and their runs of words."""
    texts = read_templates()
    labels = {label for text in texts for label in _LABEL.findall(text)}
    runs = (run for text in texts for run in _find_runs(parse(text)))
    return tuple(sorted(labels)), frozenset(runs)


def _find_runs(text: ParsedText) -> Iterator[tuple[str, ...]]:
    words = [token.lower for token in text.tokens if token.text[0].isalnum()]
    for place in range(len(words) - _LEAKED_WORDS + 1):
        yield tuple(words[place : place + _LEAKED_WORDS])
