"""``reader.json``: what belongs to a reader's network, and what was fitted to it."""

import json
from pathlib import Path
from typing import Any

from qa.reader.model import ReaderModelError


def read_card(folder: Path) -> dict[str, Any]:
    """Read the ``reader.json`` in a folder.

    Raises:
        ReaderModelError: it can't be read.
    """
    path = folder / "reader.json"
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReaderModelError(
            f"The reader's calibration {path} can't be read: {error.strerror}. "
            "Install Footnote again."
        ) from error
    return card
