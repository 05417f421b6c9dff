"""Ruled lines of a page, and the edges of its boxes."""

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from index.readers.pdfium.characters import PageTransform
from index.readers.pdfium.page import Rectangle

_THIN = 3.0  # points
_LEAST_DOT, _MOST_DOT = 1.5, 6.5  # points
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 1000
_DEEPEST = 8
_Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_rules(
    page: ctypes.c_void_p, transform: PageTransform
) -> tuple[list[Rectangle], list[Rectangle]]:
    """Return the level and upright lines of a page, and small dots, which may be bullets.

    The edges of rectangles count as lines. Drawings of very many lines, such as maps, are cut
    short.
    """
    rules: list[Rectangle] = []
    dots: list[Rectangle] = []
    for item, matrix in _walk_paths(page):
        points, segments = _read_path(item, matrix)
        if not points:
            continue
        box = _bound([transform.apply(x, y) for x, y in points])
        if _is_dot(box):
            dots.append(box)
        elif min(box.width, box.height) < _THIN < max(box.width, box.height):
            rules.append(_flatten(box))
        elif max(box.width, box.height) > _THIN:
            sides = [
                _bound([transform.apply(*start), transform.apply(*end)]) for start, end in segments
            ]
            rules += [side for side in sides if min(side.width, side.height) < _THIN / 2]
        if len(rules) + len(dots) > _MOST_OBJECTS:
            break
    return rules, dots


def _is_dot(box: Rectangle) -> bool:
    short, long = sorted((box.width, box.height))
    return _LEAST_DOT <= short <= long <= _MOST_DOT and long < 1.5 * short


def _flatten(box: Rectangle) -> Rectangle:
    """Return the middle of a rectangle that is as thin as a line."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    if box.width > box.height:
        return Rectangle(box.left, y, box.right, y)
    return Rectangle(x, box.top, x, box.bottom)


def _bound(points: list[_Point]) -> Rectangle:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rectangle(min(xs), min(ys), max(xs), max(ys))


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


def _read_path(
    path: ctypes.c_void_p, matrix: _Matrix
) -> tuple[list[_Point], list[tuple[_Point, _Point]]]:
    """Return the points of a path, and its straight lines, in the page's own coordinates."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[_Point] = []
    lines: list[tuple[_Point, _Point]] = []
    start = 0
    for i in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        points.append(_apply(matrix, x.value, y.value))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = len(points) - 1
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            lines += [(points[-2], points[-1])] if len(points) > 1 else []
        if pdfium.FPDFPathSegment_GetClose(segment):
            lines.append((points[-1], points[start]))
    return points, lines


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
