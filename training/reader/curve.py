"""Plot of the learning curve from the log of a training."""

import json
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt

_FIGURES = {
    "overlap": "overlap of span and answer (F1 of characters)",
    "separation": "answerable scores above unanswerable",
    "abstained": "unanswerable below no answer",
    "refused": "answerable below no answer",
}


def plot_curve(log: Path, picture: Path) -> None:
    """Draw loss and development figures over the steps; stages are shaded.

    Args:
        log: JSON lines, as ``Trainer`` writes them.
        picture: the file to write; its suffix says the format.
    """
    matplotlib.use("Agg")
    records = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(8, 6), layout="constrained")
    steps, losses = _select_series(records, "loss")
    above.plot(steps, losses, color="0.3")
    above.set_ylabel("training loss")
    for name, label in _FIGURES.items():
        if any(name in record for record in records):
            below.plot(*_select_series(records, name), marker=".", label=label)
    below.set_ylabel("share of dev questions")
    below.set_xlabel("step")
    below.set_ylim(0, 1)
    below.legend(fontsize="small")
    top = above.get_ylim()[1]
    for axes in (above, below):
        for shade, (stage, first, last) in enumerate(_find_stages(records)):
            axes.axvspan(first, last, color=f"{0.97 - 0.04 * (shade % 2)}", zorder=0)
            if axes is above:
                middle, lines = (first + last) / 2, "\n" * (shade % 2)  # neighbours' names clear
                axes.text(middle, top, stage + lines, ha="center", va="bottom", fontsize="small")
    figure.savefig(picture, dpi=120)
    plt.close(figure)


def _select_series(records: list[dict[str, Any]], name: str) -> tuple[list[int], list[float]]:
    logged = [record for record in records if name in record]
    return [record["step"] for record in logged], [record[name] for record in logged]


def _find_stages(records: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """Return name, first and last step of each stage."""
    names = list(dict.fromkeys(record["stage"] for record in records))
    bounds = [0]
    for name in names:
        bounds.append(max(record["step"] for record in records if record["stage"] == name))
    return list(zip(names, bounds[:-1], bounds[1:], strict=True))
