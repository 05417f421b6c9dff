"""The process that PDFium runs in: files in on standard input, drafts out on standard output.

Started by ``index.readers.pdfium.process``; a limit on its memory guards against files that ask
for too much.
"""

import json
import os
import sys
import traceback
from dataclasses import asdict
from typing import Any

from index.block import Draft
from index.readers.pdfium.draft import build_draft
from index.readers.pdfium.parser import DamagedError, ProtectedError, parse
from index.readers.pdfium.process import MEMORY, read_message, write_message


def read(data: bytes) -> dict[str, Any]:
    """Return a PDF's draft as plain values, or under "error" why there is none."""
    try:
        parsed = parse(data)
    except ProtectedError:
        return {"error": "protected"}
    except DamagedError as error:
        return {"error": "damaged", "why": str(error)}
    if not any(frame.words for page in parsed.pages for frame in page.frames) and not any(
        field.value for page in parsed.pages for field in page.fields
    ):
        return {"error": "empty"}
    return encode(build_draft(parsed.pages, parsed.properties))


def encode(draft: Draft) -> dict[str, Any]:
    """Return a draft as plain values."""
    return {
        "title": draft.title,
        "metadata": draft.metadata,
        "blocks": [asdict(block) for block in draft.blocks],
    }


def main() -> None:
    """Answer until standard input ends, or until memory is short or a bug shows itself."""
    _limit_memory()
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what else prints doesn't mix with replies
    while (data := read_message(sys.stdin.buffer)) is not None:
        try:
            reply = json.dumps(read(data)).encode()
        except MemoryError as error:
            write_message(replies, b'{"error": "memory"}')
            raise SystemExit(1) from error
        except Exception as error:  # a bug: ``read`` tells what is wrong with a file
            why = traceback.format_exc()
            write_message(replies, json.dumps({"error": "bug", "why": why}).encode())
            raise SystemExit(1) from error
        write_message(replies, reply)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


if __name__ == "__main__":
    main()
