import pytest

from training.data.documents import load_documents
from training.reader import pruning
from training.reader.pruning import PASSAGES, retrieve


def test_pruning_is_learned_from_passages_of_all_documents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = load_documents("dev")[:6]
    monkeypatch.setattr(pruning, "load_documents", lambda _: few)
    retrieved = list(retrieve("dev", 20))
    assert len(retrieved) == 20
    for one in retrieved:
        assert one.question.question
        assert len(one.passages) == len(one.right) == PASSAGES
        assert len({s.document_id for passage in one.passages for s in passage.sentences}) > 1
    assert sum(one.right.any() for one in retrieved) > 15
