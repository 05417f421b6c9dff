"""Files of reading data: gzip-compressed JSON lines."""

import gzip
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "data" / "reading"
"""Our own documents; its ``README.md`` describes the fields."""


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read all records of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
