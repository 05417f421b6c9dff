"""Seconds and memory for a long PDF: ``python -m benchmarks.pdf [PAGES]``.

Our reader, with its process, is compared with pypdf's plain text of the same pages. Each runs in a
fresh Python; the memory is the most that it, or the process that it starts, had at a time.
"""

import io
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from benchmarks.results import save

ROOT = Path(__file__).resolve().parents[1]
WORDS = "the harbour was closed by ice for most of that winter and no ship came in".split()
CODE = {
    "ours": "from index.readers.pdfium.reader import PdfiumReader\nPdfiumReader().read(data, 'a')",
    "pypdf": (
        "import io, pypdf\nfor page in pypdf.PdfReader(io.BytesIO(data)).pages: page.extract_text()"
    ),
}
FRAME = """
import resource, sys, time
data = open(sys.argv[1], "rb").read()
begin = time.perf_counter()
{code}
seconds = time.perf_counter() - begin
from index.readers.pdfium import reader
reader._process.close()
usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
most = max(usage.ru_maxrss for usage in usages)
print(seconds, most / 1024)
"""


def main() -> None:
    """Measure and save."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        path.write_bytes(write_pdf(pages))
        figures = {}
        for name, code in CODE.items():
            seconds, memory = measure(code, path)
            figures[f"{pages:,} pages, {name}"] = f"{seconds:.1f} s, {memory:.0f} MiB"
    save("pdf", figures, arguments="[PAGES]")


def write_pdf(pages: int) -> bytes:
    """Return a PDF of at least so many pages, each full of text."""
    chance = random.Random(1)
    style = getSampleStyleSheet()["BodyText"]
    story = [
        Paragraph(" ".join(chance.choices(WORDS, k=120)).capitalize() + ".", style)
        for _ in range(pages * 6)
    ]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=True).build(story)
    return buffer.getvalue()


def measure(code: str, path: Path) -> tuple[float, float]:
    """Return the seconds and MiB that a piece of Python takes for a file, in a fresh process."""
    command = [sys.executable, "-c", FRAME.format(code=code), str(path)]
    output = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout
    seconds, memory = map(float, output.split())
    return seconds, memory


if __name__ == "__main__":
    main()
