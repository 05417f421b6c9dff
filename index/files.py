"""Files that survive a process that ends while it writes them."""

import os
import tempfile
from pathlib import Path


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
