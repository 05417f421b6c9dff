"""txtai's extractive question answering: an embeddings database and the RAG pipeline over it.

Its rows are passages of 100 words, so that the three that it reads together fit into the
network. The pipeline gives the answer's words alone; they are taken to stand where they first
come in the document. Words that run from one passage into another stand nowhere; they cite nothing.
"""

import os
import sys
from collections.abc import Callable

os.environ["HF_HUB_OFFLINE"] = "1"  # it is read when transformers is imported

from txtai import RAG, Embeddings

from benchmarks.comparison.tasks import SystemAnswer, Task, answer_tasks

WORDS = 100


def split_passages(text: str) -> list[str]:
    """Split a text into pieces of ``WORDS`` words."""
    words = text.split(" ")
    return [" ".join(words[i : i + WORDS]) for i in range(0, len(words), WORDS)]


def find_answer(rag: RAG, question: str) -> str:
    """Return the answer's words, or "".

    The pipeline raises where begin or end of the answer fall outside of the passages; it is taken
    for no answer.
    """
    try:
        return rag(question)["answer"] or ""
    except TypeError:
        return ""


def main() -> None:
    """Answer all tasks."""
    embedder, reader = sys.argv[3:5]
    embeddings = Embeddings(path=embedder, content=True)
    rag = RAG(embeddings, reader, task="question-answering", output="default")

    def open_document(task: Task) -> Callable[[str], SystemAnswer]:
        embeddings.index(split_passages(task.text))

        def ask(question: str) -> SystemAnswer:
            words = find_answer(rag, question)
            start = task.text.find(words)
            span = (start, start + len(words)) if start >= 0 else (0, 0)
            return SystemAnswer(words, [span] if words else [])

        return ask

    answer_tasks(open_document)


if __name__ == "__main__":
    main()
