"""Footnote itself, with its reader or, given ``--baseline``, with the closest sentence."""

import sys
from collections.abc import Callable

from benchmarks.answers import extract_words, index_alone
from benchmarks.comparison.tasks import SystemAnswer, Task, answer_tasks
from index import Document
from qa import DocumentQA, Settings
from qa.reader.baseline import ClosestSentence
from qa.settings import NO_LLM


def open_document(task: Task) -> Callable[[str], SystemAnswer]:
    """Index a document in memory."""
    index = index_alone(Document.from_text(task.text, task.title))
    reader = ClosestSentence(index.embedder) if "--baseline" in sys.argv else None
    bot = DocumentQA(index, Settings(llm=NO_LLM), reader)

    def ask(question: str) -> SystemAnswer:
        answer = bot.ask(question)
        return SystemAnswer(extract_words(answer), [(c.start, c.end) for c in answer.citations])

    return ask


if __name__ == "__main__":
    answer_tasks(open_document)
