"""The sample document, the fixed question sets, and the form of such sets."""

from pathlib import Path

SAMPLE: Path = Path(__file__).with_name("article.md")
QUESTIONS: Path = Path(__file__).with_name("questions.jsonl")
SCHEMA: Path = Path(__file__).with_name("questions.schema.json")

QUESTION_SETS: tuple[Path, ...] = (
    QUESTIONS,
    *(SAMPLE.with_name(f"{name}.jsonl") for name in ("conversations", "structure", "open")),
)
"""All fixed question sets. The first is about the sample, the others name their documents."""
