"""Retrieved evidence as readers take it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index import Corpus, Document, Evidence, Kind, Sentence
from index.block import find_cells, split_cells
from index.passages import Passage
from qa.reader import CandidateSentence, Insertion, ReadingPassage
from qa.reader.entities import read_scope
from qa.reader.speakers import name_speakers

READ_KINDS = (Kind.SENTENCE, Kind.METADATA)
"""Kinds of sentences that an answer can be found in."""


def reading_passages(index: Corpus, evidence: Iterable[Evidence]) -> list[ReadingPassage]:
    """Return the passages with their sentences."""
    titles = index.titles()
    passages = []
    for item in evidence:
        passage = item.passage
        sentences = tuple(
            CandidateSentence(
                passage.document_id, s.number, s.start, s.end, _text(index, item, s), s.boxes
            )
            for s in index.sentences(
                passage.document_id, passage.first_sentence, passage.last_sentence
            )
            if s.kind in READ_KINDS
        )
        title = titles.get(passage.document_id, "")
        made = make_passage(passage, item.text, sentences, title, item.similarities)
        document = index.document(passage.document_id)
        names = name_speakers(document, sentences, passage.start)
        insertions = sorted((*made.insertions, *names), key=lambda insertion: insertion.at)
        scopes = _find_scopes(document, sentences)
        passages.append(replace(made, insertions=tuple(insertions), scopes=scopes))
    return passages


def _find_scopes(document: Document, sentences: Sequence[CandidateSentence]) -> tuple[str, ...]:
    """Return the scope of each of the sentences; those of one block share it."""
    places = [
        bisect_right(document.blocks, s.start, key=lambda block: block.start) - 1 for s in sentences
    ]
    scopes = {place: read_scope(document, place) for place in dict.fromkeys(places)}
    return tuple(scopes[place] for place in places)


def make_passage(
    passage: Passage,
    text: str,
    sentences: tuple[CandidateSentence, ...],
    title: str,
    similarities: tuple[float, ...] = (),
) -> ReadingPassage:
    """Put a passage under its headings or its document's title.

    The cells of a table's rows get the heads of their columns in front.

    Args:
        passage: where it stands.
        text: its text.
        sentences: those in it.
        title: of the document.
        similarities: of each sentence, where something was asked.
    """
    headings, column_heads = _split_headings(passage)
    return ReadingPassage(
        " > ".join(headings) or title,
        text,
        passage.start,
        sentences,
        similarities,
        tuple(
            insertion
            for insertion in _name_cells(column_heads, sentences, passage.start)
            if 0 <= insertion.at < len(text)  # of a row longer than a passage, what is in this one
        ),
    )


def _split_headings(passage: Passage) -> tuple[Sequence[str], Sequence[str]]:
    """Part the headings of a passage from the heads of its columns, if it is of a table."""
    *above, last = passage.headings or ("",)
    column_heads = split_cells(last)
    return (above, column_heads) if len(column_heads) > 1 else (passage.headings, ())


def _name_cells(
    column_heads: Sequence[str], rows: Iterable[CandidateSentence], start: int
) -> Iterator[Insertion]:
    """Yield the head of its column for each cell of the rows that have all columns."""
    for row in rows if column_heads else ():
        cells = find_cells(row.text)
        if len(cells) == len(column_heads):
            for head, cell in zip(column_heads, cells, strict=True):
                if head and cell.text:
                    yield Insertion(row.start - start + cell.start, f"{head}: ")


def _text(index: Corpus, evidence: Evidence, sentence: Sentence) -> str:
    """Take a sentence's text from its passage, unless it is too long to stand in one whole."""
    passage = evidence.passage
    if passage.start <= sentence.start and sentence.end <= passage.end:
        return evidence.text[sentence.start - passage.start : sentence.end - passage.start]
    return index.document(passage.document_id).text[sentence.start : sentence.end]


def read_sentence(passage: ReadingPassage, sentence: CandidateSentence) -> str:
    """Return a sentence of a passage as a reader sees it: heads of columns before its cells."""
    pieces, at = [], sentence.start
    for insertion in passage.insertions:
        place = passage.start + insertion.at
        if sentence.start <= place < sentence.end:
            pieces += [_slice(sentence, at, place), insertion.text]
            at = place
    return "".join([*pieces, _slice(sentence, at, sentence.end)])


def _slice(sentence: CandidateSentence, start: int, end: int) -> str:
    return sentence.text[start - sentence.start : end - sentence.start]
