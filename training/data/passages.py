"""Examples that the reader learns from: questions with windows of text, some of which answer."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from index import Kind
from index.document import Document
from index.passages import CountTokens, split_passages
from index.sentences import split_sentences
from qa.reader import CandidateSentence, ReadingPassage
from qa.reader.passages import READ_KINDS, make_passage
from training.data.records import read_records
from training.data.windows import Example, Offsets, Window, choose_extent

_SECTIONS = (
    "Introduction", "Overview", "Background", "Details", "Summary", "What happened", "Results",
    "Notes", "Questions and answers", "General", "Further information", "1. Scope", "Part 2",
)  # fmt: skip
"""Headings that fit any text."""

PASSAGE_SETS = ("squad", "squad-more", "squad2-unanswerable", "squadshifts", "qed")
"""Public sets of questions on single paragraphs; sources are in ``docs/models.md``."""

HELD_OUT = 2_000
"""Questions of the passage sets that are kept for measuring, by whole articles."""

_UNANSWERABLE_SHARE = 0.2
"""Share of the public questions that are paired with another paragraph of the article."""


def load_document_examples(path: Path, count_tokens: CountTokens) -> list[Example]:
    """Load the questions of our own documents, on windows cut like the product's passages.

    A follow-up gives two examples: made self-contained, and behind what it follows.
    """
    return [
        example
        for record in read_records(path)
        for example in _make_document_examples(record, count_tokens)
    ]


def add_sections(examples: Iterable[Example], rng: random.Random) -> Iterator[Example]:
    """Put half of the examples under a section of their document, as headings of files are read."""
    for example in examples:
        section = rng.choice(_SECTIONS)
        if rng.random() < 0.5:
            yield example
        else:
            windows = (
                replace(window, heading=f"{window.heading} > {section}")
                for window in example.windows
            )
            yield replace(example, windows=tuple(windows))


def _make_document_examples(record: dict[str, Any], count_tokens: CountTokens) -> Iterator[Example]:
    text = " ".join(record["sentences"])
    document = Document.from_text(text, record["title"])
    if document.text != text:
        raise ValueError(f"The text of {record['title']!r} isn't normalised: its offsets shift.")
    passages = cut_passages(document, record["title"], count_tokens)
    for question in record["questions"]:
        items = _locate_answers(question, record["sentences"])
        cut = make_windows(passages, items)
        example = Example(question["question"], question["kind"], question.get("yes_no", ""), cut)
        if question["kind"] == "followup":
            first = record["questions"][question["follows"]]
            yield replace(example, question=question["standalone"])
            yield replace(example, before=" ".join([first["question"], *first["answers"]]))
        else:
            yield example


def cut_passages(document: Document, title: str, count_tokens: CountTokens) -> list[ReadingPassage]:
    """Return all passages of a document as the product's reader sees them, under its title."""
    text = document.text
    sentences = split_sentences(text, document.blocks, document.language)
    candidates = [
        CandidateSentence(document.id, s.number, s.start, s.end, text[s.start : s.end])
        for s in sentences
        if s.kind in READ_KINDS
    ]
    return [
        make_passage(
            passage,
            text[passage.start : passage.end],
            tuple(
                c
                for c in candidates
                if passage.first_sentence <= c.sentence <= passage.last_sentence
            ),
            title,
        )
        for passage in split_passages(document, sentences, count_tokens)
    ]


def make_windows(
    passages: Sequence[ReadingPassage], items: Mapping[int, Offsets]
) -> tuple[Window, ...]:
    """Make windows of passages, with the parts of the answer that stand in each.

    Args:
        passages: those of a document.
        items: where the parts stand in its text, by their numbers.
    """
    return tuple(
        Window(
            p.heading,
            p.text,
            {
                item: (start - p.start, end - p.start)
                for item, (start, end) in items.items()
                if p.start <= start and end <= p.start + len(p.text)
            },
            p.insertions,
        )
        for p in passages
    )


def _locate_answers(question: dict[str, Any], sentences: Sequence[str]) -> dict[int, Offsets]:
    """Return where each answer stands in the text that the sentences make, joined by spaces."""
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence) + 1)
    items = {}
    for item, answer in enumerate(question["answers"]):
        number = next(n for n in question["evidence"] if answer in sentences[n])
        start = starts[number] + sentences[number].index(answer)
        items[item] = (start, start + len(answer))
    return items


def load_sentence_examples(path: Path, share: float, rng: random.Random) -> Iterator[Example]:
    """Load a share of QAMR's questions; half of the sentences get a neighbour of their article."""
    records = read_records(path)
    siblings = defaultdict(list)
    for record in records:
        siblings[record["title"]].append(record["context"])
    for record in records:
        if rng.random() >= share:
            continue
        text, (start, end) = record["context"], record["answers"][0]
        other = rng.choice(siblings[record["title"]])
        if rng.random() < 0.5 and other != text:
            before = rng.random() < 0.5
            shift = len(other) + 1 if before else 0
            text = f"{other} {text}" if before else f"{text} {other}"
            start, end = start + shift, end + shift
        yield Example(record["question"], "passage", "", (Window("", text, {0: (start, end)}),))


def load_paragraph_examples(
    folder: Path, share: float, rng: random.Random
) -> tuple[list[Example], list[Example]]:
    """Load the passage sets: a share of the questions to train on, and those to measure with.

    No article is in both, and no paragraph. To train on, paragraphs are cut to a few sentences
    around the answer, and a fifth of the questions is paired with another paragraph of the same
    article, which is taken not to answer. To measure with, paragraphs are left whole.

    Returns:
        The training examples, and ``HELD_OUT`` others or a few less.
    """
    records = [r for name in PASSAGE_SETS for r in read_records(folder / f"{name}.jsonl.gz")]
    articles = defaultdict(list)
    for record in records:
        articles[record["title"] or record["context"]].append(record)
    titles = sorted(articles)
    random.Random(0).shuffle(titles)  # always the same: what is held out stays held out
    held_out: list[Example] = []
    train: list[Example] = []
    known: set[str] = set()
    for title in titles:
        if len(held_out) < HELD_OUT:
            held_out.extend(_make_whole_example(record) for record in articles[title])
            continue
        contexts = [record["context"] for record in articles[title]]
        known.update(map(_keep_letters, contexts))
        for record in articles[title]:
            if rng.random() < share:
                train.append(_make_cut_example(record, rng.choice(contexts), rng))
    # The same paragraph is now and then in two sets, under two titles.
    return train, [e for e in held_out[:HELD_OUT] if _keep_letters(e.windows[0].text) not in known]


def load_science_examples(path: Path, rng: random.Random) -> Iterator[Example]:
    """Load COVID-QA, its articles cut to a few sentences around the answer."""
    for record in read_records(path):
        yield _make_cut_example(record, record["context"], rng)


def _keep_letters(text: str) -> str:
    """Return a text's letters and digits: some sets have spaces before punctuation."""
    return "".join(filter(str.isalnum, text)).lower()


def _make_whole_example(record: dict[str, Any]) -> Example:
    items = {0: tuple(record["answers"][0])} if record["answers"] else {}
    return Example(record["question"], "passage", "", (Window("", record["context"], items),))


def _make_cut_example(record: dict[str, Any], other: str, rng: random.Random) -> Example:
    context = record["context"]
    answer = tuple(record["answers"][0]) if record["answers"] else None
    if answer and other != context and rng.random() < _UNANSWERABLE_SHARE:
        context, answer = other, None
    sentences = [s for s in split_sentences(context) if s.kind is Kind.SENTENCE]
    start, end = choose_extent(sentences, answer, rng) if sentences else (0, len(context))
    items = {0: (answer[0] - start, answer[1] - start)} if answer else {}
    heading = record["title"].replace("_", " ") if record["source"].startswith("squad-") else ""
    window = Window(heading, context[start:end], items)
    return Example(record["question"], "passage", "", (window,))
