"""Reading takes as long as a file is large, however it is made."""

import random
from collections.abc import Callable
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.readers import make_reader
from index.readers.pdfium.reader import PdfiumReader
from tests.support.growth import assert_linear, measure
from tests.support.pdf import draw_pdf
from tests.support.raw_pdf import build_pdf
from tests.support.wordml import build_docx, paragraph

pytestmark = pytest.mark.heavy

HTML: dict[str, Callable[[int], str]] = {
    "a wide table": lambda n: f"<table><tr>{'<td>x' * n}<tr>{'<td>y' * n}</table>",
    "cells that span": lambda n: f"<table>{'<tr><td rowspan=5000 colspan=9>x<td>y' * n}</table>",
    "notes of one paragraph": lambda n: (
        "".join(f"<sup><a href=#n{i}>{i}</a></sup>" for i in range(n))
        + "".join(f"<p id=n{i}>note" for i in range(n))
    ),
    "labels": lambda n: "".join(f"<label for=a{i}>x</label><input id=a{i}>" for i in range(n)),
    "fields of one label": lambda n: f"<label>{'<input value=1>' * n}</label>",
    "overlapping tags": lambda n: "<p><b><i>x</b>y</i></p>" * n,
    "line breaks": lambda n: "x<br>" * n,
}
WEB: dict[str, Callable[[int], str]] = {
    "inline tags": lambda n: f"<p>{'<b>x</b> <i>y</i> ' * n}",
    "links": lambda n: f"<p>{'<a href=#>w</a> and some words ' * n}",
    "line breaks": lambda n: f"<p>{'words<br>' * n}",
    "paragraphs": lambda n: "<p>Some words in it.</p>" * n,
}
MARKDOWN: dict[str, Callable[[int], str]] = {
    "a wide table": lambda n: f"|{'a|' * n}\n|{'-|' * n}\n|{'b|' * n}",
    "footnotes": lambda n: (
        "".join(f"x[^{i}] " for i in range(n)) + "\n\n" + "".join(f"[^{i}]: n\n" for i in range(n))
    ),
    "brackets": lambda n: "[" * n,
    "quotes": lambda n: "> " * n,
    "lists": lambda n: "".join("  " * (i % 30) + "- x\n" for i in range(n)),
}
CSV: dict[str, Callable[[int], str]] = {
    "a wide table": lambda n: f"{','.join('abc' * n)}\n{','.join('1' * n)}\n",
    "one long row": lambda n: "a,b\n" * n + "x" + ",y" * n,
    "open quotes": lambda n: 'a,"b\n' * n,
}
CASES = [
    pytest.param(kind, make, id=f"{kind}-{name}")
    for kind, cases in (("html", HTML), ("markdown", MARKDOWN), ("csv", CSV))
    for name, make in cases.items()
]


@pytest.mark.parametrize(("kind", "make"), CASES)
def test_hostile_text(kind: str, make: Callable[[int], str]) -> None:
    assert_linear(lambda n: make(n).encode(), lambda data: make_reader(kind).read(data, "the file"))


@pytest.mark.parametrize("make", WEB.values(), ids=WEB.keys())
def test_hostile_pages_of_the_web(make: Callable[[int], str]) -> None:
    reader = make_reader("html", from_web=True)
    assert_linear(lambda n: make(n).encode(), lambda data: reader.read(data, "the file"))


def test_text_boxes_within_text_boxes_are_read_once_each() -> None:
    def nest(depth: int) -> bytes:
        content = paragraph("Inner.")
        for _ in range(depth):
            content = f"<w:p>{box_once(content)}</w:p>"
        return build_docx(content)

    def read(data: bytes) -> None:
        make_reader("docx").read(data, "the file")

    read(nest(1))
    assert measure(read, nest(24)) < 40 * measure(read, nest(3)) + 0.01


def box_once(content: str) -> str:
    """Return a run with a text box, as it is for programs that know them."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return f"<w:r><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></w:r>"


def scatter(count: int) -> bytes:
    chance = random.Random(1)
    return build_pdf([("a", chance.uniform(20, 570), chance.uniform(20, 820))
                      for _ in range(count)])  # fmt: skip


def align(count: int, columns: int = 40) -> bytes:
    pitch = 800 / (count / columns)
    return build_pdf([("a", 20 + i % columns * 14.0, 20 + i // columns * pitch)
                      for i in range(count)])  # fmt: skip


def accent(count: int) -> bytes:
    return build_pdf([("´e"[i % 2], 20 + i % 80 * 7.0, 20 + i // 80 * 0.5) for i in range(count)])


def fill_form(count: int) -> bytes:
    def draw(canvas: Canvas) -> None:
        for i in range(count // 10):
            x, y = 20 + i % 10 * 55, 20 + i // 10 * 8000 / count
            canvas.drawString(x - 9, y, "l")
            canvas.acroForm.textfield(name=f"f{i}", value="v", x=x, y=y, width=20, height=8)

    return draw_pdf(draw)


def rule(count: int) -> bytes:
    def draw(canvas: Canvas) -> None:
        chance = random.Random(2)
        for _ in range(count // 4):
            x, y = chance.uniform(20, 500), chance.uniform(20, 800)
            canvas.line(x, y, x + 50, y)
            canvas.line(x, y, x, y + 30)
            canvas.drawString(x, y, "ab")

    return draw_pdf(draw)


@pytest.mark.parametrize(
    "make", [scatter, align, partial(align, columns=3), accent, fill_form, rule],
    ids=["scattered", "aligned", "in columns", "accents", "a form", "rules"],
)  # fmt: skip
def test_hostile_pages(make: Callable[[int], bytes]) -> None:
    assert_linear(make, lambda data: PdfiumReader().read(data, "the file"))
