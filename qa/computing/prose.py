"""Sentences in a row that each give one quantity of a kind, as the rows of a table.

"The Mill Bridge is 48 metres long. The Prince Bridge is 131 metres long. …" Nothing says that they
are all there are, so only extremes and conditions are computed from them, and none is called sure.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index import Document
from index.block import BlockKind, Cell, ancestors
from index.context import read_block
from qa.computing.kinds import ValueKind
from qa.computing.questions import Calculation, Operation
from qa.computing.sections import QUANTITY
from qa.computing.tables import Row, RowTable
from qa.computing.values import read_value
from qa.computing.words import find_lemmas

_FEWEST_ROWS = 3
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?](?=\s+[^\W\d_a-z]|\s*\Z)|\Z)", re.DOTALL)
_YEAR = re.compile(r"(?<![\w.,-])(?:1\d|20)\d\d(?![\w-])")
_KINDS = (ValueKind.LENGTH, ValueKind.MASS, ValueKind.MONEY, ValueKind.AREA, ValueKind.DURATION)
_HEIGHT = re.compile(r"\b(?:high|height|tall|altitude)\b")
_YEAR_HEAD = "Year built"


def may_compute_from_prose(calculation: Calculation) -> bool:
    """Say whether a calculation needs no certainty that all rows are there."""
    is_narrowed = calculation.operation is Operation.COUNT and bool(calculation.comparisons)
    return calculation.operation is Operation.EXTREME or is_narrowed


def find_prose_tables(document: Document) -> Iterator[RowTable]:
    """Yield a table for each paragraph, and each kind of quantity in it."""
    for place, block in enumerate(document.blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        sentences = [m.span() for m in _SENTENCE.finditer(document.text, block.start, block.end)]
        places = [*ancestors(document.blocks, place)]
        above = " ".join(read_block(document.text, document.blocks[p]) for p in places)
        lemmas = frozenset(find_lemmas(f"{document.title} {above}"))
        for head, spans in _find_columns(document, sentences):
            rows = [
                Row(start, (Cell(0, text), Cell(value[0] - start, document.text[slice(*value)])))
                for (start, end), value in spans
                for text in [document.text[start:end]]
            ]
            shared = _find_shared_lemmas([row.cells[0].text for row in rows])
            yield RowTable(document, ("", head), tuple(rows), (), lemmas | shared)


def _find_shared_lemmas(texts: Sequence[str]) -> frozenset[str]:
    """Return the lemmas that at least half of the texts have."""
    counts = Counter(lemma for text in texts for lemma in set(find_lemmas(text)))
    return frozenset(lemma for lemma, count in counts.items() if 2 * count >= len(texts))


Found = tuple[tuple[int, int], tuple[int, int]]
"""Where a sentence stands, and the quantity in it."""


def _find_columns(
    document: Document, sentences: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, list[Found]]]:
    """Yield each kind of quantity that no sentence has twice, with the sentences that have it."""
    paragraph = document.text[sentences[0][0] : sentences[-1][1]]
    years = [[m.span() for m in _YEAR.finditer(document.text, *s)] for s in sentences]
    kinds = [(_YEAR_HEAD, years)]
    for kind in _KINDS:
        quantities = [_find_quantities(document, s, kind) for s in sentences]
        is_height = kind is ValueKind.LENGTH and _HEIGHT.search(paragraph)
        kinds.append(("Height" if is_height else "", quantities))
    for head, quantities in kinds:
        rows = [(s, own[0]) for s, own in zip(sentences, quantities, strict=True) if own]
        if len(rows) >= _FEWEST_ROWS and all(len(own) <= 1 for own in quantities):
            yield head, rows


def _find_quantities(
    document: Document, sentence: tuple[int, int], kind: ValueKind
) -> list[tuple[int, int]]:
    found = []
    for match in QUANTITY.finditer(document.text, *sentence):
        value = read_value(match[0])
        if value and value.unit and value.kind is kind:
            found.append((match.start() + len(match[0]) - len(match[0].lstrip()), match.end()))
    return found
