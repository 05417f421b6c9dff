import pytest

from index import Document, Index
from qa import Answer, Citation, Segment
from qa.sources import answer_source, asks_for_source
from qa.stopwatch import Stopwatch
from tests.support.doubles import HashingEmbedder


def cite(index: Index, quote: str) -> Answer:
    (info,) = index.documents()
    text = index.document(info.id).text
    start = text.index(quote)
    number = next(s.number for s in index.sentences(info.id) if s.start == start)
    citation = Citation(1, info.id, number, start, start + len(quote), quote)
    return Answer("q", (Segment(quote, (1,)),), (citation,), (), 0.9, "b", "q", {})


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The weir will hold, said Odile Marchetti.", "Odile Marchetti."),
        ("According to the harbour office, the weir will hold.", "The harbour office."),
        ("Odile Marchetti said that the weir will hold.", "Odile Marchetti."),
        ("The weir will hold until May.", "The weir will hold until May."),
    ],
)
def test_the_source_is_who_says_it_or_else_the_sentence(sentence: str, source: str) -> None:
    index = Index.in_memory(HashingEmbedder())
    index.add([Document.from_text(f"It rained for a week. {sentence}")])
    answer = answer_source("Says who?", cite(index, sentence), index, Stopwatch())
    assert answer.plain_text == source
    (cited,) = answer.citations
    assert cited.quote == sentence


def test_a_question_for_the_source_is_told_from_one_about_the_document() -> None:
    assert asks_for_source("And where does it say that?")
    assert asks_for_source("Source?")
    assert not asks_for_source("Who says that the weir holds?")
    assert not asks_for_source("What is the source of the Tarn?")
