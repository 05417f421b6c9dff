"""The process that PDFium runs in: started when a PDF is read, started again when it ends."""

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

SECONDS = 300
"""Longest time that one file may take."""

MEMORY = 4 << 30
"""Most bytes of address space for the process, where the system can limit it."""

_LENGTH = struct.Struct(">Q")
_ROOT = Path(__file__).parents[3]


class ProcessEndedError(RuntimeError):
    """A process that ended, or was ended, over a file."""


class WorkerError(RuntimeError):
    """A bug in the code that the process runs; the text is the traceback there."""


class WorkerProcess:
    """Runs ``index.readers.pdfium.worker`` and passes it one file at a time.

    Safe to use from several threads. The process ends with this one.

    Args:
        seconds: longest time for one file.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    def ask(self, data: bytes) -> dict[str, Any]:
        """Return the worker's reply to a file's bytes.

        Raises:
            ProcessEndedError: it crashed, or took too long or too much memory.
            WorkerError: it ran into a bug of its own.
        """
        with self._lock:
            process = self._start()
            stdin, stdout = process.stdin, process.stdout
            if stdin is None or stdout is None:
                raise ProcessEndedError("it has no pipes")
            late = threading.Event()
            timer = threading.Timer(self.seconds, _end_late, (process, late))
            timer.start()
            try:
                write_message(stdin, data)
                reply = read_message(stdout)
            except OSError:  # a pipe that broke
                reply = None
            finally:
                timer.cancel()
            if reply is None:
                self._end()
                took_long = f"reading it took more than {self.seconds:g} seconds"
                why = took_long if late.is_set() else "PDFium crashed on it"
                raise ProcessEndedError(why)
            answer = dict(json.loads(reply))
            if answer.get("error") in ("bug", "memory"):
                self._end()
                if answer["error"] == "bug":
                    raise WorkerError(answer["why"])
                raise ProcessEndedError(f"reading it took more than {MEMORY >> 30} GiB of memory")
            return answer

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _start(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "index.readers.pdfium.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # unsent bytes for a process that is gone
        process.wait()


def _end_late(process: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    process.kill()


def write_message(stream: IO[bytes], content: bytes) -> None:
    """Write bytes with their length before them, and flush."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_message(stream: IO[bytes]) -> bytes | None:
    """Return the bytes of the next message; None at the stream's end."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None
