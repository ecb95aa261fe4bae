"""Reads text in pictures with PP-OCR through rapidocr, whose wheel carries the weights."""

import os
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from PIL import Image

from ingestio_core.contracts.extractions import Box

DETECTION_SIDE: Final = 960
LOW_CONFIDENCE: Final = 0.80
_TALL: Final = 1.5
_THINNEST: Final = 20
_PLAIN: Final = str.maketrans("：（），．；！？％", ":(),.;!?%")


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word in pixels of the picture as it was read (turned by `Reading.turned`)."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was seen. `turned` says by how many degrees clockwise the picture had to be turned;
    `width` and `height` are those of the turned picture in pixels."""

    words: tuple[SeenWord, ...]
    turned: int
    width: int
    height: int
    sideways: float = 0.0

    @property
    def confidence(self) -> float:
        """Mean confidence by character, 0 where nothing was seen."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    @property
    def score(self) -> float:
        """Characters that were surely read: compares readings of the same picture."""
        return sum(max(0.0, word.confidence - 0.5) * len(word.text) for word in self.words)


def read_image(picture: Image.Image) -> Reading:
    """The words of an RGB picture. Where they are doubtful or stand on their side, the other three
    directions are tried and the best is taken."""
    best = _read_turned(picture, 0)
    if not best.words or (best.confidence >= LOW_CONFIDENCE and best.sideways < 0.5):
        return best
    turns = (90, 270) if best.sideways >= 0.5 else (180, 90, 270)
    for turn in turns:
        other = _read_turned(picture, turn)
        if other.sideways < 0.5 and other.score > 1.15 * best.score * (0.5 if best.sideways >= 0.5 else 1.0):
            best = other
            if best.confidence >= 0.93:
                break
    return best


def _read_turned(picture: Image.Image, turn: int) -> Reading:
    # PIL turns counter-clockwise.
    turned = picture.rotate(-turn, expand=True) if turn else picture
    pixels = np.ascontiguousarray(np.asarray(turned)[:, :, ::-1])
    output = _engine()(_not_too_thin(pixels))
    words: list[SeenWord] = []
    tall = 0
    lines = output.txts or ()
    for index, text in enumerate(lines):
        corners = output.boxes[index]
        box = _around(corners)
        if len(text) > 2 and (box[3] - box[1]) > _TALL * (box[2] - box[0]):
            tall += 1
        parts = output.word_results[index] if index < len(output.word_results) else ()
        words.extend(_line_words(text, float(output.scores[index]), box, parts))
    long_lines = sum(len(text) > 2 for text in lines)
    return Reading(tuple(words), turn, turned.width, turned.height, tall / long_lines if long_lines else 0.0)


def _not_too_thin(pixels: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """With white below or beside it where it is a mere strip: the reader scales the longer side down
    to 2000 pixels and fails where nothing is left of the shorter one."""
    height, width = pixels.shape[:2]
    shortest = max(height, width) // _THINNEST
    missing = max(0, shortest - height), max(0, shortest - width)
    if missing == (0, 0):
        return pixels
    return np.pad(pixels, ((0, missing[0]), (0, missing[1]), (0, 0)), constant_values=255)


def _around(corners: Any) -> Box:
    xs, ys = [float(point[0]) for point in corners], [float(point[1]) for point in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _line_words(text: str, score: float, line: Box, parts: Any) -> list[SeenWord]:
    """Splits a line at its spaces. A word takes the boxes of the recogniser's parts that spell it,
    else its share of the line by characters."""
    spelled = [
        (str(part[0]).translate(_PLAIN), float(part[1]), _around(part[2]))
        for part in parts
        if part[2] is not None and part[0]
    ]
    result: list[SeenWord] = []
    cursor = 0
    position = 0
    text = text.translate(_PLAIN)
    for word in text.split():
        start = text.index(word, position)
        position = start + len(word)
        used: list[tuple[str, float, Box]] = []
        rest = word
        while cursor < len(spelled) and rest and rest.startswith(spelled[cursor][0].strip()):
            used.append(spelled[cursor])
            rest = rest[len(spelled[cursor][0].strip()) :]
            cursor += 1
        width = (line[2] - line[0]) / max(1, len(text))
        x0, x1 = line[0] + start * width, line[0] + position * width
        if used and not rest:
            x0, x1 = min(part[2][0] for part in used), max(part[2][2] for part in used)
            score = min(part[1] for part in used)
        result.append(SeenWord(word, (x0, line[1], x1, line[3]), min(1.0, score)))
    return result


@cache
def _engine() -> Any:
    """The one OCR engine of this process, made when it is first needed (about 1 GB)."""
    from rapidocr import RapidOCR

    threads = min(2, max(1, (os.cpu_count() or 2) // 2))
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTION_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
