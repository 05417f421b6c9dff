"""verbatim-rag's extractive mode: its own model marks the spans of the document that answer.

The model (verbatim-rag-modern-bert) is downloaded from the Hugging Face Hub when it is first
used. A document of these fits into it whole, so that nothing has to be retrieved.
"""

from collections.abc import Callable
from dataclasses import dataclass

from verbatim_core.extractors import ModelSpanExtractor

from benchmarks.comparison.tasks import SystemAnswer, Task, answer_tasks

EXTRACTOR = ModelSpanExtractor()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A search result as the extractor takes it."""

    text: str


def open_document(task: Task) -> Callable[[str], SystemAnswer]:
    """Take the whole document for the one search result."""

    def ask(question: str) -> SystemAnswer:
        texts = EXTRACTOR.extract_spans(question, [SearchResult(task.text)]).get(task.text, [])
        starts = [task.text.find(text) for text in texts]
        spans = [(start, start + len(text)) for start, text in zip(starts, texts, strict=True)]
        return SystemAnswer(" ".join(texts), spans)

    return ask


if __name__ == "__main__":
    answer_tasks(open_document)
