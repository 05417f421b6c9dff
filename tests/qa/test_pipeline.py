from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Index
from index.document import DocumentEmptyError, DocumentNotFoundError
from qa import NO_ANSWER, Answer, Answered, DocumentQA, Retrieved, Settings
from qa.question import QuestionError

BRIDGE = (
    "# The Fennick bridge\n\nThe bridge over the Fennick opened in 1932. Mayor Ada Holm cut the "
    "ribbon.\n\nIt is painted green, because the paint was left over from the tram depot. "
    "Each day 4,100 cars cross it."
)
MUSEUM = (
    "# The clock museum\n\nThe clock museum in Tarn owns 812 clocks. Entrance is free on Mondays."
)


@pytest.fixture(scope="module")
def bot() -> DocumentQA:
    return DocumentQA.from_text(BRIDGE)


def assert_citations_hold(answer: Answer, bot: DocumentQA) -> None:
    assert answer.answered == bool(answer.citations)
    for place, citation in enumerate(answer.citations, start=1):
        document = bot.index.document(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote
        (sentence,) = bot.index.sentences(document.id, citation.sentence, citation.sentence)
        assert (sentence.start, sentence.end) == (citation.start, citation.end)
        assert citation.marker == place
        assert f"[{place}]" in answer.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When did the bridge open?", "1932"),
        ("Who cut the ribbon?", "Ada Holm"),
        ("Why is the bridge green?", "tram depot"),
        ("how many cars cross the bridge a day", "4,100"),
    ],
)
def test_an_answer_stands_in_the_sentence_that_it_cites(
    bot: DocumentQA, question: str, words: str
) -> None:
    answer = bot.ask(question)
    assert answer.answered
    assert words in answer.citations[0].quote
    assert words in answer.text
    assert answer.question == answer.search_query == question
    assert answer.evidence[0].score >= answer.evidence[-1].score
    assert answer.confidence is not None
    assert 0.5 <= answer.confidence <= 1
    assert set(answer.timings) == {"understand", "retrieve", "read", "total"}
    assert_citations_hold(answer, bot)


@pytest.mark.parametrize(
    "question", ["What is the population of France?", "Which actor played Hamlet in 1999?"]
)
def test_it_abstains_where_the_document_is_silent(bot: DocumentQA, question: str) -> None:
    answer = bot.ask(question)
    assert (answer.answered, answer.text, answer.citations) == (False, NO_ANSWER, ())
    assert answer.evidence
    assert answer.confidence is not None
    assert answer.confidence < 0.5


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_question_is_answered_with_true_citations_or_refused(
    bot: DocumentQA, question: str
) -> None:
    with suppress(QuestionError):
        assert_citations_hold(bot.ask(question), bot)


def test_a_stream_ends_with_the_answer(bot: DocumentQA) -> None:
    first, last = bot.stream("When did the bridge open?")
    assert isinstance(first, Retrieved)
    assert isinstance(last, Answered)
    assert last.answer.evidence == first.evidence
    assert last.answer == bot.ask("When did the bridge open?")


def test_several_texts_are_asked_together() -> None:
    bot = DocumentQA.from_texts([BRIDGE, MUSEUM], ["Bridge", "Museum"])
    titles = bot.index.titles()
    answer = bot.ask("How many clocks does the museum own?")
    assert titles[answer.citations[0].document_id] == "Museum"
    assert titles[bot.ask("When did the bridge open?").citations[0].document_id] == "Bridge"


def test_titles_go_one_with_each_text() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        DocumentQA.from_texts([BRIDGE, MUSEUM], ["Bridge"])


def test_a_follow_up_looks_for_what_was_spoken_of() -> None:
    bot = DocumentQA.from_texts([BRIDGE, MUSEUM])
    chat = bot.chat()
    assert "812" in chat.ask("How many clocks does the museum in Tarn own?").text
    answer = chat.ask("And on which day is it free?")
    assert "Mondays" in answer.text
    assert "museum" in answer.search_query
    assert answer.question == "And on which day is it free?"
    assert answer.follows_up


def test_what_is_asked_of_a_topic_or_misspelt_follows_up_nothing() -> None:
    chat = DocumentQA.from_text(BRIDGE).chat()
    chat.ask("When did the bridge open?")
    for question in ("Tell me about the bridge", "What colour is the brigde painted?"):
        answer = chat.ask(question)
        assert answer.is_rewritten
        assert not answer.follows_up


def test_a_follow_up_is_read_behind_what_it_follows() -> None:
    bot = DocumentQA.from_text(
        "The tunnel was dug by Ada Holm. She was paid 900 crowns. The tower was built by Bo Falk. "
        "He was paid 300 crowns."
    )
    for first, pay in (("Who dug the tunnel?", "900"), ("Who built the tower?", "300")):
        chat = bot.chat()
        chat.ask(first)
        assert pay in chat.ask("How much was paid to them?").text


def test_an_overlong_sentence_is_cited_whole() -> None:
    clauses = ", ".join(f"clause {i} says that the sum due is {i * 7} crowns" for i in range(200))
    bot = DocumentQA.from_text(f"# Deed\n\nHereby {clauses}. It is signed in Tarn.")
    answer = bot.ask("What sum is due by clause 150?")
    assert_citations_hold(answer, bot)
    assert len(answer.citations[0].quote) > 5_000


# Files


def test_files_keep_their_index_and_open_again(tmp_path: Path) -> None:
    file = tmp_path / "bridge.md"
    file.write_text(BRIDGE)
    options = Settings(cache_folder=tmp_path / "cache")
    shares: list[float] = []
    DocumentQA.from_files(file, settings=options, progress=shares.append)
    assert shares
    (kept,) = (tmp_path / "cache" / "indexes").iterdir()
    shares.clear()
    bot = DocumentQA.from_files(str(file), settings=options, progress=shares.append)
    assert shares == []
    assert "1932" in bot.ask("When did the bridge open?").text
    assert list((tmp_path / "cache" / "indexes").iterdir()) == [kept]


def test_a_changed_file_replaces_what_it_was_and_leaves_others_alone(tmp_path: Path) -> None:
    file, folder = tmp_path / "bridge.md", tmp_path / "index"
    file.write_text(BRIDGE)
    (tmp_path / "museum.md").write_text(MUSEUM)
    DocumentQA.from_files([file, tmp_path / "museum.md"], folder=folder)
    file.write_text(BRIDGE.replace("1932", "1935"))
    bot = DocumentQA.from_files(file, folder=folder)
    assert [info.title for info in bot.index.documents()] == [
        "The clock museum",
        "The Fennick bridge",
    ]
    assert "1935" in bot.ask("When did the bridge open?").text
    assert isinstance(bot.index, Index)
    bot.index.check_integrity()


def test_one_bad_file_changes_nothing(tmp_path: Path) -> None:
    good, folder = tmp_path / "bridge.md", tmp_path / "index"
    good.write_text(BRIDGE)
    with pytest.raises(DocumentNotFoundError):
        DocumentQA.from_files(good, tmp_path / "missing.md", folder=folder)
    assert not folder.exists()


def test_no_files_are_said() -> None:
    with pytest.raises(DocumentEmptyError, match="at least one"):
        DocumentQA.from_files()
