"""Questions on ten small documents: what is computed, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from index import Index, load
from qa.computing import answer_by_computing
from tests.support.doubles import HashingEmbedder

FOLDER = Path(__file__).parent
QUESTIONS = [
    json.loads(line) for line in (FOLDER / "questions.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def corpora() -> dict[str, Index]:
    corpora = {}
    for path in sorted((FOLDER / "documents").iterdir()):
        corpora[path.name] = Index.in_memory(HashingEmbedder())
        corpora[path.name].add([load(path)])
    return corpora


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["question"])
def test_what_is_computed(asked: dict[str, Any], corpora: dict[str, Index]) -> None:
    corpus = corpora[asked["document"]]
    (info,) = corpus.documents()
    answer = answer_by_computing(asked["question"], corpus, [info.id])
    if asked["result"] is None:
        assert answer is None
        return
    assert answer
    assert answer.result == asked["result"]
    assert len(answer.citations) == asked["cited"]
    text = corpus.document(info.id).text
    for citation in answer.citations:
        assert text[citation.start : citation.end] == citation.quote
        assert all(citation.start <= a < b <= citation.end for a, b in citation.spans)
    markers = {marker for segment in answer.segments for marker in segment.markers}
    assert markers == {citation.marker for citation in answer.citations}
