"""Spec to LlamaIndex ``LLM``: a name of the catalog, or a kind of LLM and what it is called.

Nothing here falls back on anything else: what is missing is an error that names the next step.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar
from urllib.parse import urlsplit

import httpx
from pydantic import AfterValidator, BaseModel, ValidationError

from index.document import strip_controls
from qa.errors import LLMSpecError, LLMUnavailableError
from qa.llms.catalog import find_model, names

if TYPE_CHECKING:  # LlamaIndex takes more than a second to import
    from llama_index.core.llms import LLM

BUILT_IN = "built-in"
"""Spec of the built-in writer."""

MAX_NEW_TOKENS = 400
"""Tokens after which a model is stopped: a few sentences, twice over."""

WINDOW = 4_096
"""Context window in tokens, where a server doesn't say how large it is."""

TIMEOUT = 120.0
"""Seconds to wait for a server's next word; a laptop may need as long to read a prompt."""

_ASKING_TIMEOUT = 5.0
"""Seconds to wait until a server says what models it has."""

_OLLAMA = "http://localhost:11434"
_FORMS = (
    "hf:NAME-OR-FOLDER, ollama:MODEL, openai:URL#MODEL, gguf:PATH, built-in, or a name that "
    "`footnote models` lists"
)


_Name = Annotated[str, AfterValidator(strip_controls)]


class _OllamaModel(BaseModel):
    name: _Name


class _OllamaModels(BaseModel):
    models: list[_OllamaModel]


class _OpenAIMeta(BaseModel):
    n_ctx_train: int | None = None


class _OpenAIModel(BaseModel):
    id: _Name
    max_model_len: int | None = None
    meta: _OpenAIMeta | None = None

    @property
    def window(self) -> int | None:
        """The context window in tokens, where the server says how large it is."""
        return self.max_model_len or (self.meta.n_ctx_train if self.meta else None)


class _OpenAIModels(BaseModel):
    data: list[_OpenAIModel]


_Models = TypeVar("_Models", _OllamaModels, _OpenAIModels)


def make_llm(spec: str, key: str = "", cache_folder: Path | None = None) -> "LLM":
    """Make the LLM that a spec names, ready to write.

    Args:
        spec: ``built-in`` for the built-in writer; a name of the catalog (``qa.llms.catalog``);
            ``hf:`` with the name or folder of a transformers model, run in this process;
            ``ollama:`` with a model that Ollama has (at ``OLLAMA_HOST``, else on this machine);
            ``openai:`` with the address of any server that speaks OpenAI's protocol, ``#`` and a
            model of it; ``gguf:`` with a llama.cpp model file, run in this process.
        key: for the server, if it asks for one.
        cache_folder: where fetched models are; without it, only installed packages are looked in.

    Raises:
        LLMSpecError: the spec has another form.
        LLMUnavailableError: there is no such model or server, or something isn't installed.
    """
    if spec == BUILT_IN:
        from qa.llms.built_in import BuiltInWriter

        return BuiltInWriter(cache_folder)
    if spec in names():
        return _gguf(str(find_model(spec).require(cache_folder)), "")
    kind, separator, name = spec.partition(":")
    loaders: dict[str, Callable[[str, str], LLM]] = {
        "hf": _transformers, "ollama": _ollama, "openai": _openai, "gguf": _gguf,
    }  # fmt: skip
    if kind not in loaders or not separator or not name.strip():
        raise LLMSpecError(f"{spec!r} names no LLM. Give {_FORMS}.")
    return loaders[kind](name.strip(), key)


def _transformers(name: str, _: str) -> "LLM":
    from qa.llms.local import TransformersLLM  # seconds to import

    return TransformersLLM(name, MAX_NEW_TOKENS)


def list_ollama() -> list[str]:
    """Return the names of the models that Ollama has.

    Raises:
        LLMUnavailableError: it isn't reached.
    """
    url = f"{_ollama_url()}/api/tags"
    served = _ask_server(_OllamaModels, url, "", "Start it with `ollama serve`")
    return [model.name for model in served.models]


def list_served(spec: str, key: str = "") -> list[str]:
    """Return the specs of all models that the server of an ``openai:`` spec has.

    Raises:
        LLMSpecError: it names no server.
        LLMUnavailableError: the server isn't reached.
    """
    url = _read_server(spec.removeprefix("openai:"))[0]
    return [f"openai:{url}#{model.id}" for model in _ask_openai(url, key)]


def _ollama_url() -> str:
    host = os.environ.get("OLLAMA_HOST", _OLLAMA)
    return host if "://" in host else f"http://{host}"


def _ollama(name: str, _: str) -> "LLM":
    url, models = _ollama_url(), list_ollama()
    if name not in models and f"{name}:latest" not in models:
        raise LLMUnavailableError(
            f"Ollama at {url} doesn't have {name!r}. Get it with `ollama pull {name}`; it has "
            f"{_list_models(models)}."
        )
    from llama_index.llms.ollama import Ollama  # seconds to import

    llm: LLM = Ollama(
        model=name,
        base_url=url,
        temperature=0,
        context_window=2 * WINDOW,
        request_timeout=TIMEOUT,
        additional_kwargs={"num_predict": MAX_NEW_TOKENS},
    )
    return llm


def _read_server(name: str) -> tuple[str, str]:
    """Return the address and the model of ``URL#MODEL``."""
    url, _, model = name.partition("#")
    url = url.rstrip("/")
    if not _is_address(url):
        raise LLMSpecError(
            f"{url!r} is no address of a server. Give one like "
            "openai:http://localhost:8080/v1#MODEL."
        )
    return url, model


def _ask_openai(url: str, key: str) -> list[_OpenAIModel]:
    return _ask_server(_OpenAIModels, f"{url}/models", key, "Start the server").data


def _openai(name: str, key: str) -> "LLM":
    url, model = _read_server(name)
    windows = {one.id: one.window for one in _ask_openai(url, key)}
    if model not in windows:
        raise LLMUnavailableError(
            f"The server at {url} has no model {model!r}; it has {_list_models(list(windows))}. "
            f"Give openai:{url}#MODEL with one of them."
        )
    from llama_index.llms.openai_like import OpenAILike  # seconds to import

    llm: LLM = OpenAILike(
        model=model,
        api_base=url,
        api_key=key or "none",
        is_chat_model=True,
        temperature=0,
        max_tokens=MAX_NEW_TOKENS,
        context_window=min(windows[model] or WINDOW, 2 * WINDOW),
        timeout=TIMEOUT,
        max_retries=0,  # qa.writer does that, for all of them
    )
    return llm


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that don't close
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _gguf(name: str, _: str) -> "LLM":
    if not Path(name).is_file():
        raise LLMUnavailableError(f"There is no file {name}. Give the path of a .gguf file.")
    from qa.llms.llama_cpp import LlamaCppLLM

    return LlamaCppLLM(Path(name), MAX_NEW_TOKENS)


def _ask_server(form: type[_Models], url: str, key: str, start: str) -> _Models:
    """Ask a server for the models at an address, and read them in the form it should give them."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        response = httpx.get(url, headers=headers, timeout=_ASKING_TIMEOUT)
        response.raise_for_status()
        return form.model_validate_json(response.content)
    except httpx.HTTPStatusError as error:
        refused = error.response.status_code in (401, 403)
        step = "Set FOOTNOTE_LLM_KEY to its key" if refused else "See whether the address is right"
        raise LLMUnavailableError(
            f"The server answers {url} with status {error.response.status_code}. {step}."
        ) from error
    except ValidationError as error:
        raise LLMUnavailableError(
            f"What answers at {url} isn't such a server: its models can't be read. {start}, or "
            "give another address."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise LLMUnavailableError(
            f"No LLM server answers at {url} ({error}). {start}, or give another address."
        ) from error


def _list_models(models: list[str]) -> str:
    return ", ".join(models) if models else "none"
