"""Features of cells: what a question has in common with each of them, and what it hasn't."""

import numpy as np
from numpy.typing import NDArray

from qa.reader.tables.asked import TYPE_FEATURES, Asked
from qa.reader.tables.grid import CellGrid
from qa.reader.tables.ranges import select_within
from qa.reader.tables.terms import find_terms
from qa.words import content_stems

Array = NDArray[np.float64]
Marks = NDArray[np.bool_]
"""Which of the terms of a question a text has, along the last axis."""

FEATURES = (
    "row share", "row lead", "row sum", "row missing", "row covered",
    "row cosine", "row cosine lead",
    "head share", "head lead", "head sum", "head missing", "head covered", "head implied",
    "head cosine", "head cosine lead", "head empty",
    "row and head", "cell asked", "cell covered", "unexplained", "unexplained share", "relating",
    *TYPE_FEATURES,
    "first column", "long",
)  # fmt: skip
"""Names of the features of a cell, in order."""

_LONGEST = 100
"""Characters from which on a cell is as long as can be."""


def compute_features(asked: Asked, grid: CellGrid, head_cosines: Array) -> Array:
    """Return the features of all cells of a table.

    Args:
        asked: what is asked.
        grid: the table.
        head_cosines: of the question and the head of each column, shape ``(columns,)``.

    Returns:
        Shape ``(rows, columns, len(FEATURES))``.
    """
    columns, heads = len(grid.heads), _mark(asked, grid.heads)
    cells = _mark(asked, [cell.text for row in grid.rows for cell in row.cells])
    cells = cells.reshape(len(grid.rows), columns, len(asked.terms))
    sections = _mark(asked, [row.section for row in grid.rows])[:, None]
    texts = _mark(asked, grid.texts)
    in_row = cells.any(1, keepdims=True) | sections
    # What the head says needn't be in the row as well: "Lynx 2" is no row with a 2.
    others = (((cells.sum(1, keepdims=True) - cells) > 0) | sections) & ~heads
    of_rows = _describe_match(others, _weigh(texts), 0)
    of_heads = _describe_match(heads[None], _weigh(heads), 1)
    sizes = _count_terms(asked, [cell.text for row in grid.rows for cell in row.cells])
    sizes = sizes.reshape(len(grid.rows), columns)
    head_covered = (heads.sum(-1) / _count_terms(asked, grid.heads))[None]
    similarities = np.array([row.similarity for row in grid.rows])[:, None]
    # The head of the first column often says what the table is about: "Fares (single)".
    known = _mark(asked, [grid.above]) | heads[0]
    unexplained = (~(in_row | heads | known)).sum(-1)
    types = [
        [asked.describe_type(c.text, h) for c, h in zip(r.cells, grid.heads, strict=True)]
        for r in grid.rows
    ]
    lengths = [[min(len(cell.text), _LONGEST) / _LONGEST for cell in r.cells] for r in grid.rows]
    features = [
        *of_rows,
        (texts.any(0) & ~in_row & ~heads).sum(-1),
        _cover_others(cells, heads, sizes),
        similarities,
        similarities - similarities.max(),
        *of_heads,
        (heads.any(0) & ~heads & ~in_row & ~known).sum(-1),
        head_covered,
        np.array([bool(asked.implied & set(content_stems(head))) for head in grid.heads])[None],
        head_cosines[None],
        (head_cosines - head_cosines.max())[None],
        np.array([not head for head in grid.heads])[None],
        of_rows[0] * np.maximum(head_covered, of_heads[0]),
        cells.sum(-1),
        cells.sum(-1) / sizes,
        unexplained,
        unexplained / max(1, len(asked.terms)),
        asked.relating * ~_find_ranges(asked, grid),
        *np.moveaxis(np.array(types), -1, 0),
        np.arange(columns)[None] == 0,
        np.array(lengths),
    ]
    return np.stack([np.broadcast_to(f, cells.shape[:2]) for f in features], -1).astype(np.float64)


def _mark(asked: Asked, texts: tuple[str, ...] | list[str]) -> Marks:
    """Mark the terms that each text has, or holds in the range that it stands for."""
    marks = np.zeros((len(texts), len(asked.terms)), dtype=np.bool_)
    for row, text in enumerate(texts):
        terms = find_terms(text) | select_within(asked.terms, text)
        marks[row] = [term in terms for term in asked.terms]
    return marks


def _count_terms(asked: Asked, texts: tuple[str, ...] | list[str]) -> Array:
    """Count the terms of each text, at least one; a range that holds a number asked is one."""
    return np.array(
        [1.0 if select_within(asked.terms, t) else max(1.0, len(find_terms(t))) for t in texts]
    )


def _find_ranges(asked: Asked, grid: CellGrid) -> Marks:
    """Return which rows stand for a range that a number asked lies within, shape ``(rows, 1)``."""
    ranges = [any(select_within(asked.terms, c.text) for c in row.cells) for row in grid.rows]
    return np.array(ranges)[:, None]


def _weigh(texts: Marks) -> Array:
    """Weigh terms by how well they tell texts apart: 1 for a term of one text, less for others."""
    total = len(texts) + 1
    weights: Array = np.log1p(total / np.maximum(texts.sum(0), 1)) / np.log1p(total)
    return weights


def _describe_match(found: Marks, weights: Array, axis: int) -> tuple[Array, ...]:
    """Return the share of the terms found, the lead over what is next along an axis, the sum."""
    sums = (found * weights).sum(-1)
    most = (found.any((0, 1)) * weights).sum()
    share = sums / most if most else np.zeros_like(sums)
    return share, sums - _next_best(sums, axis), sums


def _next_best(values: Array, axis: int) -> Array:
    """Return for each value the greatest of the others along an axis, 0 if there are none."""
    if values.shape[axis] < 2:
        return np.zeros_like(values)
    ordered = np.sort(values, axis)
    best, second = ordered.take([-1], axis), ordered.take([-2], axis)
    return np.where(values == best, second, best)


def _cover_others(cells: Marks, heads: Marks, sizes: Array) -> Array:
    """Return the greatest share of another cell's terms that are asked, and not in the head.

    Args:
        cells: shape ``(rows, columns, terms)``.
        heads: shape ``(columns, terms)``.
        sizes: how many terms each cell has in all, shape ``(rows, columns)``.

    Returns:
        Shape ``(rows, columns)``.
    """
    shares = (cells.astype(np.float64) @ (~heads).T) / sizes[..., None]
    shares[:, np.arange(len(heads)), np.arange(len(heads))] = 0.0
    covered: Array = shares.max(1)
    return covered
