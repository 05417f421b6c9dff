"""Statements about documents, with the sentences that they cite."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.edits import Edit
from index import Document, Kind, Sentence
from index.sentences import split_sentences
from training.data.documents import AnnotatedDocument


@dataclass(frozen=True, slots=True)
class CitedStatement:
    """A statement and what it cites.

    Attributes:
        text: the statement.
        cited: numbers of the cited sentences.
        edit: how it was made of them; of a complete answer the kind of its question.
    """

    text: str
    cited: tuple[int, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class DocumentStatements:
    """A document, its sentences, and statements about it."""

    document: Document
    sentences: Sequence[Sentence]
    statements: Sequence[CitedStatement]


def edit_evidence(
    records: Sequence[AnnotatedDocument], edits: Mapping[str, Edit], most: int, seed: int
) -> list[DocumentStatements]:
    """Make statements out of evidence sentences, as evenly by edit as can be had.

    Args:
        records: documents with their questions, whose evidence is edited.
        edits: by name.
        most: statements in all.
        seed: of what is chosen.
    """
    rng = random.Random(seed)
    possible: dict[str, list[tuple[int, CitedStatement]]] = {name: [] for name in edits}
    sentences = [split_sentences(record.document.text) for record in records]
    for place, record in enumerate(records):
        text = record.document.text
        gold = {n for q in record.questions for n in q.find_gold_sentences(sentences[place])}
        for number in sorted(gold):
            sentence = sentences[place][number - 1]
            if sentence.kind is not Kind.SENTENCE:
                continue
            original = text[sentence.start : sentence.end]
            for name, edit in edits.items():
                edited = edit(original, record.document, sentences[place], rng)
                if edited and (edited != original or name == "as it is"):
                    possible[name].append((place, CitedStatement(edited, (number,), name)))
    chosen: list[list[CitedStatement]] = [[] for _ in records]
    for place, statement in _sample_evenly(possible, most, rng):
        chosen[place].append(statement)
    return [
        DocumentStatements(record.document, *about)
        for record, about in zip(records, zip(sentences, chosen, strict=True), strict=True)
    ]


def take_answers(
    records: Sequence[AnnotatedDocument], rng: random.Random | None
) -> list[DocumentStatements]:
    """Take the complete answers written by hand.

    Args:
        records: documents with their questions.
        rng: chooses a wrong sentence for each to cite; with None it cites its evidence.
    """
    results = []
    for record in records:
        sentences = split_sentences(record.document.text)
        statements = []
        for question in record.questions:
            gold = tuple(sorted(question.find_gold_sentences(sentences)))
            if question.full_answer and gold:
                others = [s.number for s in sentences if s.number not in gold]
                cited = (rng.choice(others),) if rng else gold
                statements.append(CitedStatement(question.full_answer, cited, question.kind))
        results.append(DocumentStatements(record.document, sentences, statements))
    return results


def _sample_evenly(
    possible: dict[str, list[tuple[int, CitedStatement]]], most: int, rng: random.Random
) -> Iterator[tuple[int, CitedStatement]]:
    """Yield all of the rare edits, and an even share of the others, the rarest first."""
    left = most
    for done, name in enumerate(sorted(possible, key=lambda name: len(possible[name]))):
        share = left // (len(possible) - done)
        sample = rng.sample(possible[name], min(share, len(possible[name])))
        left -= len(sample)
        yield from sample
