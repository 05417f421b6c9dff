"""Files that survive a process that ends while it writes them, in folders of this user alone."""

import os
import re
import tempfile
import time
from pathlib import Path

_LEFT_OVER_SECONDS = 3600.0
"""Age from which nobody can be writing a temporary file any longer."""


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, that no other user of the machine can look into.

    Those that are there already are left as they are.

    Raises:
        OSError: it can't be made, or is no folder.
    """
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)  # it raises where a file is in the way


def remove_leftovers(path: Path) -> None:
    """Delete what processes that were killed while they replaced a file have left beside it.

    Raises:
        OSError: the folder can't be read or written.
    """
    name = re.compile(re.escape(path.name) + r"\w{8}\.tmp")
    for other in path.parent.iterdir() if path.parent.is_dir() else ():
        if name.fullmatch(other.name) and time.time() - other.stat().st_mtime > _LEFT_OVER_SECONDS:
            other.unlink(missing_ok=True)


def replace_file(path: Path, *content: bytes) -> None:
    """Replace a file in one step: a crash leaves the old content or the new, nothing between.

    Args:
        path: the file; its folder exists.
        content: pieces that it holds from now on, one after the other.

    Raises:
        OSError: the folder can't be written to.
    """
    file = tempfile.NamedTemporaryFile(  # noqa: SIM115 - renamed after it is closed
        dir=path.parent, prefix=path.name, suffix=".tmp", delete=False
    )
    new = Path(file.name)
    try:
        with file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
