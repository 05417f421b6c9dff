"""The choice of what answers: an LLM that this machine can run or reach, or quoted words."""

from collections.abc import Iterator

from index import FootnoteError
from page.conversation import as_gradio_error
from page.rendering import render_backend
from page.visitor import Visitor
from page.visitors import Visitors
from qa.llms.catalog import BUILT_IN_MODEL
from qa.settings import AUTO_LLM

HINT = f". For whole sentences: footnote models get {BUILT_IN_MODEL}"
"""What is said where the built-in writer's model isn't installed."""


class BackendChoice:
    """Lets a visitor choose the backend that answers.

    Args:
        visitors: all of them.
    """

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors

    def use(self, spec: str, token: str) -> Iterator[str]:
        """Let the LLM of that spec answer from now on; "" for that of the settings."""
        visitor = self._visitors.get(token)
        chosen = spec.strip() or visitor.default_llm
        yield render_backend("loading", spec.strip() or "what answers by default")
        try:
            visitor.bot(chosen)
        except FootnoteError as error:
            yield render_backend("unreachable", chosen) + describe_backend(visitor)
            raise as_gradio_error(error) from error
        visitor.llm = chosen
        yield describe_backend(visitor)


def describe_backend(visitor: Visitor) -> str:
    """Say which backend answers now, or that it can't be reached."""
    try:
        bot = visitor.bot()
        hint = HINT if visitor.llm == AUTO_LLM and not bot.writes else ""
        return render_backend("ready", f"{bot.backend}{hint}")
    except FootnoteError as error:
        return render_backend("unreachable", str(error))
