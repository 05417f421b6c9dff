"""The file that a document was read from."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import FootnoteError

MAX_ORIGINAL_BYTES = 500_000_000
"""Most bytes of an index's originals together, unless another limit is set."""


class OriginalChangedError(FootnoteError):
    """File that was altered or removed after its document was read from it."""


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a document was read from.

    Attributes:
        suffix: the ending that tells its format, in lower case, with its dot.
        sha256: hash of its bytes, in hexadecimal.
        size: number of its bytes.
        content: its bytes, or the path of the file that holds them.
    """

    suffix: str
    sha256: str
    size: int
    content: bytes | Path = field(repr=False)

    @classmethod
    def of(cls, data: bytes, suffix: str, path: Path | None = None) -> "Original":
        """Describe a file by its bytes; with a path, they are left there and not held."""
        return cls(suffix, hashlib.sha256(data).hexdigest(), len(data), path or data)

    @property
    def name(self) -> str:
        """Name that tells it from every other file."""
        return f"{self.sha256}{self.suffix}"

    def read(self) -> bytes:
        """Return its bytes.

        Raises:
            OriginalChangedError: they are no longer those that the document was read from.
        """
        if isinstance(self.content, bytes):
            return self.content
        try:
            data = self.content.read_bytes()
        except OSError as error:
            raise OriginalChangedError(
                f"{self.content} can't be read any longer: {error.strerror}. Index it again."
            ) from error
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise OriginalChangedError(
                f"{self.content} was changed while it was indexed. Index it again."
            )
        return data
