"""One thread at a time for an LLM that isn't safe under threads, as llama.cpp's contexts aren't."""

import threading
from collections.abc import Callable
from typing import Any

from llama_index.core.base.llms.types import CompletionResponse, CompletionResponseGen, LLMMetadata
from llama_index.core.llms import CustomLLM
from pydantic import PrivateAttr


class ExclusiveLLM(CustomLLM):
    """Lets each completion run alone; others wait for their turn.

    A stream holds its turn until it ends or is closed.

    Args:
        llm: the LLM; its ``messages_to_prompt`` is used for chats.
        count_tokens: how many tokens a text has for it.
    """

    _llm: CustomLLM = PrivateAttr()
    _count_tokens: Callable[[str], int] = PrivateAttr()
    _turn: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    def __init__(self, llm: CustomLLM, count_tokens: Callable[[str], int]) -> None:
        super().__init__(messages_to_prompt=llm.messages_to_prompt)
        self._llm = llm
        self._count_tokens = count_tokens

    @classmethod
    def class_name(cls) -> str:
        """Return the name that LlamaIndex registers it by."""
        return "ExclusiveLLM"

    @property
    def metadata(self) -> LLMMetadata:
        """Name and limits of the LLM."""
        return self._llm.metadata

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text."""
        with self._turn:
            return self._count_tokens(text)

    def complete(self, prompt: str, formatted: bool = False, **options: Any) -> CompletionResponse:
        """Complete a prompt, alone."""
        with self._turn:
            return self._llm.complete(prompt, formatted, **options)

    def stream_complete(
        self, prompt: str, formatted: bool = False, **options: Any
    ) -> CompletionResponseGen:
        """Complete a prompt piece by piece, alone from the first piece to the last."""
        with self._turn:
            yield from self._llm.stream_complete(prompt, formatted, **options)
