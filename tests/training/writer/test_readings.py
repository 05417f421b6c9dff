from pathlib import Path

import pytest

from index import Document
from training.data.documents import AnnotatedDocument, QuestionRecord
from training.writer.readings import load_findings

pytestmark = pytest.mark.heavy

TEXT = "The lighthouse at Corran was built in 1871. Its keeper was Ada Moyle."


def document() -> AnnotatedDocument:
    questions = [
        QuestionRecord(question, "fact", ((44, 69),), ("Ada Moyle",), "", question, None, full)
        for question, full in [
            ("Who was the keeper of the lighthouse?", "Ada Moyle was."),
            ("When was it built?", ""),
        ]
    ]
    return AnnotatedDocument(Document.from_text(TEXT, "Corran"), tuple(questions))


def test_what_the_reader_finds_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "findings.jsonl"
    findings = load_findings([document()], path)
    assert set(findings) == {("Corran", "Who was the keeper of the lighthouse?")}
    (finding,) = findings.values()
    (span,) = finding.spans
    assert TEXT[span.start : span.end] == "Ada Moyle"
    assert load_findings([], path) == findings  # out of the file
