"""Questions made of tables: what a column says of a row, and which row has what in a column.

People's questions on tables are few once those that count or compare are left out. These teach what
all of them need: the row by its words, the column by its head.
"""

import random
import re
from collections.abc import Iterator

from training.data.tables import Place, Table, TableQuestion

_OF_ROW = (
    "What is the {head} of {row}?",
    "What is the {head} of {row}?",
    "What was the {head} of {row}?",
    "What {head} does {row} have?",
    "What {head} is given for {row}?",
    "Which {head} goes with {row}?",
    "For {row}, what is the {head}?",
    "Tell me the {head} for {row}.",
    "{row}: what {head}?",
    "{head} of {row}",
)
_OF_FIGURE = (
    "What is the figure for {row} in {head}?",
    "How much was {row} in {head}?",
    "What was {row} in {head}?",
    "{row} {head}?",
)
_OF_PRICE = ("How much is {row}?", "How much does {row} cost?", "What do I pay for {row}?")
_OF_TIME = ("When is {row}?", "When was {row}?", "What is the {head} for {row}?")
_OF_VALUE = (
    "Which {key} has {value} as {head}?",
    "Which {key} has the {head} {value}?",
    "Whose {head} is {value}?",
    "What is the {key} with {head} {value}?",
)
_REVERSED_SHARE = 0.25
_LONGEST = 50
"""Characters of a cell that a question can name."""

_PRICE = re.compile(r"[$€£]|\b(?:EUR|USD|GBP)\b")
_PRICED = re.compile(r"(?i)\b(?:price|fee|cost|rate|fare|charge)s?\b")
_TIMED = re.compile(r"(?i)\b(?:date|day|time|year|deadline)\b")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_EMPTY = re.compile(r"\W*|n/?a|none|unknown|tba|tbd", re.IGNORECASE)


def make_lookups(table: Table, most: int, rng: random.Random) -> Iterator[TableQuestion]:
    """Yield up to so many questions on a table, each of a row that it names unmistakably."""
    body = table.rows[table.heads :]
    names = list(_name_rows(table))
    for _ in range(most if len(body) > 1 and len(table.rows[0]) > 1 else 0):
        if not names:
            return
        key, row, name = rng.choice(names)
        columns = [c for c in range(len(table.rows[0])) if c not in key and _is_head(table, c)]
        columns = [c for c in columns if not _EMPTY.fullmatch(table.rows[row][c])]
        if not columns:
            continue
        column = rng.choice(columns)
        value = table.rows[row][column]
        if rng.random() < _REVERSED_SHARE and len(key) == 1 and _is_unique(table, column, value):
            text = _ask_for_row(table, (row, column), key[0], rng)
            yield TableQuestion(text, "lookup", table, (row, key[0]), table.rows[row][key[0]])
        else:
            text = _ask_for_cell(table, (row, column), name, rng)
            yield TableQuestion(text, "lookup", table, (row, column), value)


def _name_rows(table: Table) -> Iterator[tuple[tuple[int, ...], int, str]]:
    """Yield for rows the columns that tell them from all others, the row, and its name.

    That is the first column with words, or together with the next where it repeats itself.
    """
    width = len(table.rows[0])
    lettered = [c for c in range(width) if _is_lettered(table, c)]
    for column in lettered[:1]:
        for row in range(table.heads, len(table.rows)):
            cell = table.rows[row][column]
            if _EMPTY.fullmatch(cell) or len(cell) > _LONGEST:
                continue
            if _is_unique(table, column, cell):
                yield (column,), row, cell
            elif column + 1 < width and not _EMPTY.fullmatch(table.rows[row][column + 1]):
                both = (cell, table.rows[row][column + 1])
                same = sum((r[column], r[column + 1]) == both for r in table.rows)
                if same == 1 and len(both[1]) <= _LONGEST:
                    yield (column, column + 1), row, " ".join(both)


def _ask_for_cell(table: Table, place: Place, name: str, rng: random.Random) -> str:
    head, cell = _head(table, place[1]), table.rows[place[0]][place[1]]
    if rng.random() < 0.5:
        name = _BRACKETS.sub("", name) or name
    patterns: tuple[str, ...] = _OF_FIGURE if any(map(str.isdigit, head)) else _OF_ROW
    if _PRICE.search(cell) and _PRICED.search(head):
        patterns = (*_OF_PRICE, *_OF_ROW)
    elif _TIMED.search(head):
        patterns = (*_OF_TIME, *_OF_ROW)
    return rng.choice(patterns).format(head=head, row=name)


def _ask_for_row(table: Table, place: Place, key: int, rng: random.Random) -> str:
    patterns = _OF_VALUE if _is_head(table, key) else _OF_VALUE[2:3]
    return rng.choice(patterns).format(
        head=_head(table, place[1]), key=_head(table, key), value=table.rows[place[0]][place[1]]
    )


def _head(table: Table, column: int) -> str:
    """Return what a column is called within a question."""
    head = " ".join(row[column] for row in table.rows[: table.heads]).strip(" :")
    return head if head.isupper() else head[:1].lower() + head[1:]


def _is_head(table: Table, column: int) -> bool:
    head = _head(table, column)
    heads = [_head(table, c) for c in range(len(table.rows[0]))]
    return any(map(str.isalnum, head)) and len(head) <= _LONGEST and heads.count(head) == 1


def _is_lettered(table: Table, column: int) -> bool:
    """Say whether most cells of a column have words."""
    cells = [row[column] for row in table.rows[table.heads :]]
    return sum(sum(map(str.isalpha, cell)) >= 3 for cell in cells) * 3 > len(cells) * 2


def _is_unique(table: Table, column: int, value: str) -> bool:
    return sum(row[column].lower() == value.lower() for row in table.rows) == 1
