"""One text file a prompt, as LlamaIndex prompt templates."""

from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # LlamaIndex takes more than a second to import
    from llama_index.core.prompts import PromptTemplate


def template(name: str) -> "PromptTemplate":
    """The prompt in ``prompts/<name>.txt``; what it takes stands there in braces."""
    from llama_index.core.prompts import PromptTemplate

    text = resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return PromptTemplate(text.rstrip())
