"""Savings and losses of passage pruning: ``python -m benchmarks.pruning``.

The answerable questions of ``documents.dev`` with eight passages out of all its documents together,
so that there is something to choose from. All eight are read to the end; counted is how often the
passage that is answered from would also have been read after pruning.
"""

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
from rich.progress import track

from benchmarks.results import ResultTable, format_share, save
from qa.reader.model import LOWER, UPPER
from qa.reader.pruning import MAX_SCORE_GAP as MAX_SCORE_GAP
from qa.reader.pruning import pruning_features
from qa.reader.spanreader import FOLDER, PRUNING_KEY, SpanReader, choose_span
from training.reader.export import write_card
from training.reader.pruning import PASSAGES, retrieve

QUESTIONS = 1_440  # all of them
GAPS = (1.0, 2.0, 2.5, MAX_SCORE_GAP, 3.5, 4.0, 5.0)


def load_unpruned_reader(folder: Path) -> SpanReader:
    """Return the shipped reader with equal pruning scores for all passages.

    Args:
        folder: where its files are put.
    """
    for name in (LOWER, UPPER):
        shutil.copy(FOLDER / name, folder)
    card = json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))
    write_card(folder, card | {PRUNING_KEY: [0.0] * len(card[PRUNING_KEY])})
    return SpanReader(folder)


def main() -> None:
    """Read and save."""
    card = json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))
    weights, sentence = np.array(card[PRUNING_KEY]), np.array(card["sentence"])
    passages_read: dict[float, list[int]] = {gap: [] for gap in GAPS}
    answers_kept: dict[float, list[bool]] = {gap: [] for gap in GAPS}
    with tempfile.TemporaryDirectory() as folder:
        reader = load_unpruned_reader(Path(folder))
        for one in track(retrieve("dev", QUESTIONS), total=QUESTIONS):
            scores = (
                pruning_features(reader.read_lower(one.question, one.passages), one.passages)
                @ weights
            )
            output = reader.compute(one.question, one.passages)
            if output is None:
                raise ValueError(f"No passage has words for {one.question.question!r}.")
            answer = output.spans[choose_span(output, sentence)[0]].sentence
            holding = np.array([answer in passage.sentences for passage in one.passages])
            if not (holding & one.right).any():
                continue
            for gap in GAPS:
                read = scores >= scores.max() - gap
                passages_read[gap].append(int(read.sum()))
                answers_kept[gap].append(bool((read & holding).any()))
    rows = [
        (
            f"{gap:g}{', shipped' * (gap == MAX_SCORE_GAP)}",
            f"{np.mean(passages_read[gap]):.1f}",
            f"{np.median(passages_read[gap]):.0f}",
            format_share(answers_kept[gap]),
        )
        for gap in GAPS
    ]
    columns = ("gap, logits", "passages read to the end: mean", "median", "right answers kept, %")
    title = f"{len(answers_kept[MAX_SCORE_GAP]):,} right answers out of {PASSAGES} passages"
    save("pruning", {}, [ResultTable(title, columns, rows)])


if __name__ == "__main__":
    main()
