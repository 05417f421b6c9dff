"""The choice of what answers: an LLM that this machine can run or reach, or quoted words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import gradio as gr

from index import FootnoteError
from page.conversation import as_gradio_error
from page.rendering import render_state
from page.templating import render_web_page
from page.visitor import Visitor
from page.visitors import Visitors
from qa import Settings
from qa.llms.catalog import BUILT_IN_MODEL, CATALOG
from qa.llms.specs import list_ollama, list_served
from qa.settings import AUTO_LLM, NO_LLM

HINT = f". For whole sentences: footnote models get {BUILT_IN_MODEL}"
"""What is said where the built-in writer's model isn't installed."""

_SERVED = "openai:"
_NAMES = MappingProxyType({AUTO_LLM: "Built-in writer", NO_LLM: "Words as they stand, no LLM"})


@dataclass(frozen=True, slots=True)
class ModelOption:
    """Something that can be chosen to answer: its spec, what it is called, whether it answers."""

    spec: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ModelGroup:
    """What answers from one place, or why nothing there does and what to do about it."""

    title: str
    options: tuple[ModelOption, ...] = ()
    problem: str = ""


class BackendChoice:
    """Lets a visitor choose the backend that answers.

    Args:
        visitors: all of them.
        settings: where models are kept; what answers by default.
    """

    def __init__(self, visitors: Visitors, settings: Settings) -> None:
        self._visitors = visitors
        self._settings = settings

    def menu(self, token: str) -> Iterator[str]:
        """Draw what can be chosen: at once what is here, then what servers offer."""
        visitor = self._visitors.get(token)
        here = self._group("On this machine", self._list_here(), visitor)
        yield _render([here, ModelGroup("Ollama", problem="Asking it …")])
        yield _render([here, *self._ask_servers(visitor)])

    def use(self, token: str, event: gr.EventData) -> Iterator[str]:
        """Let the LLM of a spec answer from now on; "" for that of the settings."""
        visitor = self._visitors.get(token)
        spec = str(event.spec).strip()
        chosen = spec or visitor.default_llm
        yield render_state("loading", spec or "what answers by default")
        try:
            visitor.bot(chosen)
        except FootnoteError as error:
            yield describe_backend(visitor)
            raise as_gradio_error(error) from error
        visitor.llm = chosen
        yield describe_backend(visitor)

    def _list_here(self) -> list[tuple[str, str]]:
        """Return specs and names of what answers without a server, that of the settings first."""
        default = self._settings.llm
        here = [(default, _NAMES.get(default, default)), *_NAMES.items()]
        return list(dict.fromkeys([*here, *list_installed(self._settings.cache_folder)]))

    def _ask_servers(self, visitor: Visitor) -> Iterator[ModelGroup]:
        def ask_ollama() -> list[tuple[str, str]]:
            return [(f"ollama:{name}", name) for name in list_ollama()]

        yield self._ask("Ollama", ask_ollama, visitor)
        spec = self._settings.llm
        if spec.startswith(_SERVED):
            key = self._settings.llm_key.get_secret_value()

            def ask_server() -> list[tuple[str, str]]:
                return [(one, one.partition("#")[2]) for one in list_served(spec, key)]

            address = spec.removeprefix(_SERVED).partition("#")[0]
            yield self._ask(address, ask_server, visitor)

    def _ask(
        self, title: str, models: Callable[[], list[tuple[str, str]]], visitor: Visitor
    ) -> ModelGroup:
        try:
            group = self._group(title, models(), visitor)
        except FootnoteError as error:
            return ModelGroup(title, problem=str(error))
        return group if group.options else ModelGroup(title, problem="It has no model yet.")

    def _group(self, title: str, models: list[tuple[str, str]], visitor: Visitor) -> ModelGroup:
        options = (ModelOption(spec, name, spec == visitor.llm) for spec, name in models)
        return ModelGroup(title, tuple(options))


def _render(groups: Sequence[ModelGroup]) -> str:
    return render_web_page("models.html.jinja", groups=groups)


def list_installed(cache_folder: Path) -> list[tuple[str, str]]:
    """Return spec and name of each model of the catalog that is here, but the built-in one."""
    return [
        (model.name, model.title)
        for model in CATALOG
        if model.name != BUILT_IN_MODEL and model.find(cache_folder)
    ]


def describe_backend(visitor: Visitor) -> str:
    """Say which backend answers now, or that it can't be reached."""
    try:
        bot = visitor.bot()
        hint = HINT if visitor.llm == AUTO_LLM and not bot.writes else ""
        return render_state("ready", f"{bot.backend}{hint}")
    except FootnoteError as error:
        return render_state("unreachable", str(error))
