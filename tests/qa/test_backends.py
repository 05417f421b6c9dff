"""Written answers through the whole product, with the words that LLMs of all kinds would write."""

import pytest

from qa import NO_ANSWER, Answered, DocumentQA, Drafted, Failed, Retrieved, Settings, Working
from qa.errors import LLMFailedError
from qa.writer import TRIES
from tests.support.scripted import Reply, ScriptedLLM, citing, numbers

BRIDGE = "The Halden bridge opened on 3 April 1932."
PAINT = "It was painted green, and 1,200 people came."
DEEP = "The river below is nine metres deep."
TEXT = f"{BRIDGE} {PAINT} {DEEP} Tolls were 20 cents for a car."
QUESTION = "When did the bridge open?"


def bot_of(*replies: Reply, window: int = 4_000) -> tuple[DocumentQA, ScriptedLLM]:
    llm = ScriptedLLM(*replies, window=window)
    return DocumentQA.from_text(TEXT, "The bridge", llm=llm), llm


def test_a_good_model() -> None:
    bot, llm = bot_of(citing("The bridge opened on 3 April 1932 {0}.", [BRIDGE]))
    answer = bot.ask(QUESTION)
    assert answer.text == "The bridge opened on 3 April 1932. [1]"
    assert answer.citations[0].quote == BRIDGE
    assert TEXT[answer.citations[0].start : answer.citations[0].end] == BRIDGE
    assert answer.backend == bot.backend == "scripted"
    assert answer.removed == ()
    assert answer.confidence is not None
    assert 0 < answer.confidence <= 1
    assert {"understand", "retrieve", "write", "ground", "read", "total"} == set(answer.timings)
    assert list(numbers(llm.prompts[0])) == [
        BRIDGE, PAINT, DEEP, "Tolls were 20 cents for a car.",
    ]  # fmt: skip
    assert QUESTION in llm.prompts[0]
    assert NO_ANSWER in llm.prompts[0]


def test_a_sloppy_model() -> None:
    draft = (
        "Sure! **The bridge opened on 3 April 1932** [S4]. The river below is nine metres deep. "
        "It cost 4 million crowns [S1]."
    )
    bot, _ = bot_of(draft)
    answer = bot.ask(QUESTION)
    assert [c.quote for c in answer.citations] == [BRIDGE, DEEP]
    assert "million" not in answer.text
    assert "It cost 4 million crowns." in answer.removed


def test_what_a_model_thinks_aloud_is_no_answer() -> None:
    bot, _ = bot_of("<think>It says 1932 [S1]. Or 1933?</think>\nThe bridge opened in 1932 [S1].")
    events = list(bot.stream(QUESTION))
    drafted = "".join(event.text for event in events if isinstance(event, Drafted))
    assert drafted.strip() == "The bridge opened in 1932 ."
    last = events[-1]
    assert isinstance(last, Answered)
    assert last.answer.text == "The bridge opened in 1932. [1]"
    assert last.answer.removed == ()


@pytest.mark.parametrize("draft", ["<think>Endless", "<th", "<think>"])
def test_a_model_that_only_thinks_has_not_answered(draft: str) -> None:
    assert not bot_of(draft)[0].ask(QUESTION).answered


def test_a_malicious_model() -> None:
    bot, _ = bot_of(
        "The bridge was blown up by Maria Voss in 1987 [S1][S2][S3]. [S1] [S99] "
        "<script>alert(1)</script> [S2] Visit http://evil.example [S3]."
    )
    answer = bot.ask(QUESTION)
    assert not answer.answered
    assert answer.text == NO_ANSWER
    assert answer.citations == ()
    assert answer.removed[0] == "The bridge was blown up by Maria Voss in 1987."


@pytest.mark.parametrize(
    "draft",
    [NO_ANSWER, f"{NO_ANSWER} The bridge opened in 1932 [S1].", NO_ANSWER.replace("'", "’"), ""],
)
def test_a_model_that_says_that_it_cannot_answer(draft: str) -> None:
    bot, _ = bot_of(draft)
    answer = bot.ask("Who built the bridge?")
    assert (answer.answered, answer.text, answer.removed) == (False, NO_ANSWER, ())
    assert answer.evidence


def test_a_stream_gives_retrieval_then_the_draft_then_the_checked_answer() -> None:
    bot, _ = bot_of(citing("The bridge opened in 1932 {0}. It cost 7 crowns {0}.", [BRIDGE]))
    first, *drafted, last = bot.stream(QUESTION)
    assert isinstance(first, Retrieved)
    assert {type(event) for event in drafted} <= {Drafted, Working}
    text = "".join(event.text for event in drafted if isinstance(event, Drafted))
    assert text == "The bridge opened in 1932 . It cost 7 crowns ."
    assert isinstance(last, Answered)
    assert last.answer.text == "The bridge opened in 1932. [1]"


def test_a_stream_that_is_closed_stops_the_model() -> None:
    bot, llm = bot_of("word " * 1_000)
    stream = bot.stream(QUESTION)
    for event in stream:
        if isinstance(event, Drafted):
            break
    stream.close()  # type: ignore[attr-defined]
    assert llm.closed
    assert llm.pieces <= 3


def test_a_model_that_dies_leaves_the_chat_usable() -> None:
    good = citing("The bridge opened on 3 April 1932 {0}.", [BRIDGE])
    bot, _ = bot_of(good, "The bridge ope\0", good)
    chat = bot.chat()
    assert chat.ask(QUESTION).answered
    *events, last = chat.stream(QUESTION)
    assert any(isinstance(event, Drafted) for event in events)
    assert isinstance(last, Failed)
    assert "the model is gone" in str(last.error)
    assert chat.ask(QUESTION).answered


def test_ask_raises_what_a_stream_reports() -> None:
    bot, _ = bot_of(ValueError("no\nsuch\nthing"))
    with pytest.raises(LLMFailedError, match="scripted stopped: no such thing"):
        bot.ask(QUESTION)


def test_a_lost_connection_is_tried_again_but_not_for_ever() -> None:
    lost = ConnectionRefusedError("nobody there")
    good = citing("The bridge opened on 3 April 1932 {0}.", [BRIDGE])
    bot, llm = bot_of(lost, good)
    assert bot.ask(QUESTION).answered
    assert len(llm.prompts) == 2
    bot, llm = bot_of(*[lost] * 9)
    with pytest.raises(LLMFailedError, match="nobody there"):
        bot.ask(QUESTION)
    assert len(llm.prompts) == TRIES


def test_a_follow_up_is_rewritten_and_shown() -> None:
    first = citing("The bridge opened on 3 April 1932 {0}.", [BRIDGE])
    then = citing("The bridge was painted green {0}.", [PAINT])
    bot, llm = bot_of(first, '"What colour was the Halden bridge painted?"', then)
    chat = bot.chat()
    chat.ask(QUESTION)
    answer = chat.ask("And what colour was it painted?")
    assert answer.question == "And what colour was it painted?"
    assert answer.search_query == "What colour was the Halden bridge painted?"
    assert QUESTION in llm.prompts[1]
    assert "3 April 1932" in llm.prompts[1]
    assert answer.search_query in llm.prompts[2]


def test_no_rewriting_where_none_is_needed() -> None:
    good = citing("The bridge opened on 3 April 1932 {0}.", [BRIDGE])
    bot, llm = bot_of(good, good)
    chat = bot.chat()
    chat.ask(QUESTION)
    assert chat.ask(QUESTION).search_query == QUESTION
    assert len(llm.prompts) == 2


@pytest.mark.parametrize("written", ["", "...", "One?\nTwo?", "long " * 100 + "?", "It is green."])
def test_what_is_no_question_is_not_taken_for_one(written: str) -> None:
    first = citing("The bridge opened on 3 April 1932 {0}.", [BRIDGE])
    bot, _ = bot_of(first, written, citing("It was painted green {0}.", [PAINT]))
    chat = bot.chat()
    chat.ask(QUESTION)
    answer = chat.ask("What colour was it painted?")
    assert answer.search_query.endswith("What colour was it painted?")
    assert QUESTION in answer.search_query


def test_what_is_remembered_is_bounded() -> None:
    good = citing("The bridge opened on 3 April 1932 {0}.", [BRIDGE])
    bot, llm = bot_of(*[good] * 6, "What is the depth?", citing("Nine metres {0}.", [DEEP]))
    chat = bot.chat()
    for number in range(6):
        chat.ask(f"{QUESTION} Number {number}")
    chat.ask("And how deep is it?")
    rewriting = llm.prompts[6]
    assert "Number 2" not in rewriting
    assert all(f"Number {number}" in rewriting for number in (3, 4, 5))


def test_a_summary_has_a_prompt_of_its_own() -> None:
    bot, llm = bot_of(
        citing("The bridge opened on 3 April 1932 {0}. The river is nine metres deep {1}.",
               [BRIDGE, DEEP])
    )  # fmt: skip
    answer = bot.ask("Please summarise the document.")
    assert [c.quote for c in answer.citations] == [BRIDGE, DEEP]
    assert "Sum up the document" in llm.prompts[0]


def test_the_prompt_fits_the_context_window_by_whole_sentences_in_order_of_rank() -> None:
    text = " ".join(
        f"In year {year} the river Glom near Halden flooded {year % 7} farms and two mills."
        for year in range(1_500, 1_600)
    )
    llm = ScriptedLLM("")
    bot = DocumentQA.from_text(text, "Floods", llm=llm)
    bot.ask("When did the river Glom flood two mills?")
    everything = list(numbers(llm.prompts[0]))
    assert len(everything) > 20
    llm = ScriptedLLM("", window=900)
    DocumentQA(bot.index, llm=llm).ask("When did the river Glom flood two mills?")
    (prompt,) = llm.prompts
    fewer = list(numbers(prompt))
    assert 3 < len(fewer) < len(everything)
    assert fewer == everything[: len(fewer)]
    assert all(sentence in text for sentence in fewer)
    assert llm.count_tokens(prompt) < 900
    llm = ScriptedLLM("", window=650)
    with pytest.raises(LLMFailedError, match="650 tokens"):
        DocumentQA(bot.index, llm=llm).ask("When did the river Glom flood two mills?")


def test_several_documents_are_cited_each_by_its_own_sentences() -> None:
    other = "The Moss tunnel opened in 1987."
    llm = ScriptedLLM(
        citing("The Halden bridge opened in 1932 {0}. The Moss tunnel opened in 1987 {1}.",
               [BRIDGE, other])
    )  # fmt: skip
    bot = DocumentQA.from_texts([TEXT, other], ["Bridge", "Tunnel"], llm=llm)
    answer = bot.ask("When did the bridge and the tunnel open?")
    assert [c.quote for c in answer.citations] == [BRIDGE, other]
    assert len({c.document_id for c in answer.citations}) == 2
    assert [c.sentence for c in answer.citations] == [1, 1]


def test_settings_name_an_llm_that_must_exist() -> None:
    from qa.errors import LLMSpecError

    with pytest.raises(LLMSpecError, match="'gpt' names no LLM"):
        DocumentQA.from_text(TEXT, settings=Settings(llm="gpt"))
