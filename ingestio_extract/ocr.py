"""Reads text in pictures with PP-OCR through rapidocr, whose wheel carries the weights.

rapidocr's networks are driven here one by one: this gives the middle of each character, words that sit on
their ink, tiles for long receipts, and second looks at single lines.
"""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import cv2
import numpy as np

from ingestio_core.contracts.extractions import Box
from ingestio_extract.ocrlines import Crop, Sign, words_of
from ingestio_extract.secondlook import settled
from ingestio_extract.upright import (
    Pixels,
    Quads,
    View,
    find_sheet,
    leans,
    sides,
    skew,
    stands_sideways,
)
from ingestio_extract.words import Warp

DETECTION_SIDE: Final = 960
FINE_DETECTION_SIDE: Final = 1472
LOW_CONFIDENCE: Final = 0.80
LEAST_LINE_SCORE: Final = 0.5
MOST_SURE: Final = 0.999
"""No word that was seen is as sure as one of a text layer."""
_TALL: Final = 1.5
_LONG_PAGE: Final = 1.9
_TILE: Final = 1.4
_TILE_OVERLAP: Final = 0.15
_LINE_HEIGHT: Final = 48
_LEAST_WIDTH: Final = 192
_BATCH: Final = 6
_THINNEST: Final = 32
_SAMPLE: Final = 4
_TINY_LINE: Final = 10.5
_PRINTED: Final = 6.0
_HANDY: Final = 7.0
_MOVES_PIXELS: Final = 1.5
_MOVES_BOXES: Final = 0.15
_PLAIN: Final = str.maketrans("：（），．；！？％－／　", ":(),.;!?%-/ ")


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word in pixels of the picture as it was read (turned and straightened)."""

    text: str
    box: Box
    confidence: float
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was seen. `turned` says by how many degrees clockwise the picture had to be turned, `width`
    and `height` are those of the upright picture in pixels. `warp` leads from there to the picture as it
    was given where quarter turns alone don't."""

    words: tuple[SeenWord, ...]
    turned: int
    width: int
    height: int
    warp: Warp | None = None

    @property
    def confidence(self) -> float:
        """Mean confidence by character, 0 where nothing was seen."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    @property
    def line_height(self) -> float:
        """The middle height of words in pixels, 0 where nothing was seen."""
        return float(np.median([word.box[3] - word.box[1] for word in self.words])) if self.words else 0.0


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line as recognised, and its crop, whose pixels `back` (3 × 3) leads to those of the view."""

    signs: tuple[Sign, ...]
    score: float
    crop: Crop
    back: np.ndarray[Any, np.dtype[np.float64]]

    @property
    def text(self) -> str:
        return "".join(sign.text for sign in self.signs)


def read_image(pixels: Pixels, quads: Quads | None = None) -> Reading:
    """The words of a picture, turned and straightened where that is needed. `quads` are its lines where
    they were found before."""
    view = View.of(pixels)
    if quads is None:
        quads = find_lines(view.pixels)
    if len(quads) == 0:
        return Reading((), 0, view.width, view.height)
    view, quads = _flat(view, quads)
    if stands_sideways(quads):
        view = view.quarter_turned(90)
        quads = find_lines(view.pixels)
    slope = skew(quads)
    if abs(slope) > _MOVES_PIXELS:
        view = view.rotated(-slope)
        quads = find_lines(view.pixels)
        slope = skew(quads)
    view, quads = _head_up(view, quads)
    lines = read_lines(view.pixels, quads)
    frame = view.tilted(-slope) if _MOVES_BOXES < abs(slope) <= _MOVES_PIXELS else view
    onward = np.linalg.inv(frame.back) @ view.back
    words = placed(lines, onward)
    return Reading(tuple(words), frame.turned, *_size(frame, slope), frame.warp)


def find_lines(pixels: Pixels) -> Quads:
    """The corners of all lines of text, from the top down. Long receipts are looked at in tiles, so that
    their letters stay large enough to be seen."""
    height, width = pixels.shape[:2]
    if height <= _LONG_PAGE * width or height <= DETECTION_SIDE:
        return _detect(pixels)
    tile = min(height, max(DETECTION_SIDE // 2, round(_TILE * width)))
    overlap = round(_TILE_OVERLAP * tile)
    count = max(1, math.ceil((height - overlap) / (tile - overlap)))
    starts = [round(at * (height - tile) / max(1, count - 1)) for at in range(count)]
    found: list[np.ndarray[Any, Any]] = []
    for index, start in enumerate(starts):
        first = 0 if index == 0 else (start + starts[index - 1] + tile) / 2
        last = height if index == count - 1 else (starts[index + 1] + start + tile) / 2
        for quad in _detect(pixels[start : start + tile]):
            quad = quad + np.array([0, start], np.float32)
            middle = float(quad[:, 1].mean())
            # Each line belongs to the tile in whose own part its middle lies; the few pixels on both sides
            # of the seam may see it twice.
            if first - 4 <= middle < last + 4 and not any(_same_line(quad, other) for other in found[-40:]):
                found.append(quad)
    return np.array(found, np.float32).reshape(-1, 4, 2)


def read_lines(pixels: Pixels, quads: Quads, *, all_of_them: bool = False) -> list[SeenLine]:
    """What stands in these lines; those of which little was recognised are left out unless `all_of_them`
    are asked for."""
    crops = _crops(pixels, quads)
    readings = recognise([crop for crop, _ in crops])
    return [
        SeenLine(signs, score, crop, back)
        for (crop, back), (signs, score) in zip(crops, readings, strict=True)
        if all_of_them or (signs and score >= LEAST_LINE_SCORE)
    ]


def placed(lines: Sequence[SeenLine], onward: np.ndarray[Any, Any] | None = None) -> list[SeenWord]:
    """The words of lines in pixels of the picture they were found in, or of where `onward` (3 × 3) leads."""
    found = settled([(line.crop, words_of(line.crop, line.signs)) for line in lines], _texts)
    result: list[SeenWord] = []
    for line, words in zip(lines, found, strict=True):
        back = line.back if onward is None else onward @ line.back
        way = Warp(tuple(float(value) for value in back.flatten()))
        result.extend(
            SeenWord(word.text, way.box(word.box), min(MOST_SURE, word.confidence), word.other)
            for word in words
        )
    return result


def _texts(crops: Sequence[Crop]) -> list[tuple[str, float]]:
    return [("".join(sign.text for sign in signs), score) for signs, score in recognise(crops)]


def recognise(crops: Sequence[Crop]) -> list[tuple[tuple[Sign, ...], float]]:
    """The characters of each crop of one line, and how sure they are on the whole."""
    recogniser = _models().recogniser
    characters = recogniser.postprocess_op.character
    ratios = [crop.shape[1] / crop.shape[0] for crop in crops]
    order = sorted(range(len(crops)), key=lambda index: ratios[index])
    results: list[tuple[tuple[Sign, ...], float]] = [((), 0.0)] * len(crops)
    for start in range(0, len(order), _BATCH):
        members = order[start : start + _BATCH]
        padded = max(_LEAST_WIDTH, math.ceil(_LINE_HEIGHT * max(ratios[index] for index in members)))
        batch = np.zeros((len(members), 3, _LINE_HEIGHT, padded), np.float32)
        widths = []
        for place, index in enumerate(members):
            width = min(padded, math.ceil(_LINE_HEIGHT * ratios[index]))
            resized = cv2.resize(crops[index], (width, _LINE_HEIGHT)).astype(np.float32)
            batch[place, :, :, :width] = resized.transpose(2, 0, 1) / 127.5 - 1
            widths.append(width)
        output = recogniser.session(batch)
        chosen, sure = output.argmax(axis=2), output.max(axis=2)
        step = padded / chosen.shape[1]
        for place, index in enumerate(members):
            factor = crops[index].shape[1] / widths[place]
            results[index] = _decoded(chosen[place], sure[place], characters, step * factor)
    return results


def _decoded(
    chosen: np.ndarray[Any, Any], sure: np.ndarray[Any, Any], characters: Sequence[str], step: float
) -> tuple[tuple[Sign, ...], float]:
    """CTC: a character counts once for a run of columns, and class 0 is none."""
    begins = np.flatnonzero((chosen != 0) & np.concatenate(([True], chosen[1:] != chosen[:-1])))
    signs: list[Sign] = []
    for begin in begins:
        end = begin + 1
        while end < len(chosen) and chosen[end] == chosen[begin]:
            end += 1
        text = characters[chosen[begin]].translate(_PLAIN)
        signs.append(Sign(text, (begin + end) / 2 * step, min(1.0, float(sure[begin:end].max()))))
    while signs and signs[-1].text.isspace():
        signs.pop()
    while signs and signs[0].text.isspace():
        signs.pop(0)
    score = sum(sign.confidence for sign in signs) / len(signs) if signs else 0.0
    return tuple(signs), score


def _flat(view: View, quads: Quads) -> tuple[View, Quads]:
    """A photographed sheet as if it lay on a scanner."""
    sheet = find_sheet(view.pixels, quads)
    if sheet is None or not leans(sheet, view.width, view.height):
        return view, quads
    flat = view.flattened(sheet)
    found = find_lines(flat.pixels)
    return (flat, found) if len(found) >= 0.8 * len(quads) else (view, quads)


def _head_up(view: View, quads: Quads) -> tuple[View, Quads]:
    """Turned by 180 degrees where a few lines of a handy length are surer that way."""
    along, across = sides(quads)
    fitness = np.abs(np.log(np.maximum(along, 1) / np.maximum(across, 1) / _HANDY))
    sample = quads[np.argsort(fitness, kind="stable")[:_SAMPLE]]
    crops = [crop for crop, _ in _crops(view.pixels, sample)]
    upright = _mean_score(recognise(crops))
    if not crops or upright >= LOW_CONFIDENCE:
        return view, quads
    turned = _mean_score(recognise([np.ascontiguousarray(crop[::-1, ::-1]) for crop in crops]))
    if turned < upright + 0.08:
        return view, quads
    size = np.array([view.width, view.height], np.float32)
    return view.quarter_turned(180), np.roll(size - quads, 2, axis=1)[::-1]


def _mean_score(readings: Sequence[tuple[tuple[Sign, ...], float]]) -> float:
    letters = sum(len(signs) for signs, _ in readings)
    return sum(len(signs) * score for signs, score in readings) / letters if letters else 0.0


def _size(frame: View, slope: float) -> tuple[int, int]:
    """Width and height of a frame whose pixels may not have been moved."""
    if not _MOVES_BOXES < abs(slope) <= _MOVES_PIXELS:
        return frame.width, frame.height
    angle = math.radians(abs(slope))
    return (
        math.ceil(frame.width * math.cos(angle) + frame.height * math.sin(angle)),
        math.ceil(frame.height * math.cos(angle) + frame.width * math.sin(angle)),
    )


def _crops(pixels: Pixels, quads: Quads) -> list[tuple[Crop, np.ndarray[Any, np.dtype[np.float64]]]]:
    """Each line cut out and laid level, with the way back."""
    if len(quads) == 0:
        return []
    along, across = sides(quads)
    typical = float(np.median(np.minimum(along, across)))
    result = []
    for quad, length, height in zip(quads, along, across, strict=True):
        corners = quad.astype(np.float32)
        if height > _TALL * length and height > 2.2 * typical:
            corners = np.roll(corners, -1, axis=0)
        elif length < 2.5 * height:
            # The angle of a short box says nothing.
            (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
            corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
        width = max(2, round(float(np.linalg.norm(corners[1] - corners[0]))))
        tall = max(2, round(float(np.linalg.norm(corners[3] - corners[0]))))
        target = np.array([[0, 0], [width, 0], [width, tall], [0, tall]], np.float32)
        onward = cv2.getPerspectiveTransform(corners, target)
        crop = cv2.warpPerspective(
            pixels, onward, (width, tall), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        result.append((np.asarray(crop, np.uint8), np.asarray(np.linalg.inv(onward), np.float64)))
    return result


def _same_line(first: np.ndarray[Any, Any], second: np.ndarray[Any, Any]) -> bool:
    low = np.maximum(first.min(axis=0), second.min(axis=0))
    high = np.minimum(first.max(axis=0), second.max(axis=0))
    shared = np.maximum(0, high - low).prod()
    smaller = min((quad.max(axis=0) - quad.min(axis=0)).prod() for quad in (first, second))
    return bool(shared > 0.5 * smaller)


def _detect(pixels: Pixels) -> Quads:
    """Lines of text in a picture scaled down to what is quick; where they come out tiny, or none does
    though something is printed, in a larger one."""
    quads = _detect_at(pixels, DETECTION_SIDE)
    scale = DETECTION_SIDE / max(pixels.shape[:2])
    if scale >= 1:
        return quads
    if len(quads):
        small = float(np.median(np.minimum(*sides(quads)))) * scale < _TINY_LINE
    else:
        small = float(pixels.std()) > _PRINTED
    if not small:
        return quads
    finer = _detect_at(pixels, FINE_DETECTION_SIDE)
    return finer if len(finer) >= len(quads) else quads


def _detect_at(pixels: Pixels, side: int) -> Quads:
    detector = _models().detector
    detector.limit_side_len = side
    output = detector(_not_too_thin(pixels))
    if output.boxes is None:
        return np.zeros((0, 4, 2), np.float32)
    return np.asarray(output.boxes, np.float32)


def _not_too_thin(pixels: Pixels) -> Pixels:
    """With white below or beside it where it is a mere strip, of which scaling would leave nothing."""
    height, width = pixels.shape[:2]
    least = max(_THINNEST, max(height, width) // 20)
    missing = max(0, least - height), max(0, least - width)
    if missing == (0, 0):
        return pixels
    return np.pad(pixels, ((0, missing[0]), (0, missing[1]), (0, 0)), constant_values=255)


@dataclass(frozen=True, slots=True)
class _Models:
    detector: Any
    recogniser: Any


@cache
def _models() -> _Models:
    """The networks of this process, made when they are first needed (about 1 GB)."""
    from rapidocr import RapidOCR

    threads = min(2, max(1, (os.cpu_count() or 2) // 2))
    engine = RapidOCR(
        params={
            "Global.log_level": "error",
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTION_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    return _Models(engine._load_det_model(), engine._load_rec_model())  # type: ignore[no-untyped-call]
