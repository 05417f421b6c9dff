"""The choice of a backend: the built-in reader, or an LLM that this machine can run or reach."""

from collections.abc import Iterator

from index import FootnoteError
from page.conversation import as_gradio_error
from page.rendering import render_backend
from page.visitor import Visitor, Visitors


class BackendChoice:
    """Lets a visitor choose the backend that answers.

    Args:
        visitors: all of them.
    """

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors

    def use(self, spec: str, token: str) -> Iterator[str]:
        """Let the LLM of that spec answer from now on; "" for the built-in reader."""
        visitor = self._visitors.get(token)
        before, visitor.llm = visitor.llm, spec.strip()
        yield render_backend("loading", visitor.llm or "the built-in reader")
        try:
            visitor.bot()
        except FootnoteError as error:
            failed, visitor.llm = visitor.llm, before
            yield render_backend("unreachable", failed) + describe_backend(visitor)
            raise as_gradio_error(error) from error
        yield describe_backend(visitor)


def describe_backend(visitor: Visitor) -> str:
    """Say which backend answers now, or that it can't be reached."""
    try:
        return render_backend("ready", visitor.bot().backend)
    except FootnoteError as error:
        return render_backend("unreachable", str(error))
