"""A sheet to draw on from the top down, and the tables that the made documents share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.support.documents_maker import Maker

_FONTS = Path(__file__).with_name("fonts")
_WESTERN = (("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"), ("DejaVuSans", "DejaVuSans-Bold"))
MARGIN = 50.0


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its heading, its share of the width and the side its cells keep to."""

    key: str
    heading: str
    share: float
    right: bool = False


class Sheet:
    """Pages under a pen; `y` is the distance of the next baseline from the top, in points."""

    def __init__(
        self, maker: Maker, title: str, size: tuple[float, float] = A4, *, mono: bool = False
    ) -> None:
        for name in ("DejaVuSans", "DejaVuSans-Bold"):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, _FONTS / f"{name}.ttf"))
        fonts = (("Courier", "Courier-Bold"), _WESTERN[2]) if mono else _WESTERN
        self.regular, self.bold = _WESTERN[2] if maker.language == "pl" else maker.rng.choice(fonts)
        self.width, self.height = size
        self.maker = maker
        self.page = 1
        self.y = MARGIN
        self._bytes = BytesIO()
        # Uncompressed, because compressors differ between builds of Python and bytes must not.
        self.canvas = Canvas(self._bytes, pagesize=size, invariant=1, pageCompression=0)
        self.canvas.setTitle(title)

    def font(self, bold: bool) -> str:
        return self.bold if bold else self.regular

    def measure(self, text: str, size: float = 9, bold: bool = False) -> float:
        return float(pdfmetrics.stringWidth(text, self.font(bold), size))

    def text(
        self, x: float, y: float, text: str, size: float = 9, *, bold: bool = False, right: bool = False
    ) -> None:
        """Writes on the baseline `y` from the top; `right` makes `x` the right edge."""
        self.canvas.setFont(self.font(bold), size)
        draw = self.canvas.drawRightString if right else self.canvas.drawString
        draw(x, self.height - y, text)

    def lines(self, x: float, lines: Sequence[str], size: float = 9, *, right: bool = False) -> None:
        """Writes lines at `y` downwards and leaves `y` below them."""
        for line in lines:
            self.text(x, self.y, line, size, right=right)
            self.y += size * 1.35

    def rule(self, x0: float, x1: float, y: float, width: float = 0.6) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def box(self, x0: float, y0: float, x1: float, y1: float, *, shade: bool = False) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.setFillGray(0.92 if shade else 0)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0 if shade else 1, fill=int(shade))
        self.canvas.setFillGray(0)

    def wrap(self, text: str, width: float, size: float = 9, bold: bool = False) -> list[str]:
        return list(simpleSplit(text, self.font(bold), size, width))

    def paragraph(self, text: str, size: float = 10) -> None:
        """Writes a text over the full width, turning the page where it is full."""
        for line in self.wrap(text, self.width - 2 * MARGIN, size):
            if self.y > self.height - MARGIN:
                self.turn()
            self.text(MARGIN, self.y, line, size)
            self.y += size * 1.4
        self.y += size * 0.7

    def turn(self) -> None:
        """A new page, with the number of the one that ends at its foot."""
        self._number()
        self.canvas.showPage()
        self.page += 1
        self.y = MARGIN + 10

    def finish(self) -> bytes:
        if self.page > 1:
            self._number()
        self.canvas.save()
        return self._bytes.getvalue()

    def _number(self) -> None:
        self.text(self.width / 2 - 15, self.height - 22, f"{self.maker.label('page')} {self.page}", 7)


def draw_pairs(sheet: Sheet, x: float, pairs: Sequence[tuple[str, str]], style: str, width: float) -> None:
    """Labels with values at `sheet.y`: `left` of them, `above` them side by side, or in a `grid`."""
    if style == "left":
        colon = ":" if sheet.maker.chance(0.5) else ""
        at = x + max((sheet.measure(label, 9, True) for label, _ in pairs), default=0) + 12
        for label, value in pairs:
            sheet.text(x, sheet.y, label + colon, bold=True)
            sheet.text(at, sheet.y, value)
            sheet.y += 14
        return
    step = width / max(len(pairs), 1)
    top = sheet.y - 11
    for index, (label, value) in enumerate(pairs):
        sheet.text(x + index * step + 3, sheet.y, label, 7.5, bold=True)
        sheet.text(x + index * step + 3, sheet.y + 14, value)
        if style == "grid":
            sheet.box(x + index * step, top, x + (index + 1) * step, top + 32)
    sheet.y += 38


def draw_table(
    sheet: Sheet,
    columns: Sequence[Column],
    rows: Sequence[dict[str, str]],
    style: str,
    *,
    heading_again: Callable[[], None] | None = None,
    size: float = 8.5,
) -> None:
    """A table over the full width at `sheet.y`; `ruled`, with a `line` below its heading, `zebra`
    or `plain`. Long cells wrap; a full page turns and the heading comes again."""
    left, right = MARGIN, sheet.width - MARGIN
    total = sum(column.share for column in columns)
    edges = [left]
    for column in columns:
        edges.append(edges[-1] + (right - left) * column.share / total)

    def cells(values: Sequence[Sequence[str]], bold: bool) -> float:
        height = max(len(value) for value in values) * size * 1.3 + 5
        for column, value, x0, x1 in zip(columns, values, edges, edges[1:], strict=False):
            for index, line in enumerate(value):
                at = sheet.y + size + 1.5 + index * size * 1.3
                sheet.text(x1 - 4 if column.right else x0 + 4, at, line, size, bold=bold, right=column.right)
        if style == "ruled":
            for x0, x1 in pairwise(edges):
                sheet.box(x0, sheet.y, x1, sheet.y + height)
        return height

    headings = [
        sheet.wrap(column.heading, x1 - x0 - 8, size, True)
        for column, x0, x1 in zip(columns, edges, edges[1:], strict=False)
    ]

    def heading() -> None:
        if style == "zebra":
            lines = max(map(len, headings))
            sheet.box(left, sheet.y, right, sheet.y + lines * size * 1.3 + 5, shade=True)
        sheet.y += cells(headings, True)
        if style == "line":
            sheet.rule(left, right, sheet.y)

    heading()
    for number, row in enumerate(rows):
        values = [
            sheet.wrap(row[column.key], x1 - x0 - 8, size) or [""]
            for column, x0, x1 in zip(columns, edges, edges[1:], strict=False)
        ]
        if sheet.y + max(map(len, values)) * size * 1.3 > sheet.height - MARGIN - 20:
            sheet.turn()
            if heading_again is not None:
                heading_again()
            heading()
        if style == "zebra" and number % 2:
            lines = max(map(len, values))
            sheet.box(left, sheet.y, right, sheet.y + lines * size * 1.3 + 5, shade=True)
        sheet.y += cells(values, False)
    if style in ("line", "zebra"):
        sheet.rule(left, right, sheet.y)
    sheet.y += 16
