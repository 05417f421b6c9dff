"""Question sets as files: JSON lines, CSV, SQuAD; and what is wrong with them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import QUESTIONS, SCHEMA
from index import Index
from index.document import Document, DocumentError
from qa.evaluation.formats import read_question_set, schema
from qa.evaluation.gold import GoldFinder
from qa.evaluation.questions import Question, QuestionSet, QuestionSetError, preceding_questions
from tests.support.doubles import HashingEmbedder
from tests.support.outcomes import UNANSWERABLE, question

TARN = "The museum in Tarn owns 812 clocks. Entrance is free on Mondays. Ada Holm founded it."

GOOD = {
    "id": "a", "kind": "number", "question": "How many clocks?", "answerable": True,
    "answers": ["812"], "support": [["812", "clocks"]],
}  # fmt: skip


def written(folder: Path, *lines: Any) -> Path:
    path = folder / "set.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


# JSON lines


def test_a_set_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, "", {**GOOD, "id": "b", "question": "One\u2028two?"}, "")
    first, second = read_question_set(path).questions
    assert first == Question.model_validate_json(json.dumps(GOOD))
    assert second.question == "One\u2028two?"
    path.write_text(json.dumps({**GOOD, "question": "\u2028?"}, ensure_ascii=False), "utf-8-sig")
    assert read_question_set(path).questions[0].question == "\u2028?"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "holds no question"),
        (["", "  "], "holds no question"),
        ([GOOD, "nonsense"], "Line 2: .*Invalid JSON"),
        (["[1]"], "Line 1"),
        ([{k: v for k, v in GOOD.items() if k != "question"}], "question Field required"),
        ([{**GOOD, "colour": "red"}], "colour Extra inputs are not permitted"),
        ([GOOD, GOOD], "'a' comes twice"),
        ([{**GOOD, "id": 7}], "id Input should be a valid string"),
        ([{**GOOD, "answerable": "yes"}], "answerable"),
        ([{**GOOD, "answers": [], "support": []}], "needs answers, or support"),
        ([{**GOOD, "remark": True}], "a remark isn't answerable"),
        ([{**GOOD, "document": ""}], "document"),
        ([{**GOOD, "answers": [""]}], "answers.0"),
        ([{**GOOD, "support": [[]]}], "support.0"),
        ([{**GOOD, "support": [["…"]]}], "support.0.0"),
        ([{**GOOD, "answerable": False}], "has neither"),
        ([{**GOOD, "yes_no": "maybe"}], "yes_no"),
        ([{**GOOD, "follows": "z"}], "'a' follows 'z', which doesn't come before"),
        ([{**GOOD, "follows": "a"}], "'a' follows 'a', which doesn't come before"),
    ],
)
def test_a_set_that_is_not_in_the_form(tmp_path: Path, lines: list[Any], message: str) -> None:
    with pytest.raises(QuestionSetError, match=r"set\.jsonl: .*" + message):
        read_question_set(written(tmp_path, *lines))


def test_a_set_names_its_documents(tmp_path: Path) -> None:
    (tmp_path / "museums").mkdir()
    (tmp_path / "museums" / "tarn.md").write_text(f"# Tarn\n\n{TARN}")
    (tmp_path / "brill.txt").write_text("Rain fell on Brill.")
    tarn, brill = {"document": "museums/tarn.md"}, {"document": "brill.txt"}
    first, second = {**GOOD, **tarn}, {**GOOD, "id": "b", **brill}
    path = written(tmp_path, first, second, {**GOOD, "id": "c", "follows": "a", **tarn})
    named = read_question_set(path)
    assert [document.title for document in named.documents.values()] == ["Tarn", "brill"]
    assert [question.id for question in named.of("museums/tarn.md")] == ["a", "c"]

    table = tmp_path / "set.csv"
    table.write_text("question,support,document\nTell me about Brill.,rain,brill.txt\n")
    (asked,) = read_question_set(table).of("brill.txt")
    assert (asked.answerable, asked.answers) == (True, ())

    with pytest.raises(QuestionSetError, match="'d' names no document, though others do"):
        read_question_set(written(tmp_path, first, {**GOOD, "id": "d"}))
    with pytest.raises(QuestionSetError, match="'b' follows 'a', which is about another document"):
        read_question_set(written(tmp_path, first, {**second, "follows": "a"}))
    with pytest.raises(DocumentError, match=r"none\.md"):
        read_question_set(written(tmp_path, {**GOOD, "document": "none.md"}))


def test_a_set_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="No such file"):
        read_question_set(tmp_path / "missing.jsonl")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(QuestionSetError, match="directory"):
        read_question_set(tmp_path / "folder.csv")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(QuestionSetError, match=r"isn't UTF-8.*byte 11"):
        read_question_set(tmp_path / "latin.jsonl")
    with pytest.raises(QuestionSetError, match=r"none of \.jsonl, \.csv, \.json"):
        read_question_set(tmp_path / "set.xlsx")


def test_the_schema_says_what_the_reader_checks() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema()
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    lines = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len(read_question_set(QUESTIONS).questions)
    for line in [*lines, GOOD, {**GOOD, "answers": []}]:
        validator.validate(line)
    for bad in (
        {**GOOD, "colour": "red"}, {**GOOD, "answerable": False}, {**GOOD, "remark": True},
        {**GOOD, "answers": [], "support": []}, {**GOOD, "document": ""},
        {**GOOD, "yes_no": "maybe"}, {**GOOD, "support": [[]]}, {**GOOD, "id": ""},
        {key: value for key, value in GOOD.items() if key not in {"answers", "support"}},
    ):  # fmt: skip
        assert not validator.is_valid(bad), bad


# CSV


def test_a_table_needs_no_more_than_questions_and_answers(tmp_path: Path) -> None:
    path = tmp_path / "set.csv"
    path.write_text(
        "question,answers,support\n"
        '"How many clocks, all in all?",812|some 812,812;clocks|owns\n'
        ",,\n"
        "Who broke in?,,\n",
        encoding="utf-8-sig",
    )
    first, second = read_question_set(path).questions
    assert first == Question(
        id="1",
        kind="question",
        question="How many clocks, all in all?",
        answerable=True,
        answers=("812", "some 812"),
        support=(("812", "clocks"), ("owns",)),
    )
    assert second == Question(id="3", kind="question", question="Who broke in?", answerable=False)


def test_a_table_with_semicolons_and_every_column(tmp_path: Path) -> None:
    path = tmp_path / "set.csv"
    path.write_text(
        "id;kind;question;answerable;answers;support;all;yes_no;follows\n"
        "a;list;Which?;TRUE;red|blue;;Yes;;\nb;yesno;And so?;true;red;;0;yes;a\n"
    )
    first, second = read_question_set(path).questions
    assert (first.all, first.answers) == (True, ("red", "blue"))
    assert (second.all, second.yes_no, second.follows) == (False, "yes", "a")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"columns \(none\) should be question"),
        ("answers\nx\n", "columns answers should be question"),
        ("question,colour\nx,y\n", "columns question, colour should be"),
        ("question,answers\nx,y,z\n", "Row 1 has more cells"),
        ("question\n", "holds no question"),
        ("question,answerable\nx,perhaps\n", "Row 1: answerable"),
        ("question,answerable\nx,yes\n", "Row 1: .*needs answers"),
        ("question,id\nx,1\ny,1\n", "'1' comes twice"),
    ],
)
def test_a_table_that_is_not_in_the_form(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "set.csv").write_text(content)
    with pytest.raises(QuestionSetError, match=r"set\.csv: .*" + message):
        read_question_set(tmp_path / "set.csv")


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="|;"),
    min_size=1,
    max_size=8,
).map(lambda text: f"w{text}")


@given(st.lists(st.tuples(CELL, st.lists(CELL, max_size=3)), min_size=1, max_size=5))
def test_whatever_a_spreadsheet_writes_is_read(rows: list[tuple[str, list[str]]]) -> None:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["question", "answers"])
    writer.writerows([asked, "|".join(answers)] for asked, answers in rows)
    from qa.evaluation.formats import _table

    questions = _table(table.getvalue())
    assert [(q.question, list(q.answers)) for q in questions] == rows
    assert [q.answerable for q in questions] == [bool(answers) for _, answers in rows]


# SQuAD


def squad(*qas: dict[str, Any]) -> str:
    paragraphs = [{"context": TARN, "qas": list(qas)}, {"context": "Rain fell.", "qas": []}]
    return json.dumps({"version": "v2.0", "data": [{"title": "Tarn", "paragraphs": paragraphs}]})


def test_squad_brings_its_documents_along(tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    start = TARN.index("Mondays")
    path.write_text(
        squad(
            {
                "id": "x",
                "question": "When is it free?",
                "is_impossible": False,
                "answers": [
                    {"text": "Mondays", "answer_start": start},
                    {"text": "on Mondays", "answer_start": start - 3},
                    {"text": "Mondays", "answer_start": start},
                ],
            },
            {
                "id": "y",
                "question": "Who broke in?",
                "is_impossible": True,
                "answers": [],
                "plausible_answers": [{"text": "Ada Holm", "answer_start": 60}],
            },
        )
    )
    found = read_question_set(path)
    texts = {name: document.text for name, document in found.documents.items()}
    assert texts == {"Tarn": f"{TARN}\n\nRain fell."}
    first, second = found.of("Tarn")
    assert first.answers == ("Mondays", "on Mondays")
    assert first.support == (("Entrance is free on Mondays.",),)
    assert (second.answerable, second.kind) == (False, "unanswerable")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("nonsense", "The file: .*Invalid JSON"),
        ("[]", "The file"),
        ('{"data": [{"title": "T"}]}', "data.0.paragraphs Field required"),
        ('{"data": []}', "holds no question"),
        (squad(), "holds no question"),
        (squad({"id": "x", "question": ""}), "Question x: question"),
    ],
)
def test_a_squad_file_that_is_not_in_the_form(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "dev.json").write_text(content)
    with pytest.raises(QuestionSetError, match=r"dev\.json: .*" + message):
        read_question_set(tmp_path / "dev.json")


# Support, and what was asked before


@pytest.fixture
def finder() -> GoldFinder:
    index = Index.in_memory(HashingEmbedder())
    index.add([Document.from_text(TARN), Document.from_text("Mondays are free. İİİİ by İzmir.")])
    return GoldFinder(index)


def test_support_is_found_by_words_that_stand_together(finder: GoldFinder) -> None:
    wanted = question(support=(("MONDAYS", "free"), ("museum", "Mondays"), ("i̇zmir",)))
    found = [[(g.sentence, g.text) for g in piece] for piece in finder.support(wanted)]
    assert found == [
        [(2, "Entrance is free on Mondays."), (1, "Mondays are free.")],
        [],
        [(2, "İİİİ by İzmir.")],
    ]


def test_support_that_no_document_has_is_named(finder: GoldFinder) -> None:
    asked = [question(id="a"), question(id="b", support=(("tram",),)), UNANSWERABLE]
    assert finder.lacking(asked) == ["b"]


def test_a_conversation_goes_back_to_its_beginning() -> None:
    first, second = question(id="1", question="A?"), question(id="2", question="B?", follows="1")
    third, other = question(id="3", question="C?", follows="2"), question(id="4")
    of = QuestionSet([first, second, third, other]).questions
    assert preceding_questions(third, of) == ["A?", "B?"]
    assert preceding_questions(other, of) == []
