"""What the reader learns from: questions, their windows and answers."""

import gzip
import json
import random
from pathlib import Path

import pytest

from training.data import passages
from training.data.records import FOLDER, read_records

DEV = FOLDER / "documents.dev.jsonl.gz"


def words(texts: object) -> list[int]:
    return [len(text.split()) for text in texts]  # type: ignore[attr-defined]


def write_lines(path: Path, records: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


@pytest.mark.parametrize("split", ["train", "more", "dev"])
def test_answers_of_our_documents_stand_where_they_are_said_to(split: str) -> None:
    path = FOLDER / f"documents.{split}.jsonl.gz"
    records = read_records(path)
    for record, asked in zip(records, passages.of_documents(path, words), strict=True):
        given_answers = {q["question"]: q["answers"] for q in record["questions"]}
        given_answers |= {
            q["standalone"]: q["answers"] for q in record["questions"] if "standalone" in q
        }
        for question in asked:
            answers = given_answers[question.text]
            assert question.answerable == bool(answers)
            found = {i for window in question.windows for i in window.items}
            assert found == set(range(len(answers)))
            for window in question.windows:
                for i, (start, end) in window.items.items():
                    assert window.text[start:end] == answers[i]


def test_no_document_is_both_learned_from_and_chosen_by() -> None:
    titles, sentences = (
        {
            split: {
                part
                for record in read_records(FOLDER / f"documents.{split}.jsonl.gz")
                for part in parts(record)
            }
            for split in ("train", "more", "dev")
        }
        for parts in (lambda r: [r["title"]], lambda r: r["sentences"])
    )
    for found in (titles, sentences):
        assert not found["dev"] & (found["train"] | found["more"])


def test_followups_are_learned_alone_and_behind_what_they_follow() -> None:
    asked = passages.flattened(passages.of_documents(DEV, words))
    followups = [q for q in asked if q.kind == "followup"]
    behind = [q for q in followups if q.before]
    assert 0 < len(behind) == len(followups) / 2
    assert not any(q.before for q in asked if q.kind != "followup")


def paragraph(title: str, number: int) -> dict[str, object]:
    context = " ".join(f"Sentence {i} of {title} says {i * number}." for i in range(20))
    answer = context.index("says ") + 5
    return {
        "source": "squad-1.1",
        "title": title,
        "context": context,
        "question": f"What does {title} say?",
        "answers": [[answer, answer + 1]],
    }


def test_no_article_is_both_learned_from_and_measured_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "HELD_OUT", 12)
    for name in passages.PASSAGE_SETS:
        write_lines(
            tmp_path / f"{name}.jsonl.gz",
            [paragraph(f"Article {a}", n) for a in range(8) for n in range(1, 4)],
        )
    train, held_out = passages.of_paragraphs(tmp_path, 1.0, random.Random(0))
    assert len(held_out) == 12
    assert train
    assert not {q.text for q in train} & {q.text for q in held_out}
    assert all(q.answerable and len(q.windows[0].text) > 600 for q in held_out)
    for question in train:
        (window,) = question.windows
        assert len(window.text) < 600
        for start, end in window.items.values():
            assert window.text[start:end].isdigit()
    assert 0 < sum(not q.answerable for q in train) < len(train) / 2


def test_a_sentence_with_a_neighbour_keeps_its_answer(tmp_path: Path) -> None:
    path = tmp_path / "qamr.jsonl.gz"
    write_lines(path, [paragraph("One", n) for n in range(1, 40)])
    asked = list(passages.of_sentences(path, 1.0, random.Random(0)))
    alone = len(str(paragraph("One", 1)["context"]))
    assert any(len(q.windows[0].text) > 1.8 * alone for q in asked)
    for question in asked:
        (window,) = question.windows
        start, end = window.items[0]
        assert window.text[start:end].isdigit()
