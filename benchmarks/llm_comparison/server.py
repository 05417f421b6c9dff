"""llama.cpp's server in a process of its own: OpenAI's protocol for all systems alike.

Run as a module it serves the file in its first argument, prints the address and goes on until
its standard input ends, so that it ends with whoever started it.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xllamacpp

from benchmarks.llm_comparison.asking import MODEL

WINDOW = 8_192
"""Most tokens of a prompt with its answer."""

SLOTS = 2
"""Prompts that are worked on at once; paper-qa asks for several."""


@contextmanager
def serve(path: Path) -> Iterator[str]:
    """Serve a GGUF model, and stop at the end.

    Yields:
        The address, to which OpenAI's clients are pointed.

    Raises:
        RuntimeError: the model can't be served.
    """
    command = [sys.executable, "-m", __spec__.name, str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise RuntimeError(f"llama.cpp can't serve {path}.")
        try:
            yield f"{address}/v1"
        finally:
            process.communicate()


def make_params(path: Path) -> xllamacpp.CommonParams:
    """Make the parameters of a quiet server on one thread."""
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.model_alias = {MODEL}
    params.n_ctx, params.n_parallel = WINDOW * SLOTS, SLOTS
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.fit_params = params.ui = False
    params.verbosity = -1
    params.offline = True
    return params


def main() -> None:
    """Serve until the standard input ends."""
    server = xllamacpp.Server(make_params(Path(sys.argv[1])))
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
