"""The choice of what answers: an LLM that this machine can run or reach, or quoted words."""

from collections.abc import Iterator
from pathlib import Path

from index import FootnoteError
from page.conversation import as_gradio_error
from page.rendering import render_state
from page.visitor import Visitor
from page.visitors import Visitors
from qa.llms.catalog import BUILT_IN_MODEL, CATALOG
from qa.settings import AUTO_LLM, NO_LLM

HINT = f". For whole sentences: footnote models get {BUILT_IN_MODEL}"
"""What is said where the built-in writer's model isn't installed."""


class BackendChoice:
    """Lets a visitor choose the backend that answers.

    Args:
        visitors: all of them.
    """

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors

    def use(self, spec: str | None, token: str) -> Iterator[str]:
        """Let the LLM of that spec answer from now on; "" for that of the settings."""
        visitor = self._visitors.get(token)
        spec = (spec or "").strip()
        chosen = spec or visitor.default_llm
        yield render_state("loading", spec or "what answers by default")
        try:
            visitor.bot(chosen)
        except FootnoteError as error:
            yield describe_backend(visitor)
            raise as_gradio_error(error) from error
        visitor.llm = chosen
        yield describe_backend(visitor)


def list_models(cache_folder: Path) -> list[tuple[str, str]]:
    """Return the name and the spec of each LLM that can be chosen, that of the settings first."""
    installed = [
        (model.title, model.name)
        for model in CATALOG
        if model.name != BUILT_IN_MODEL and model.find(cache_folder)
    ]
    return [("Default", ""), ("Words as they stand, no LLM", NO_LLM), *installed]


def describe_backend(visitor: Visitor) -> str:
    """Say which backend answers now, or that it can't be reached."""
    try:
        bot = visitor.bot()
        hint = HINT if visitor.llm == AUTO_LLM and not bot.writes else ""
        return render_state("ready", f"{bot.backend}{hint}")
    except FootnoteError as error:
        return render_state("unreachable", str(error))
