"""Systems that are compared, and where each is installed."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class System:
    """A system, asked by a module of its own that runs in an environment of its own.

    Attributes:
        name: as it stands in the table.
        module: in this folder; called with the tasks, where the answers go, the embedder's
            folder, and the folder of the reader's weights if they are wanted.
        packages: that are installed for it; none where this project is all it takes.
        weights: whether it reads with our reader's weights, given by a training's folder.
        arguments: more for the module.
    """

    name: str
    module: str
    packages: tuple[str, ...] = ()
    weights: bool = False
    arguments: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Name as part of a file's name."""
        return "-".join(self.name.replace(",", "").split()).lower()

    def find_python(self, folder: Path) -> str:
        """Return the interpreter of its environment, which is made if it isn't there yet.

        Raises:
            subprocess.CalledProcessError: pip can't install it.
        """
        if not self.packages:
            return sys.executable
        place = folder / self.module
        python = str(place / "bin" / "python")
        if not (place / "installed").exists():
            shutil.rmtree(place, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", place], check=True)
            install = [python, "-m", "pip", "install", "-q", _read_torch_pin(), *self.packages]
            subprocess.run(install, check=True, capture_output=True, text=True)
            (place / "installed").touch()
        return python


def _read_torch_pin() -> str:
    """Return the PyTorch that this project is tested with; another may bring gigabytes of CUDA."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("torch=="))


SYSTEMS = (
    System("Footnote", "with_footnote"),
    System("closest sentence", "with_footnote", arguments=("--baseline",)),
    System("LlamaIndex 0.14, top passage", "with_llamaindex"),
    System(
        "Haystack 3.4, extractive, our weights",
        "with_haystack",
        packages=(
            "haystack-ai==3.4.1",
            "sentence-transformers-haystack==2.0.0",
            "transformers-haystack==2.0.0",
        ),
        weights=True,
    ),
    System(
        "txtai 9.14, extractive, our weights",
        "with_txtai",
        packages=("txtai==9.14.0",),
        weights=True,
    ),
    System("verbatim-rag 0.2, extractive", "with_verbatim_rag", packages=("verbatim-rag==0.2.8",)),
)
