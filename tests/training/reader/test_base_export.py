"""What is trained can be put where it is used, calibrated, and read with."""

from functools import partial
from pathlib import Path

import pytest

from index import Index
from index.minilm import ADAPTED, MiniLM
from qa.reader import ReaderQuery
from qa.reader.base import GRAPH, load_base_model
from qa.reader.base.weights import ADAPTER
from qa.reader.card import read_card
from qa.reader.model import ReaderModelError
from qa.reader.passages import reading_passages
from qa.reader.spanreader import FOLDER, PRUNING_KEY, SpanReader
from tests.support.doubles import tiny_base_network
from tests.support.examples import load_few_examples
from tests.support.mpnet import publish_mpnet
from training.data.documents import load_documents
from training.reader import base_export, calibration
from training.reader.base_export import ship_base

pytestmark = pytest.mark.training


def test_a_reader_is_made_of_trained_weights_and_refuses_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = tiny_base_network()
    monkeypatch.setattr(base_export, "MPNET_FILE", publish_mpnet(network, tmp_path))
    monkeypatch.setattr(base_export, "load_documents", lambda *_: load_few_examples() * 4)
    records = load_documents("dev")
    few = [
        next(r for r in records if answer in {q.yes_no for q in r.questions})
        for answer in ("yes", "no")
    ]
    monkeypatch.setattr(calibration, "load_documents", lambda _: few)
    monkeypatch.setattr(calibration, "load_own_tables", lambda _: [])
    ship_base(network, tmp_path, tmp_path)
    load_model = partial(load_base_model, tmp_path, lambda _: None)
    calibration.fit_probabilities(tmp_path, SpanReader(tmp_path, load_model))
    card = read_card(tmp_path)
    assert set(card["sha256"]) == {ADAPTER, GRAPH}
    assert card[PRUNING_KEY] == read_card(FOLDER)[PRUNING_KEY]
    assert any(card["right"])
    index = Index.in_memory(MiniLM(ADAPTED))
    index.add([few[0].document])
    question = few[0].questions[0].question
    passages = reading_passages(index, index.search(question, 5))
    reading = SpanReader(tmp_path, load_model).read(ReaderQuery(question), passages)
    assert reading.spans
    (tmp_path / GRAPH).write_bytes(b"another")
    with pytest.raises(ReaderModelError, match="SHA-256"):
        SpanReader(tmp_path, load_model)
