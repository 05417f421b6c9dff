"""What the built-in writer makes of what the reader finds, on ``documents.dev``.

``python -m benchmarks.written [QUESTIONS] [TEXTS]``. Asked are as many of the questions that have a
complete answer, and the open questions, each of its document alone. The words quoted and the
sentence written of them are scored side by side. ``TEXTS`` is a file that gets every written
answer with the sentences it cites, to be read by hand.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers import index_alone
from benchmarks.results import ResultTable, format_interval, save
from index.files import replace_file
from qa import Answer, DocumentQA, FootnoteError, Settings
from qa.evaluation import metrics
from qa.evaluation.outcome import CORRECT_THRESHOLD
from qa.llms.built_in import NAME
from qa.llms.specs import BUILT_IN
from qa.words import content_stems
from training.data.documents import AnnotatedDocument, QuestionRecord, load_documents
from training.data.records import FOLDER, read_records

QUESTIONS, SEED = 300, 0


@dataclass(frozen=True, slots=True)
class WrittenScore:
    """Scores of the answer to a question, from 0 to 1.

    Attributes:
        answer: to the question.
        is_written: whether the writer's sentence held.
        right: whether the quoted words are right, and whether what was written is.
        told: whether at least half of the right content words are in either, however long it is.
        overlap: F1 with the complete answer that a person wrote, of the quoted words, of the
            sentences that they stand in, and of what was written.
        cited: whether a sentence that answers is cited.
    """

    answer: Answer
    is_written: bool
    right: tuple[float, float]
    told: tuple[float, float]
    overlap: tuple[float, float, float]
    cited: float


@dataclass(frozen=True, slots=True)
class OpenScore:
    """Precision and recall of the sentences that the answer to an open question cites."""

    answer: Answer
    is_written: bool
    precision: float
    recall: float


def ask_facts(most: int) -> list[WrittenScore]:
    """Ask questions that have a complete answer."""
    pairs = [
        (record, question)
        for record in load_documents("dev")
        for question in record.questions
        if question.full_answer and question.evidence
    ]
    chosen = random.Random(SEED).sample(pairs, min(most, len(pairs)))
    scores = []
    for record, question in sorted(chosen, key=lambda pair: pair[0].document.title):
        answer = _ask(record, question.question)
        if answer and answer.answered:
            scores.append(_score(answer, question))
    return scores


def ask_open() -> list[OpenScore]:
    """Ask the open questions."""
    titles = {record.document.title: record for record in load_documents("dev")}
    sentences = {
        r["title"]: r["sentences"] for r in read_records(FOLDER / "documents.dev.jsonl.gz")
    }
    scores = []
    for asked in read_records(FOLDER / "open.dev.jsonl.gz"):
        record = titles[asked["title"]]
        answer = _ask(record, asked["question"])
        gold = {sentences[asked["title"]][n] for one in asked["answer"] for n in one["evidence"]}
        cited = {citation.quote for citation in answer.citations} if answer else set()
        if answer and cited:
            hits = len(gold & cited)
            written = answer.backend == NAME
            scores.append(OpenScore(answer, written, hits / len(cited), hits / len(gold)))
    return scores


def _ask(record: AnnotatedDocument, question: str) -> Answer | None:
    """Ask, of a document alone; None where the question isn't taken."""
    bot = DocumentQA(index_alone(record.document), Settings(llm=BUILT_IN))
    try:
        return bot.ask(question)
    except FootnoteError:  # it is taken for one in another language
        return None


def _score(answer: Answer, question: QuestionRecord) -> WrittenScore:
    quoted, written = answer.short, answer.plain_text
    human = [question.full_answer]
    quotes = " ".join(citation.quote for citation in answer.citations)
    places = {(citation.start, citation.end) for citation in answer.citations}
    return WrittenScore(
        answer,
        answer.backend == NAME,
        (_rate(quoted, question), _rate(written, question)),
        (_tells(quoted, question), _tells(written, question)),
        (metrics.f1(quoted, human), metrics.f1(quotes, human), metrics.f1(written, human)),
        float(any(a < end and start < b for a, b in question.evidence for start, end in places)),
    )


def _rate(text: str, question: QuestionRecord) -> float:
    """Return 1 if a text has the right words, as the fixed question set judges."""
    parts = [float(metrics.answer_found(text, [part])) for part in question.answers]
    overlap = metrics.f1(text, [" ".join(question.answers)])
    return float(max(sum(parts) / len(parts), overlap) >= CORRECT_THRESHOLD)


def _tells(text: str, question: QuestionRecord) -> float:
    """Return 1 if a text has at least half of the content words of the right ones."""
    wanted = list(content_stems(" ".join(question.answers)))
    there = set(content_stems(text))
    return float(2 * sum(stem in there for stem in wanted) >= len(wanted))


def tabulate_facts(scores: Sequence[WrittenScore]) -> ResultTable:
    """Tabulate quoted words and written sentences side by side."""
    rows = [
        ("right words", *(format_interval([s.right[i] for s in scores]) for i in (0, 1)), ""),
        (
            "half of the right words or more are there",
            *(format_interval([s.told[i] for s in scores]) for i in (0, 1)),
            "",
        ),
        (
            "overlap with the sentence that a person wrote, F1",
            *(format_interval([s.overlap[i] for s in scores]) for i in (0, 2, 1)),
        ),
        ("a right sentence is cited", "", format_interval([s.cited for s in scores]), ""),
        ("written, and not struck out", "", format_interval([s.is_written for s in scores]), ""),
    ]
    title = f"{len(scores)} answered questions of dev, %"
    return ResultTable(title, ("", "words quoted", "written", "sentences quoted"), rows)


def tabulate_open(scores: Sequence[OpenScore]) -> ResultTable:
    """Tabulate what the answers to open questions cite."""
    rows = [
        ("precision of the cited sentences", format_interval([s.precision for s in scores])),
        ("recall of the cited sentences", format_interval([s.recall for s in scores])),
        ("written, and not all struck out", format_interval([s.is_written for s in scores])),
    ]
    return ResultTable(f"{len(scores)} answered open questions of dev, %", ("", ""), rows)


def list_texts(answers: Sequence[Answer]) -> str:
    """List answers with what they cite and what was struck out, to be read by hand."""
    lines = []
    for answer in answers:
        cited = "".join(f"\n    [{c.marker}] {c.quote}" for c in answer.citations)
        removed = "".join(f"\n    struck out: {text}" for text in answer.removed)
        text = f"{answer.text} ({answer.backend}; {answer.short})"
        lines.append(f"{answer.question}\n    {text}{cited}{removed}")
    return "\n".join(lines)


def main() -> None:
    """Ask and save."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
    facts, open_scores = ask_facts(most), ask_open()
    answers = [*(score.answer for score in facts), *(score.answer for score in open_scores)]
    if len(sys.argv) > 2:
        replace_file(Path(sys.argv[2]), list_texts(answers).encode())
    save(
        "written",
        {
            "overlap of written answers with those that people wrote, F1": (
                f"{format_interval([score.overlap[2] for score in facts])} %"
            ),
        },
        [tabulate_facts(facts), tabulate_open(open_scores)],
        "[QUESTIONS] [TEXTS]",
    )


if __name__ == "__main__":
    main()
