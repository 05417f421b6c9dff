"""``python -m training.reader.base_export``: the base-size reader's weights to what is shipped."""

import random
from functools import partial
from pathlib import Path
from typing import Annotated

import torch
import typer
from safetensors.numpy import load_file

from qa.reader import base
from qa.reader.base import GRAPH, load_base_model
from qa.reader.base.weights import ADAPTER, MPNET_FILE, prepare_weights
from qa.reader.card import read_card
from qa.reader.inputs import MPNET, InputEncoder
from qa.reader.spanreader import FOLDER as SMALL
from qa.reader.spanreader import PRUNING_KEY, SpanReader
from qa.settings import Settings
from qa.weights.published import hash_file
from training.reader.batching import format_question
from training.reader.calibration import fit_probabilities
from training.reader.export import write_uncalibrated_card
from training.reader.graph import write_graph
from training.reader.mpnet import BaseReaderNetwork, load_mpnet, write_adapter
from training.reader.recipes import load_documents, make_counter

SHIPPED = Path(base.__file__).parent
_SAMPLE = 64
"""Questions by which it is seen how large the inputs of the linear layers are."""


def main(
    weights: Annotated[Path, typer.Argument(help="Weights in the work folder.")],
    folder: Annotated[Path, typer.Option(help="Where adapter, graph and card are put.")] = SHIPPED,
) -> None:
    """Write adapter, graph and card of trained weights, and calibrate them on dev."""
    cache_folder = Settings().cache_folder
    network = BaseReaderNetwork(load_mpnet(MPNET_FILE.require(cache_folder))).train(False)
    learned = torch.load(weights)
    network.load_learned(learned.get("network", learned))
    ship_base(network, cache_folder, folder)
    load_model = partial(load_base_model, cache_folder, lambda _: None)
    fit_probabilities(folder, SpanReader(folder, load_model))


def ship_base(network: BaseReaderNetwork, cache_folder: Path, folder: Path) -> None:
    """Write adapter, graph and an uncalibrated card; passages are pruned as by the small reader."""
    examples = random.Random(0).sample(load_documents("train", make_counter()), _SAMPLE)
    windows = [(e, window) for e in examples for window in e.windows[:1]]
    sample = InputEncoder(MPNET).encode(
        [format_question(example, example.question) for example, _ in windows],
        [(window.heading, window.text) for _, window in windows],
    )
    write_adapter(network, sample, folder / ADAPTER)
    adapter = (folder / ADAPTER).read_bytes()
    prepared = prepare_weights(MPNET_FILE, adapter, cache_folder, lambda _: None)
    heads = int(network.encoder.config.num_attention_heads)  # type: ignore[union-attr, arg-type]
    write_graph(load_file(prepared), heads, folder / GRAPH)
    sha256 = {name: hash_file(folder / name) for name in (ADAPTER, GRAPH)}
    write_uncalibrated_card(folder, sha256, read_card(SMALL)[PRUNING_KEY])


if __name__ == "__main__":
    typer.run(main)
