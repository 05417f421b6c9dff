"""Files of weights, trusted by the SHA-256 that was published, whoever packaged them."""

import hashlib
import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from index.errors import FootnoteError
from index.files import replace_file

MODELS_FOLDER = "models"
"""Of the cache folder: where fetched models are kept."""

_VERIFIED_FILE = "verified.json"
_CHUNK = 1 << 20


class WeightsUnavailableError(FootnoteError):
    """Published weights can't be had: they aren't installed, or can't be fetched."""


class WeightsDamagedError(WeightsUnavailableError):
    """A file of weights isn't the one that was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """A file of weights.

    Attributes:
        name: what ``footnote models get`` calls it.
        title: what its makers call it.
        file: name of the file.
        size: bytes of the file.
        sha256: of the file, as it was published.
        url: where the file can be had.
        packages: requirements of Python packages that have the file, or slices of it in order.
        member: path of the file in the zip archive that the slices make; empty if they make the
            file itself.
        package: name of the package that holds the file when it is installed, else empty.
    """

    name: str
    title: str
    file: str
    size: int
    sha256: str
    url: str
    packages: tuple[str, ...]
    member: str = ""
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
            WeightsUnavailableError: it isn't installed, or isn't the one that was published.
        """
        path = self.find(cache_folder)
        if not path:
            raise WeightsUnavailableError(
                f"{self.title} isn't installed. Get it with `footnote models get {self.name}`."
            )
        if cache_folder:
            self.verify(path, cache_folder)
        return path

    def verify(self, path: Path, cache_folder: Path) -> None:
        """Check a file's SHA-256, once: it is remembered until the file's size or time changes.

        Raises:
            WeightsDamagedError: the file isn't the one that was published.
        """
        folder = cache_folder / MODELS_FOLDER
        record = folder / _VERIFIED_FILE
        verified = json.loads(record.read_bytes()) if record.exists() else {}
        status = path.stat()
        state = [self.sha256, status.st_size, status.st_mtime_ns]
        if verified.get(str(path)) == state:
            return
        if hash_file(path) != self.sha256:
            raise WeightsDamagedError(
                f"{path} isn't {self.title} as it was published: its SHA-256 differs. Delete it, "
                f"and fetch it with `footnote models get {self.name}`."
            )
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(record, json.dumps({**verified, str(path): state}).encode())


def hash_file(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
