import pytest

from qa import DocumentQA
from qa.loading import load_embedder
from qa.reader import CandidateSentence, ReadingPassage
from qa.reader.summary import MAX_SENTENCES, CentralSentences
from qa.settings import Settings
from tests.support.doubles import HashingEmbedder


def passage(*texts: str, first: int = 1, document: str = "d") -> ReadingPassage:
    sentences, start = [], 0
    for number, text in enumerate(texts, start=first):
        sentences.append(CandidateSentence(document, number, start, start + len(text), text))
        start += len(text) + 1
    return ReadingPassage("", " ".join(texts), 0, tuple(sentences), (0.0,) * len(texts))


LEAD = "The new bridge over the Fennick was opened on Monday."
AGAIN = "The new bridge over the Fennick was opened on a Monday."
PAINT = "Green paint for the bridge came from the tram depot."
CARS = "Four thousand cars cross the bridge over the Fennick each day."
TOLL = "Crossing the bridge costs two crowns for each car."
ASIDE = "Somebody in the crowd had brought along a parrot."
BACK = "It was the mayor of the town who cut the ribbon."


def chosen(*texts: str) -> list[str]:
    embedder = load_embedder(Settings().embedder)
    reading = CentralSentences(embedder).summarise([passage(*texts)], "")
    return [found.text for found in reading.spans]


def test_the_central_sentences_come_in_the_order_of_the_text() -> None:
    found = chosen(LEAD, ASIDE, PAINT, CARS, TOLL)
    assert found == [LEAD, PAINT, CARS, TOLL]


def test_nothing_is_said_twice_nor_without_what_it_refers_to() -> None:
    found = chosen(LEAD, AGAIN, BACK, PAINT, CARS, TOLL)
    assert len(found) == MAX_SENTENCES
    assert found[0] == LEAD
    assert not {AGAIN, BACK} & set(found)


def test_a_short_text_is_its_own_summary() -> None:
    assert chosen("Closed.") == ["Closed."]
    assert CentralSentences(HashingEmbedder()).summarise([], "").spans == ()


def test_a_summary_is_an_answer_like_others() -> None:
    bot = DocumentQA.from_text(" ".join([LEAD, PAINT, CARS, TOLL]))
    answer = bot.ask("Summarise this.")
    assert answer.answered
    assert answer.backend == "central sentences"
    assert answer.confidence is None
    assert [c.sentence for c in answer.citations] == [1, 2, 3, 4]
    assert answer.text.startswith(f"{LEAD} [1] {PAINT} [2]")
    about = bot.ask("Summarise what is said about paint")
    assert about.search_query == "said paint"
    assert PAINT in about.text


def test_a_summary_is_made_of_prose_where_there_is_some() -> None:
    rows = "\n".join(f"Year {n} | a rather long cell number {n} | {n * 7}" for n in range(9))
    head = "The harbour of Lund handles timber and grain for the valley."
    text = f"{head}\n\nYear | Cell | N\n{rows}"
    answer = DocumentQA.from_text(text).ask("Summarise the document.")
    assert [citation.quote[:11] for citation in answer.citations] == ["The harbour"]


@pytest.mark.parametrize("topic", ["the tax on sugar", "Maria Voss and her garden", "football"])
def test_a_topic_that_a_text_does_not_have_is_not_summed_up(topic: str) -> None:
    bot = DocumentQA.from_text("The Halden bridge opened in 1932. It carries trains to Moss.")
    answer = bot.ask(f"Tell me about {topic}.")
    assert not answer.answered
    assert answer.confidence is None
    assert bot.ask("Tell me about the bridge.").answered
