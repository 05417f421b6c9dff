"""Seconds until the first words of an answer and until its end, with the built-in writer.

``python -m benchmarks.writing [AT_ONCE]``. Questions of the sample: one after the other alone, with
another process busy on every core, and by many clients at once, each of whom must get the answer
that the question gets alone.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.results import ResultTable, save
from benchmarks.timing import format_milliseconds
from data import QUESTIONS, SAMPLE
from qa import Answered, DocumentQA, Quoted, Settings
from qa.evaluation.formats import read_question_set
from qa.llms.specs import BUILT_IN

ASKED, CLIENTS, ASKED_AT_ONCE = 60, 20, 1_000


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """Seconds until the first words of an answer, and until its end; with its text."""

    first: float
    end: float
    text: str


def time_answer(bot: DocumentQA, question: str) -> AnswerTime:
    """Time an answer."""
    begin, first, text = time.perf_counter(), 0.0, ""
    for event in bot.stream(question):
        if isinstance(event, Quoted | Answered):
            first = first or time.perf_counter() - begin
            text = event.answer.text
    return AnswerTime(first, time.perf_counter() - begin, text)


def _spin() -> None:
    while True:
        pass


@contextmanager
def busy_cores() -> Iterator[None]:
    """Keep a process busy on every core meanwhile."""
    processes = [multiprocessing.Process(target=_spin) for _ in range(os.cpu_count() or 1)]
    for process in processes:
        process.start()
    try:
        yield
    finally:
        for process in processes:
            process.kill()


def ask_at_once(bot: DocumentQA, asked: Sequence[str], alone: dict[str, str]) -> int:
    """Ask by many clients at once; return how many answers aren't the ones given alone."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        texts = list(clients.map(lambda question: bot.ask(question).text, asked))
    return sum(alone[question] != text for question, text in zip(asked, texts, strict=True))


def main() -> None:
    """Measure and save."""
    bot = DocumentQA.from_files(SAMPLE, settings=Settings(llm=BUILT_IN))
    questions = [q.question for q in read_question_set(QUESTIONS).questions][:ASKED]
    time_answer(bot, questions[0])
    alone = [time_answer(bot, question) for question in questions]
    with busy_cores():
        beside = [time_answer(bot, question) for question in questions]
    many = int(sys.argv[1]) if len(sys.argv) > 1 else ASKED_AT_ONCE
    texts = {question: one.text for question, one in zip(questions, alone, strict=True)}
    begin = time.perf_counter()
    different = ask_at_once(bot, [questions[i % len(questions)] for i in range(many)], texts)
    seconds = time.perf_counter() - begin
    rows = [
        (
            name,
            format_milliseconds([one.first for one in times]),
            format_milliseconds([one.end for one in times]),
        )
        for name, times in (("alone", alone), ("another process busy on every core", beside))
    ]
    save(
        "writing",
        {
            "a written answer about the sample: median, 95th percentile": rows[0][2],
            f"{many:,} questions by {CLIENTS} clients at once": (
                f"{different} other answers than alone, {many / seconds:.1f} a second"
            ),
        },
        [
            ResultTable(
                f"{ASKED} questions of the sample; median, 95th percentile",
                ("", "until the words found", "until the end"),
                rows,
            )
        ],
        "[AT_ONCE]",
    )


if __name__ == "__main__":
    main()
