"""Seconds and memory for a long PDF: ``python -m benchmarks.pdf [PAGES] [PYTHON]``.

Our reader, with its process, is compared with pypdf's plain text of the same pages and, where
PYTHON is that of an environment with docling-parse, with its cells of text. Each runs in a fresh
Python, one after the other. The seconds are those of the processor, which other work on the
machine changes little; the memory is the most that a system, or the process that it starts, had
at a time.
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
    "ours": """
from index import worker
from index.reading import File
worker.read_file(data, File("pdf", "a", "a"))
worker.close()
""",
    "pypdf": """
import io, pypdf
for page in pypdf.PdfReader(io.BytesIO(data)).pages:
    page.extract_text()
""",
    "docling-parse": """
import io
from docling_parse.pdf_parser import DoclingPdfParser
document = DoclingPdfParser().load(path_or_stream=io.BytesIO(data))
for page in range(1, document.number_of_pages() + 1):
    " ".join(cell.text for cell in document.get_page(page).textline_cells)
    document.unload_pages((page, page + 1))  # it keeps some 20 MB of each otherwise
""",
}
FRAME = """
import resource, sys
data = open(sys.argv[1], "rb").read()
{code}
usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
seconds = sum(usage.ru_utime + usage.ru_stime for usage in usages)
print(seconds, max(usage.ru_maxrss for usage in usages) / 1024)
"""


def main() -> None:
    """Measure and save."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    pythons = {"ours": sys.executable, "pypdf": sys.executable}
    if len(sys.argv) > 2:
        pythons["docling-parse"] = sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        path.write_bytes(write_pdf(pages))
        figures = {}
        for name, python in pythons.items():
            seconds, memory = measure(python, CODE[name], path)
            figures[f"{pages:,} pages, {name}"] = f"{seconds:.1f} s, {memory:.0f} MiB"
    save("pdf", figures, arguments="[PAGES] [PYTHON]")


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


def measure(python: str, code: str, path: Path) -> tuple[float, float]:
    """Return the seconds and MiB that a piece of Python takes for a file, in a fresh process."""
    command = [python, "-c", FRAME.format(code=code), str(path)]
    output = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout
    seconds, memory = map(float, output.split())
    return seconds, memory


if __name__ == "__main__":
    main()
