"""A sheet whose words keep their boxes, and what a bad scan makes of it."""

import random
from dataclasses import replace
from typing import Final

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics

from ingestio_extract.words import PageSource, PageText, Word

A4: Final = (595.0, 842.0)
MARGIN: Final = 50.0
_FONTS: Final = (("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"), ("Courier", "Courier-Bold"))
_TWINS: Final = {
    "0": "O",
    "O": "0",
    "1": "l",
    "l": "1",
    "I": "l",
    "5": "S",
    "S": "5",
    "8": "B",
    "B": "8",
    "m": "rn",
    ".": ",",
    ",": ".",
    ":": ".",
    "ü": "u",
    "é": "e",
    "ł": "l",
    "ó": "o",
    "ã": "a",
    "ñ": "n",
}
"""Signs that a reader takes for one another."""


class Paper:
    """Pages under a pen; `y` is the distance of the next baseline from the top, in points. On a `tight` one
    the boxes touch the ink, else they are as high as the font."""

    def __init__(self, rng: random.Random, size: tuple[float, float] = A4, mono: bool = False) -> None:
        self.rng = rng
        self.width, self.height = size
        self.regular, self.bold = _FONTS[2] if mono else rng.choice(_FONTS[:2])
        self.tight = rng.random() < 0.7
        self.number = 1
        self.y = MARGIN
        self._words: list[Word] = []

    def measure(self, text: str, size: float, bold: bool = False) -> float:
        return float(pdfmetrics.stringWidth(_plain(text), self.bold if bold else self.regular, size))

    def text(
        self, x: float, text: str, size: float = 9, *, bold: bool = False, right: bool = False, y: float = -1
    ) -> float:
        """Writes on the baseline `y` (else the pen's); `right` makes `x` the right edge. Gives the end."""
        base = self.y if y < 0 else y
        at = x - self.measure(text, size, bold) if right else x
        space = self.measure(" ", size, bold)
        for part in text.split(" "):
            width = self.measure(part, size, bold)
            if part:
                box = (at, base - self._rise(part) * size, at + width, base + self._fall(part) * size)
                self._words.append(Word(self.number, part, box))
            at += width + space
        return at - space

    def _rise(self, text: str) -> float:
        return 0.74 if not self.tight or any(sign not in "acemnorsuvwxz.,:_-…" for sign in text) else 0.53

    def _fall(self, text: str) -> float:
        return 0.2 if not self.tight or any(sign in "gjpqy,;()[]Q_" for sign in text) else 0.01

    def line(self, x: float, text: str, size: float = 9, *, bold: bool = False, right: bool = False) -> None:
        self.text(x, text, size, bold=bold, right=right)
        self.down(1.4 * size)

    def down(self, points: float) -> None:
        self.y += points
        if self.y > self.height - 60:
            self.turn()

    def turn(self) -> None:
        """A new page."""
        self.number += 1
        self.y = MARGIN

    def prose(self, text: str, size: float = 10, x: float = MARGIN) -> None:
        words = text.split()
        for row in simpleSplit(_plain(text), self.regular, size, self.width - MARGIN - x):
            count = len(row.split())
            self.line(x, " ".join(words[:count]), size)
            words = words[count:]

    def pages(self) -> tuple[PageText, ...]:
        return tuple(
            PageText(
                number,
                self.width,
                self.height,
                tuple(word for word in self._words if word.page == number),
                PageSource.TEXT,
            )
            for number in range(1, self.number + 1)
        )


def _plain(text: str) -> str:
    """What the standard fonts can measure."""
    return text.translate(str.maketrans("łŁśŚźŹżŻćĆńŃąĄęĘ☒☑☐", "lLsSzZzZcCnNaAeEMMM"))


def scanned(pages: tuple[PageText, ...], rng: random.Random) -> tuple[PageText, ...]:
    """The same words as OCR gives them: signs exchanged, words lost or run together, boxes that tremble."""
    worst = rng.choice((0.002, 0.01, 0.03))
    turn = rng.uniform(-0.006, 0.006)
    result: list[PageText] = []
    for page in pages:
        words: list[Word] = []
        for word in page.words:
            if rng.random() < worst:
                continue
            text = "".join(
                _TWINS.get(sign, sign) if rng.random() < worst else sign
                for sign in word.text
                if rng.random() > worst / 4
            )
            x0, y0, x1, y1 = (value + rng.gauss(0, 0.5) for value in word.box)
            drop = turn * (x0 - page.width / 2)
            sure = min(0.999, max(0.4, rng.gauss(0.95 - 4 * worst, 0.05)))
            last = words[-1] if words else None
            near = last is not None and abs(last.box[1] - y0 - drop) < 2 and 0 < x0 - last.box[2] < 4
            if last is not None and near and rng.random() < 3 * worst:
                box = (last.box[0], last.box[1], x1, last.box[3])
                words[-1] = replace(last, text=last.text + text, box=box)
            elif text:
                words.append(Word(page.number, text, (x0, y0 + drop, x1, y1 + drop), sure))
        result.append(replace(page, words=tuple(words), source=PageSource.OCR))
    return tuple(result)
