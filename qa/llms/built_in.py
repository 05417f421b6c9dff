"""The built-in writer: SmolLM2 with an adapter that was trained on the product's own prompts."""

from pathlib import Path

from llama_index.core.base.llms.types import LLMMetadata

from qa.llms.catalog import BUILT_IN_MODEL, find_model
from qa.llms.llama_cpp import LlamaCppLLM

NAME = "built-in writer"
"""Name of the backend, as answers give it."""

ADAPTER = Path(__file__).with_name("writer.gguf")
"""The adapter; ``docs/models.md`` is its model card."""

MOST_WRITTEN = 240
"""Tokens after which it is stopped: more than it needs for five sentences."""


class BuiltInWriter(LlamaCppLLM):
    """Puts what the reader found into sentences; it has learnt nothing else.

    Args:
        cache_folder: where fetched models are; without it, only the installed package is looked in.

    Raises:
        LLMUnavailableError: the model isn't installed, or can't be loaded.
    """

    def __init__(self, cache_folder: Path | None = None) -> None:
        super().__init__(find_model(BUILT_IN_MODEL).require(cache_folder), MOST_WRITTEN, ADAPTER)

    @classmethod
    def class_name(cls) -> str:
        """Return the name that LlamaIndex registers it by."""
        return "BuiltInWriter"

    @property
    def metadata(self) -> LLMMetadata:
        """The model's name and limits."""
        return super().metadata.model_copy(update={"model_name": NAME})
