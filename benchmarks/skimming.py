"""What it spares and costs to read only what promises: ``python -m benchmarks.skimming``.

The answerable questions of ``documents.dev`` with eight passages out of all its documents together,
so that there is something to choose from. All eight are read to the end; counted is how often the
passage that is answered from would have been read had only those been that skimming leaves.
"""

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from qa.reader.model import LOWER, UPPER
from qa.reader.skimming import PROMISE, signs
from qa.reader.spanreader import FOLDER, SpanReader, weighed
from training.reader.export import write_card
from training.reader.promise import PASSAGES, retrieved

QUESTIONS = 1_440  # all of them
MARGINS = (1.0, 2.0, 2.5, PROMISE, 3.5, 4.0, 5.0)


def reading_everything(folder: Path) -> SpanReader:
    """The shipped reader, put into a folder, to which all passages promise as much."""
    for name in (LOWER, UPPER):
        shutil.copy(FOLDER / name, folder)
    card = json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))
    card["promise"] = [0.0] * len(card["promise"])
    write_card(folder, card)
    return SpanReader(folder)


def main() -> None:
    """Print, for several margins, how much is read and how many answers are lost."""
    card = json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))
    weights, sentence = np.array(card["promise"]), np.array(card["sentence"])
    kept: dict[float, list[int]] = {margin: [] for margin in MARGINS}
    right: dict[float, list[bool]] = {margin: [] for margin in MARGINS}
    with tempfile.TemporaryDirectory() as folder:
        reader = reading_everything(Path(folder))
        for asked, passages, answers in track(retrieved("dev", QUESTIONS), total=QUESTIONS):
            promise = signs(reader.skim(asked, passages), passages) @ weights
            output = reader.output(asked, passages)
            assert output, f"{asked.question!r} was asked of passages without words"
            chosen = output.found[weighed(output, sentence)[0]].sentence
            holding = np.array([chosen in passage.sentences for passage in passages])
            if not (holding & answers).any():
                continue
            for margin in MARGINS:
                read = promise >= promise.max() - margin
                kept[margin].append(int(read.sum()))
                right[margin].append(bool((read & holding).any()))
    table = Table(title=f"{PASSAGES} passages, {len(kept[PROMISE]):,} right answers")
    for heading in ("margin", "read to the end: mean", "median", "answers kept, %"):
        table.add_column(heading, justify="right")
    for margin in MARGINS:
        table.add_row(
            f"{margin}{' (shipped)' * (margin == PROMISE)}",
            f"{np.mean(kept[margin]):.1f}",
            f"{np.median(kept[margin]):.0f}",
            f"{100 * np.mean(right[margin]):.1f}",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
