"""PDFs written by hand: each glyph at a place of its own, and said to be any text."""

from collections.abc import Mapping, Sequence

from index.block import Draft
from index.readers.pdfium.reader import PdfiumReader

WIDTH = 6.0
"""Width of each glyph, in points at size 10."""

Glyph = tuple[str, float, float]
"""A text, which one glyph stands for, and where the glyph is drawn."""


def build_pdf(glyphs: Sequence[Glyph], widths: Mapping[str, float] | None = None) -> bytes:
    """Return a PDF of one page, the glyphs drawn in that order.

    Args:
        glyphs: what to draw; y grows upwards.
        widths: in points, of texts whose glyphs are wider or narrower than ``WIDTH``.
    """
    texts = sorted({text for text, _, _ in glyphs})
    codes = {text: code for code, text in enumerate(texts, 1)}
    drawn = "".join(
        f"BT /F 10 Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{codes[text]:02x}> Tj ET\n"
        for text, x, y in glyphs
    )
    wide = [round(100 * (widths or {}).get(text, WIDTH)) for text in texts]
    names = " ".join(f"/g{code}" for code in codes.values())
    shapes = " ".join(f"/g{code} {code + 6} 0 R" for code in codes.values())
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 700]/FontMatrix[0.001 0 0 0.001 0 0]"
        f"/FirstChar 1/LastChar {len(texts)}/Widths[{' '.join(map(str, wide))}]"
        f"/Encoding<</Type/Encoding/Differences[1 {names}]>>/CharProcs<<{shapes}>>"
        "/Resources<<>>/ToUnicode 6 0 R>>"
    )
    return _assemble([
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        _stream(drawn),
        font,
        _stream(_map_to_unicode(codes)),
        *(_stream(f"{width} 0 0 0 {width} 700 d1 0 0 {width} 700 re f") for width in wide),
    ])  # fmt: skip


def place(text: str, x: float, y: float = 700.0, *, step: float = WIDTH) -> list[Glyph]:
    """Return the glyphs of a text, from ``x`` to the right; spaces aren't drawn."""
    return [(sign, x + i * step, y) for i, sign in enumerate(text) if sign != " "]


def read_glyphs(glyphs: Sequence[Glyph], widths: Mapping[str, float] | None = None) -> Draft:
    return PdfiumReader().read(build_pdf(glyphs, widths), "a.pdf")


def _map_to_unicode(codes: Mapping[str, int]) -> str:
    lines = "\n".join(
        f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for text, code in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Plain def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{lines}\nendbfchar\nendcmap end end"
    )


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>\nstream\n{content}\nendstream"


def _assemble(objects: Sequence[str]) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    trailer = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R>>"
    return data + f"{trailer}\nstartxref\n{len(data)}\n%%EOF\n".encode("latin-1")
