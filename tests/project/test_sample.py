"""The sample tells all that the original told, in other words; its questions fit it."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from data import QUESTIONS, SAMPLE, SCHEMA
from index.sentences import Kind, split_sentences

ORIGINAL = Path(__file__).resolve().parents[3] / "shared" / "article.txt"
README = SAMPLE.with_name("README.md")

RUN = 9  # this many words in a row count as copied
KINDS = {
    *("fact", "number", "when", "where", "who", "why", "how", "paraphrase", "attribution"),
    *("list", "yesno", "noisy", "unanswerable", "falsepremise", "followup", "summary"),
}

# Boilerplate of the original that the sample may leave out: the names of picture files, the
# lengths of videos, the line of contributors.
BOILERPLATE = re.compile(
    r"^.*\.jpg$|^\d\d:\d\d - Source: CNN$|^CNN’s .* contributed to this report\.", re.MULTILINE
)
MISSPELT = {"bashal"}

# Capitals in mid-sentence, after a hyphen ("al-Assad") or throughout ("NATO"). Those that only
# begin a sentence are left alone: most of them are no names.
NAME = re.compile(r"(?:(?<=\w[ -])|(?<=, )|(?<=\())[A-Z]\w*|\b[A-Z][A-Z0-9]+\b")
NUMBER = re.compile(
    r"\d+|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|scores|hundreds?|thousands?"
    r"|millions?)\b"
)

Question = dict[str, Any]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.replace("’", "'").lower())


def runs(text: str) -> set[str]:
    found = words(text)
    return {" ".join(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


@pytest.fixture(scope="module")
def sample() -> str:
    return SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def original() -> str:
    if not ORIGINAL.exists():
        pytest.skip(f"the original isn't here, as it may not be handed on: {ORIGINAL}")
    return ORIGINAL.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def sentences(sample: str) -> list[str]:
    return [sample[s.start : s.end] for s in split_sentences(sample) if s.kind is Kind.SENTENCE]


def supporting(words_together: list[str], sentences: list[str]) -> list[str]:
    return [s for s in sentences if all(w.lower() in s.lower() for w in words_together)]


@pytest.mark.parametrize("path", [SAMPLE, QUESTIONS, README, SCHEMA], ids=lambda path: path.name)
def test_no_words_of_the_original(path: Path, original: str) -> None:
    assert runs(path.read_text(encoding="utf-8")) & runs(original) == set()


def test_a_copied_run_would_be_found(original: str) -> None:
    copied = " ".join(original.split()[100 : 100 + RUN + 3]).upper()
    assert runs(f"He wrote: {copied}, and more.") & runs(original)


def test_about_as_long_as_the_original(sample: str, original: str) -> None:
    assert 0.85 <= len(words(sample)) / len(words(original)) <= 1.15


def test_every_number_of_the_original(sample: str, original: str) -> None:
    expected = set(NUMBER.findall(BOILERPLATE.sub("", original).lower()))
    assert {"24", "55", "300", "2011", "dozens", "four"} <= expected
    assert expected - set(NUMBER.findall(sample.lower())) == set()


def test_every_name_of_the_original(sample: str, original: str) -> None:
    expected = {name.lower() for name in NAME.findall(BOILERPLATE.sub("", original))}
    assert {"anadolu", "fateh", "fsa", "himars", "kobane", "qaeda", "sajur"} <= expected
    assert expected - MISSPELT - set(re.findall(r"\w+", sample.lower())) == set()


def test_the_slip_of_the_original_is_put_right(sample: str) -> None:
    assert "Bashal" not in sample
    assert sample.count("Bashar al-Assad") == 2


def test_as_many_sections_as_the_original(sample: str) -> None:
    assert len(re.findall(r"^# ", sample, re.MULTILINE)) == 1
    assert len(re.findall(r"^## ", sample, re.MULTILINE)) == 4


def test_the_operation_and_its_beginning_stand_together(sentences: list[str]) -> None:
    assert len(supporting(["Operation Euphrates Shield", "August 24", "began"], sentences)) == 1


def test_as_many_questions_as_are_promised(questions: list[Question]) -> None:
    assert [q["id"] for q in questions] == [f"q{number:02d}" for number in range(1, 169)]
    assert len({q["question"].lower() for q in questions}) == 168
    kinds = Counter(q["kind"] for q in questions)
    assert set(kinds) == KINDS
    assert (kinds["unanswerable"], kinds["falsepremise"]) == (35, 10)
    assert (kinds["followup"], kinds["summary"]) == (8, 3)


def test_only_the_fields_of_their_kind(questions: list[Question]) -> None:
    common = {"id", "kind", "question", "answerable", "answers", "support"}
    special = {
        "list": {"all"}, "yesno": {"yes_no"}, "followup": {"follows"}, "summary": {"all"}
    }  # fmt: skip
    for question in questions:
        assert set(question) == common | special.get(question["kind"], set()), question["id"]
        assert question.get("all", True) is True
        assert question.get("yes_no", "yes") in {"yes", "no"}


def test_what_has_no_answer_has_none(questions: list[Question]) -> None:
    for question in questions:
        answerable = question["kind"] not in {"unanswerable", "falsepremise"}
        assert question["answerable"] is answerable, question["id"]
        assert bool(question["answers"]) is answerable, question["id"]
        assert bool(question["support"]) is answerable, question["id"]


def test_support_names_one_sentence(questions: list[Question], sentences: list[str]) -> None:
    for question in questions:
        for group in question["support"]:
            assert len(supporting(group, sentences)) == 1, (question["id"], group)


def test_each_supporting_sentence_holds_an_answer(
    questions: list[Question], sentences: list[str]
) -> None:
    for question in questions:
        found: set[str] = set()
        for group in question["support"]:
            (sentence,) = supporting(group, sentences)
            held = {a for a in question["answers"] if a.lower() in sentence.lower()}
            assert held, (question["id"], group)
            found |= held
        if question.get("all"):
            assert found == set(question["answers"]), question["id"]
