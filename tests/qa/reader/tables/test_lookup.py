"""Cells and rows of tables, found with the weights and the embedder that come with Footnote."""

from collections.abc import Sequence

import pytest

from index import Document, Embedder, Index
from index.block import BlockKind, Draft
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading, ReadingPassage
from qa.reader.inquiry import Inquiry
from qa.reader.passages import reading_passages
from qa.reader.tables.chooser import ChosenCell
from qa.reader.tables.lookup import (
    LEAST_CONFIDENCE,
    NamedRow,
    find_better_cell,
    find_cell,
    find_foreign_cell,
)

BOATS = (
    "Boat | Length | Day rate | Built",
    "Heron | 6.2 m | 40 crowns | 1998",
    "Plover | 7.5 m | 55 crowns | 2004",
    "Grey Gull | 9.1 m | 80 crowns | 2011",
)
BERTHS = (
    "Length of the boat | Summer | Winter",
    "up to 6 m | 210 € | 90 €",
    "6 to 9 m | 290 € | 120 €",
    "over 9 m | 380 € | 160 €",
)
SAUNA = (
    "| adult | child",
    "Pool | | ",
    "Day ticket | 6.00 | 3.50",
    "Ten visits | 52.00 | 30.00",
    "Sauna | | ",
    "Day ticket | 14.00 | 9.00",
)
WATER = (
    "Date | Harbour, 7 a.m. | Harbour, 7 p.m. | Lake, 7 a.m.",
    "2025-03-04 | 6.1 | 6.8 | 4.0",
    "2025-03-05 | 6.3 | 7.1 | 4.2",
    "2025-04-05 | 8.0 | 8.9 | 6.6",
)


class Harbour:
    """Tables in one document, asked with the bundled embedder."""

    def __init__(self, embedder: Embedder, *tables: Sequence[str], title: str = "Harbour") -> None:
        draft = Draft(title=title)
        draft.add(BlockKind.PARAGRAPH, "The Heron was painted in 2020.")
        for head, *rows in tables:
            parent = draft.add(BlockKind.TABLE_HEAD, head)
            for row in rows:
                draft.add(BlockKind.TABLE_ROW, row, parent=parent)
        self.index = Index.in_memory(embedder)
        self.index.add([Document.from_draft(draft)])

    def passages(self, question: str) -> list[ReadingPassage]:
        return reading_passages(self.index, self.index.search(question, 8))

    def ask(self, question: str) -> ChosenCell | NamedRow | None:
        return find_cell(question, self.passages(question), self.index)

    def sentence(self, beginning: str) -> CandidateSentence:
        passages = self.passages("boat")
        return next(s for p in passages for s in p.sentences if s.text.startswith(beginning))


@pytest.fixture(scope="module")
def harbour(embedder: Embedder) -> Harbour:
    return Harbour(embedder, BOATS, BERTHS, SAUNA, WATER)


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("How long is the Plover?", "7.5 m"),
        ("How much is the Heron?", "40 crowns"),
        ("What do I pay for a day with the Grey Gull?", "80 crowns"),
        ("In which year was the Plover built?", "2004"),
        ("heron day rate", "40 crowns"),
        ("What does a berth for a boat of 8 m cost in winter?", "120 €"),
        ("berth in summer, boat of 11 m", "380 €"),
        ("How much is a day ticket for the sauna for a child?", "9.00"),
        ("pool, day ticket, adult", "6.00"),
        ("How warm was the lake on 5 March?", "4.2"),
        ("How warm was the harbour on the evening of 5 April?", "8.9"),
        ("What was it in the harbour in the morning of 4 March?", "6.1"),
    ],
)
def test_the_cell_is_found_whatever_it_is_called(
    harbour: Harbour, question: str, cell: str
) -> None:
    found = harbour.ask(question)
    assert isinstance(found, ChosenCell)
    assert found.span.text == cell
    assert LEAST_CONFIDENCE <= found.confidence <= found.answerable <= 1
    assert found.reading.kind is AnswerKind.SPAN


@pytest.mark.parametrize(
    "question",
    [
        "What is the length of the Egret?",
        "Who owns the harbour restaurant?",
        "How many crew does the Plover need?",
        "Which boat was built before the Plover?",
        "What is the difference between the Heron and the Plover?",
        "When does the office open?",
    ],
)
def test_no_cell_is_sure_where_none_answers(harbour: Harbour, question: str) -> None:
    found = harbour.ask(question)
    assert not isinstance(found, ChosenCell) or found.confidence < 0.9


def test_nothing_is_found_where_no_passage_is_of_a_table(embedder: Embedder) -> None:
    assert Harbour(embedder).ask("When was the Heron painted?") is None


def test_a_column_is_found_by_what_its_head_stands_for(embedder: Embedder) -> None:
    races = Harbour(
        embedder,
        ("Crew | R | W | L", "Egret | 9 | 6 | 3", "Merlin | 9 | 2 | 7", "R = raced | W = won"),
    )
    found = races.ask("How many finals did the Merlin win?")
    assert isinstance(found, ChosenCell)
    assert (found.span.text, found.confidence >= LEAST_CONFIDENCE) == ("2", True)


def test_a_row_is_given_where_no_column_is_named(harbour: Harbour) -> None:
    found = harbour.ask("What about the Plover?")
    assert isinstance(found, NamedRow)
    assert found.sentence.text == BOATS[2]
    assert found.unmatched == 0
    assert found.reading.kind is AnswerKind.SENTENCES


def test_a_cell_outweighs_words_of_a_table_and_prose_that_is_less_sure(harbour: Harbour) -> None:
    cell = harbour.ask("How long is the Plover?")
    assert isinstance(cell, ChosenCell)
    row, prose = harbour.sentence("Heron |"), harbour.sentence("The Heron")

    def read(sentence: CandidateSentence, confidence: float) -> Reading:
        span = AnswerSpan(sentence, sentence.start, sentence.end)
        return Reading(AnswerKind.SPAN, (span,), confidence, 0.9)

    assert cell.outweighs(read(row, 0.99), abstains=False)
    assert cell.outweighs(read(prose, 0.1), abstains=False)
    assert cell.outweighs(read(prose, 0.99), abstains=True)
    assert not cell.outweighs(read(prose, 0.99), abstains=False)


@pytest.mark.parametrize(
    ("question", "words", "cell"),
    [
        ("How much is the Plover to hire?", "Plover", "55 crowns"),
        ("size of the Plover", "Plover", "7.5 m"),
        ("size of the Plover", "2004", None),
        ("Which is the size of the Plover?", "Plover", None),
        ("Is the Plover red?", "Plover", None),
    ],
)
def test_the_name_of_a_row_is_no_answer_to_what_is_in_it(
    harbour: Harbour, question: str, words: str, cell: str | None
) -> None:
    row = harbour.sentence("Plover |")
    start = row.start + row.text.index(words)
    span = AnswerSpan(row, start, start + len(words))
    reading = Reading(AnswerKind.SPAN, (span,), 0.9, 0.9)
    found = find_better_cell(
        Inquiry(question, question, harbour.passages(question), harbour.index, reading, False)
    )
    assert (found and found.spans[0].text) == cell


def test_a_row_outweighs_other_rows_unless_more_was_asked(harbour: Harbour) -> None:
    row = harbour.sentence("Plover |")
    other = harbour.sentence("Heron |")
    span = AnswerSpan(other, other.start, other.end)
    in_other = Reading(AnswerKind.SPAN, (span,), 0.9, 0.9)
    assert NamedRow(row, 1).outweighs(in_other, abstains=False)
    assert not NamedRow(row, 2).outweighs(in_other, abstains=False)
    assert not NamedRow(row, 1).outweighs(in_other, abstains=True)
    assert not NamedRow(other, 0).outweighs(in_other, abstains=False)


def test_a_cell_is_found_in_another_language(embedder: Embedder) -> None:
    prices = Harbour(
        embedder,
        (
            "Boot | Stunde | Tag | Wochenende",
            "Emma | 6 Euro | 30 Euro | 55 Euro",
            "Hanne | 9 Euro | 45 Euro | 80 Euro",
        ),
        title="Bootsverleih",
    )
    question = "Was kostet die Hanne am Wochenende?"
    found = find_foreign_cell(question, prices.passages(question), prices.index, "de")
    assert found
    assert found.spans[0].text == "80 Euro"
    assert found.confidence is None
    question = "Wer leitet den Verein?"
    assert find_foreign_cell(question, prices.passages(question), prices.index, "de") is None
