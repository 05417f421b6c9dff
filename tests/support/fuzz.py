"""Documents that nobody would write, read and split: ``python -m tests.support.fuzz [SECONDS]``.

Files of every format are made at random for so many seconds: texts of what a format is sensitive
to, some of it repeated a thousand times, and damaged packages and PDFs. Each is read and cut into
sentences. What is found is printed: errors that aren't in words, sentences that lose or repeat
text, and whatever takes longer than its size allows.
"""

import io
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from index.document import DocumentError
from index.reading import File, read_file
from index.sentences import split_sentences
from tests.support.archives import build_book, build_presentation, build_workbook
from tests.support.damage import damage, damage_part
from tests.support.growth import without_collection
from tests.support.pdf import write_mill

SECONDS = 0.3
SECONDS_PER_BYTE = 40e-6
"""Most seconds of the processor: so many for any file, and for each of its bytes."""

SLOWER = {"rst": 5}
"""Formats whose library takes so many times as long."""

LONGEST = 40_000
"""Bytes of a text."""

EXAMPLES = 100
"""Files of one format in a row."""

_PROSE = r"""
A¦The¦cat¦No.¦Dr.¦1¦12¦1:1¦3.5¦§¦a.m.¦Updated¦By¦Photo:¦Jan¦Monday¦AP¦(¦)¦[¦]¦[1]¦“¦”¦'¦"¦«¦»¦…¦...
.¦!¦?¦,¦:¦;¦-¦–¦—¦•¦*¦_¦/¦|¦\¦@¦http://a.b¦x@y.z¦ ¦  ¦⇥¦↵¦↵↵¦。¦「¦؟¦ß¦é¦中¦😀¦Q:¦A:¦Ann:¦1.¦1.1¦(a)
iv.¦- ¦= ¦====¦----¦To: a¦Name: ____¦©¦%¦$
"""
MARKUP = {
    "text": "",
    "markdown": "# ¦## ¦* ¦> ¦```↵¦~~~¦`¦**¦__¦![¦](¦]: ¦[^1]¦[^1]: ¦|¦|-|-|¦<b>¦&amp;¦---↵",
    "html": """
<p>¦</p>¦<b>¦</b>¦<i>¦</i>¦<div>¦</div>¦<table>¦<tr>¦<td>¦<td colspan=99>¦</table>¦<ul>¦<li>¦</ul>
<h1>¦</h1>¦<a href=#x>¦</a>¦<br>¦<pre>¦</pre>¦<input value=1>¦<label>¦<select><option>¦<!--¦-->
<iframe srcdoc='<p>x'>¦<script>¦</script>¦<style>¦&#0;¦&nbsp;¦<sup>¦</sup>¦<dl><dt>¦<main>¦<nav>
<article>¦<svg>¦<title>¦<meta name=author content=x>¦<x-y>¦<
""",
    "rst": """
====↵¦----↵¦.. ¦:: ¦|x|¦`x`_¦.. _x: y↵¦.. [1] x↵¦**¦``¦#. ¦+--+↵¦:a: b↵¦.. include:: a↵
.. csv-table:: x↵↵   a,b↵¦.. math:: x↵
""",
    "tex": r"""
\section{¦}¦{¦\begin{itemize}¦\item ¦\end{itemize}¦\begin{tabular}{ll}¦&¦\\¦$$¦\footnote{¦\a¦\[¦\]
\def\a{¦\textbf{¦\verb|¦\input{a}¦~
""",
    "csv": ',¦;¦⇥¦"¦""¦a,b↵',
    "json": r'{¦}¦[¦]¦:¦,¦"¦"a"¦1¦1e999¦null¦true¦"text"¦\ud800¦\n¦-¦0',
    "email": """
From: a@b↵¦Subject: =?utf-8?b?¦?=¦Content-Type: text/html↵¦--x↵¦--x--↵¦> ¦On Monday, A wrote:↵¦-- ↵
Content-Type: multipart/mixed; boundary=x↵¦Content-Transfer-Encoding: base64↵¦Date: x↵¦charset=utf-7
""",
}
"""Pieces, with ``¦`` or a line's end between them; ``↵`` and ``⇥`` stand for those in a text."""


def pieces(kind: str) -> st.SearchStrategy[str]:
    """What a text of a format is made of."""
    parts = re.split("[¦\n]", _PROSE + MARKUP[kind])
    parts = [part.replace("↵", "\n").replace("⇥", "\t") for part in parts if part]
    return st.sampled_from([*parts, "\f", "\r\n", "\u00a0", "\u0301", "\u200d"]) | st.text(
        max_size=3
    )


def make_text(kind: str) -> st.SearchStrategy[bytes]:
    """Texts of a format, some with a part that is repeated."""
    some = st.lists(pieces(kind), max_size=12).map("".join)
    unit = st.lists(pieces(kind), min_size=1, max_size=4).map("".join)
    pumped = st.tuples(some, unit, st.sampled_from([0, 1, 30, 1_000, 5_000]), some).map(
        lambda parts: parts[0] + (parts[1] * parts[2])[:LONGEST] + parts[3]
    )
    return pumped.map(lambda text: text.encode(errors="replace"))


def make_damaged(kind: str, whole: bytes) -> st.SearchStrategy[bytes]:
    """Copies of a file with damages."""
    hows: list[Callable[[bytes, random.Random], bytes]] = [damage]
    hows += [] if kind == "pdf" else [damage_part]
    return st.tuples(st.sampled_from(hows), st.integers(0, 2**32)).map(
        lambda choice: choice[0](whole, random.Random(choice[1]))
    )


def build_files() -> dict[str, bytes]:
    """Return a whole file of each format that isn't text."""
    document, packed = docx.Document(), io.BytesIO()
    document.add_heading("Lease", 0)
    document.add_paragraph("pay £950 a month;", style="List Bullet")
    document.add_table(rows=2, cols=2).cell(0, 0).text = "Item"
    document.save(packed)
    with tempfile.TemporaryDirectory() as folder:
        pdf = write_mill(Path(folder) / "a.pdf").read_bytes()
    pages = {"a.xhtml": "<h1>One</h1><p>It rained.</p>", "b.xhtml": "<p>Then no.</p>"}
    return {
        "docx": packed.getvalue(),
        "pdf": pdf,
        "pptx": build_presentation(),
        "xlsx": build_workbook(),
        "epub": build_book(pages),
    }


def check(kind: str, data: bytes) -> None:
    """Read a file and split it; fail if that goes wrong or takes too long."""
    with without_collection():
        begin = time.thread_time()
        try:
            document = read_file(data, File(kind, "a", "the file"))
        except DocumentError:
            return
        sentences = split_sentences(document.text, document.blocks, document.language)
        seconds = time.thread_time() - begin
    most = SECONDS + SECONDS_PER_BYTE * SLOWER.get(kind, 1) * len(data)
    assert seconds < most, f"{seconds:.1f} s: too slow"
    position = 0
    for sentence in sentences:
        assert not document.text[position : sentence.start].strip(), "text in no sentence"
        assert position <= sentence.start < sentence.end, "sentences that overlap"
        text = document.text[sentence.start : sentence.end]
        assert text == text.strip(), "white space around a sentence"
        position = sentence.end
    assert not document.text[position:].strip(), "text after the last sentence"


def run(kind: str, files: st.SearchStrategy[bytes], number: int) -> str:
    """Try a format some times; return what went wrong, or nothing."""

    @seed(number)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # to make slow examples smaller takes longer than to look at them
        suppress_health_check=list(HealthCheck),
    )
    @given(files)
    def attempt(data: bytes) -> None:
        last[:] = [data]
        check(kind, data)

    last: list[bytes] = []
    try:
        attempt()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is found
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}:{where.lineno}"
        return f"{type(error).__name__} in {place}: {error}\n    {last[0][:300]!r}"
    return ""


def main() -> None:
    """Print what is found, and how much was tried."""
    end = time.monotonic() + (float(sys.argv[1]) if len(sys.argv) > 1 else 60)
    makers = {kind: make_text(kind) for kind in MARKUP}
    makers |= {kind: make_damaged(kind, whole) for kind, whole in build_files().items()}
    check("html", b"<p>It rained.</p>")  # what is imported and loaded once takes its time here
    tried: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    number = 0
    while time.monotonic() < end:
        for kind, files in makers.items():
            if finding := run(kind, files, number):
                findings[kind] += 1
                print(f"{kind}, seed {number}: {finding}", flush=True)
            tried[kind] += EXAMPLES
        number += 1
    print(f"up to {tried.total():,} files of {len(tried)} formats, {findings.total()} findings")


if __name__ == "__main__":
    main()
