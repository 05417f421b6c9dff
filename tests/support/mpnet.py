"""A small MPNet in place of the one that is published."""

from dataclasses import replace
from pathlib import Path

from safetensors.torch import save_file

from qa.reader.base.weights import MPNET_FILE
from qa.weights.published import MODELS_FOLDER, PublishedFile, hash_file
from training.reader.mpnet import BaseReaderNetwork


def publish_mpnet(network: BaseReaderNetwork, cache_folder: Path) -> PublishedFile:
    """Put the weights below the adapters where published ones are put."""
    state = network.encoder.state_dict().items()
    weights = {name.replace(".base.", "."): w for name, w in state if "lora" not in name}
    path = cache_folder / MODELS_FOLDER / MPNET_FILE.file
    path.parent.mkdir()
    save_file({name: weight.contiguous() for name, weight in weights.items()}, path)
    return replace(MPNET_FILE, sha256=hash_file(path))
