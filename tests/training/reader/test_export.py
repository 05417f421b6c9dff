"""From a trained network to the file that is shipped."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from index import Index
from index.minilm import ADAPTED, MiniLM
from qa.reader import ReaderQuery, ReadingPassage
from qa.reader.model import LOWER, UPPER, ReaderModel, ReaderModelError
from qa.reader.passages import reading_passages
from qa.reader.spanreader import SpanReader
from tests.support.doubles import tiny_network
from training.data.documents import load_documents
from training.reader import calibration, pruning
from training.reader.batching import run_in_chunks
from training.reader.curve import plot_curve
from training.reader.export import export, hash_halves, ship


def test_the_exported_network_reads_as_the_trained_one(tmp_path: Path) -> None:
    network = tiny_network()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.mul_(3)  # so that something is at stake
    passages = [("Day", "Ana left on May 5. It rained."), ("", "The river Sajur is wide. " * 9)]
    logits, sizes = {}, {}
    for quantised in (False, True):
        folder = tmp_path / str(quantised)
        folder.mkdir()
        export(network, folder, quantised=quantised)
        model = ReaderModel(folder, hash_halves(folder))
        lower = model.read_lower("Who left?", [ReadingPassage(*p, 0, (), ()) for p in passages])
        inputs, tokens, kinds = model.read_upper(lower, [1, 0])
        logits[quantised] = np.concatenate([tokens[inputs.readable].ravel(), kinds.ravel()])
        sizes[quantised] = sum((folder / name).stat().st_size for name in (LOWER, UPPER))
    with torch.inference_mode():
        network.train(False)
        expected = [o.numpy() for o in run_in_chunks(network, inputs, torch.device("cpu"))]
    truth = np.concatenate([expected[0][inputs.readable].ravel(), expected[1].ravel()])
    assert np.allclose(logits[False], truth, atol=1e-4)
    assert np.corrcoef(logits[True], truth)[0, 1] > 0.98
    assert not np.array_equal(logits[True], logits[False])
    assert sizes[True] < sizes[False] / 3


def test_what_is_shipped_can_be_calibrated_and_read_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = load_documents("dev")
    answering = {
        answer: [r for r in records if answer in {q.yes_no for q in r.questions}]
        for answer in ("yes", "no")
    }
    few = [*answering["yes"][:2], *answering["no"][:2]]
    for module in (calibration, pruning):
        monkeypatch.setattr(module, "load_documents", lambda _: few)
    for load in ("load_structured", "load_own_tables"):
        monkeypatch.setattr(calibration, load, lambda _: [])
    ship(tiny_network(), tmp_path)
    calibration.calibrate(tmp_path)
    card = json.loads((tmp_path / "reader.json").read_text(encoding="utf-8"))
    assert card["sentence"][1] > 5  # an untrained network knows nothing, the embedder does
    reader = SpanReader(tmp_path)
    confidence, answerable, right, can = [], [], [], []
    for record in few:
        index = Index.in_memory(MiniLM(ADAPTED))
        index.add([record.document])
        sentences = index.sentences(record.document.id)
        for question in record.questions:
            passages = reading_passages(index, index.search(question.question, 5))
            reading = reader.read(ReaderQuery(question.question), passages)
            assert reading.confidence is not None
            confidence.append(reading.confidence)
            answerable.append(reading.answerable)
            gold = question.find_gold_sentences(sentences)
            right.append(reading.spans[0].sentence.sentence in gold)
            can.append(bool(gold))
    assert np.mean(confidence) == pytest.approx(np.mean(right), abs=0.05)
    assert np.mean(answerable) == pytest.approx(np.mean(can), abs=0.05)


def test_the_learning_curve_is_drawn(tmp_path: Path) -> None:
    records = [{"step": s, "stage": "a" if s < 3 else "b", "loss": 1 / s} for s in range(1, 6)]
    records.append({"step": 5, "stage": "b", "overlap": 0.5, "refused": 0.1})
    (tmp_path / "log.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    plot_curve(tmp_path / "log.jsonl", tmp_path / "curve.png")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")


def test_weights_that_are_missing_or_others_are_refused(tmp_path: Path) -> None:
    none = dict.fromkeys((LOWER, UPPER), "0" * 64)
    with pytest.raises(ReaderModelError, match=f"{LOWER} can't be read"):
        ReaderModel(tmp_path, none)
    (tmp_path / LOWER).write_bytes(b"other")
    with pytest.raises(ReaderModelError, match="not 0000"):
        ReaderModel(tmp_path, none)
