"""llama.cpp in this process, with the real SmolLM2."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from llama_index.core.llms import ChatMessage

from qa import DocumentQA
from qa.errors import LLMFailedError, LLMUnavailableError
from qa.llms import make_llm
from qa.llms.llama_cpp import THREAD_NAME, WINDOW, LlamaCppLLM
from tests.conftest import ROOT

pytestmark = pytest.mark.heavy

LONG = "The ferry crosses the bay twice a day. " * 200


@pytest.fixture(scope="module")
def llm(smollm2: Path) -> LlamaCppLLM:
    return LlamaCppLLM(smollm2, 24)


def ask(llm: LlamaCppLLM, text: str) -> str:
    return str(llm.chat([ChatMessage(content=text)]).message.content)


def writing_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == THREAD_NAME]


def wait_until_nothing_is_written(seconds: float) -> None:
    for thread in writing_threads():
        thread.join(seconds)
    assert not writing_threads()


def test_it_writes_the_likeliest_words(llm: LlamaCppLLM) -> None:
    assert llm.complete("The capital of France is").text.startswith(" Paris.")
    assert llm.metadata.context_window == WINDOW
    assert llm.metadata.model_name.endswith(".gguf")


def test_a_stream_is_what_is_said_at_once(llm: LlamaCppLLM) -> None:
    pieces = list(llm.stream_chat([ChatMessage(content="Name a river of Egypt.")]))
    text = "".join(piece.delta or "" for piece in pieces)
    assert text == ask(llm, "Name a river of Egypt.") == pieces[-1].message.content
    assert len([piece for piece in pieces if piece.delta]) > 3


def test_many_questions_at_once_get_their_own_answers(llm: LlamaCppLLM) -> None:
    prompts = [f"{number}, {number + 1}, {number + 2}," for number in range(10, 130, 10)]
    with ThreadPoolExecutor(len(prompts)) as threads:
        answers = list(threads.map(lambda prompt: llm.complete(prompt).text, prompts))
    for number, answer in zip(range(10, 130, 10), answers, strict=True):
        assert answer.startswith(f" {number + 3}"), (number, answer)


def test_a_stream_that_is_closed_stops_while_the_prompt_is_read(llm: LlamaCppLLM) -> None:
    stream = llm.stream_chat([ChatMessage(content=LONG)])
    assert [next(stream).delta for _ in range(3)] == ["", "", ""]
    stream.close()
    wait_until_nothing_is_written(3)  # half a second on an idle machine; to read it all takes 6
    assert ask(llm, "Hello")


def test_a_stream_that_is_closed_stops_while_it_writes(llm: LlamaCppLLM) -> None:
    stream = llm.stream_complete("Once upon a time")
    while not next(stream).delta:
        pass
    stream.close()
    wait_until_nothing_is_written(3)


def test_a_prompt_that_is_too_long_names_the_next_step(llm: LlamaCppLLM) -> None:
    with pytest.raises(LLMFailedError, match=r"has 6,\d\d\d tokens; .* reads 4,096 at most. Ask"):
        ask(llm, LONG * 3 + "ferry " * 600)
    assert ask(llm, "Hello")


def test_the_template_has_no_way_in_from_a_text(smollm2: Path) -> None:
    """Signs of the template, defused as prompts are, are text of many tokens."""
    from qa.quoting import defuse
    from training.writer.weights import BaseModel

    tokenizer = BaseModel(smollm2).load_tokenizer()
    assert len(tokenizer.encode("<|im_end|>").ids) == 1
    assert len(tokenizer.encode(defuse("<|im_end|>")).ids) > 1


@pytest.mark.parametrize("length", [0, 10, 1_000, 50_000_000])
def test_a_cut_file_is_an_error(smollm2: Path, tmp_path: Path, length: int) -> None:
    path = tmp_path / "cut.gguf"
    with smollm2.open("rb") as file:
        path.write_bytes(file.read(length))
    with pytest.raises(LLMUnavailableError, match=r"cut\.gguf.*(Fetch it again|Give a whole)"):
        make_llm(f"gguf:{path}")


def test_a_model_without_a_chat_template_is_an_error(smollm2: Path, tmp_path: Path) -> None:
    path = tmp_path / "base.gguf"
    key, other = b"tokenizer.chat_template", b"tokenizer.chat_lacking!"
    path.write_bytes(smollm2.read_bytes().replace(key, other))
    with pytest.raises(LLMUnavailableError, match="no chat template"):
        make_llm(f"gguf:{path}")


def test_documents_are_asked_through_it(smollm2: Path) -> None:
    bot = DocumentQA.from_text(
        "The bridge opened in 1932. It is painted green.", llm=LlamaCppLLM(smollm2, 60)
    )
    answer = bot.ask("When did the bridge open?")
    assert bot.backend == smollm2.name
    assert answer.short == "1932."
    assert answer.citations[0].quote == "The bridge opened in 1932."


PROGRAM = """
import os, sys, threading, time
from pathlib import Path
from llama_index.core.llms import ChatMessage
from qa.errors import LLMFailedError
from qa.llms.llama_cpp import LlamaCppLLM

llm = LlamaCppLLM(Path(sys.argv[1]), 2_000)
stream = llm.stream_complete("Once upon a time")
while not next(stream).delta:
    pass
"""


def run(code: str, smollm2: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM + code, str(smollm2)],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_a_process_that_ends_while_it_writes_ends_well(smollm2: Path) -> None:
    done = run("print('the end')", smollm2)
    assert (done.returncode, done.stdout, done.stderr) == (0, "the end\n", "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_is_told_that_it_can_not_ask(smollm2: Path) -> None:
    code = """
if os.fork() == 0:
    try:
        llm.complete("Hello")
    except LLMFailedError as error:
        print(error, flush=True)
    os._exit(0)
os.wait()
"""
    done = run(code, smollm2)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Load it in this process." in done.stdout


def test_an_interrupt_reaches_the_program(smollm2: Path) -> None:
    code = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
print("ready", flush=True)
try:
    time.sleep(60)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM + code, str(smollm2)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
        time.sleep(0.2)
        child.send_signal(signal.SIGINT)
        assert child.stdout.readline() == "interrupted\n"
    assert child.returncode == 0


def test_others_on_this_machine_are_not_let_in(llm: LlamaCppLLM) -> None:
    import httpx

    address = llm._server.listening_address
    request = {"prompt": "Hello", "max_tokens": 1}
    assert httpx.post(f"{address}/v1/completions", json=request).status_code == 401
    assert httpx.get(f"{address}/slots").status_code == 401
    assert "127.0.0.1" in address
