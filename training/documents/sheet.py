"""Pages as runs of text: drawn as a PDF by reportlab, or told at once as words with boxes."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Final

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingestio_extract.words import PageSource, PageText, Word

_FONTS: Final = Path(__file__).resolve().parents[2] / "tests" / "support" / "fonts"
_WIDE: Final = ("DejaVuSans", "DejaVuSans-Bold")
_FAMILIES: Final = (
    ("Helvetica", "Helvetica-Bold"),
    ("Helvetica", "Helvetica-Bold"),
    ("Times-Roman", "Times-Bold"),
    ("Courier", "Courier-Bold"),
    _WIDE,
)
_TALL: Final = set("bdfhijklt!?/()[]|&%$€£°0123456789#@'\"ÄÖÜÉÈÀÁÍÓÚŁŚŻŹĆß")
_DEEP: Final = set("gjpqy,;()[]|/çąę§@")


@dataclass(frozen=True, slots=True)
class Run:
    """A text whose left end stands at `x` on the base line `y` (points from the top)."""

    page: int
    x: float
    y: float
    text: str
    size: float
    font: str


@dataclass
class Sheet:
    """Pages that are being written, from top to bottom; `y` is where the next line stands. Nothing on `plain`
    ones is off its place."""

    rng: random.Random
    language: str
    width: float = 595.0
    height: float = 842.0
    margin: float = 50.0
    plain: bool = False
    page: int = 1
    y: float = 60.0
    runs: list[Run] = field(default_factory=list)
    rules: list[tuple[int, float, float, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in _WIDE:
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, _FONTS / f"{name}.ttf"))
        self.regular, self.bold = _WIDE if self.language == "pl" else self.rng.choice(_FAMILIES)
        self.size = self.rng.choice((7.5, 8.0, 8.5, 9.0, 9.0, 9.5, 10.0, 10.0, 11.0))
        if self.regular in ("Courier", "DejaVuSans"):
            self.size = min(8.5, self.size)
        self.lead = self.size * self.rng.uniform(1.18, 1.5)

    @property
    def right(self) -> float:
        return self.width - self.margin

    def measure(self, text: str, size: float | None = None, bold: bool = False) -> float:
        return float(pdfmetrics.stringWidth(text, self.bold if bold else self.regular, size or self.size))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float | None = None,
        *,
        bold: bool = False,
        align: str = "left",
    ) -> None:
        """A run that begins, ends (`right`) or has its middle (`centre`) at `x`."""
        width = self.measure(text, size, bold)
        start = x - width if align == "right" else x - width / 2 if align == "centre" else x
        self.runs.append(
            Run(self.page, start, y, text, size or self.size, self.bold if bold else self.regular)
        )

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float | None = None, *, align: str = "left"
    ) -> float:
        """Lines under each other from `y` on; the base line of the next."""
        step = (size or self.size) * self.lead / self.size
        for line in lines:
            self.text(x, y, line, size, align=align)
            y += step
        return y

    def wrap(self, text: str, width: float, size: float | None = None, bold: bool = False) -> list[str]:
        return list(simpleSplit(text, self.bold if bold else self.regular, size or self.size, width))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.rules.append((self.page, x0, y0, x1, y1))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        for start, end in pairwise(((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))):
            self.rule(*start, *end)

    def turn(self) -> None:
        self.page += 1
        self.y = self.margin + 10

    def pdf(self) -> bytes:
        """The pages as a PDF; the same sheet gives the same bytes."""
        out = BytesIO()
        canvas = Canvas(out, pagesize=(self.width, self.height), invariant=1)
        for page in range(1, self.page + 1):
            canvas.setLineWidth(0.5)
            for number, x0, y0, x1, y1 in self.rules:
                if number == page:
                    canvas.line(x0, self.height - y0, x1, self.height - y1)
            for run in self.runs:
                if run.page == page:
                    canvas.setFont(run.font, run.size)
                    canvas.drawString(run.x, self.height - run.y, run.text)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def pages(self) -> tuple[PageText, ...]:
        """The pages as a reader gives them: a box lies on the ink of its word, or, on some documents, on the
        whole height of its letters; some are read as a scanner's picture is, not quite exactly."""
        loose = self.rng.random() < 0.3 and not self.plain
        scanned = self.rng.random() < 0.15 and not self.plain
        source = PageSource.OCR if scanned else PageSource.TEXT
        words: list[list[Word]] = [[] for _ in range(self.page)]
        for run in self.runs:
            space = float(pdfmetrics.stringWidth(" ", run.font, run.size))
            at = run.x
            for part in run.text.split(" "):
                width = float(pdfmetrics.stringWidth(part, run.font, run.size))
                if part:
                    top, low = _reach(part, loose)
                    box = (at, run.y - top * run.size, at + width, run.y + low * run.size)
                    word = Word(run.page, part, box)
                    words[run.page - 1].append(self._misread(word) if scanned else word)
                at += width + space
        return tuple(
            PageText(number, self.width, self.height, tuple(part), source)
            for number, part in enumerate(words, 1)
        )

    def _misread(self, word: Word) -> Word:
        """A word as OCR gives it: its box a little off, now and then a letter for one that looks like it."""
        x0, y0, x1, y1 = word.box
        high = y1 - y0
        shift = [self.rng.gauss(0, 0.05) * high for _ in range(4)]
        text = word.text
        if self.rng.random() < 0.01:
            wrong = self.rng.choice(sorted(_ALIKE))
            text = text.replace(wrong, _ALIKE[wrong], 1)
        box = (x0 + shift[0], y0 - 0.1 * high + shift[1], x1 + shift[2], y1 + 0.1 * high + shift[3])
        return Word(word.page, text, box, min(1.0, self.rng.uniform(0.9, 1.03)))


_ALIKE: Final = {
    "0": "O",
    "O": "0",
    "l": "1",
    "1": "l",
    "5": "S",
    "B": "8",
    "ü": "u",
    "é": "e",
    "rn": "m",
    ".": ",",
}


def _reach(text: str, loose: bool) -> tuple[float, float]:
    """How far a text reaches above and below its base line, in parts of its size."""
    if loose:
        return 0.93, 0.22
    if set(text) <= set(".,;:-–_·•|"):
        return (0.3, 0.12) if set(text) <= set(".,;") else (0.5, 0.0)
    tall = any(letter in _TALL or letter.isupper() for letter in text)
    return 0.72 if tall else 0.53, 0.21 if any(letter in _DEEP for letter in text) else 0.01
