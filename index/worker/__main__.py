"""A process of ``index.worker.pool``: tasks on standard input, replies on standard output."""

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from index.document import Document, DocumentError
from index.readers.pdfium.picture import draw_page
from index.reading import File, read_file
from index.sentences import split_sentences
from index.worker.messages import (
    Message,
    decode_blocks,
    encode_document,
    encode_error,
    encode_sentences,
    read_message,
    write_message,
)
from index.worker.pool import MEMORY


def _read_file(message: Message) -> Message:
    return encode_document(read_file(message.data, File(**message.values)))


def _read_text(message: Message) -> Message:
    text = message.data.decode(errors="surrogatepass")
    return encode_document(Document.from_text(text, **message.values))


def _split(message: Message) -> Message:
    text, language = message.data.decode(), message.values["language"]
    return encode_sentences(split_sentences(text, decode_blocks(message), language))


def _draw_page(message: Message) -> Message:
    picture = draw_page(Path(message.values["path"]), message.values["page"])
    return Message({"width": picture.width, "height": picture.height}, picture.jpeg)


TASKS: dict[str, Callable[[Message], Message]] = {
    "read_file": _read_file,
    "read_text": _read_text,
    "split": _split,
    "draw_page": _draw_page,
}
"""What a process does with a message, by the name under "task"."""


def main() -> None:
    """Answer until standard input ends, or until memory is short or a bug shows itself."""
    seconds = float(sys.argv[1])
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what else prints doesn't mix with replies
    _limit("RLIMIT_AS", MEMORY)
    _limit("RLIMIT_CORE", 0)  # a dump would hold somebody's document
    write_message(replies, Message())  # it is ready
    while (message := read_message(sys.stdin.buffer)) is not None:
        _limit("RLIMIT_CPU", _processor_seconds() + seconds + 1)
        try:
            write_message(replies, _do(message))
        except MemoryError as error:
            why = f"it took more than {MEMORY >> 30} GiB of memory"
            write_message(replies, Message({"ended": why}))
            raise SystemExit(1) from error
        except Exception as error:  # a bug: readers tell what is wrong with a file
            write_message(replies, Message({"bug": traceback.format_exc()}))
            raise SystemExit(1) from error


def _do(message: Message) -> Message:
    values = dict(message.values)
    try:
        return TASKS[values.pop("task")](Message(values, message.data))
    except DocumentError as error:
        return encode_error(error)
    except RecursionError:
        return Message({"ended": "its parts are nested too deeply"})


def _limit(name: str, most: float) -> None:
    """Set a limit of this process, where the system has it: Windows has none of them."""
    try:
        import resource
    except ImportError:
        return
    which = getattr(resource, name)
    _, hard = resource.getrlimit(which)
    soft = int(most) if hard == resource.RLIM_INFINITY else min(int(most), hard)
    with suppress(ValueError, OSError):  # macOS has some that it doesn't take
        resource.setrlimit(which, (soft, hard))


def _processor_seconds() -> float:
    times = os.times()
    return times.user + times.system


if __name__ == "__main__":
    main()
