"""Headings by style and by looks, and the questions of an FAQ."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.readers.wordml.content import Item, WordParagraph

_LONGEST, _MOST_WORDS = 120, 15
_LONGEST_STYLED, _MOST_STYLED_WORDS = 200, 25
_LONGEST_QUESTION = 300
_BIGGER = 1.1  # times the size of the body's text
_LINK = re.compile(r"://|@|\bwww\.")
_QUESTION = re.compile(r"(?:Q|Question|Frage)\s?\d{0,3}\s?[:.)]\s", re.IGNORECASE)

_NO_HEADINGS = frozenset(("quote", "intense quote", "signature", "definition term", "subtitle"))

_Rank = tuple[int, bool, int, bool]


@dataclass(frozen=True, slots=True)
class _Body:
    """Look of most of the text."""

    bold: bool
    size: int
    caps: bool


def find_headings(items: Sequence[Item]) -> dict[int, int]:
    """Return the levels of the headings by their places.

    A heading by looks is short, stands on its own, is bold, larger, underlined or in capitals
    where the body isn't, and has text below it. Its level comes below those of the styled ones.
    """
    styled = {
        place: level
        for place, item in enumerate(items)
        if isinstance(item, WordParagraph) and (level := _get_styled_level(item))
    }
    ranks = _rank(items, styled)
    order = {rank: number for number, rank in enumerate(sorted(set(ranks.values())), 1)}
    base = max(styled.values(), default=0)
    looks = {place: min(6, base + order[rank]) for place, rank in ranks.items()}
    return styled | looks


def find_questions(items: Sequence[Item]) -> set[int]:
    """Return the places of questions that are answered below, if there are at least two.

    Headings in a heading's style stay headings.
    """
    filled = [p for p, item in enumerate(items) if _is_filled(item)]
    questions, marked = [], []
    for place, after in zip(filled, [*filled[1:], None], strict=False):
        item = items[place]
        if isinstance(item, WordParagraph) and not _get_styled_level(item) and after is not None:
            text = item.full_text
            if _QUESTION.match(text):
                marked.append(place)
            elif text.endswith("?") and len(text) <= _LONGEST_QUESTION and not (
                item.in_contents or _asks(items[after]) or _has_sentences(text)
            ):  # fmt: skip
                questions.append(place)
    return set(questions + marked) if len(questions + marked) > 1 else set()


def _asks(item: Item) -> bool:
    return isinstance(item, WordParagraph) and item.full_text.endswith("?")


def _has_sentences(text: str) -> bool:
    """Return whether more than one sentence stands before the question."""
    return len(re.findall(r"[.!?]\s+\w", text)) > 1


def _is_filled(item: Item) -> bool:
    return not isinstance(item, WordParagraph) or bool(item.text.strip())


def _get_styled_level(paragraph: WordParagraph) -> int:
    """Return the level of a heading by its style; 0 if a whole clause is in that style."""
    level = paragraph.look.heading_level
    text = paragraph.text.strip()
    if not level or not text or paragraph.in_contents:
        return 0
    words = len(text.split())
    is_clause = paragraph.label is not None and words >= 5 and text.endswith((".", ";"))
    is_long = len(text) > _LONGEST_STYLED or words > _MOST_STYLED_WORDS
    return 0 if is_clause or is_long else level


def _rank(items: Sequence[Item], styled: dict[int, int]) -> dict[int, _Rank]:
    """Return how prominent each heading by looks is; the smaller, the more."""
    filled = [p for p, item in enumerate(items) if _is_filled(item)]
    body = _find_body([items[p] for p in filled if p not in styled])
    found: dict[int | None, _Rank] = {}
    for place in filled:
        item = items[place]
        if (
            isinstance(item, WordParagraph)
            and place not in styled
            and (rank := _get_rank(item, body))
        ):
            found[place] = rank
    headings = {}
    run = 0
    before: int | None = None
    for place, after in zip(filled, [*filled[1:], None], strict=False):
        rank = found.get(place)
        run = run + 1 if rank is not None and rank == found.get(before) else 1
        first = before is None
        before = place
        if rank is None or after is None or (after in styled and not first):
            continue
        below = found.get(after)
        # What repeats itself in one look is a list or an address, whose last line is no heading.
        if (below is None or below > rank) and run < (2 if _has_label(items[place]) else 3):
            headings[place] = rank
    return headings


def _has_label(item: Item) -> bool:
    return isinstance(item, WordParagraph) and item.label is not None


def _find_body(items: Sequence[Item]) -> _Body:
    weights: Counter[tuple[bool, int]] = Counter()
    capitals = letters = 0
    for item in items:
        if isinstance(item, WordParagraph):
            for look, count in item.looks.items():
                weights[bool(look.bold), look.size or 0] += count
            letters += len(item.text)
            capitals += len(item.text) if item.text.isupper() else 0
    bold, size = weights.most_common(1)[0][0] if weights else (False, 20)
    return _Body(bold, size, capitals * 2 > letters)


def _get_rank(paragraph: WordParagraph, body: _Body) -> _Rank | None:
    text = paragraph.text.strip()
    label = paragraph.label
    if (
        len(text) > _LONGEST
        or len(text.split()) > _MOST_WORDS
        or "\t" in text
        or text.count("\n") > 1
        or not any(map(str.isalpha, text))
        or paragraph.has_control
        or paragraph.in_contents
        or (label is not None and not label.ordinal)
        or paragraph.look.style in _NO_HEADINGS
        or paragraph.look.style.endswith("caption")
        or _ends_like_text(text)
    ):
        return None
    bigger = paragraph.size > body.size * _BIGGER
    bold = paragraph.is_bold and not body.bold
    capitals = not body.caps and _is_capital(paragraph, text)
    underlined = bool(paragraph.looks) and all(look.underlined for look in paragraph.looks)
    underlined = underlined and not _LINK.search(text)
    if not (bigger or bold or capitals or underlined):
        return None
    size = paragraph.size if bigger else body.size
    return (-size, not capitals, label.level if label else 0, not bold)


def _ends_like_text(text: str) -> bool:
    return text.endswith((",", ";", "!")) or (text.endswith(".") and len(text.split()) > 4)


def _is_capital(paragraph: WordParagraph, text: str) -> bool:
    if sum(map(str.isalpha, text)) < 4:
        return False
    return text.isupper() or (bool(paragraph.looks) and all(look.caps for look in paragraph.looks))
