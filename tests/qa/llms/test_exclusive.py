import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from llama_index.core.base.llms.types import CompletionResponse, CompletionResponseGen, LLMMetadata
from llama_index.core.llms import ChatMessage, CustomLLM
from pydantic import PrivateAttr

from qa.llms.exclusive import ExclusiveLLM


class FragileLLM(CustomLLM):
    """Repeats the prompt, and breaks where two threads are in it at once."""

    _inside: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="fragile", context_window=512)

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        return list(self.stream_complete(prompt, formatted))[-1]

    def stream_complete(
        self,
        prompt: str,
        formatted: bool = False,  # noqa: ARG002
        **_: Any,
    ) -> CompletionResponseGen:
        if not self._inside.acquire(blocking=False):
            raise RuntimeError("two threads in one model")
        try:
            for end in range(1, len(prompt) + 1):
                time.sleep(0.001)
                yield CompletionResponse(text=prompt[:end], delta=prompt[end - 1])
        finally:
            self._inside.release()


@pytest.fixture
def llm() -> ExclusiveLLM:
    fragile = FragileLLM(
        messages_to_prompt=lambda messages: str(messages[-1].content),
    )
    return ExclusiveLLM(fragile, len)


def test_questions_at_once_take_turns(llm: ExclusiveLLM) -> None:
    prompts = [f"question {number}" for number in range(12)]

    def ask(prompt: str) -> str:
        if prompt.endswith(("1", "3", "5")):
            return llm.complete(prompt).text
        return "".join(r.delta or "" for r in llm.stream_chat([ChatMessage(content=prompt)]))

    with ThreadPoolExecutor(len(prompts)) as threads:
        assert list(threads.map(ask, prompts)) == prompts


def test_a_stream_that_is_closed_gives_its_turn_back(llm: ExclusiveLLM) -> None:
    stream = llm.stream_complete("a long question")
    next(stream)
    stream.close()
    assert llm.complete("another").text == "another"


def test_it_is_known_by_the_name_and_the_tokens_of_its_model(llm: ExclusiveLLM) -> None:
    assert llm.metadata.model_name == "fragile"
    assert llm.count_tokens("four") == 4
