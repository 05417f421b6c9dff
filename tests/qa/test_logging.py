"""What is logged, and what never is: the texts of questions and documents."""

import logging
import subprocess
from collections.abc import Iterator

import pytest

from data import SAMPLE
from qa import DocumentQA, Settings, stopwatch
from qa.errors import LLMFailedError, LLMSpecError
from qa.terminal import LOGGERS, log_to_stderr
from tests.support.command import QUESTION, program
from tests.support.scripted import ScriptedLLM

TEXT = "The bridge opened in 1932. It is painted green."
ASKED = "When did the bridge open?"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def _restored() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(logger.level, [*logger.handlers]) for logger in loggers]
    yield
    for logger, (level, handlers) in zip(loggers, before, strict=True):
        logger.setLevel(level)
        logger.handlers[:] = handlers


def ours(log: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in log.records if r.name.split(".")[0] in LOGGERS]


def test_a_slow_question_is_logged_with_its_stages_and_without_its_text(
    log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = DocumentQA.from_text(TEXT)
    bot.ask(ASKED)
    assert ours(log) == []
    monkeypatch.setattr(stopwatch, "SLOW_SECONDS", 0.0)
    answer = bot.ask(ASKED)
    (message,) = ours(log)
    for stage, seconds in answer.timings.items():
        assert f"{stage} {seconds:.1f}" in message
    assert "bridge" not in message


def test_a_lost_llm_is_logged_by_its_name(log: pytest.LogCaptureFixture) -> None:
    llm = ScriptedLLM(ConnectionResetError(f"no reply to {ASKED} on {TEXT}"))
    with pytest.raises(LLMFailedError):
        DocumentQA.from_text(TEXT, llm=llm).ask(ASKED)
    assert ours(log) == ["Lost the LLM scripted: LLMFailedError"]


def test_an_llm_that_is_not_to_be_had_is_logged_without_its_login(
    log: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(LLMSpecError):
        DocumentQA.from_text(TEXT, settings=Settings(llm="gpt://ann:rhubarb@example.org#x"))
    assert ours(log) == ["Can't load the LLM gpt://example.org#x: LLMSpecError"]


@pytest.mark.usefixtures("_restored")
def test_only_our_own_log_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("qa.pipeline").warning("Not shown yet")
    log_to_stderr()
    log_to_stderr()
    logging.getLogger("qa.pipeline").info("Shown once")
    logging.getLogger("page.library").warning("Shown too")
    logging.getLogger("qa").debug("Too much")
    logging.getLogger("another").error("Of another package")
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[-1] for line in lines] == ["Shown once", "Shown too"]
    assert all(handler not in logging.getLogger().handlers for handler in
               logging.getLogger("qa").handlers)  # fmt: skip


@pytest.mark.heavy
def test_verbose_shows_the_log_on_standard_error_and_quiet_is_the_default() -> None:
    slow = "from qa import stopwatch; stopwatch.SLOW_SECONDS = 0.0; "
    interpreter, option, code, *arguments = program("--verbose", "ask", SAMPLE, QUESTION)
    for given in (arguments, arguments[1:]):
        done = subprocess.run(
            [interpreter, option, slow + code, *given], capture_output=True, text=True, check=True
        )
        assert "55 kilometers" in done.stdout
        assert ("qa.stopwatch: Slow question" in done.stderr) == (given == arguments)
        assert "Jarablus" not in done.stderr
