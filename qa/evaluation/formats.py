"""Files that hold question sets: our JSON lines, CSV tables, SQuAD 2.0."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from index import Document, load
from index.sentences import split_sentences
from qa.evaluation.questions import Question, QuestionSet, QuestionSetError

Given = TypeVar("Given")
Made = TypeVar("Made")

_LIST = "|"
_TOGETHER = ";"
_TRUE = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_question_set(path: Path) -> QuestionSet:
    """Read a question set; the ending of its name tells the format.

    ``.jsonl``: a ``Question`` a line. ``.csv``: a header, then a question a row; of the columns,
    which are the fields of ``Question``, only ``question`` must be there. Several answers, or
    supporting sentences, are set apart by ``|``, words that stand together in one sentence by
    ``;``. Documents that questions name are read from the file's folder. ``.json``: SQuAD 1.1 or
    2.0 (Rajpurkar et al. 2018, https://arxiv.org/abs/1806.03822); the paragraphs of an article
    together are one document.

    Raises:
        QuestionSetError: the file is missing, empty, not UTF-8 or not in the form.
        DocumentError: a document that a question names can't be read.
    """
    formats: dict[str, Callable[[str, Path], QuestionSet]] = {
        ".jsonl": lambda text, folder: _with_documents(_json_lines(text), folder),
        ".csv": lambda text, folder: _with_documents(_table(text), folder),
        ".json": lambda text, _: _squad(text),
    }
    if path.suffix.lower() not in formats:
        raise QuestionSetError(
            f"The question set {path} is none of {', '.join(formats)}: its name doesn't end so."
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
        return formats[path.suffix.lower()](text, path.parent)
    except OSError as error:
        raise QuestionSetError(
            f"The question set {path} can't be read: {error.strerror}."
        ) from error
    except UnicodeDecodeError as error:
        raise QuestionSetError(
            f"The question set {path} isn't UTF-8: {error.reason} at byte {error.start:,}. "
            "Save it as UTF-8."
        ) from error
    except QuestionSetError as error:
        raise QuestionSetError(
            f"The question set {path}: {error} data/README.md describes the form."
        ) from error


def _with_documents(questions: Sequence[Question], folder: Path) -> QuestionSet:
    names = dict.fromkeys(question.document for question in questions if question.document)
    return QuestionSet(questions, {name: load(folder / name) for name in names})


def _json_lines(text: str) -> list[Question]:
    lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    return [
        _checked(f"Line {number}", Question.model_validate_json, line) for number, line in lines
    ]


def _table(text: str) -> list[Question]:
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="")
    columns = [name.strip() for name in rows.fieldnames or []]
    unknown = set(columns) - set(Question.model_fields)
    if unknown or "question" not in columns:
        raise QuestionSetError(
            f"The columns {', '.join(columns) or '(none)'} should be question and any of "
            f"{', '.join(name for name in Question.model_fields if name != 'question')}."
        )
    questions = []
    for number, row in enumerate(rows, start=1):
        if "" in row:
            raise QuestionSetError(f"Row {number} has more cells than there are columns.")
        cells = {name.strip(): (cell or "").strip() for name, cell in row.items()}
        if any(cells.values()):
            questions.append(
                _checked(f"Row {number}", Question.model_validate, _row(cells, number))
            )
    return questions


def _row(cells: dict[str, str], number: int) -> dict[str, Any]:
    """Return a row's fields; those left out get what most questions have."""
    fields: dict[str, Any] = {"id": str(number), "kind": "question"}
    fields |= {name: cell for name, cell in cells.items() if cell}
    fields["answers"] = tuple(_parts(cells.get("answers", ""), _LIST))
    fields["support"] = tuple(
        tuple(_parts(words, _TOGETHER)) for words in _parts(cells.get("support", ""), _LIST)
    )
    fields.setdefault("answerable", str(bool(fields["answers"] or fields["support"])).lower())
    for name in ("answerable", "all", "remark"):
        if name in fields:
            fields[name] = _TRUE.get(fields[name].lower(), fields[name])
    return fields


def _parts(cell: str, mark: str) -> list[str]:
    return [part.strip() for part in cell.split(mark) if part.strip()]


class _SquadAnswer(BaseModel):
    text: str
    answer_start: int


class _SquadQuestion(BaseModel):
    id: str
    question: str
    answers: list[_SquadAnswer] = []
    is_impossible: bool = False


class _SquadParagraph(BaseModel):
    context: str
    qas: list[_SquadQuestion]


class _SquadArticle(BaseModel):
    title: str
    paragraphs: list[_SquadParagraph]


class _Squad(BaseModel):
    data: list[_SquadArticle]


def _squad(text: str) -> QuestionSet:
    squad = _checked("The file", TypeAdapter(_Squad).validate_json, text)
    documents: dict[str, Document] = {}
    questions: list[Question] = []
    for article in squad.data:
        if article.title in documents:
            raise QuestionSetError(f"The title {article.title!r} comes twice.")
        text = "\n\n".join(paragraph.context for paragraph in article.paragraphs)
        documents[article.title] = Document.from_text(text, article.title)
        for paragraph in article.paragraphs:
            questions.extend(_of_paragraph(paragraph, article.title))
    return QuestionSet(questions, documents)


def _of_paragraph(paragraph: _SquadParagraph, title: str) -> Iterator[Question]:
    """Yield the questions of a paragraph, supported by the sentences of their answers."""
    sentences = split_sentences(paragraph.context)
    for asked in paragraph.qas:
        answers = [] if asked.is_impossible else asked.answers
        supporting = {
            paragraph.context[s.start : s.end]
            for answer in answers
            for s in sentences
            if s.start <= answer.answer_start < s.end
        }
        yield _checked(
            f"Question {asked.id}",
            Question.model_validate,
            {
                "id": asked.id,
                "kind": "answerable" if answers else "unanswerable",
                "question": asked.question,
                "answerable": bool(answers),
                "answers": tuple(dict.fromkeys(answer.text for answer in answers)),
                "support": tuple((sentence,) for sentence in sorted(supporting)),
                "document": title,
            },
        )


def _checked(where: str, validate: Callable[[Given], Made], given: Given) -> Made:
    try:
        return validate(given)
    except ValidationError as error:
        what = "; ".join(f"{'.'.join(map(str, e['loc']))} {e['msg']}" for e in error.errors())
        raise QuestionSetError(f"{where}: {what.strip()}.") from error


def schema() -> str:
    """Return the JSON Schema of a question set's lines, kept in ``data/questions.schema.json``."""
    content = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    content |= Question.model_json_schema()
    return json.dumps(content, indent=2) + "\n"
