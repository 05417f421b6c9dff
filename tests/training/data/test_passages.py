import gzip
import json
import random
from pathlib import Path

import pytest

from tests.support.examples import DEV, count_words
from training.data import passages
from training.data.records import FOLDER, read_records


def write_lines(path: Path, records: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


@pytest.mark.parametrize("split", ["train", "more", "dev"])
def test_answers_of_our_documents_stand_where_they_are_said_to(split: str) -> None:
    path = FOLDER / f"documents.{split}.jsonl.gz"
    answers = {
        (record["title"], question.get(form)): question["answers"]
        for record in read_records(path)
        for question in record["questions"]
        for form in ("question", "standalone")
    }
    for example in passages.load_document_examples(path, count_words):
        expected = answers[example.windows[0].heading, example.question]
        assert example.answerable == bool(expected)
        items = {i for window in example.windows for i in window.items}
        assert items == set(range(len(expected)))
        for window in example.windows:
            for i, (start, end) in window.items.items():
                assert window.text[start:end] == expected[i]


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
    for by_split in (titles, sentences):
        assert not by_split["dev"] & (by_split["train"] | by_split["more"])


def test_followups_are_learned_alone_and_behind_what_they_follow() -> None:
    examples = passages.load_document_examples(DEV, count_words)
    followups = [e for e in examples if e.kind == "followup"]
    behind = [e for e in followups if e.before]
    assert 0 < len(behind) == len(followups) / 2
    assert not any(e.before for e in examples if e.kind != "followup")


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
    train, held_out = passages.load_paragraph_examples(tmp_path, 1.0, random.Random(0))
    assert len(held_out) == 12
    assert train
    assert not {q.question for q in train} & {q.question for q in held_out}
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
    asked = list(passages.load_sentence_examples(path, 1.0, random.Random(0)))
    alone = len(str(paragraph("One", 1)["context"]))
    assert any(len(q.windows[0].text) > 1.8 * alone for q in asked)
    for question in asked:
        (window,) = question.windows
        start, end = window.items[0]
        assert window.text[start:end].isdigit()


def test_half_of_the_examples_stand_under_a_section() -> None:
    examples = passages.load_document_examples(DEV, count_words)
    changed = list(passages.add_sections(examples, random.Random(0)))
    assert len(changed) == len(examples)
    sectioned = 0
    for before, after in zip(examples, changed, strict=True):
        for window, moved in zip(before.windows, after.windows, strict=True):
            assert moved.heading.split(" > ")[0] == window.heading
            assert moved.text == window.text
        sectioned += before != after
    assert 0.4 < sectioned / len(examples) < 0.6
