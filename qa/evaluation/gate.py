"""Floors that the figures must not fall below: an evaluation as a gate for CI."""

from index.errors import FootnoteError
from qa.evaluation.figures import LOWER_IS_BETTER, SHARES, Figures

FLOORS = [name for name in SHARES if name not in LOWER_IS_BETTER]
"""What a floor can be set for."""


class FloorsError(FootnoteError):
    """The floors for an evaluation's figures can't be read."""


def parse_floors(text: str) -> dict[str, float]:
    """Floors by figure, written as ``f1=80,citation_f1=85.5``, in percent.

    Raises:
        FloorsError: a name isn't one of ``FLOORS``, or a number isn't from 0 to 100.

    >>> parse_floors("f1=80, citation_f1=85.5")
    {'f1': 80.0, 'citation_f1': 85.5}
    """
    result: dict[str, float] = {}
    for entry in text.split(","):
        name, _, number = (part.strip() for part in entry.partition("="))
        if name not in FLOORS:
            raise FloorsError(f"There is no floor {name!r}; there are {', '.join(FLOORS)}.")
        try:
            result[name] = float(number)
        except ValueError:
            result[name] = -1.0
        if not 0 <= result[name] <= 100:
            raise FloorsError(f"The floor {entry.strip()!r} is no number from 0 to 100.")
    return result


def find_below_floor(figures: Figures, minimum: dict[str, float]) -> list[str]:
    """List the figures under their floors; one that couldn't be measured is, too."""
    return [
        f"{name} is {'not measured' if value is None else f'{100 * value:.1f}'}, under {floor:g}"
        for name, floor in minimum.items()
        if (value := getattr(figures, name)) is None or 100 * value < floor
    ]
