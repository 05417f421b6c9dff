"""Hugging Face model in this process, as a LlamaIndex LLM that stops at any token."""

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from llama_index.core.base.llms.types import (
    ChatMessage,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
)
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_completion_callback
from pydantic import PrivateAttr
from transformers import AutoModelForCausalLM, AutoTokenizer

from qa.errors import LLMFailedError, LLMUnavailableError

MAX_CONTEXT_TOKENS = 8_192
"""Of the context window; a laptop reads no more within minutes."""

_READ_AT_ONCE = 64
"""Most tokens of the prompt between two moments at which a model on the CPU can be stopped.

A model of half a billion parameters reads so many in half a second on two cores; a larger one reads
as many fewer at once, down to a quarter.
"""
_SLOW = 5e8
_READ_ON_GPU = 1_024

_HELP = (
    "Give the name of an instruct model on huggingface.co that is downloaded already or can be, "
    "or a folder that holds one."
)


class TransformersLLM(CustomLLM):
    """Writes the likeliest token each time, so that the same prompt gives the same text.

    Args:
        name: of a model on huggingface.co, or a folder.
        most_written: tokens after which it is stopped.

    Raises:
        LLMUnavailableError: there is no such model, it can't be loaded, or it isn't made for chats.
    """

    name: str
    most_written: int
    _model: Any = PrivateAttr()
    _tokenizer: Any = PrivateAttr()
    _at_once: int = PrivateAttr()

    def __init__(self, name: str, most_written: int) -> None:
        super().__init__(name=name, most_written=most_written)
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(name)
            model: Any = AutoModelForCausalLM.from_pretrained(name, dtype="auto")
            self._model = model.to("cuda" if torch.cuda.is_available() else "cpu").eval()
        except (OSError, ValueError, KeyError) as error:
            raise LLMUnavailableError(
                f"The model {name!r} can't be loaded: {str(error).splitlines()[0]} {_HELP}"
            ) from error
        except (MemoryError, RuntimeError) as error:
            raise _too_large(name) from error
        if not self._tokenizer.chat_template:
            raise LLMUnavailableError(
                f"The model {name!r} has no chat template, so it isn't made for questions. {_HELP}"
            )
        self._at_once = _READ_ON_GPU
        if self._model.device.type == "cpu":
            slower = max(1.0, min(4.0, self._model.num_parameters() / _SLOW))
            self._at_once = int(_READ_AT_ONCE / slower)
        self.messages_to_prompt = self._as_prompt

    @classmethod
    def class_name(cls) -> str:
        """Return the name that LlamaIndex registers it by."""
        return "TransformersLLM"

    @property
    def metadata(self) -> LLMMetadata:
        """The model's name and limits."""
        window = getattr(self._model.config, "max_position_embeddings", MAX_CONTEXT_TOKENS)
        return LLMMetadata(
            context_window=min(int(window), MAX_CONTEXT_TOKENS),
            num_output=self.most_written,
            is_chat_model=True,
            model_name=self.name,
        )

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        """Complete a prompt."""
        text = "".join(self._pieces(prompt, formatted))
        return CompletionResponse(text=text)

    @llm_completion_callback()
    def stream_complete(
        self, prompt: str, formatted: bool = False, **_: Any
    ) -> CompletionResponseGen:
        """Complete a prompt piece by piece; pieces are empty while it is read."""
        text = ""
        for piece in self._pieces(prompt, formatted):
            text += piece
            yield CompletionResponse(text=text, delta=piece)

    def _as_prompt(self, messages: Sequence[ChatMessage]) -> str:
        chat = [{"role": message.role.value, "content": message.content} for message in messages]
        return str(
            self._tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=True)
        )

    def _pieces(self, prompt: str, formatted: bool) -> Iterator[str]:
        """Yield the text in pieces of whole characters."""
        # A chat template writes its own signs of beginning.
        encoded = self._tokenizer(prompt, add_special_tokens=not formatted, return_tensors="pt")
        written: list[int] = []
        yielded = ""
        for token in self._tokens(encoded["input_ids"].to(self._model.device)):
            if token is None:
                yield ""
                continue
            written.append(token)
            text = self._tokenizer.decode(written, skip_special_tokens=True)
            if not text.endswith("\ufffd"):  # the rest of a character comes with the next token
                yield text[len(yielded) :]
                yielded = text

    def _tokens(self, ids: torch.Tensor) -> Iterator[int | None]:
        """Yield the tokens that are written; None for each part of the prompt that is read."""
        ends = self._model.generation_config.eos_token_id
        ends = set(ends if isinstance(ends, list) else [ends, self._tokenizer.eos_token_id])
        cache = None
        try:
            prompt, following = ids[:, :-1], ids[:, -1:]
            for begin in range(0, prompt.shape[1], self._at_once):
                _, cache = self._step(prompt[:, begin : begin + self._at_once], cache)
                yield None
            for _ in range(self.most_written):
                token, cache = self._step(following, cache)
                if token in ends:
                    return
                yield token
                following = torch.tensor([[token]], device=ids.device)
        except (MemoryError, RuntimeError) as error:
            raise LLMFailedError(
                f"The model {self.name!r} stopped: {str(error).splitlines()[0]}. Close other "
                "programs, or take a smaller model."
            ) from error

    @torch.inference_mode()
    def _step(self, ids: torch.Tensor, cache: Any) -> tuple[int, Any]:
        """Return the likeliest next token, and the model's cache."""
        output = self._model(input_ids=ids, cache=cache, use_cache=True, logits_to_keep=1)
        return int(output.logits[0, -1].argmax()), output.cache


def _too_large(name: str) -> LLMUnavailableError:
    return LLMUnavailableError(
        f"There isn't enough memory for the model {name!r}. Close other programs, or take a "
        "smaller model: docs/models.md names some."
    )
