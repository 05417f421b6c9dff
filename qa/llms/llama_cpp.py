"""llama.cpp in this process: a GGUF model as a LlamaIndex LLM that takes several prompts at once.

xllamacpp runs llama.cpp's server in threads of its own: it batches what is asked at once, and keeps
what prompts begin with. Its functions block until an answer is complete and hand on what is written
in a callback; each answer therefore has a thread that waits for it.
"""

import atexit
import os
import queue
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import xllamacpp
from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
    MessageRole,
)
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_chat_callback, llm_completion_callback
from pydantic import PrivateAttr

from qa.errors import LLMFailedError, LLMUnavailableError
from qa.llms.gguf import GGUFHeader

WINDOW = 4_096
"""Most tokens of a prompt with its answer; more takes memory, and a laptop minutes to read."""

SLOTS = 2
"""Prompts that are worked on at once; others wait for their turn."""

THREAD_NAME = "llama.cpp"
"""Of the threads that wait for answers."""

_MAX_THREADS = 4

_READ_AT_ONCE = 8e9
"""Bytes of weights times tokens of the prompt between two moments at which it can be stopped.

That takes a core about a third of a second.
"""
_FEWEST, _MOST = 8, 32

_STOP_SECONDS = 5.0
"""How long the end of the process waits for answers that nobody wants any more."""

_running: dict[threading.Thread, threading.Event] = {}


class LlamaCppLLM(CustomLLM):
    """Writes the likeliest token each time.

    Args:
        path: of a GGUF file of a model made for chats.
        most_written: tokens after which it is stopped.
        adapter: of a GGUF file with a low-rank adapter of the model, if there is one.

    Raises:
        LLMUnavailableError: there is no such model, it can't be loaded, or it isn't made for chats.
    """

    name: str
    most_written: int
    _server: Any = PrivateAttr()
    _window: int = PrivateAttr()
    _process: int = PrivateAttr(default_factory=os.getpid)

    def __init__(self, path: Path, most_written: int, adapter: Path | None = None) -> None:
        super().__init__(name=str(path), most_written=most_written)
        header = GGUFHeader.read(path)
        if not header.chat_template:
            raise LLMUnavailableError(
                f"{path} has no chat template, so it isn't made for questions. Take an instruct "
                "model."
            )
        self._window = min(header.window, WINDOW)
        try:
            self._server = xllamacpp.Server(make_params(path, self._window, adapter))
        except RuntimeError as error:
            raise LLMUnavailableError(
                f"llama.cpp can't load {path}. Give a whole .gguf file of an instruct model that "
                "fits the memory."
            ) from error

    @classmethod
    def class_name(cls) -> str:
        """Return the name that LlamaIndex registers it by."""
        return "LlamaCppLLM"

    @property
    def metadata(self) -> LLMMetadata:
        """The model's name and limits."""
        return LLMMetadata(
            context_window=self._window,
            num_output=self.most_written,
            is_chat_model=True,
            model_name=self.name,
        )

    @llm_chat_callback()
    def chat(self, messages: Sequence[ChatMessage], **_: Any) -> ChatResponse:
        """Answer a chat."""
        return _as_reply("".join(self._chat(messages)))

    @llm_chat_callback()
    def stream_chat(self, messages: Sequence[ChatMessage], **_: Any) -> ChatResponseGen:
        """Answer a chat piece by piece; pieces are empty while it is read."""
        text = ""
        for piece in self._chat(messages):
            text += piece
            yield _as_reply(text, piece)

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:  # noqa: ARG002
        """Complete a prompt."""
        return CompletionResponse(text="".join(self._complete(prompt)))

    @llm_completion_callback()
    def stream_complete(
        self,
        prompt: str,
        formatted: bool = False,  # noqa: ARG002
        **_: Any,
    ) -> CompletionResponseGen:
        """Complete a prompt piece by piece; pieces are empty while it is read."""
        text = ""
        for piece in self._complete(prompt):
            text += piece
            yield CompletionResponse(text=text, delta=piece)

    def _chat(self, messages: Sequence[ChatMessage]) -> Iterator[str]:
        request = {
            "messages": [{"role": m.role.value, "content": m.content or ""} for m in messages],
            "chat_template_kwargs": {"enable_thinking": False},  # nobody sees it
        }
        for choice in self._stream(self._server.handle_chat_completions, request):
            yield choice["delta"].get("content") or ""

    def _complete(self, prompt: str) -> Iterator[str]:
        for choice in self._stream(self._server.handle_completions, {"prompt": prompt}):
            yield choice["text"]

    def _stream(
        self, handle: Callable[..., Any], request: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Yield the choices of an answer as they come; stop the answer when nobody wants more."""
        if os.getpid() != self._process:
            raise LLMFailedError(
                f"The model {self.name} was loaded in the process that this one was forked from, "
                "and can't be asked here. Load it in this process."
            )
        options = {"max_tokens": self.most_written, "temperature": 0, "stream": True}
        chunks: queue.SimpleQueue[dict[str, Any] | Exception | None] = queue.SimpleQueue()
        stopped = _start(handle, {**request, **options, "return_progress": True}, chunks)
        try:
            while (chunk := chunks.get()) is not None:
                if isinstance(chunk, Exception):
                    raise LLMFailedError(f"The model {self.name} stopped: {chunk}.") from chunk
                if "error" in chunk:
                    raise self._explain(chunk["error"])
                yield from chunk["choices"]
        finally:
            stopped.set()

    def _explain(self, error: dict[str, Any]) -> LLMFailedError:
        if error.get("type") == "exceed_context_size_error":
            return LLMFailedError(
                f"The prompt has {error['n_prompt_tokens']:,} tokens; {self.name} reads "
                f"{error['n_ctx']:,} at most. Ask a shorter question, or take fewer passages."
            )
        return LLMFailedError(f"The model {self.name} stopped: {error.get('message')}. Ask again.")


def make_params(path: Path, window: int, adapter: Path | None) -> Any:
    """Make the server's parameters: quiet, and closed to everybody else on this machine."""
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx, params.n_parallel = window * SLOTS, SLOTS
    read_at_once = int(_READ_AT_ONCE / path.stat().st_size)
    params.n_batch = params.n_ubatch = max(_FEWEST, min(_MOST, read_at_once))
    # With as many threads as there are cores, llama.cpp spins where anything else runs.
    threads = max(1, min(_MAX_THREADS, (os.cpu_count() or 1) // 2))
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.cache_ram_mib = 0  # what prompts begin with is kept in the slots
    params.fit_params = False
    params.verbosity = -1
    params.offline = True
    params.api_keys = [secrets.token_urlsafe()]  # which nobody is told
    params.ui = params.endpoint_slots = False
    if adapter:
        info = xllamacpp.CommonAdapterLoraInfo()
        info.path, info.scale = str(adapter), 1.0
        params.lora_adapters = [info]
    return params


def _start(
    handle: Callable[..., Any],
    request: dict[str, Any],
    chunks: "queue.SimpleQueue[dict[str, Any] | Exception | None]",
) -> threading.Event:
    """Ask in a thread that puts chunks into a queue, and None behind the last.

    Returns:
        What stops it when it is set.
    """
    stopped = threading.Event()

    def receive(chunk: dict[str, Any]) -> bool:
        chunks.put(chunk)
        return stopped.is_set()

    def work() -> None:
        try:
            handle(request, receive)
        except Exception as error:  # noqa: BLE001 - raised where the answer is waited for
            chunks.put(error)
        finally:
            chunks.put(None)
            _running.pop(threading.current_thread(), None)

    thread = threading.Thread(target=work, name=THREAD_NAME, daemon=True)
    _running[thread] = stopped
    thread.start()
    return stopped


@atexit.register
def _stop_all() -> None:
    """Stop what is being written: Python ends the process with an abort within a C++ thread."""
    for thread, stopped in list(_running.items()):
        stopped.set()
        thread.join(_STOP_SECONDS)


def _as_reply(text: str, delta: str | None = None) -> ChatResponse:
    message = ChatMessage(role=MessageRole.ASSISTANT, content=text)
    return ChatResponse(message=message, delta=delta)
