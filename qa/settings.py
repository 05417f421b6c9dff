"""Every option, with its default; each can be set as ``FOOTNOTE_<NAME>`` in the environment."""

from pathlib import Path
from typing import Any

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.original import MAX_ORIGINAL_BYTES

ABSTAIN_BELOW = 0.6
"""Default of the setting ``abstain_below``.

On dev the F1 of abstaining is highest there, 78.1 %. The choice is a narrow one: from 0.5 to 0.7
that F1 changes by two points, and one half of the documents alone would choose 0.55, the other
0.7. Of what can be answered, 0.6 answers two points more rightly than 0.7; of what can't, it lets
four points more pass.
"""

PASSAGES = 5
"""Default of the setting ``passages``."""

_MEGABYTE = 1_000_000

AUTO_LLM = "auto"
"""Spec of the built-in writer where its model is installed, else of quoted words."""

NO_LLM = "none"
"""Spec of quoted words."""


class Settings(BaseSettings):
    """The options of Footnote.

    Attributes:
        index: address of the PostgreSQL database that holds the index,
            ``postgresql://USER:PASSWORD@HOST:PORT/DATABASE``; nothing for folders.
        cache_folder: where indexes are kept that have no folder of their own.
        embedder: ``all-MiniLM-L6-v2-footnote``, the bundled model trained for this; the same as
            published, ``all-MiniLM-L6-v2``; or a sentence-transformers name or folder.
        passages: how many passages are retrieved for a question.
        abstain_below: probability that the passages answer at all, under which the built-in reader
            says that the document doesn't.
        llm: what writes the answers, as ``qa.llms`` takes it: ``built-in``, a name that
            ``footnote models`` lists, ``hf:NAME``, ``ollama:MODEL``, ``openai:URL#MODEL`` or
            ``gguf:PATH``; ``none`` for words that are quoted. By default the built-in writer, or
            quoted words where its model isn't installed.
        llm_key: the key that the LLM's server asks for.
        feedback_file: where the thumbs up and down of the chat are kept.
        originals_mb: most megabytes of the documents' files that are kept beside an index; 0 to
            keep none.
        auth: the login that the chat page asks for, ``user:password``; nothing for none.
        private_urls: whether documents may be fetched from private addresses too.
        hosts: host names under which others reach the chat page through a proxy, with commas
            between them.
        choose_llm: whether visitors of the chat page may choose the LLM; by default only where it
            isn't served to others.
    """

    model_config = SettingsConfigDict(env_prefix="FOOTNOTE_", frozen=True)

    index: SecretStr = SecretStr("")
    cache_folder: Path = Field(default_factory=lambda: user_cache_path("footnote"))
    embedder: str = "all-MiniLM-L6-v2-footnote"
    passages: int = Field(default=PASSAGES, ge=1, le=50)
    abstain_below: float = Field(default=ABSTAIN_BELOW, ge=0, le=1)
    llm: str = AUTO_LLM
    llm_key: SecretStr = SecretStr("")
    feedback_file: Path = Field(
        default_factory=lambda: user_data_path("footnote") / "feedback.jsonl"
    )
    originals_mb: int = Field(default=MAX_ORIGINAL_BYTES // _MEGABYTE, ge=0)
    auth: SecretStr = SecretStr("")
    private_urls: bool = False
    hosts: str = ""
    choose_llm: bool | None = None

    @property
    def max_original_bytes(self) -> int:
        """Most bytes of the documents' files that are kept beside an index."""
        return self.originals_mb * _MEGABYTE

    @classmethod
    def from_options(cls, **options: Any) -> "Settings":
        """Return the settings of the environment, but for the options that are given.

        Args:
            options: settings by name, as a command line hands them on; an empty one is left to
                the environment.
        """
        return cls(**{name: value for name, value in options.items() if value})
