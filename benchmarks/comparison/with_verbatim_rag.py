"""verbatim-rag's extractive mode: its own model marks the spans of the document that answer.

The model (verbatim-rag-modern-bert) is downloaded from the Hugging Face Hub when it is first
used. A document of these fits into it whole, so that nothing has to be retrieved.
"""

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbatim_core.extractors import ModelSpanExtractor


@dataclass(frozen=True, slots=True)
class Result:
    """A search result as the extractor takes it."""

    text: str


def main() -> None:
    """Answer all tasks."""
    tasks, answers = Path(sys.argv[1]), Path(sys.argv[2])
    extractor = ModelSpanExtractor()
    done: list[dict[str, Any]] = []
    for task in json.loads(tasks.read_text(encoding="utf-8")):
        text = task["text"]
        for question in task["questions"]:
            begin = time.perf_counter()
            found = extractor.extract_spans(question, [Result(text)]).get(text, [])
            seconds = time.perf_counter() - begin
            spans = [[text.find(span), text.find(span) + len(span)] for span in found]
            done.append({"answer": " ".join(found), "spans": spans, "seconds": seconds})
    answers.write_text(json.dumps(done), encoding="utf-8")


if __name__ == "__main__":
    main()
