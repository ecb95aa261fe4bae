"""The text layer of a PDF page: its words, which way they run, and what speaks against it."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import pypdfium2.raw as pdfium_raw

from ingestio_core.contracts.extractions import Box
from ingestio_extract.words import Word, union

_DIRECTION_SAMPLE: Final = 600
_HIDDEN_SAMPLE: Final = 200
_IGNORED: Final = frozenset((0, 2, 0xFFFE, 0xFEFF, 0x200B))


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The words of a page's text layer in points of the page turned by `turn` degrees clockwise, so that
    they run to the right. `width` and `height` are those of the turned page; `hidden` says that
    most of it is written invisibly, as by a scanner; `unmapped` is the share of characters for which the font
    doesn't say what they mean."""

    turn: int
    words: tuple[Word, ...]
    width: float
    height: float
    affine: "Affine"
    hidden: bool = False
    unmapped: float = 0.0


@dataclass(frozen=True, slots=True)
class Affine:
    """From page space (origin bottom left, not rotated) to the upright page in points."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        x0, y0 = self.a * left + self.c * bottom + self.e, self.b * left + self.d * bottom + self.f
        x1, y1 = self.a * right + self.c * top + self.e, self.b * right + self.d * top + self.f
        return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def turned(self, turn: int, width: float, height: float) -> "Affine":
        """Followed by a turn of the page of `width` and `height` by `turn` degrees clockwise."""
        match turn:
            case 90:
                return Affine(-self.b, self.a, -self.d, self.c, height - self.f, self.e)
            case 180:
                return Affine(-self.a, -self.b, -self.c, -self.d, width - self.e, height - self.f)
            case 270:
                return Affine(self.b, -self.a, self.d, -self.c, self.f, width - self.e)
            case _:
                return self


def placing(page: Any, width: float, height: float) -> Affine:
    """Asks pdfium where three points come to lie: this takes /Rotate and the crop box into account."""
    factor = 1000

    def place(x: float, y: float) -> tuple[float, float]:
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        pdfium_raw.FPDF_PageToDevice(
            page.raw, 0, 0, round(width * factor), round(height * factor), 0, x, y, device_x, device_y
        )
        return device_x.value / factor, device_y.value / factor

    origin, right, up = place(0, 0), place(1000, 0), place(0, 1000)
    return Affine(
        a=(right[0] - origin[0]) / 1000,
        b=(right[1] - origin[1]) / 1000,
        c=(up[0] - origin[0]) / 1000,
        d=(up[1] - origin[1]) / 1000,
        e=origin[0],
        f=origin[1],
    )


def _turn(handle: Any, affine: Affine) -> int:
    """By how many degrees clockwise the page must be turned for most of its text to run to the right."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    votes = dict.fromkeys((0, 90, 180, 270), 0)
    before: tuple[float, float] | None = None
    for position in range(min(_DIRECTION_SAMPLE, pdfium_raw.FPDFText_CountChars(handle))):
        code = pdfium_raw.FPDFText_GetUnicode(handle, position)
        if code in _IGNORED or chr(code).isspace():
            before = None
            continue
        pdfium_raw.FPDFText_GetCharBox(handle, position, left, right, bottom, top)
        x0, y0, x1, y1 = affine.box(left.value, bottom.value, right.value, top.value)
        middle = (x0 + x1) / 2, (y0 + y1) / 2
        if before is not None:
            across, down = middle[0] - before[0], middle[1] - before[1]
            if abs(across) >= abs(down):
                votes[0 if across >= 0 else 180] += 1
            else:
                votes[270 if down > 0 else 90] += 1
        before = middle
    best = max(votes, key=lambda turn: votes[turn])
    return best if votes[best] > 0.6 * sum(votes.values()) else 0


def read_layer(page: Any, number: int) -> TextLayer:
    """The text layer of a page of pypdfium2. A new word begins at a space of its own, at a gap over one
    glyph height, or on another line."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        handle = textpage.raw
        count = pdfium_raw.FPDFText_CountChars(handle)
        affine = placing(page, width, height)
        turn = _turn(handle, affine)
        affine = affine.turned(turn, width, height)
        across, down = (height, width) if turn in (90, 270) else (width, height)
        words = within(_words(handle, count, number, affine), across, down)
        hidden, unmapped = _doubts(handle, count)
        return TextLayer(turn, words, across, down, affine, hidden, unmapped)
    finally:
        textpage.close()


def within(words: Iterable[Word], width: float, height: float) -> tuple[Word, ...]:
    """The words that lie on the page, cut off at its edges: nobody sees what a crop box leaves out."""
    result = []
    for word in words:
        x0, y0, x1, y1 = word.box
        if 0 <= (x0 + x1) / 2 <= width and 0 <= (y0 + y1) / 2 <= height:
            result.append(replace(word, box=(max(0.0, x0), max(0.0, y0), min(width, x1), min(height, y1))))
    return tuple(result)


def _words(handle: Any, count: int, number: int, affine: Affine) -> list[Word]:
    words: list[Word] = []
    letters: list[str] = []
    boxes: list[Box] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))

    def finish() -> None:
        if letters:
            words.append(Word(number, "".join(letters), union(boxes)))
            letters.clear()
            boxes.clear()

    for position in range(count):
        code = pdfium_raw.FPDFText_GetUnicode(handle, position)
        if code in _IGNORED:
            continue
        character = chr(code)
        if character.isspace():
            finish()
            continue
        pdfium_raw.FPDFText_GetCharBox(handle, position, left, right, bottom, top)
        box = affine.box(left.value, bottom.value, right.value, top.value)
        if boxes and _starts_word(boxes, box):
            finish()
        letters.append(character)
        boxes.append(box)
    finish()
    return words


def _doubts(handle: Any, count: int) -> tuple[bool, float]:
    """Whether most characters are written invisibly, and the share without a meaning, by a sample."""
    step = max(1, count // _HIDDEN_SAMPLE)
    seen = hidden = unmapped = 0
    for position in range(0, count, step):
        code = pdfium_raw.FPDFText_GetUnicode(handle, position)
        if pdfium_raw.FPDFText_IsGenerated(handle, position) == 1 or (code < 0x80 and chr(code).isspace()):
            continue
        item = pdfium_raw.FPDFText_GetTextObject(handle, position)
        mode = pdfium_raw.FPDFTextObj_GetTextRenderMode(item) if item else None
        seen += 1
        hidden += mode == pdfium_raw.FPDF_TEXTRENDERMODE_INVISIBLE
        unmapped += pdfium_raw.FPDFText_HasUnicodeMapError(handle, position) == 1
    return (hidden > 0.5 * seen, unmapped / seen) if seen else (False, 0.0)


def _starts_word(boxes: list[Box], box: Box) -> bool:
    x0, y0, x1, y1 = union(boxes[-8:])
    height = box[3] - box[1]
    if box[0] - x1 > max(4.0, height) or box[0] < x0 - 1:
        return True
    return abs((box[1] + box[3]) / 2 - (y0 + y1) / 2) > 1.2 * max(2.0, y1 - y0, height)
