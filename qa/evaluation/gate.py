"""Floors that the figures must not fall below: an evaluation as a gate for CI."""

from collections.abc import Mapping, Sequence

from index.errors import FootnoteError
from qa.evaluation.figures import LOWER_IS_BETTER, SHARES, Figures

FLOORS = [name for name in SHARES if name not in LOWER_IS_BETTER]
"""What a floor can be set for."""


class FloorsError(FootnoteError):
    """The floors for an evaluation's figures can't be read."""


def parse_floors(text: str, sets: Sequence[str]) -> dict[str, float]:
    """Floors by figure, written as ``f1=80,open.citation_f1=45.5``, in percent.

    Args:
        text: the floors.
        sets: names of the question sets; a figure behind one of them and a dot is that set's, any
            other the first set's.

    Raises:
        FloorsError: a figure isn't one of ``FLOORS``, a set isn't one of the sets, or a number
            isn't from 0 to 100.

    >>> parse_floors("f1=80, open.citation_f1=45.5", ["questions", "open"])
    {'f1': 80.0, 'open.citation_f1': 45.5}
    """
    result: dict[str, float] = {}
    for entry in text.split(","):
        name, _, number = (part.strip() for part in entry.partition("="))
        set_name, dot, figure = name.rpartition(".")
        if figure not in FLOORS:
            raise FloorsError(f"There is no floor {name!r}; there are {', '.join(FLOORS)}.")
        if dot and set_name not in sets:
            raise FloorsError(
                f"There is no set {set_name!r} for the floor {name!r}; there are {', '.join(sets)}."
            )
        try:
            result[name] = float(number)
        except ValueError:
            result[name] = -1.0
        if not 0 <= result[name] <= 100:
            raise FloorsError(f"The floor {entry.strip()!r} is no number from 0 to 100.")
    return result


def find_below_floor(figures_of: Mapping[str, Figures], floor_of: Mapping[str, float]) -> list[str]:
    """List the figures under their floors; one that couldn't be measured is, too.

    Args:
        figures_of: by question set.
        floor_of: as ``parse_floors`` gives them.
    """
    (first, *_) = figures_of.values()
    below = []
    for name, floor in floor_of.items():
        set_name, _, figure = name.rpartition(".")
        value = getattr(figures_of[set_name] if set_name else first, figure)
        if value is None or 100 * value < floor:
            measured = "not measured" if value is None else f"{100 * value:.1f}"
            below.append(f"{name} is {measured}, under {floor:g}")
    return below
