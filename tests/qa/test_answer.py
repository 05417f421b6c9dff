import json

import pytest

from qa import NO_ANSWER, Answer, Citation
from qa.answer import without_markers

CITATION = Citation(1, "d", 3, 10, 15, "Hello", ((11, 13),))


def answer(citations: tuple[Citation, ...], answered: bool) -> Answer:
    return Answer("q", "Hello [1]", citations, (), answered, 0.5, "b", "q", {"total": 0.1})


def test_an_answer_has_citations_and_an_abstention_has_none() -> None:
    answer((CITATION,), True)
    answer((), False)
    for citations, answered in (((), True), ((CITATION,), False)):
        with pytest.raises(ValueError, match="an abstention has none"):
            answer(citations, answered)


def test_all_fields_go_into_json_by_name() -> None:
    fields = json.loads(json.dumps(answer((CITATION,), True).to_dict()))
    assert list(fields) == [
        "question", "text", "citations", "evidence", "answered", "confidence", "backend",
        "searched_for", "timings", "answerable", "removed",
    ]  # fmt: skip
    assert fields["citations"] == [
        {
            "marker": 1, "document_id": "d", "sentence": 3, "start": 10, "end": 15,
            "quote": "Hello", "spans": [[11, 13]],
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "plain"),
    [("A [1] b. [12]", "A b."), ("Nothing", "Nothing"), ("[1]", ""), (NO_ANSWER, NO_ANSWER)],
)
def test_markers_can_be_left_out(text: str, plain: str) -> None:
    assert without_markers(text) == plain
