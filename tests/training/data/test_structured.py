import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from index.block import BlockKind
from tests.support.examples import count_words
from training.data import structured
from training.data.records import FOLDER, read_records
from training.data.structured import load_structured, load_structured_examples
from training.data.windows import Example

SPLITS = ("train", "dev")


@pytest.mark.parametrize("split", SPLITS)
def test_answers_stand_in_the_windows_that_the_product_reads(split: str) -> None:
    records = read_records(FOLDER / f"structured.{split}.jsonl.gz")
    said = [
        (question["question"], [_plain(answer) for answer in question["answers"]])
        for record in records
        for question in record["questions"]
    ]
    examples = load_structured_examples(split, count_words)
    read = [(example.question, _items(example)) for example in examples]
    assert all(question in said for question in read)
    assert len(read) > 0.99 * len(said)
    assert not any(example.is_prose for example in examples)


def _items(example: Example) -> list[str]:
    items = {
        item: window.text[start:end]
        for window in example.windows
        for item, (start, end) in window.items.items()
    }
    return [_plain(items[item]) for item in sorted(items)]


def _plain(words: str) -> str:
    return " ".join(words.replace("**", "").split())


def test_an_answer_is_where_its_evidence_is_not_where_the_same_words_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record: dict[str, Any] = {
        "title": "Halls",
        "format": "md",
        "text": "# Halls\n\n- Old hall: 40 seats, £30 an hour\n- New hall: 90 seats, £30 an hour\n",
        "questions": [
            {
                "question": "What does the new hall cost?",
                "kind": "fact",
                "answers": ["£30 an hour"],
                "evidence": ["- New hall: 90 seats, £30 an hour"],
            },
            {"question": "Who cleans it?", "kind": "unanswerable", "answers": [], "evidence": []},
        ],
    }
    with gzip.open(tmp_path / "structured.dev.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
    monkeypatch.setattr(structured, "FOLDER", tmp_path)
    (annotated,) = load_structured("dev")
    cost, cleans = annotated.questions
    ((start, end),) = cost.evidence
    assert annotated.document.text[start:end] == "£30 an hour"
    assert annotated.document.text[:start].endswith("New hall: 90 seats, ")
    assert not cleans.evidence
    record["questions"][0]["answers"] = ["£31 an hour"]
    record["questions"][0]["evidence"] = ["New hall: £31 an hour"]
    with gzip.open(tmp_path / "structured.dev.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
    with pytest.raises(ValueError, match="£31 an hour"):
        load_structured("dev")


def test_no_document_is_both_learned_from_and_chosen_by() -> None:
    train, dev = ({a.document.id for a in load_structured(split)} for split in SPLITS)
    assert train
    assert dev
    assert not train & dev


def test_most_documents_are_no_prose() -> None:
    documents = [annotated.document for split in SPLITS for annotated in load_structured(split)]
    bare = [d for d in documents if {b.kind for b in d.blocks} <= {BlockKind.PARAGRAPH}]
    assert len(bare) < len(documents) / 10
