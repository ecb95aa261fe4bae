"""The lines and the edges of rectangles that a PDF page draws: what rules its tables."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium_raw

from ingestio_core.contracts.extractions import Box

_THIN: Final = 3.0
_SHORT: Final = 6.0
_MOST_OBJECTS: Final = 40_000
_MOST_SEGMENTS: Final = 2_000
"""A path of more is a drawing, no table."""
_DEPTH: Final = 3
_WHITE: Final = 250

Place = Callable[[float, float, float, float], Box]
"""From left, bottom, right and top in page space to a box of the upright page."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """Drawn lines in points of the upright page: `across` as (x0, x1, y), `down` as (x, y0, y1)."""

    across: tuple[tuple[float, float, float], ...] = ()
    down: tuple[tuple[float, float, float], ...] = ()


def read_rulings(page: Any, place: Place, width: float, height: float) -> Rulings:
    """Lines along the page's axes, and the edges of rectangles; what frames the whole page is left out."""
    across: set[tuple[float, float, float]] = set()
    down: set[tuple[float, float, float]] = set()
    for left, bottom, right, top in _bars(page):
        x0, y0, x1, y1 = place(left, bottom, right, top)
        wide, high = x1 - x0, y1 - y0
        if wide > 0.95 * width and high > 0.9 * height:
            continue
        if high <= _THIN:
            if wide >= _SHORT:
                across.add((round(x0, 1), round(x1, 1), round((y0 + y1) / 2, 1)))
        elif wide <= _THIN:
            if high >= _SHORT:
                down.add((round((x0 + x1) / 2, 1), round(y0, 1), round(y1, 1)))
        elif wide >= _SHORT and high >= _SHORT:
            across.update((round(x0, 1), round(x1, 1), round(y, 1)) for y in (y0, y1))
            down.update((round(x, 1), round(y0, 1), round(y1, 1)) for x in (x0, x1))
    return Rulings(
        tuple(sorted(across, key=lambda line: (line[2], line[0]))),
        tuple(sorted(down, key=lambda line: (line[0], line[1]))),
    )


_Matrix = tuple[float, float, float, float, float, float]
_SAME: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _bars(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of everything drawn along the axes, in page space."""
    count = min(_MOST_OBJECTS, pdfium_raw.FPDFPage_CountObjects(page.raw))
    for index in range(count):
        yield from _of_object(pdfium_raw.FPDFPage_GetObject(page.raw, index), _SAME, 0)


def _of_object(item: Any, outer: _Matrix, depth: int) -> Iterator[tuple[float, float, float, float]]:
    kind = pdfium_raw.FPDFPageObj_GetType(item)
    if kind == pdfium_raw.FPDF_PAGEOBJ_PATH:
        yield from _of_path(item, outer)
    elif kind == pdfium_raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
        inner = _joined(_matrix_of(item), outer)
        for index in range(min(_MOST_OBJECTS, pdfium_raw.FPDFFormObj_CountObjects(item))):
            yield from _of_object(pdfium_raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _of_path(path: Any, outer: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if not stroke.value and _is_white(path):
        return
    matrix = _joined(_matrix_of(path), outer)
    start = (0.0, 0.0)
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    count = pdfium_raw.FPDFPath_CountSegments(path)
    if count > _MOST_SEGMENTS:
        return
    for index in range(count):
        segment = pdfium_raw.FPDFPath_GetPathSegment(path, index)
        pdfium_raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(matrix, x.value, y.value)
        kind = pdfium_raw.FPDFPathSegment_GetType(segment)
        if kind == pdfium_raw.FPDF_SEGMENT_MOVETO:
            yield from _straight(corners, bool(stroke.value))
            corners, start = [point], point
        elif kind == pdfium_raw.FPDF_SEGMENT_LINETO:
            corners.append(point)
        else:
            corners = [point]
        if pdfium_raw.FPDFPathSegment_GetClose(segment):
            corners.append(start)
    yield from _straight(corners, bool(stroke.value))


def _straight(
    corners: list[tuple[float, float]], stroked: bool
) -> Iterator[tuple[float, float, float, float]]:
    """A filled shape as its frame, a stroked one as its sides."""
    if len(corners) < 2:
        return
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    if not stroked:
        if 4 <= len(corners) <= 6:
            yield min(xs), min(ys), max(xs), max(ys)
        return
    for (x0, y0), (x1, y1) in pairwise(corners):
        if abs(x0 - x1) < 0.7 or abs(y0 - y1) < 0.7:
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_white(item: Any) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_raw.FPDFPageObj_GetFillColor(item, *parts):
        return False
    return parts[3].value == 0 or all(part.value >= _WHITE for part in parts[:3])


def _matrix_of(item: Any) -> _Matrix:
    matrix = pdfium_raw.FS_MATRIX()
    if not pdfium_raw.FPDFPageObj_GetMatrix(item, matrix):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _joined(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
