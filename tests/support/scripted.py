"""A deterministic LLM whose words are written beforehand."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain
from typing import Any

from llama_index.core.base.llms.types import CompletionResponse, CompletionResponseGen, LLMMetadata
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_completion_callback
from pydantic import Field, PrivateAttr

from qa.grounding.markers import Marker, MarkerParser

Reply = str | Exception | Callable[[str], str]


class ScriptedLLM(CustomLLM):
    """Gives one reply after the other, in pieces of three characters; keeps the prompts.

    Args:
        replies: texts; errors, which are raised; or functions of the prompt.
        window: tokens of its context window; a word is a token.
    """

    window: int
    prompts: list[str] = Field(default_factory=list)
    pieces: int = 0
    closed: bool = False
    _replies: list[Reply] = PrivateAttr()

    def __init__(self, *replies: Reply, window: int = 4_000) -> None:
        super().__init__(window=window)
        self._replies = list(replies)

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(
            context_window=self.window, num_output=100, is_chat_model=True, model_name="scripted"
        )

    @llm_completion_callback()
    def complete(self, prompt: str, **_: Any) -> CompletionResponse:
        raise AssertionError(f"not streamed: {prompt}")

    @llm_completion_callback()
    def stream_complete(self, prompt: str, **_: Any) -> CompletionResponseGen:
        self.prompts.append(prompt)
        reply = self._replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return self._stream(reply if isinstance(reply, str) else reply(prompt))

    def _stream(self, text: str) -> CompletionResponseGen:
        shown = ""
        yield CompletionResponse(text="", delta="")
        try:
            for begin in range(0, len(text), 3):
                piece = text[begin : begin + 3]
                if "\0" in piece:
                    raise ConnectionResetError("the model is gone")
                shown += piece
                self.pieces += 1
                yield CompletionResponse(text=shown, delta=piece)
        except GeneratorExit:
            self.closed = True
            raise


def numbers(prompt: str) -> dict[str, int]:
    """The sentences of a prompt, and the numbers that they are to be cited by."""
    lines = [line.partition("] ") for line in prompt.splitlines() if line.startswith("[")]
    return {text: int(number[1:]) for number, _, text in lines}


def citing(text: str, sentences: Sequence[str]) -> Callable[[str], str]:
    """A reply that cites sentences by the numbers that the prompt gives them.

    Args:
        text: with ``{0}``, ``{1}`` … where the markers belong.
        sentences: as the document has them.
    """

    def reply(prompt: str) -> str:
        given = numbers(prompt)
        return text.format(*(f"[{given[sentence]}]" for sentence in sentences))

    return reply


def parsed(pieces: Iterable[str], known: Collection[int]) -> list[str | Marker]:
    """Text and markers of a draft that comes in pieces."""
    parser = MarkerParser(known)
    return [*chain.from_iterable(parser.feed(piece) for piece in pieces), *parser.close()]
