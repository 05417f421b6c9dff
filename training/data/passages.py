"""What the reader learns from: questions, each with windows of text that answer it or don't."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index import Kind, Sentence
from index.passages import CountTokens, windows
from index.sentences import split
from training.data.records import read_records

Span = tuple[int, int]
"""Half-open character offsets into a window's text."""

PASSAGE_SETS = ("squad", "squad-more", "squad2-unanswerable", "squadshifts", "qed")
"""Public sets of questions on single paragraphs; sources are in ``qa/reader/README.md``."""

HELD_OUT = 2_000
"""Questions of the passage sets that are kept for measuring, by whole articles."""

_SHORT = 500
"""Characters of a window cut out of a public paragraph: enough to learn from, and fast."""


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of text, and by their numbers those parts of the answer that stand in it."""

    heading: str
    text: str
    items: dict[int, Span]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the windows that it is asked of, and what kind of answer it has.

    Attributes:
        text: the question.
        kind: what is asked for, as the data says; ``"passage"`` in the public sets.
        yes_no: ``"yes"`` or ``"no"`` where that is the answer, else empty.
        windows: all windows of the document, or a few of a public paragraph.
        before: for a follow-up, the question and answer that it follows, else empty.
    """

    text: str
    kind: str
    yes_no: str
    windows: tuple[Window, ...]
    before: str = ""

    @property
    def answerable(self) -> bool:
        """Whether any window answers."""
        return any(window.items for window in self.windows)


def of_documents(path: Path, count_tokens: CountTokens) -> list[list[Question]]:
    """The questions of our own documents, one list a document, on passages as the product cuts."""
    return [list(_of_document(record, count_tokens)) for record in read_records(path)]


def _of_document(record: dict[str, Any], count_tokens: CountTokens) -> Iterator[Question]:
    text = " ".join(record["sentences"])
    starts = [0]
    for sentence in record["sentences"]:
        starts.append(starts[-1] + len(sentence) + 1)
    passages = windows("", text, split(text), count_tokens)
    for asked in record["questions"]:
        spans = {}
        for item, answer in enumerate(asked["answers"]):
            number = next(e for e in asked["evidence"] if answer in record["sentences"][e])
            begin = starts[number] + record["sentences"][number].index(answer)
            spans[item] = (begin, begin + len(answer))
        cut = tuple(
            Window(
                record["title"],
                text[p.start : p.end],
                {
                    item: (a - p.start, b - p.start)
                    for item, (a, b) in spans.items()
                    if p.start <= a and b <= p.end
                },
            )
            for p in passages
        )
        question = Question(asked["question"], asked["kind"], asked.get("yes_no", ""), cut)
        if asked["kind"] == "followup":
            first = record["questions"][asked["follows"]]
            yield replace(question, text=asked["standalone"])
            yield replace(question, before=" ".join([first["question"], *first["answers"]]))
        else:
            yield question


def of_sentences(path: Path, share: float, rng: random.Random) -> Iterator[Question]:
    """A share of QAMR's questions; half of the sentences get a neighbour from their article."""
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
        yield Question(record["question"], "passage", "", (Window("", text, {0: (start, end)}),))


def of_paragraphs(
    folder: Path, share: float, rng: random.Random
) -> tuple[list[Question], list[Question]]:
    """The passage sets: a share of the questions to train on, and ``HELD_OUT`` to measure with.

    No article is in both, and no paragraph. To train on, paragraphs are cut to a few sentences
    around the answer, and a fifth of the questions is asked of another paragraph of the same
    article, which is taken not to answer. To measure with, they are left whole.
    """
    records = [r for name in PASSAGE_SETS for r in read_records(folder / f"{name}.jsonl.gz")]
    articles = defaultdict(list)
    for record in records:
        articles[record["title"] or record["context"]].append(record)
    titles = sorted(articles)
    random.Random(0).shuffle(titles)  # always the same: what is held out stays held out
    held_out: list[Question] = []
    train: list[Question] = []
    others: list[dict[str, Any]] = []
    for title in titles:
        if len(held_out) < HELD_OUT:
            held_out.extend(_whole(record) for record in articles[title])
            continue
        others.extend(articles[title])
        contexts = [record["context"] for record in articles[title]]
        for record in articles[title]:
            if rng.random() < share:
                train.append(_cut_out(record, rng.choice(contexts), rng))
    # The same paragraph is now and then in two sets, under two titles.
    known = {_letters(record["context"]) for record in others}
    return train, [q for q in held_out[:HELD_OUT] if _letters(q.windows[0].text) not in known]


def _letters(text: str) -> str:
    """A text as it is in all sets: some have spaces before punctuation."""
    return "".join(filter(str.isalnum, text)).lower()


def _whole(record: dict[str, Any]) -> Question:
    items = {0: tuple(record["answers"][0])} if record["answers"] else {}
    return Question(record["question"], "passage", "", (Window("", record["context"], items),))


def _cut_out(record: dict[str, Any], other: str, rng: random.Random) -> Question:
    context = record["context"]
    answer = tuple(record["answers"][0]) if record["answers"] else None
    if answer and other != context and rng.random() < 0.2:
        context, answer = other, None
    sentences = [s for s in split(context) if s.kind is Kind.SENTENCE]
    start, end = _around(sentences, answer, rng) if sentences else (0, len(context))
    items = {0: (answer[0] - start, answer[1] - start)} if answer else {}
    heading = record["title"].replace("_", " ") if record["source"].startswith("squad-") else ""
    window = Window(heading, context[start:end], items)
    return Question(record["question"], "passage", "", (window,))


def _around(sentences: Sequence[Sentence], answer: Span | None, rng: random.Random) -> Span:
    """A run of sentences of about ``_SHORT`` characters with the answer at any place in it."""
    chosen = [
        i for i, s in enumerate(sentences) if answer and s.start < answer[1] and s.end > answer[0]
    ] or [rng.randrange(len(sentences))]
    first, last = chosen[0], chosen[-1]
    while sentences[last].end - sentences[first].start < _SHORT:
        sides = [-1] * (first > 0) + [1] * (last + 1 < len(sentences))
        if not sides:
            break
        if rng.choice(sides) == -1:
            first -= 1
        else:
            last += 1
    start, end = sentences[first].start, sentences[last].end
    return (min(start, answer[0]), max(end, answer[1])) if answer else (start, end)


def flattened(documents: Iterable[Sequence[Question]]) -> list[Question]:
    """All questions of all documents."""
    return [question for questions in documents for question in questions]
