"""The process that PDFium runs in: errors, crashes, time limits, threads, plain scripts."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from index.document import (
    DocumentEmptyError,
    DocumentProtectedError,
    DocumentUnreadableError,
)
from index.readers.pdfium import reader
from index.readers.pdfium.process import WorkerProcess
from index.readers.pdfium.reader import PdfiumReader


def build(text: str, password: str | None = None) -> bytes:
    buffer = io.BytesIO()
    lock = None if password is None else StandardEncryption(password, ownerPassword="owner")
    canvas = Canvas(buffer, encrypt=lock, invariant=True)
    if text:
        canvas.drawString(72, 700, text)
    canvas.rect(100, 100, 50, 50)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerProcess]:
    process = WorkerProcess()
    monkeypatch.setattr(reader, "_process", process)
    yield process
    process.close()


def test_password_is_asked_for_in_words() -> None:
    with pytest.raises(DocumentProtectedError, match=r"a\.pdf asks for a password"):
        PdfiumReader().read(build("The sluice was closed.", password="secret"), "a.pdf")


def test_a_lock_against_changes_alone_does_not_matter() -> None:
    draft = PdfiumReader().read(build("The sluice was closed.", password=""), "a.pdf")
    assert draft.blocks[-1].text == "The sluice was closed."


def test_scans_are_sent_to_ocr() -> None:
    with pytest.raises(DocumentEmptyError, match=r"ocrmypdf"):
        PdfiumReader().read(build(""), "a.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"no PDF at all", build("x")[:200]])
def test_damaged_files_are_unreadable(data: bytes) -> None:
    with pytest.raises(DocumentUnreadableError, match=r"a\.pdf is not a PDF file, or a damaged"):
        PdfiumReader().read(data, "a.pdf")


def test_a_crash_is_an_error_and_the_next_file_is_read(process: WorkerProcess) -> None:
    PdfiumReader().read(build("The sluice was closed."), "a.pdf")
    worker = process._process
    assert worker is not None
    os.kill(worker.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(PdfiumReader().read, build("The mill burned down."), "a.pdf")
        while not process._lock.locked():
            time.sleep(0.01)
        time.sleep(0.3)  # now the file is on its way
        os.kill(worker.pid, signal.SIGKILL)
        with pytest.raises(DocumentUnreadableError, match=r"a\.pdf can't be read: .*crashed"):
            reading.result()
    draft = PdfiumReader().read(build("The mill was rebuilt."), "a.pdf")
    assert draft.blocks[-1].text == "The mill was rebuilt."


def test_a_file_that_takes_too_long_is_given_up(process: WorkerProcess) -> None:
    PdfiumReader().read(build("The sluice was closed."), "a.pdf")
    worker = process._process
    assert worker is not None
    process.seconds = 0.2
    os.kill(worker.pid, signal.SIGSTOP)
    with pytest.raises(DocumentUnreadableError, match=r"took more than 0\.2 seconds"):
        PdfiumReader().read(build("The mill burned down."), "a.pdf")


def test_threads_take_turns(process: WorkerProcess) -> None:
    texts = [f"The mill has {number} wheels." for number in range(20)]
    with ThreadPoolExecutor(8) as pool:
        drafts = list(pool.map(lambda text: PdfiumReader().read(build(text), "a.pdf"), texts))
    assert [draft.blocks[-1].text for draft in drafts] == texts
    assert process._process is not None


def test_a_plain_script_of_a_caller_runs_once(tmp_path: Path) -> None:
    file, script = tmp_path / "a.pdf", tmp_path / "script.py"
    file.write_bytes(build("The sluice was closed."))
    script.write_text(
        "from pathlib import Path\n"
        "from index.readers.pdfium.reader import PdfiumReader\n"
        "data = Path('a.pdf').read_bytes()\n"
        "print(PdfiumReader().read(data, 'a.pdf').blocks[-1].text)\n"
    )
    root = Path(reader.__file__).parents[3]
    run = subprocess.run(
        [sys.executable, script.name],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert (run.stdout, run.stderr) == ("The sluice was closed.\n", "")
