"""Grids: ruled lines that belong to one table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.readers.pdfium.page import Rectangle, bound

TOUCH = 3.0
"""Points between rules that meet, or are taken as one."""

_MOST_RULES = 1500
_MOST_GAP = 160.0  # points between two rules of a table without upright ones
_LEAST_LENGTH = 0.45  # of the table's, for a rule that parts columns or rows


@dataclass
class Grid:
    """Level and upright rules of a table."""

    across: list[Rectangle]
    upright: list[Rectangle]

    @cached_property
    def box(self) -> Rectangle:
        """Rectangle around all rules."""
        return bound([*self.across, *self.upright])

    @cached_property
    def levels(self) -> list[float]:
        """Y of the rules that part rows, from the top; short ones, of boxes inside, don't."""
        least = _LEAST_LENGTH * self.box.width
        return _cluster([(rule.top, rule.width) for rule in self.across], least)

    @cached_property
    def posts(self) -> list[float]:
        """X of the rules that part columns, from the left."""
        least = _LEAST_LENGTH * self.box.height
        return _cluster([(rule.left, rule.height) for rule in self.upright], least)

    def posts_at(self, y: float) -> list[float]:
        """Return the x of those that part cells at a height."""
        here = [(rule.left, 1.0) for rule in self.upright if rule.top <= y <= rule.bottom]
        return _cluster(here, 0.0) or self.posts


def find_grids(rules: Sequence[Rectangle]) -> Iterator[Grid]:
    """Yield the rules of each table: those that touch, or lie below one another."""
    across = _merge([rule for rule in rules if rule.width > rule.height])
    upright = [rule for rule in rules if rule.width <= rule.height]
    if len(across) + len(upright) > _MOST_RULES:
        return
    group = list(range(len(across) + len(upright)))

    def find(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, flat in enumerate(across):
        for j, post in enumerate(upright, len(across)):
            meets = flat.left - TOUCH <= post.left <= flat.right + TOUCH
            if meets and post.top - TOUCH <= flat.top <= post.bottom + TOUCH:
                group[find(j)] = find(i)
    posted = {find(j) for j in range(len(across), len(group))}
    lone: dict[tuple[int, int], int] = {}
    for i, flat in enumerate(across):  # from the top: stacks of equally long ones
        if find(i) in posted:
            continue
        key = round(flat.left / 4), round(flat.right / 4)
        above = lone.get(key)
        if above is not None and flat.top - across[above].top < _MOST_GAP:
            group[find(i)] = find(above)
        lone[key] = i
    grids: dict[int, Grid] = {}
    for i in range(len(group)):
        grid = grids.setdefault(find(i), Grid([], []))
        (grid.across if i < len(across) else grid.upright).append((across + upright)[i])
    yield from (grid for grid in grids.values() if len(grid.across) > 1)


def _merge(rules: list[Rectangle]) -> list[Rectangle]:
    """Join level rules that continue one another, or are drawn twice."""
    merged: list[Rectangle] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.top), rule.left)):
        last = merged[-1] if merged else None
        if last and abs(last.top - rule.top) < 1.5 and rule.left - last.right < TOUCH:
            merged[-1] = bound([last, rule])
        else:
            merged.append(rule)
    return merged


def _cluster(rules: Sequence[tuple[float, float]], least: float) -> list[float]:
    """Return the places of rules that are, together, long enough, from places and lengths."""
    kept: list[float] = []
    lengths: list[float] = []
    for place, length in sorted(rules):
        if kept and place - kept[-1] <= TOUCH:
            lengths[-1] += length
        else:
            kept.append(place)
            lengths.append(length)
    return [place for place, length in zip(kept, lengths, strict=True) if length >= least]
