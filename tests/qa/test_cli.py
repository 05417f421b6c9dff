"""``footnote ask | chat | eval``: what they print, and what they say of bad input."""

import json
from pathlib import Path

import pytest

from data import SAMPLE
from index import load
from qa import NO_ANSWER, Answer, Citation
from tests.support.command import QUESTION, UNANSWERABLE, assert_one_sentence, footnote
from tests.support.pdf import write_mill

MUSEUM = "# The clock museum\n\nThe clock museum in Tarn owns 812 clocks. It is free on Mondays."


# ask


def test_the_answer_and_its_sentence_are_printed() -> None:
    code, out, err = footnote("ask", SAMPLE, QUESTION)
    assert (code, err) == (0, "")
    answer, note, backend = out.splitlines()
    assert "55 kilometers" in answer
    assert answer.endswith("[1]")
    assert note.startswith("  [1] sentence ")
    assert "55 kilometers" in note
    assert "confidence" in backend


def test_json_is_the_whole_answer() -> None:
    code, out, err = footnote("ask", SAMPLE, QUESTION, "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    derived = {"text", "answered", "searched_for"}
    assert set(answer) == set(Answer.__dataclass_fields__) | derived
    assert (answer["question"], answer["answered"]) == (QUESTION, True)
    assert answer["citations"]
    text = load(SAMPLE).text
    for citation in answer["citations"]:
        assert set(citation) == {*Citation.__dataclass_fields__, "page"}
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    for evidence in answer["evidence"]:
        passage = evidence["passage"]
        assert text[passage["start"] : passage["end"]] == evidence["text"]


def test_the_page_is_told_where_there_are_pages(tmp_path: Path) -> None:
    question = "Who made the lock?"
    mill = write_mill(tmp_path / "mill.pdf")
    assert "\n  [1] p. 2, sentence " in footnote("ask", mill, question).out
    (citation,) = json.loads(footnote("ask", mill, question, "--json").out)["citations"]
    assert citation["page"] == 2
    assert [box["page"] for box in citation["boxes"]] == [2, 2]


def test_an_abstention_is_no_error() -> None:
    code, out, err = footnote("ask", SAMPLE, UNANSWERABLE)
    assert (code, err) == (0, "")
    assert out.startswith(f"{NO_ANSWER}\nClosest passages:\n  – ")
    assert "[1]" not in out


def test_with_several_documents_a_note_names_its_own(tmp_path: Path) -> None:
    museum = tmp_path / "museum.md"
    museum.write_text(MUSEUM)
    footnote("index", museum, "--folder", tmp_path / "index")
    out = footnote("ask", SAMPLE, "How many clocks are there?", "--folder", tmp_path / "index").out
    assert "[1] The clock museum, sentence " in out


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("🎉🎉", "no words"),
        ("why " * 2_500, "at most 1,000"),
        ("Wie weit ist es von dort bis zur Grenze?", "Ask in English"),
    ],
)
def test_a_bad_question(question: str, words: str) -> None:
    assert_one_sentence(footnote("ask", SAMPLE, question), words)


def test_a_question_that_is_not_unicode_is_still_asked() -> None:
    assert footnote("ask", SAMPLE, "How far is Al-Rai from Jarablus, caf\udce9?").code == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.txt", None, "There is no file"),
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n ", "holds no words"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("program.exe", b"MZ", "ends in .exe"),
        ("broken.pdf", b"%PDF-1.7 and no more", "broken.pdf"),
    ],
)
def test_a_bad_document(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert_one_sentence(footnote("ask", tmp_path / name, QUESTION), words)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://[::1]/x", "ftp://example.org/"])
def test_an_address_that_is_not_fetched(address: str) -> None:
    assert_one_sentence(footnote("ask", address, QUESTION), "address")


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", str(SAMPLE)],
        ["ask", str(SAMPLE), "Who?", "--nonsense"],
        ["index"],
        ["index", "--repair"],
        ["serve", "--port", "none"],
        ["eval", "--json", "/nowhere/at/all.json"],
        ["nonsense"],
    ],
)
def test_a_bad_command_line(arguments: list[str]) -> None:
    code, out, err = footnote(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: footnote")


def test_every_command_has_help() -> None:
    for command in ([], ["index"], ["ask"], ["chat"], ["eval"], ["feedback"], ["serve"]):
        code, out, _ = footnote(*command, "--help")
        assert code == 0
        assert "Usage: footnote" in out


# chat


def test_a_conversation_goes_on_after_a_bad_question() -> None:
    typed = f"{QUESTION}\n🎉\n\udce9?\n{UNANSWERABLE}\n\nnever asked\n"
    result = footnote("chat", SAMPLE, stdin=typed.encode(errors="surrogateescape"))
    assert result.code == 0
    assert "55 kilometers" in result.out
    assert NO_ANSWER in result.out
    assert "no words" in result.err
    assert "Traceback" not in result.err


def test_the_end_of_the_input_ends_the_conversation() -> None:
    assert footnote("chat", SAMPLE) == (0, "", "")


# eval


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A question set of three on the museum, and the museum."""
    (tmp_path / "museum.md").write_text(MUSEUM)
    questions = tmp_path / "three.jsonl"
    questions.write_text(
        '{"id": "a", "kind": "number", "question": "How many clocks does the museum in Tarn own?",'
        ' "answerable": true, "answers": ["812"], "support": [["812 clocks"]]}\n\n'
        '{"id": "b", "kind": "when", "question": "On which day is it free?",'
        ' "answerable": true, "answers": ["Monday", "Mondays"], "support": [["free on"]]}\n'
        '{"id": "c", "kind": "none", "question": "🎉", "answerable": false}\n'
    )
    return questions


def test_an_evaluation_is_printed_and_written(three: Path) -> None:
    written, report = three.with_name("out.json"), three.with_name("out.html")
    museum = three.with_name("museum.md")
    given = ("eval", three, "--document", museum)
    code, out, err = footnote(*given, "--json", written, "--html", report)
    assert code == 0
    assert err.startswith("c raised an error: ")
    assert "no words" in err
    table = out.split("All questions")[0]
    assert [line.split()[0] for line in table.splitlines()[-6:] if line.strip()] == [
        "number", "when", "none", "all"
    ]  # fmt: skip
    assert max(map(len, out.splitlines())) <= 80
    assert "Wrong in three by the stage that failed: 1 error." in out
    content = json.loads(written.read_text())
    assert content["figures"]["questions"] == 3
    assert content["figures"]["citation_recall"] == 1.0
    assert content["figures"]["abstention_recall"] == 0.0
    assert [o["question"]["id"] for o in content["outcomes"]] == ["a", "b", "c"]
    assert "Footnote on three.jsonl" in report.read_text()

    code, out, _ = footnote(*given, "--baseline", "--compare", written)
    assert code == 0
    assert "Compared on 3 questions" in out
    assert "noise?" in out
    assert max(map(len, out.split("Worse")[0].splitlines())) <= 80


def test_a_figure_under_its_floor_is_another_exit_code(three: Path) -> None:
    given = ("eval", three, "--document", three.with_name("museum.md"), "--min")
    assert footnote(*given, "citation_recall=100").code == 0
    code, out, err = footnote(*given, "citation_recall=100,abstention_recall=1")
    assert code == 3
    assert "All questions" in out
    assert "Below the floor: abstention_recall is 0.0, under 1.\n" in err
    assert footnote(*given, "three.citation_recall=100").code == 0
    assert_one_sentence(footnote(*given, "colour=1"), "no floor 'colour'")
    assert_one_sentence(footnote(*given, "open.f1=1"), "no set 'open'")


def test_a_set_that_brings_its_documents_along(tmp_path: Path) -> None:
    squad = tmp_path / "dev.json"
    asked = {"id": "x", "question": "How many clocks does the museum in Tarn own?"}
    context = "The museum in Tarn owns 812 clocks. Entrance is free on Mondays."
    answers = [{"text": "812", "answer_start": context.index("812")}]
    article = {"context": context, "qas": [{**asked, "answers": answers}]}
    other = {"context": "Rain fell on Brill.", "qas": [{**asked, "id": "y"}]}
    articles = [{"title": "A", "paragraphs": [article]}, {"title": "B", "paragraphs": [other]}]
    squad.write_text(json.dumps({"data": articles}))
    code, _, err = footnote("eval", squad, "--json", tmp_path / "out.json")
    assert (code, err) == (0, "")
    content = json.loads((tmp_path / "out.json").read_text())
    assert content["kinds"]["answerable"]["f1"] == 1
    assert content["kinds"]["unanswerable"]["right"] == 1
    assert_one_sentence(footnote("eval", squad, "--document", SAMPLE), "give no --document")


def test_a_conversation_and_an_open_question_about_documents_that_the_set_names(
    three: Path,
) -> None:
    three.with_name("mill.csv").write_text("Mill,Sails\nBrill,4\nTarn,6\n")
    museum, mill = {"document": "museum.md"}, {"document": "mill.csv"}
    asked = [
        {"id": "a", "kind": "first", "question": "How many clocks does the museum in Tarn own?",
         "answerable": True, "answers": ["812"], "support": [["812 clocks"]], **museum},
        {"id": "b", "kind": "remark", "question": "Thanks!", "answerable": False, "remark": True,
         "follows": "a", **museum},
        {"id": "c", "kind": "followup", "question": "And on which day is it free?", "follows": "b",
         "answerable": True, "answers": ["Mondays"], "support": [["free on"]], **museum},
        {"id": "d", "kind": "cell", "question": "How many sails does the mill Brill have?",
         "answerable": True, "answers": ["4"], "support": [["Brill"]], **mill},
        {"id": "e", "kind": "open", "question": "Tell me about the clock museum in Tarn.",
         "answerable": True, "support": [["812 clocks"], ["free on"]], "all": True, **museum},
    ]  # fmt: skip
    questions = three.with_name("named.jsonl")
    questions.write_text("\n".join(map(json.dumps, asked)))
    code, out, err = footnote("eval", questions, "--json", three.with_name("out.json"))
    assert (code, err) == (0, "")
    assert "Expected calibration error of 3 answers together: " in out
    content = json.loads(three.with_name("out.json").read_text())
    assert {kind: figures["right"] for kind, figures in content["kinds"].items()} == {
        "first": 1, "remark": 1, "followup": 1, "cell": 1, "open": 1,
    }  # fmt: skip
    assert content["kinds"]["open"]["f1"] is None
    assert_one_sentence(footnote("eval", questions, "--document", SAMPLE), "give no --document")
    three.with_name("mill.csv").unlink()
    assert_one_sentence(footnote("eval", questions), "mill.csv")


def test_a_run_that_fails_leaves_no_file_and_spoils_none(three: Path) -> None:
    new, old = three.with_name("new.html"), three.with_name("old.json")
    old.write_text("{}")
    given = ("eval", three, "--html", new, "--json", old)
    assert_one_sentence(footnote(*given, "--document", three.with_name("none.md")), "none.md")
    assert not new.exists()
    assert old.read_text() == "{}"


def test_earlier_figures_that_are_none(three: Path) -> None:
    assert_one_sentence(footnote("eval", three, "--compare", three), "is no evaluation")


def test_support_that_the_document_lacks_is_said(three: Path) -> None:
    code, _, err = footnote("eval", three, "--document", SAMPLE)
    assert code == 0
    assert "(a, b)" in err


@pytest.mark.parametrize("content", [None, "", "nonsense", '{"id": "a"}'])
def test_a_bad_question_set(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "set.jsonl").write_text(content)
    assert_one_sentence(footnote("eval", tmp_path / "set.jsonl"), "set.jsonl")
