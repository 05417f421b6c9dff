"""Processes that do tasks one at a time, started when they are needed and kept for the next task.

They are plain subprocesses: those of multiprocessing would run a caller's script again.
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from index.worker.messages import Message, read_message, write_message

SECONDS = 300
"""Longest time that one task may take."""

MEMORY = 4 << 30
"""Most bytes of address space for a process, where the system can limit it."""

PROCESSES = 2
"""Most processes at a time; further tasks wait."""

_OVER_LIMIT = -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else None
"""Exit code of a process that has used up its time of the processor."""

_ROOT = Path(__file__).parents[2]


class WorkerEndedError(RuntimeError):
    """A process that ended, or was ended, over a task; the text says why."""


class WorkerError(RuntimeError):
    """A bug in the code that a process runs; the text is the traceback there."""


class WorkerPool:
    """Runs ``index.worker`` in processes that end with this one.

    Safe to use from several threads, and after a fork.

    Args:
        seconds: longest time for one task.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._forget()
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)

    def ask(self, task: str, message: Message) -> Message:
        """Return the reply to a task of ``index.worker.__main__``.

        Raises:
            WorkerEndedError: the process crashed, or took too long or too much memory.
            WorkerError: it ran into a bug of its own.
            OSError: no process can be started.
        """
        with self._places:
            worker = self._take()
            self._busy.append(worker)
            done = False
            try:
                reply = worker.ask(task, message)
                done = True
            finally:
                self._busy.remove(worker)
                # What was interrupted may still reply, and that to the next task.
                if done:
                    self._idle.append(worker)
                else:
                    worker.end()
            return reply

    def close(self) -> None:
        """End all processes; a task that is under way fails, the next one starts a process."""
        for worker in self._busy:
            worker.kill()
        while self._idle:
            self._idle.pop().end()

    def _take(self) -> "Worker":
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                return worker
            worker.end()
        return Worker(self.seconds)

    def _forget(self) -> None:
        """Leave all processes to whom they belong: after a fork, to the parent."""
        self._places = threading.Semaphore(PROCESSES)
        self._idle: list[Worker] = []
        self._busy: list[Worker] = []


class Worker:
    """One process; it does one task at a time.

    Args:
        seconds: longest time for one task; the start counts towards the first.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "index.worker", str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what libraries print about a file is nobody's business
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self._ready = False

    @property
    def is_alive(self) -> bool:
        """True while the process runs."""
        return self._process.poll() is None

    def ask(self, task: str, message: Message) -> Message:
        """Return the reply to a task; errors are those of ``WorkerPool.ask``."""
        late = threading.Event()
        timer = threading.Timer(self._seconds, self._end_late, (late,))
        try:
            timer.start()
        except RuntimeError as error:  # no memory, or no thread more
            raise OSError(str(error)) from error
        try:
            reply = self._exchange(Message({"task": task, **message.values}, message.data))
        finally:
            timer.cancel()
        if reply is None:
            code = self.end()
            if late.is_set() or code == _OVER_LIMIT:
                raise WorkerEndedError(f"it took more than {self._seconds:g} seconds")
            if not self._ready:
                raise OSError(f"it ended with code {code} before it was ready")
            raise WorkerEndedError("the process that read it crashed")
        if why := reply.values.get("ended"):
            raise WorkerEndedError(why)
        if bug := reply.values.get("bug"):
            raise WorkerError(bug)
        return reply

    def kill(self) -> None:
        """End the process; whoever waits for its reply is told."""
        self._process.kill()

    def end(self) -> int:
        """End the process, close its pipes, and return its exit code."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                _require(pipe).close()
            except OSError:
                continue  # unsent bytes for a process that is gone
        return self._process.wait()

    def _exchange(self, message: Message) -> Message | None:
        stdin, stdout = _require(self._process.stdin), _require(self._process.stdout)
        try:
            self._ready = self._ready or read_message(stdout) is not None
            write_message(stdin, message)
            return read_message(stdout)
        except OSError:  # a pipe that broke
            return None

    def _end_late(self, late: threading.Event) -> None:
        late.set()
        self.kill()


def _require(pipe: IO[Any] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("the process has no pipes")
    return pipe
