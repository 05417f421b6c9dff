"""Lines of plain text: cleaned, told apart by what they begin with, and joined again."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index.english import MONTHS, build_alternation
from index.language import UNSPACED
from index.speakers import ANSWER_LABEL, QUESTION_LABEL, match_label

PLACEHOLDER = "\ufdd0"
"""Stands for what isn't prose; no text may hold it, since it is no character."""

_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028]")
_PARAGRAPH_BREAK = re.compile(r"\f|\u2029")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_STAMP = re.compile(
    r"[\[(<]?(?:\d{4}-\d\d-\d\d|\d{4}/\d\d/\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d(?::\d\d)?"
    rf"|{build_alternation(MONTHS)}[a-z]{{0,6}}\.? {{1,2}}\d{{1,2}} \d\d:\d\d)"
    r"[^\s|]{0,30}\s"
)
_PERSON = r"[^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){1,3}(?: \([^()]{1,30}\))?"
_PEOPLE = re.compile(rf"[^:]{{2,40}}: {_PERSON}(?:(?:, | and |, and ){_PERSON}){{1,40}}")
_QUOTE_MARKS = re.compile(r"(?:\s{0,3}>)+ ?")
_LEAST_TURNS, _LEAST_SHARE = 3, 0.4
_WORDS = re.compile(r"[^\W\d_]+")


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, without their ends; a form feed leaves a blank one."""
    text = _PARAGRAPH_BREAK.sub("\n\n", text.replace(PLACEHOLDER, "").lstrip("\ufeff"))
    return [_SPACES.sub(" ", line).rstrip() for line in _BREAK.split(text)]


def quote_depth(line: str) -> int:
    """Return how often a line is quoted, as in an e-mail by "> "; 0 if it isn't.

    >>> quote_depth("Yes."), quote_depth("> > Is it?")
    (0, 2)
    """
    marks = _QUOTE_MARKS.match(line)
    return marks[0].count(">") if marks else 0


def strip_quote(line: str) -> str:
    """Return a line without the marks that quote it."""
    return _QUOTE_MARKS.sub("", line, count=1)


def names_people(line: str) -> bool:
    """Say whether a line is a label with several names, as "Present: Ann Lee, Ben Oak" is."""
    return bool(_PEOPLE.fullmatch(line))


def is_stamped(line: str) -> bool:
    """Say whether a line begins with a date or a time, as those of a log do."""
    return bool(_STAMP.match(line))


def find_stamped(lines: Sequence[str]) -> set[int]:
    """Return the numbers of lines that open an entry of a log, if there are several."""
    stamped = {i for i, line in enumerate(lines) if is_stamped(line.strip())}
    return stamped if len(stamped) >= _LEAST_TURNS else set()


def find_openings(lines: Sequence[str]) -> set[int]:
    """Return the numbers of lines that open a turn, a question, an answer or an entry of a log.

    Only where there are several of a kind; a single "Note: …" opens nothing.
    """
    stripped = [line.strip() for line in lines]
    filled = sum(map(bool, stripped))
    openings = find_stamped(stripped)
    questions = [i for i, line in enumerate(stripped) if QUESTION_LABEL.match(line)]
    answers = [i for i, line in enumerate(stripped) if ANSWER_LABEL.match(line)]
    if len(questions) >= 2 and answers:
        openings.update(questions, answers)
    elif filled:
        openings |= find_turns(stripped)
    return openings


def find_turns(lines: Sequence[str]) -> set[int]:
    """Return the numbers of lines that open a speaker's turn: of two at least, who come again."""
    turns = {i: name for i, line in enumerate(lines) if (name := match_label(line.strip()))}
    names = Counter(turns.values())
    opened = [
        i for i, line in enumerate(lines) if line.strip() and (not i or not lines[i - 1].strip())
    ]
    paragraphs = sum(1 for i in opened if i not in turns) + len(turns)
    again = sum(count for count in names.values() if count > 1)
    if len(names) < 2 or len(turns) < _LEAST_TURNS or not again:
        return set()
    if again * 2 < len(turns) or len(turns) < paragraphs * _LEAST_SHARE:
        return set()
    return set(turns)


def collect_words(lines: Iterable[str]) -> set[str]:
    """Return the words of a text in lower case, except those that a line's end may have cut."""
    words: set[str] = set()
    cut = False
    for line in lines:
        found = _WORDS.findall(line.lower())
        begin, cut = int(cut), line.endswith(("-", "‐", "\u00ad"))
        words.update(found[begin : len(found) - cut])
    return words


def join_wrapped(lines: Iterable[str], words: set[str]) -> str:
    """Return lines in one, with the hyphens at their ends mended.

    Args:
        lines: the lines of a paragraph.
        words: the words of the document: those whose halves are words keep their hyphen.

    >>> join_wrapped(["It was water-", "proof, and well-", "known."], {"well", "known"})
    'It was waterproof, and well-known.'
    """
    parts: list[str] = []
    for line in lines:
        text = " ".join(line.split())
        if parts and text:
            before = parts[-1]
            if before.endswith("\u00ad"):
                parts[-1] = before[:-1]
            elif before.endswith(("-", "‐")) and before[-2:-1].isalpha() and text[0].islower():
                parts[-1] = _mend(before, text, words)
            elif not (UNSPACED.match(before[-1]) and UNSPACED.match(text)):
                parts.append(" ")
        parts.append(text)
    return "".join(parts).strip()


def _mend(before: str, after: str, words: set[str]) -> str:
    """Return a line that ends with a hyphen, without it if it only parts a word."""
    left = before[:-1].rpartition(" ")[2].strip("\"'“‘(").lower()
    right = re.split(r"[^\w’']", after, maxsplit=1)[0].lower()
    if "-" in left or (left in words and right in words and left + right not in words):
        return before
    return before[:-1]
