"""Charts and diagrams: the words and numbers that they show."""

from typing import Any

from index.readers.wordml.content import Item, WordCell, WordParagraph, WordRow, WordTable
from index.readers.wordml.names import DIAGRAM, A, C, R
from index.readers.wordml.styles import ParagraphLook


def get_drawing_id(element: Any) -> str:
    """Return the id of the part that a chart's or a diagram's frame refers to; else empty."""
    if element.tag == f"{C}chart":
        return str(element.get(f"{R}id", ""))
    return str(element.get(f"{R}dm", "")) if element.tag == f"{DIAGRAM}relIds" else ""


def read_drawing(root: Any) -> list[Item]:
    """Return the titles and the table of a chart, or the texts of a diagram."""
    if root.tag != f"{C}chartSpace":
        return _read_texts(root)
    titles = root.iter(f"{C}title")
    items = [item for title in titles for item in _read_texts(title, "caption")]
    return [*items, *_read_series(root)]


def _read_texts(element: Any, style: str = "") -> list[Item]:
    texts = ("".join(t.text or "" for t in p.iter(f"{A}t")) for p in element.iter(f"{A}p"))
    return [WordParagraph(text, ParagraphLook(style)) for text in texts if text.strip()]


def _read_series(root: Any) -> list[Item]:
    """Return a table with a row for each category and a column for each series."""
    heads: list[WordCell] = []
    rows: dict[int, list[WordCell]] = {}
    named: set[int] = set()
    for column, series in enumerate(root.iter(f"{C}ser"), 1):
        name = next((v.text or "" for tx in series.iter(f"{C}tx") for v in tx.iter(f"{C}v")), "")
        heads.append(_make_cell(column, name))
        for place, text in _read_points(series, "cat", "xVal"):
            if place not in named:
                named.add(place)
                rows.setdefault(place, []).append(_make_cell(0, text))
        for place, text in _read_points(series, "val", "yVal"):
            rows.setdefault(place, []).append(_make_cell(column, text))
    body = [WordRow(cells, is_head=False) for _, cells in sorted(rows.items())]
    return [WordTable([WordRow(heads, is_head=True), *body])] if body else []


def _read_points(series: Any, *names: str) -> list[tuple[int, str]]:
    values = (element for name in names for element in series.iterchildren(f"{C}{name}"))
    points = (point for element in values for point in element.iter(f"{C}pt"))
    return [
        (place, "".join(value.text or "" for value in point.iterchildren(f"{C}v")))
        for place, point in enumerate(points)
    ]


def _make_cell(column: int, text: str) -> WordCell:
    return WordCell(column, 1, " ".join(text.split()), is_bold=False, is_shaded=False)
