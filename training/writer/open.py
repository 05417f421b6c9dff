"""Examples of open questions: several sentences are given, and those that matter are worded."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index import Embedder
from qa.sentence_prompt import build_open_prompt
from training.data.records import FOLDER, read_records
from training.writer.examples import WriterExample

_FEWEST, _MOST = 4, 7
"""Sentences in a prompt, unless the answer rests on more."""


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer, and the places of the document's sentences that it rests on."""

    text: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An open question about a document, with an answer in several sentences.

    Attributes:
        question: self-contained.
        context: title of the document.
        sentences: all of the document's.
        nearest: their places, the likest to the question first.
        answer: as people write it.
    """

    question: str
    context: str
    sentences: tuple[str, ...]
    nearest: tuple[int, ...]
    answer: tuple[AnswerSentence, ...]

    def draw(self, rng: random.Random) -> WriterExample:
        """Draw an example: the sentences that the answer rests on among the likest others."""
        window = {place for sentence in self.answer for place in sentence.places}
        most = rng.randint(_FEWEST, _MOST)
        others = [place for place in self.nearest if place not in window]
        window.update(others[: max(0, most - len(window))])
        number = {place: n for n, place in enumerate(sorted(window), start=1)}
        prompt = build_open_prompt(
            self.question, self.context, [self.sentences[place] for place in number]
        )
        written = [
            one.text + "".join(f" [{number[place]}]" for place in one.places) for one in self.answer
        ]
        return WriterExample(prompt, " ".join(written))


def load_open_questions(split: str, embedder: Embedder) -> list[OpenQuestion]:
    """Load the open questions of ``train`` or ``dev`` that are answered as a whole."""
    parts = ("train", "more") if split == "train" else (split,)
    documents = {
        record["title"]: tuple(record["sentences"])
        for part in parts
        for record in read_records(FOLDER / f"documents.{part}.jsonl.gz")
    }
    records = read_records(FOLDER / f"open.{split}.jsonl.gz")
    return list(_make_questions(records, documents, embedder))


def _make_questions(
    records: Sequence[Mapping[str, object]],
    documents: Mapping[str, tuple[str, ...]],
    embedder: Embedder,
) -> Iterator[OpenQuestion]:
    titles = {str(record["title"]) for record in records}
    vectors = {title: embedder.embed(documents[title]) for title in sorted(titles)}
    for record in records:
        answer = tuple(
            AnswerSentence(one["text"], tuple(one["evidence"]))
            for one in record["answer"]  # type: ignore[attr-defined]
        )
        if all(sentence.places for sentence in answer):
            title, question = str(record["title"]), str(record["question"])
            likeness = vectors[title] @ embedder.embed([question])[0]
            nearest = tuple(int(place) for place in (-likeness).argsort())
            yield OpenQuestion(question, title, documents[title], nearest, answer)
