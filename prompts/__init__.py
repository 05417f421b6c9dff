"""One text file a prompt, as LlamaIndex prompt templates."""

from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # LlamaIndex takes more than a second to import
    from llama_index.core.prompts import PromptTemplate


def template(name: str) -> "PromptTemplate":
    """The prompt in ``prompts/<name>.txt``; what it takes stands there in braces."""
    from llama_index.core.prompts import PromptTemplate

    return PromptTemplate(read_template(name))


def read_template(name: str) -> str:
    """Read the text of ``prompts/<name>.txt``."""
    return resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").rstrip()


def read_templates() -> list[str]:
    """Read the texts of all prompts."""
    names = sorted(file.name for file in resources.files(__name__).iterdir())
    return [read_template(name[:-4]) for name in names if name.endswith(".txt")]
