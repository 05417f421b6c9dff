"""What a local LLM is asked: to put what was found into sentences, and to rewrite follow-ups."""

import gc
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from index.document import strip_controls
from prompts import template
from qa.answer import Answer
from qa.errors import LLMError, LLMFailedError
from qa.quoting import one_line

if TYPE_CHECKING:  # LlamaIndex takes more than a second to import
    from llama_index.core.llms import LLM

RESERVED = 600
"""Tokens of the context window that are left to the answer, and to what a chat template adds."""

TRIES = 3
"""How often a model is asked that can't be reached."""

_WAIT_SECONDS = 0.5

_THINKS, _THOUGHT = "<think>", "</think>"

_QUESTION_CHARACTERS, _HISTORY_CHARACTERS = 300, 600


class Writer:
    """Asks an LLM.

    Attributes:
        narrow: whether it has learnt to put words found into a sentence, and nothing else.

    Args:
        llm: any LLM of LlamaIndex that can chat.
        narrow: see above.
    """

    def __init__(self, llm: "LLM", *, narrow: bool = False) -> None:
        self._llm = llm
        self.narrow = narrow

    @property
    def name(self) -> str:
        """Name of the backend, as answers give it; of a file or folder only the last part."""
        name = self._llm.metadata.model_name
        return Path(name).name if Path(name).exists() else name

    @property
    def room(self) -> int:
        """Most characters that surely fit into its context window, even if each is a token.

        Raises:
            LLMFailedError: there is no room at all.
        """
        room = self._llm.metadata.context_window - RESERVED
        if room <= 0:
            raise LLMFailedError(
                f"No sentence fits the context window of {self.name}, "
                f"{self._llm.metadata.context_window:,} tokens. Take a model with a larger one."
            )
        return room

    def write(self, prompt: str, faulty: Sequence[str] = ()) -> Iterator[str]:
        """Draft what a prompt asks for, in pieces as they come; empty ones while it is read.

        Args:
            prompt: what is asked for.
            faulty: what was written before and didn't hold; a narrow model isn't told.

        Raises:
            LLMFailedError: the model stops in the middle, or can't be reached.
        """
        again = ""
        if faulty and not self.narrow:
            again = template("again").format(faulty=one_line(" ".join(faulty)))
        return strip_thoughts(self._stream(prompt + again))

    def rewrite_followup(self, question: str, history: Sequence[Answer]) -> Iterator[str]:
        """Rewrite a follow-up so that it stands alone, in pieces as they come."""
        turns = "\n".join(
            f"Question: {one_line(turn.search_query)[-_HISTORY_CHARACTERS:]}\n"
            f"Answer: {one_line(turn.plain_text)[:_HISTORY_CHARACTERS]}"
            for turn in history
        )
        prompt = template("followup").format(history=turns, question=one_line(question))
        return strip_thoughts(self._stream(prompt))

    def _stream(self, prompt: str) -> Iterator[str]:
        """Yield what the model writes; ask again if the connection is lost before it has begun."""
        from llama_index.core.llms import ChatMessage, MessageRole

        messages = [ChatMessage(role=MessageRole.USER, content=prompt)]
        for left in reversed(range(TRIES)):
            begun = False
            try:
                for response in self._llm.stream_chat(messages):
                    begun = begun or bool(response.delta)
                    yield strip_controls(response.delta or "")
                return
            except GeneratorExit:
                # OpenAI's streams hold themselves in a cycle of references: until that is found,
                # their connection stays open, and the server goes on writing for nobody.
                gc.collect()
                raise
            except LLMError:
                raise
            except Exception as error:  # an LLM may raise whatever it likes
                if begun or not left or not _is_connection_lost(error):
                    raise LLMFailedError(
                        f"{self.name} stopped: {_shorten(error)} Ask again; if that doesn't "
                        "help, see whether the model still runs."
                    ) from error
                time.sleep(_WAIT_SECONDS)


def strip_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """Drop what a model thinks aloud before it writes; pieces are empty meanwhile.

    >>> "".join(strip_thoughts(["<thi", "nk>Let me see.</th", "ink>", " In May."]))
    ' In May.'
    """
    held: str | None = ""
    for piece in pieces:
        if held is None:
            yield piece
            continue
        held += piece
        begun = held.lstrip()
        thinking = begun.startswith(_THINKS) or _THINKS.startswith(begun)
        if _THOUGHT in begun and thinking:
            yield begun.partition(_THOUGHT)[2]
            held = None
        elif thinking:
            yield ""
        else:
            yield held
            held = None
    if held and not held.lstrip().startswith(_THINKS):
        yield held


def is_rewriting(text: str, question: str) -> bool:
    """Check whether what a model wrote can be a rewritten question.

    It is one line, not too long, and ends with a question mark if the question does: models that
    don't rewrite answer.

    >>> is_rewriting("When did the war begin?", "When did it?"), is_rewriting("In May.", "When?")
    (True, False)
    """
    asks = text.endswith("?") or not question.endswith("?")
    return asks and "\n" not in text and 0 < len(text) <= _QUESTION_CHARACTERS


def _is_connection_lost(error: BaseException | None) -> bool:
    """Check whether a connection couldn't be made, or broke."""
    while error is not None:
        if isinstance(error, ConnectionError | httpx.TransportError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _shorten(error: Exception) -> str:
    text = one_line(strip_controls(str(error))) or type(error).__name__
    return f"{text[:200].rstrip('.')}."
