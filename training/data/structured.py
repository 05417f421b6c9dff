"""Questions on our own documents that aren't prose: forms, price lists, clauses, chats, tables.

They are kept as the text of their files, and read by the product's own readers.
"""

import re
from collections.abc import Sequence
from typing import Any

from index import Document, Sentence
from index.passages import CountTokens
from index.reading import File, read_file
from index.sentences import split_sentences
from training.data.documents import AnnotatedDocument, QuestionRecord
from training.data.passages import cut_passages, make_windows
from training.data.records import FOLDER, read_records
from training.data.windows import Example, Offsets

_FORMATS = {"md": "markdown", "txt": "text", "html": "html"}
_WORD = re.compile(r"\w+")


def load_structured(split: str) -> list[AnnotatedDocument]:
    """Load the documents of ``train`` or ``dev`` with their questions."""
    return [
        AnnotatedDocument(document, tuple(_annotate(document, record)))
        for record in read_records(FOLDER / f"structured.{split}.jsonl.gz")
        for document in [_read(record)]
    ]


def load_structured_examples(split: str, count_tokens: CountTokens) -> list[Example]:
    """Load their questions, on windows cut like the product's passages.

    Those are left out whose answer no passage holds, since it stands in a heading.
    """
    return [
        example
        for record in read_records(FOLDER / f"structured.{split}.jsonl.gz")
        for example in _make_examples(record, count_tokens)
        if example.answerable or example.kind == "unanswerable"
    ]


def _read(record: dict[str, Any]) -> Document:
    """Read the text as a file of its format."""
    kind = _FORMATS[record["format"]]
    return read_file(record["text"].encode(), File(kind, record["title"], record["title"]))


def _make_examples(record: dict[str, Any], count_tokens: CountTokens) -> list[Example]:
    document = _read(record)
    passages = cut_passages(document, document.title, count_tokens)
    sentences = split_sentences(document.text, document.blocks, document.language)
    return [
        Example(
            question["question"],
            question["kind"],
            question.get("yes_no", ""),
            make_windows(passages, dict(enumerate(_locate(question, document, sentences)))),
            structured=True,
        )
        for question in record["questions"]
    ]


def _annotate(document: Document, record: dict[str, Any]) -> list[QuestionRecord]:
    sentences = split_sentences(document.text, document.blocks, document.language)
    return [
        QuestionRecord(
            question["question"],
            question["kind"],
            tuple(_locate(question, document, sentences)),
            tuple(question["answers"]),
            question.get("yes_no", ""),
            question["question"],
            None,
        )
        for question in record["questions"]
    ]


def _locate(
    question: dict[str, Any], document: Document, sentences: Sequence[Sentence]
) -> list[Offsets]:
    """Return where each answer stands in the text: in the sentence that is most like its evidence.

    Raises:
        ValueError: no sentence has the answer's words.
    """
    return [
        _find(answer, evidence, document.text, sentences)
        for answer in question["answers"]
        for evidence in [next(e for e in question["evidence"] if answer in e)]
    ]


def _find(answer: str, evidence: str, text: str, sentences: Sequence[Sentence]) -> Offsets:
    words = r"\s+".join(map(re.escape, answer.replace("**", "").split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)" if answer[-1:].isalnum() else words)
    wanted = set(_WORD.findall(evidence))
    found = [
        (len(wanted & set(_WORD.findall(text[s.start : s.end]))), s.start + match.start(), match)
        for s in sentences
        for match in [pattern.search(text[s.start : s.end])]
        if match
    ]
    if not found:
        raise ValueError(f"No sentence has {answer!r} of {evidence!r} in one piece.")
    _, start, match = max(found, key=lambda place: (place[0], -place[1]))
    return start, start + len(match[0])
