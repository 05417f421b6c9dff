"""Prompts for a local LLM, which writes answers, summaries and self-contained questions."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from prompts import template
from qa.answer import NO_ANSWER, Answer, Citation
from qa.errors import LLMError, LLMFailedError
from qa.quoting import defuse, one_line

if TYPE_CHECKING:  # LlamaIndex takes more than a second to import
    from llama_index.core.llms import LLM

RESERVED = 600
"""Tokens of the context window that are left to the answer, and to what a chat template adds."""

TRIES = 3
"""How often a model is asked that can't be reached."""

_WAIT_SECONDS = 0.5

_THINKS, _THOUGHT = "<think>", "</think>"

_QUESTION_CHARACTERS, _HISTORY_CHARACTERS = 300, 600


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """Passage for the prompt.

    Attributes:
        heading: of document and section.
        sentences: what is quoted; the marker of each is the number that it is to be cited by.
    """

    heading: str
    sentences: tuple[Citation, ...]


class Writer:
    """Asks an LLM.

    Args:
        llm: any LLM of LlamaIndex that can chat.
        count_tokens: how many tokens a text has for it.
    """

    def __init__(self, llm: "LLM", count_tokens: Callable[[str], int]) -> None:
        self._llm = llm
        self._count_tokens = count_tokens

    @property
    def name(self) -> str:
        """Name of the backend, as answers give it; of a file or folder only the last part."""
        name = self._llm.metadata.model_name
        return Path(name).name if Path(name).exists() else name

    def fitting(self, question: str, passages: Sequence[QuotedPassage]) -> list[QuotedPassage]:
        """Return as much of the passages as fits the model's context window.

        Whole sentences are taken, passage by passage, until there is no more room.

        Args:
            question: what is asked.
            passages: best first.

        Raises:
            LLMFailedError: not even one sentence fits.
        """
        room = self._llm.metadata.context_window - RESERVED
        room -= self._count_tokens(_answer_prompt(question, []))
        kept: list[QuotedPassage] = []
        for passage in passages:
            room -= self._count_tokens(_quote_passage(replace(passage, sentences=())))
            sentences: list[Citation] = []
            for citation in passage.sentences:
                room -= self._count_tokens(_line(citation))
                if room < 0:
                    break
                sentences.append(citation)
            if sentences:
                kept.append(replace(passage, sentences=tuple(sentences)))
            if room < 0:
                break
        if passages and not kept:
            raise LLMFailedError(
                f"No sentence fits the context window of {self.name}, "
                f"{self._llm.metadata.context_window:,} tokens. Take a model with a larger one."
            )
        return kept

    def write(self, question: str, passages: Sequence[QuotedPassage]) -> Iterator[str]:
        """Draft an answer, in pieces as they come; empty ones while the model is reading.

        Raises:
            LLMFailedError: the model stops in the middle, or can't be reached.
        """
        return strip_thoughts(self._stream(_answer_prompt(question, passages)))

    def summarise(self, topic: str, passages: Sequence[QuotedPassage]) -> Iterator[str]:
        """Draft a summary of the document, or of what it says about a topic; as ``write``."""
        about = f"what the document says about {one_line(topic)}" if topic else "the document"
        prompt = template("summary").format(
            topic=about, passages=_quote_passages(passages), no_answer=NO_ANSWER
        )
        return strip_thoughts(self._stream(prompt))

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
                    yield response.delta or ""
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


def _answer_prompt(question: str, passages: Sequence[QuotedPassage]) -> str:
    return template("answer").format(
        question=one_line(question), passages=_quote_passages(passages), no_answer=NO_ANSWER
    )


def _quote_passages(passages: Sequence[QuotedPassage]) -> str:
    return "\n\n".join(_quote_passage(passage) for passage in passages)


def _quote_passage(passage: QuotedPassage) -> str:
    """Fence a passage as quoted material; whatever it holds can't open or close a fence."""
    title = defuse(passage.heading).replace('"', "”")
    lines = "".join(_line(citation) for citation in passage.sentences)
    return f'<document title="{title}">\n{lines}</document>'


def _line(citation: Citation) -> str:
    return f"[S{citation.marker}] {defuse(citation.quote)}\n"


def _is_connection_lost(error: BaseException | None) -> bool:
    """Check whether a connection couldn't be made, or broke."""
    while error is not None:
        if isinstance(error, ConnectionError | httpx.TransportError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _shorten(error: Exception) -> str:
    text = one_line(str(error)) or type(error).__name__
    return f"{text[:200].rstrip('.')}."
