"""What the readers' tests share."""

import json
from typing import Any

import pytest

from index.readers.pdfium import reader, worker

IN_BOTH = ("test_pdf.py", "test_pdf_blocks.py", "test_pdf_tables.py")


@pytest.fixture(autouse=True)
def _read_in_this_process_too(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hold the replies of PDFium's process against the same made here, where it can be measured."""
    if request.path.name not in IN_BOTH:
        return
    ask = reader._process.ask

    def ask_both(data: bytes) -> dict[str, Any]:
        reply = ask(data)
        assert reply == json.loads(json.dumps(worker.read(data)))
        return reply

    monkeypatch.setattr(reader._process, "ask", ask_both)
