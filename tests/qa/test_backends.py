"""Written answers through the whole product, with the words that LLMs of all kinds would write."""

import pytest

from qa import (
    NO_ANSWER,
    Answer,
    Answered,
    Discarded,
    DocumentQA,
    Drafted,
    Failed,
    Quoted,
    Retrieved,
    Settings,
    Working,
)
from qa.errors import LLMFailedError
from qa.writer import TRIES
from tests.support.scripted import Reply, ScriptedLLM, citing, numbers

BRIDGE = "The Halden bridge opened on 3 April 1932."
PAINT = "It was painted green, and 1,200 people came."
DEEP = "The river below is nine metres deep."
TEXT = f"{BRIDGE} {PAINT} {DEEP} Tolls were 20 cents for a car."
QUESTION = "When did the bridge open?"
GOOD = citing("The bridge opened on 3 April 1932 {0}.", [BRIDGE])


def bot_of(*replies: Reply, window: int = 4_000) -> tuple[DocumentQA, ScriptedLLM]:
    llm = ScriptedLLM(*replies, window=window)
    return DocumentQA.from_text(TEXT, "The bridge", llm=llm), llm


def assert_quoted(answer: Answer) -> None:
    assert answer.text == "3 April 1932. [1]"
    assert answer.backend == "built-in reader"


def test_a_good_model() -> None:
    bot, llm = bot_of(GOOD)
    answer = bot.ask(QUESTION)
    assert answer.text == "The bridge opened on 3 April 1932. [1]"
    assert answer.short == "3 April 1932."
    assert answer.citations[0].quote == BRIDGE
    assert TEXT[answer.citations[0].start : answer.citations[0].end] == BRIDGE
    assert answer.backend == bot.backend == "scripted"
    assert answer.removed == ()
    assert answer.confidence is not None
    assert 0 < answer.confidence <= 1
    assert {"understand", "retrieve", "write", "ground", "read", "total"} == set(answer.timings)
    assert list(numbers(llm.prompts[0])) == [BRIDGE, PAINT]
    assert QUESTION in llm.prompts[0]
    assert "Words found: 3 April 1932 [1]" in llm.prompts[0]


def test_the_confidence_is_that_of_the_words_found() -> None:
    alone = DocumentQA.from_text(TEXT, "The bridge", settings=Settings(llm="none")).ask(QUESTION)
    answer = bot_of(GOOD)[0].ask(QUESTION)
    assert (answer.confidence, answer.short) == (alone.confidence, alone.plain_text)


def test_the_reader_alone_decides_whether_there_is_an_answer() -> None:
    bot, llm = bot_of()
    answer = bot.ask("Who is the mayor of Moss?")
    assert (answer.answered, answer.text, answer.short) == (False, NO_ANSWER, "")
    assert llm.prompts == []


@pytest.mark.parametrize(
    "draft",
    [
        "The bridge opened on 4 April 1932 {0}.",
        "The bridge was opened by Maria Voss on 3 April 1932 {0}.",
        "The bridge is old {0}.",
        "The bridge opened in 1932 {0}.",
        NO_ANSWER,
        "",
        "<think>Endless",
    ],
    ids=["another day", "a name", "nothing", "a part", "no answer", "empty", "thoughts"],
)
def test_what_does_not_hold_is_written_once_more_and_then_the_words_are_quoted(draft: str) -> None:
    bad = citing(draft, [BRIDGE])
    bot, llm = bot_of(bad, GOOD)
    assert bot.ask(QUESTION).text == "The bridge opened on 3 April 1932. [1]"
    bot, llm = bot_of(bad, bad)
    assert_quoted(bot.ask(QUESTION))
    assert len(llm.prompts) == 2


def test_the_second_prompt_names_what_was_wrong() -> None:
    bot, llm = bot_of(citing("The bridge was opened by Maria Voss in 1987 {0}.", [BRIDGE]), GOOD)
    bot.ask(QUESTION)
    assert "Do not write" in llm.prompts[1]
    assert "The bridge was opened by Maria Voss in 1987." in llm.prompts[1]


def test_what_was_struck_out_is_said() -> None:
    lie = citing("It opened on 3 April 1932 and cost 4 million crowns {0}.", [BRIDGE])
    answer = bot_of(lie, lie)[0].ask(QUESTION)
    assert_quoted(answer)
    assert answer.removed == ("It opened on 3 April 1932 and cost 4 million crowns.",)


def test_a_malicious_model() -> None:
    bad = (
        "The bridge was blown up by Maria Voss in 1987 [1][2][3]. [1] [99] "
        "<script>alert(1)</script> [2] Visit http://evil.example [1]."
    )
    assert_quoted(bot_of(bad, bad)[0].ask(QUESTION))


def test_what_a_model_thinks_aloud_is_no_answer() -> None:
    bot, _ = bot_of("<think>It says 1932 [1]. Or 1933?</think>\nIt opened on 3 April 1932 [1].")
    events = list(bot.stream(QUESTION))
    drafted = "".join(event.text for event in events if isinstance(event, Drafted))
    assert drafted.strip() == "It opened on 3 April 1932 ."
    last = events[-1]
    assert isinstance(last, Answered)
    assert last.answer.text == "It opened on 3 April 1932. [1]"


def test_a_stream_gives_the_words_found_then_the_draft_then_the_checked_answer() -> None:
    bot, _ = bot_of(citing("It opened on 3 April 1932, for 7 crowns {0}.", [BRIDGE]), GOOD)
    first, quoted, *drafted, last = bot.stream(QUESTION)
    assert isinstance(first, Retrieved)
    assert isinstance(quoted, Quoted)
    assert_quoted(quoted.answer)
    assert {type(event) for event in drafted} == {Drafted, Discarded, Working}
    (place,) = [i for i, event in enumerate(drafted) if isinstance(event, Discarded)]
    texts = [
        "".join(event.text for event in part if isinstance(event, Drafted))
        for part in (drafted[:place], drafted[place:])
    ]
    assert texts == [
        "It opened on 3 April 1932, for 7 crowns .", "The bridge opened on 3 April 1932 .",
    ]  # fmt: skip
    assert isinstance(last, Answered)
    assert last.answer.text == "The bridge opened on 3 April 1932. [1]"


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
    bot, _ = bot_of(GOOD, "The bridge ope\0", GOOD)
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
    bot, llm = bot_of(lost, GOOD)
    assert bot.ask(QUESTION).answered
    assert len(llm.prompts) == 2
    bot, llm = bot_of(*[lost] * 9)
    with pytest.raises(LLMFailedError, match="nobody there"):
        bot.ask(QUESTION)
    assert len(llm.prompts) == TRIES


def test_a_follow_up_is_rewritten_and_shown() -> None:
    then = citing("The bridge was painted green {0}.", [PAINT])
    bot, llm = bot_of(GOOD, '"What colour was the Halden bridge painted?"', then)
    chat = bot.chat()
    chat.ask(QUESTION)
    answer = chat.ask("And what colour was it painted?")
    assert answer.question == "And what colour was it painted?"
    assert answer.search_query == "What colour was the Halden bridge painted?"
    assert answer.follows_up
    assert answer.text == "The bridge was painted green. [1]"
    assert QUESTION in llm.prompts[1]
    assert "3 April 1932" in llm.prompts[1]
    assert answer.search_query in llm.prompts[2]


def test_no_rewriting_where_none_is_needed() -> None:
    bot, llm = bot_of(GOOD, GOOD)
    chat = bot.chat()
    chat.ask(QUESTION)
    answer = chat.ask(QUESTION)
    assert answer.search_query == QUESTION
    assert not answer.follows_up
    assert len(llm.prompts) == 2


@pytest.mark.parametrize("written", ["", "...", "One?\nTwo?", "long " * 100 + "?", "It is green."])
def test_what_is_no_question_is_not_taken_for_one(written: str) -> None:
    bot, _ = bot_of(GOOD, written, citing("It was painted green {0}.", [PAINT]))
    chat = bot.chat()
    chat.ask(QUESTION)
    answer = chat.ask("What colour was it painted?")
    assert answer.search_query == "What colour was the bridge painted?"


def test_what_is_remembered_is_bounded() -> None:
    bot, llm = bot_of(*[GOOD] * 6, "What is the depth?", citing("Nine metres {0}.", [DEEP]))
    chat = bot.chat()
    for number in range(6):
        chat.ask(f"{QUESTION} Number {number}")
    chat.ask("And how deep is it?")
    rewriting = llm.prompts[6]
    assert "Number 2" not in rewriting
    assert all(f"Number {number}" in rewriting for number in (3, 4, 5))


def test_a_summary_is_written_in_several_sentences() -> None:
    bot, llm = bot_of(
        citing("The bridge opened on 3 April 1932 {0}. The river is nine metres deep {1}. "
               "It cost 7 crowns {1}.", [BRIDGE, DEEP])
    )  # fmt: skip
    answer = bot.ask("Please summarise the document.")
    assert [c.quote for c in answer.citations] == [BRIDGE, DEEP]
    assert "two to five complete sentences" in llm.prompts[0]
    assert answer.removed == ("It cost 7 crowns.",)
    assert answer.confidence is None


def test_yes_and_no_stay_as_the_reader_says_them() -> None:
    text = "The campsite has a sauna. Dogs are kept on a lead."
    llm = ScriptedLLM("The campsite has a sauna [1].", "No, there is no sauna [1].", "No. [1]")
    bot = DocumentQA.from_text(text, "The campsite", llm=llm)
    answer = bot.ask("Does the campsite have a sauna?")
    assert answer.text == "Yes: The campsite has a sauna. [1]"
    answer = bot.ask("Does the campsite have a sauna?")
    assert answer.plain_text.startswith("Yes")
    assert answer.backend == "built-in reader"


def test_the_prompt_fits_the_context_window() -> None:
    text = "It rained. The river Glom flooded 3 farms in 1503, as told. It was May." * 2
    for window, expected in ((4_000, 3), (700, 3), (650, 1)):
        llm = ScriptedLLM("", "", window=window)
        DocumentQA.from_text(text, llm=llm).ask("How many farms did the river Glom flood?")
        assert len(numbers(llm.prompts[0])) == expected
    llm = ScriptedLLM(window=610)
    DocumentQA.from_text(text, llm=llm).ask("How many farms did the river Glom flood?")
    assert llm.prompts == []
    llm = ScriptedLLM(window=600)
    with pytest.raises(LLMFailedError, match="600 tokens"):
        DocumentQA.from_text(text, llm=llm).ask("How many farms did the river Glom flood?")


def test_several_documents_are_cited_each_by_its_own_sentences() -> None:
    other = "The Moss tunnel opened in 1987."
    bridge = "The Halden bridge opened in 1932."
    llm = ScriptedLLM(
        lambda prompt: f"The tunnel opened in 1987 [{numbers(prompt)[other]}].",
        lambda prompt: f"The bridge opened in 1932 [{numbers(prompt)[bridge]}].",
    )
    bot = DocumentQA.from_texts([bridge, other], ["Bridge", "Tunnel"], llm=llm)
    answers = [bot.ask(f"When did the {what} open?") for what in ("Moss tunnel", "Halden bridge")]
    assert [answer.citations[0].quote for answer in answers] == [other, bridge]
    assert [answer.citations[0].sentence for answer in answers] == [1, 1]


def test_settings_name_an_llm_that_must_exist() -> None:
    from qa.errors import LLMSpecError

    with pytest.raises(LLMSpecError, match="'gpt' names no LLM"):
        DocumentQA.from_text(TEXT, settings=Settings(llm="gpt"))


def test_a_narrow_writer_writes_once_and_has_no_words_of_its_own() -> None:
    bot, llm = bot_of(GOOD, "The old bridge opened on 3 April 1932 [1].")
    assert bot._generative
    bot._generative._writer.narrow = True
    assert bot.ask(QUESTION).text == "The bridge opened on 3 April 1932. [1]"
    assert "\n[2]" not in llm.prompts[0]  # no neighbours
    fallen_back = bot.ask(QUESTION)
    assert fallen_back.text == "3 April 1932. [1]"
    assert fallen_back.removed
    assert bot.ask("Please summarise the document.").backend != "scripted"
    assert len(llm.prompts) == 2
