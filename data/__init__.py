"""The sample document, the fixed question set that goes with it, and the form of such sets."""

from pathlib import Path

SAMPLE: Path = Path(__file__).with_name("article.md")
QUESTIONS: Path = Path(__file__).with_name("questions.jsonl")
SCHEMA: Path = Path(__file__).with_name("questions.schema.json")
