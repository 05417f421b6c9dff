"""The built-in writer itself, over the real model."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qa import Answered, DocumentQA, Quoted, Settings
from qa.errors import LLMUnavailableError
from qa.llms import make_llm
from qa.llms.built_in import ADAPTER, NAME
from qa.loading import load_writer
from qa.weights import published
from qa.weights.published import hash_file
from tests.conftest import ROOT

TEXT = (
    "The Halden bridge opened on 3 April 1932. It was painted green in 1950. "
    "The river below is nine metres deep. The toll for a car was 20 cents until 1961."
)

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def bot() -> DocumentQA:
    return DocumentQA.from_text(TEXT, "The Halden bridge", settings=Settings(llm="built-in"))


@pytest.mark.parametrize(
    ("question", "short", "words"),
    [
        ("When did the Halden bridge open?", "3 April 1932.", "Halden bridge opened"),
        ("How deep is the river below the bridge?", "Nine metres.", "river"),
        ("How much was the toll for a car?", "20 cents.", "toll"),
    ],
)
def test_the_words_found_are_put_into_a_sentence(
    bot: DocumentQA, question: str, short: str, words: str
) -> None:
    answer = bot.ask(question)
    assert answer.backend == bot.backend == NAME
    assert (answer.short, answer.removed) == (short, ())
    assert words in answer.text
    assert short.rstrip(".").lower() in answer.text.lower()
    assert re.fullmatch(r"[A-Z].* .*\.( \[\d\])+", answer.text)
    for citation in answer.citations:
        assert TEXT[citation.start : citation.end] == citation.quote


def test_the_words_come_first(bot: DocumentQA) -> None:
    events = list(bot.stream("When did the Halden bridge open?"))
    (quoted,) = (event.answer for event in events if isinstance(event, Quoted))
    assert isinstance(events[-1], Answered)
    assert quoted.text == "3 April 1932. [1]"
    assert quoted.timings["total"] < events[-1].answer.timings["total"]


def test_it_neither_refuses_nor_answers_by_itself(bot: DocumentQA) -> None:
    assert not bot.ask("Who is the mayor of Moss?").answered
    summary = bot.ask("Summarise it.")
    assert summary.backend != NAME
    assert all(segment.text.strip() in TEXT for segment in summary.segments)


def test_many_ask_at_once_and_each_gets_their_own(bot: DocumentQA) -> None:
    questions = ["When did the Halden bridge open?", "How deep is the river below the bridge?"] * 6
    alone = {question: bot.ask(question).text for question in questions[:2]}
    with ThreadPoolExecutor(len(questions)) as clients:
        texts = list(clients.map(lambda question: bot.ask(question).text, questions))
    assert texts == [alone[question] for question in questions]


def test_the_model_card_has_the_adapters_hash() -> None:
    card = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
    assert hash_file(ADAPTER) in card


def test_it_is_the_default_where_its_model_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(llm="auto", cache_folder=tmp_path)
    writer = load_writer(settings)
    assert writer
    assert (writer.name, writer.narrow) == (NAME, True)
    monkeypatch.setattr(published, "find_spec", lambda _: None)  # as if it weren't installed
    assert load_writer(settings) is None
    with pytest.raises(LLMUnavailableError, match="footnote models get smollm2-135m"):
        make_llm("built-in", cache_folder=tmp_path)
