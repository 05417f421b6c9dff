"""Public questions that were held out of training: ``python -m benchmarks.held_out FOLDER``.

``FOLDER`` holds the public sets as ``docs/models.md`` names them. Each paragraph is asked
about as a document of its own.
"""

import random
import sys
from pathlib import Path

from benchmarks.answers import score_answer
from benchmarks.results import format_interval, save
from index import Document
from qa import DocumentQA, Settings
from qa.settings import NO_LLM
from training.data.documents import QuestionRecord
from training.data.passages import load_paragraph_examples
from training.data.windows import Example

SEED = 0
"""Seed that the shipped reader was trained with."""


def make_question(example: Example) -> QuestionRecord:
    """Return an example of one window as an annotated question about its text."""
    (window,) = example.windows
    spans = tuple(window.items.values())
    answers = tuple(window.text[start:end] for start, end in spans)
    text = example.question
    return QuestionRecord(text, "passage", spans, answers, "", text, None)


def main() -> None:
    """Ask and save."""
    _, examples = load_paragraph_examples(Path(sys.argv[1]), 0.3, random.Random(SEED))
    settings = Settings(abstain_below=0, llm=NO_LLM)
    scores = []
    for example in examples:
        document = Document.from_text(example.windows[0].text)
        bot = DocumentQA.from_documents([document], settings=settings)
        question = make_question(example)
        gold = question.find_gold_sentences(bot.index.sentences(document.id))
        scores.append(score_answer(bot.ask(question.question), question, gold))
    answerable = [s for s in scores if s.answerable]
    label = f"{len(answerable):,} answerable questions on held-out paragraphs of public sets"
    save(
        "held_out",
        {
            f"{label}: F1": f"{format_interval([s.f1 for s in answerable])} %",
            f"{label}: exact match": f"{format_interval([s.exact for s in answerable])} %",
        },
        arguments="FOLDER",
    )


if __name__ == "__main__":
    main()
