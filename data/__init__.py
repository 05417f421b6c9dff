"""The sample document and the fixed question set that goes with it."""

from pathlib import Path

SAMPLE: Path = Path(__file__).with_name("article.md")
QUESTIONS: Path = Path(__file__).with_name("questions.jsonl")
