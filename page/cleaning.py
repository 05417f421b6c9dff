"""What is cleared away while the page is served: forgotten visitors, uploads left over."""

import logging
import os
import re
import shutil
import threading
import time
from pathlib import Path

from index.files import make_private_folder
from page.visitors import Visitors

logger = logging.getLogger(__name__)

CLEANED_EVERY_SECONDS = 6 * 3600.0

_EMPTY = re.compile(r"tmp\w{8}")

UPLOAD_SECONDS = 24 * 3600.0
"""Age from which nobody can be reading an uploaded file any longer."""


def use_private_uploads(folder: Path) -> Path:
    """Have Gradio keep uploads in a folder of this user alone; return where they are.

    Its own default is one that all users of the machine share. Whoever has set ``GRADIO_TEMP_DIR``
    has chosen another.
    """
    uploads = Path(os.environ.setdefault("GRADIO_TEMP_DIR", str(folder)))
    make_private_folder(uploads)
    return uploads


def clean_regularly(visitors: Visitors, uploads: Path) -> None:
    """Clean now, and again every few hours as long as the process runs."""

    def clean() -> None:
        while True:
            visitors.clean()
            delete_old_uploads(uploads)
            time.sleep(CLEANED_EVERY_SECONDS)

    threading.Thread(target=clean, daemon=True, name="cleaning").start()


def delete_old_uploads(folder: Path) -> None:
    """Delete uploads that a server left behind when it was killed: each has a folder of its own.

    Gradio leaves an empty file for each of them, too.
    """
    for upload in folder.iterdir():
        try:
            if time.time() - upload.stat().st_mtime <= UPLOAD_SECONDS:
                continue
            if upload.is_dir():
                shutil.rmtree(upload)
            elif _EMPTY.fullmatch(upload.name) and not upload.stat().st_size:
                upload.unlink()
        except OSError as error:
            logger.warning("Can't delete an upload: %s", error.strerror)
