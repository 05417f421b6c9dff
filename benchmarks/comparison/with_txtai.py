"""txtai's extractive question answering: an embeddings database and the RAG pipeline over it.

Its rows are passages of 100 words, so that the three that it reads together fit into the
network. The pipeline gives the answer's words alone; they are taken to stand where they first
come in the document. Words that run from one passage into another stand nowhere; they cite nothing.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"  # it is read when transformers is imported

from txtai import RAG, Embeddings

WORDS = 100


def split_passages(text: str) -> list[str]:
    """Split a text into pieces of ``WORDS`` words."""
    words = text.split(" ")
    return [" ".join(words[i : i + WORDS]) for i in range(0, len(words), WORDS)]


def ask(rag: RAG, question: str) -> str:
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
    tasks, answers, embedder, reader = sys.argv[1:5]
    embeddings = Embeddings(path=embedder, content=True)
    rag = RAG(embeddings, reader, task="question-answering", output="default")
    done: list[dict[str, Any]] = []
    for task in json.loads(Path(tasks).read_text(encoding="utf-8")):
        embeddings.index(split_passages(task["text"]))
        for question in task["questions"]:
            begin = time.perf_counter()
            answer = ask(rag, question)
            seconds = time.perf_counter() - begin
            start = task["text"].find(answer)
            spans = [[start, start + len(answer)] if start >= 0 else [0, 0]] if answer else []
            done.append({"answer": answer, "spans": spans, "seconds": seconds})
    Path(answers).write_text(json.dumps(done), encoding="utf-8")


if __name__ == "__main__":
    main()
