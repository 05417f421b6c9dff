"""What the product's own reader finds in our documents, kept in a file: it takes a while."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.progress import track

from index.files import replace_file
from qa import DocumentQA, Settings
from qa.answer import Answer
from qa.question import QuestionError
from qa.settings import NO_LLM
from training.data.documents import AnnotatedDocument


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """Words that answer; ``start`` and ``end`` are half-open offsets into the document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RecordedFinding:
    """What was found for a question; no spans where the reader abstained.

    Attributes:
        spans: the words, in the document's order.
        verdict: ``"yes"``, ``"no"`` or empty.
    """

    spans: tuple[FoundSpan, ...]
    verdict: str


def load_findings(
    documents: Sequence[AnnotatedDocument], path: Path
) -> dict[tuple[str, str], RecordedFinding]:
    """Load what the reader finds for each question that has a complete answer.

    Args:
        documents: what is asked.
        path: where it is kept, as JSON lines; made where there is no such file.

    Returns:
        By title and question.
    """
    if not path.exists():
        asked = track(documents, "asking the reader")
        lines = [json.dumps(line) for document in asked for line in _ask(document)]
        replace_file(path, "\n".join(lines).encode())
    findings = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        title, question, finding = json.loads(line)
        spans = tuple(FoundSpan(**span) for span in finding["spans"])
        findings[title, question] = RecordedFinding(spans, finding["verdict"])
    return findings


def _ask(annotated: AnnotatedDocument) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield title, question and finding of each question with a complete answer."""
    bot = DocumentQA.from_documents([annotated.document], settings=Settings(llm=NO_LLM))
    for question in annotated.questions:
        if question.full_answer and question.evidence:
            try:
                finding = _collect_spans(bot.ask(question.question))
            except QuestionError:  # too short, or taken for another language
                finding = RecordedFinding((), "")
            yield annotated.document.title, question.question, asdict(finding)


def _collect_spans(answer: Answer) -> RecordedFinding:
    spans = [
        FoundSpan(start, end)
        for citation in answer.citations
        for start, end in citation.spans or ((citation.start, citation.end),)
    ]
    spans.sort(key=lambda span: span.start)
    return RecordedFinding(tuple(spans), answer.verdict.value if answer.verdict else "")
