"""Footnote itself, with its reader or with the closest sentence."""

import argparse
import json
import time
from pathlib import Path

from benchmarks.answers import extract_words
from index import Document, Index
from qa import DocumentQA, Settings
from qa.loading import load_embedder, load_reader
from qa.reader.baseline import ClosestSentence


def main() -> None:
    """Answer all tasks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("tasks", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("embedder")
    parser.add_argument("--baseline", action="store_true")
    options = parser.parse_args()
    embedder = load_embedder(Settings().embedder)
    load_reader()
    answers = []
    for task in json.loads(options.tasks.read_text(encoding="utf-8")):
        index = Index.in_memory(embedder)
        index.add([Document.from_text(task["text"], task["title"])])
        bot = DocumentQA(index, reader=ClosestSentence(embedder) if options.baseline else None)
        for question in task["questions"]:
            begin = time.perf_counter()
            answer = bot.ask(question)
            answers.append(
                {
                    "answer": extract_words(answer),
                    "spans": [[c.start, c.end] for c in answer.citations],
                    "seconds": time.perf_counter() - begin,
                }
            )
    options.answers.write_text(json.dumps(answers), encoding="utf-8")


if __name__ == "__main__":
    main()
