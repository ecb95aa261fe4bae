"""One recognised line of text as words that sit on their ink."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import cv2
import numpy as np

from ingestio_core.contracts.extractions import Box

Crop = np.ndarray[Any, np.dtype[np.uint8]]
Ink = np.ndarray[Any, np.dtype[np.bool_]]

_SPACE_OF_LETTERS: Final = 0.50
_SPACE_OF_FIGURES: Final = 0.95
_TIMES_TYPICAL: Final = 2.4
_RULE: Final = 0.8
_STROKES: Final = 0.25
_SMOOTHED_FROM: Final = 28
_FAINTEST: Final = 10
_GAP_IN_A_LETTER: Final = 0.2


@dataclass(frozen=True, slots=True)
class Sign:
    """A character as it was recognised: its middle in pixels of the crop, and how sure it is."""

    text: str
    middle: float
    confidence: float


@dataclass(frozen=True, slots=True)
class LineWord:
    """A word of a line; `box` is in pixels of the crop, `other` what a second reading said."""

    text: str
    box: Box
    confidence: float
    other: str | None = None


def words_of(crop: Crop, signs: Sequence[Sign]) -> list[LineWord]:
    """The words of a line, parted at its spaces and where the ink leaves a gap as wide as one."""
    printed = [sign for sign in signs if not sign.text.isspace()]
    if not printed:
        return []
    ink = ink_of(crop)
    columns = ink.any(axis=0)
    height = _letter_height(ink)
    gaps = [_gap(columns, first.middle, second.middle) for first, second in pairwise(printed)]
    typical = statistics.median(end - start for start, end in gaps) if gaps else 0
    spaced = _spaces(signs)
    edges: list[tuple[int, int, list[Sign]]] = []
    start, members = _first_ink(columns, printed[0].middle, height), [printed[0]]
    for index, (gap, sign) in enumerate(zip(gaps, printed[1:], strict=True)):
        wide = _is_space(printed[index].text, sign.text, gap[1] - gap[0], height, typical)
        if spaced[index] or wide:
            edges.append((start, gap[0], members))
            start, members = gap[1], []
        members.append(sign)
    edges.append((start, _last_ink(columns, printed[-1].middle, height), members))
    return [
        LineWord(
            "".join(sign.text for sign in group),
            _box(ink, left, right),
            min(sign.confidence for sign in group),
        )
        for left, right, group in edges
    ]


def ink_of(crop: Crop) -> Ink:
    """Where the letters are, dark on bright or bright on dark, without the rules of a table."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY) if crop.ndim == 3 else crop
    level, dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    if dark.mean() > 0.6 * 255:
        grey = 255 - grey
    # Shadows are wide and strokes are thin: what a closing fills was ink.
    reach = 2 * max(3, round(_STROKES * grey.shape[0])) + 1
    paper = cv2.morphologyEx(
        cv2.copyMakeBorder(grey, reach, reach, reach, reach, cv2.BORDER_REPLICATE),
        cv2.MORPH_CLOSE,
        np.ones((reach, reach), np.uint8),
    )[reach:-reach, reach:-reach]
    depth = cv2.subtract(paper, cv2.medianBlur(grey, 3) if grey.shape[0] >= _SMOOTHED_FROM else grey)
    level, _ = cv2.threshold(depth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = np.asarray(depth > max(_FAINTEST, 0.9 * level), np.bool_)
    height, width = ink.shape
    if width > 3 * height:
        ink = ink & (ink.mean(axis=1) < _RULE)[:, None]
    edge = max(1, round(0.15 * height))
    rules = ink.mean(axis=0) > 0.97
    rules[edge:-edge] = False
    return np.asarray(ink & ~rules[None, :], np.bool_)


def _letter_height(ink: Ink) -> float:
    """The height of the inked band in the middle of the crop."""
    top, bottom = _band(ink)
    return max(4.0, float(bottom - top))


def _spaces(signs: Sequence[Sign]) -> list[bool]:
    """Whether a space was recognised before each printed sign but the first."""
    result: list[bool] = []
    pending = False
    for sign in signs:
        if sign.text.isspace():
            pending = True
            continue
        result.append(pending)
        pending = False
    return result[1:]


def _is_space(before: str, after: str, gap: int, height: float, typical: float) -> bool:
    """Figures stand apart by themselves, "1" most of all, so that they need more."""
    close = before.isdigit() or after.isdigit() or before in ".,:;'-/" or after in ".,:;'-/"
    least = _SPACE_OF_FIGURES if close else _SPACE_OF_LETTERS
    return gap > least * height and gap > _TIMES_TYPICAL * max(1.0, typical)


def _gap(columns: Any, left: float, right: float) -> tuple[int, int]:
    """The widest run without ink between two middles; where letters touch, the place between them."""
    first, last = max(0, round(left)), min(len(columns), round(right))
    best = (round((left + right) / 2),) * 2
    start = first
    for at in range(first, last + 1):
        if at == last or columns[at]:
            if at - start > best[1] - best[0]:
                best = (start, at)
            start = at + 1
    return best


def _first_ink(columns: Any, middle: float, height: float) -> int:
    """Where the ink around `middle` begins: leftwards to a gap that no letter has in it."""
    at = min(len(columns) - 1, max(0, round(middle)))
    found, blank = at, 0
    while at >= 0 and blank <= _GAP_IN_A_LETTER * height and found - at <= height:
        if columns[at]:
            found, blank = at, 0
            if middle - at > 1.3 * height:
                break
        else:
            blank += 1
        at -= 1
    return found


def _last_ink(columns: Any, middle: float, height: float) -> int:
    mirrored = columns[::-1]
    return len(columns) - _first_ink(mirrored, len(columns) - 1 - middle, height)


def _band(ink: Ink) -> tuple[int, int]:
    """The rows of the letters: from the densest row outwards to a gap wider than that below a dot."""
    rows: Ink = np.asarray(ink.any(axis=1), np.bool_)
    if not rows.any():
        return 0, len(rows)
    weight = ink.sum(axis=1).astype(float)
    height = len(rows)
    weight[: height // 5] *= 0.2
    weight[height - height // 5 :] *= 0.2
    core = int(np.argmax(weight))
    allowed = max(1, round(0.14 * height))

    def edge(step: int) -> int:
        at, found, blank = core, core, 0
        while 0 <= at < height and blank <= allowed:
            if rows[at]:
                found, blank = at, 0
            else:
                blank += 1
            at += step
        return found

    return edge(-1), edge(1) + 1


def _box(ink: Ink, left: int, right: int) -> Box:
    right = max(right, left + 1)
    top, bottom = _band(ink[:, left:right])
    return (float(left), float(top), float(right), float(bottom))
