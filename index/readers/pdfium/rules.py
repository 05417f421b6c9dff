"""Ruled lines of a page, and the edges of its boxes."""

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from index.readers.pdfium.characters import PageTransform
from index.readers.pdfium.page import Rectangle

_THIN = 3.0  # points
_MOST_OBJECTS = 20_000
_DEEPEST = 8
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_rules(page: ctypes.c_void_p, transform: PageTransform) -> list[Rectangle]:
    """Return the horizontal and vertical lines, and the edges of rectangles, as drawn.

    Drawings of very many lines, such as maps, are cut short.
    """
    rules: list[Rectangle] = []
    for item, matrix in _walk_paths(page):
        for x1, y1, x2, y2 in _read_segments(item, matrix):
            a, b = transform.apply(x1, y1), transform.apply(x2, y2)
            box = Rectangle(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            if min(box.width, box.height) < _THIN / 2 and max(box.width, box.height) > _THIN:
                rules.append(box)
        if len(rules) > _MOST_OBJECTS:
            break
    return rules


def _walk_paths(page: ctypes.c_void_p) -> Iterator[tuple[ctypes.c_void_p, _Matrix]]:
    """Yield the paths of a page and of the forms on it, and the matrix that puts each in place."""
    stack = [
        (pdfium.FPDFPage_GetObject(page, i), _IDENTITY, 0)
        for i in reversed(range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)))
    ]
    for _ in range(_MOST_OBJECTS):
        if not stack:
            return
        item, outer, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield item, _multiply(_read_matrix(item), outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            matrix = _multiply(_read_matrix(item), outer)
            count = min(pdfium.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)
            stack += [
                (pdfium.FPDFFormObj_GetObject(item, i), matrix, depth + 1) for i in range(count)
            ]


def _read_segments(
    path: ctypes.c_void_p, matrix: _Matrix
) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight lines of a path; of a path that is as thin as a line, its middle."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    lines = []
    start = 0
    for i in range(min(pdfium.FPDFPath_CountSegments(path), 1000)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        points.append(_apply(matrix, x.value, y.value))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = len(points) - 1
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            lines.append((*points[-2], *points[-1]))
        if pdfium.FPDFPathSegment_GetClose(segment):
            lines.append((*points[-1], *points[start]))
    if not lines:
        return
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    if 0 < high - low < _THIN < right - left:
        yield left, (low + high) / 2, right, (low + high) / 2
    elif 0 < right - left < _THIN < high - low:
        yield (left + right) / 2, low, (left + right) / 2, high
    else:
        yield from lines


def _read_matrix(item: ctypes.c_void_p) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _multiply(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
