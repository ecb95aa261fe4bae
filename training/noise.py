"""What OCR does to a page of words: characters taken for others, spaces lost, boxes a little off."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingestio_extract.words import Word

_TAKEN_FOR: Final = {
    "0": "OoD8",
    "O": "0QD",
    "o": "0",
    "1": "lI7",
    "I": "1lJT",
    "l": "1I",
    "5": "S6",
    "S": "58",
    "8": "B3",
    "B": "8R",
    "6": "G5",
    "G": "6C",
    "2": "Z7",
    "Z": "2",
    "A": "4H",
    "E": "F",
    "N": "H",
    "M": "H",
    "U": "V",
    "V": "U",
    "D": "O0",
    "T": "I7",
    "R": "P",
    "P": "F",
    "C": "G",
    "Y": "V",
    ".": ", ",
    ",": ".",
    ":": ".;",
    "-": " _",
    "/": "7",
    "(": "C",
    ")": "J",
}


def noisy(words: Sequence[Word], rng: random.Random) -> list[Word]:
    """The words as a poor picture gives them. One in three pages is nearly clean."""
    rate = rng.choice((0.0, 0.005, 0.015, 0.03))
    glue = rng.choice((0.0, 0.05, 0.2, 0.4))
    lost = rng.choice((0.0, 0.0, 0.01, 0.03))
    tilt = rng.gauss(0, 0.004)
    grown = rng.uniform(0.9, 1.15)
    result: list[Word] = []
    for word in words:
        if rng.random() < lost:
            continue
        text = "".join(_seen(character, rate, rng) for character in word.text).strip()
        if not text:
            continue
        seen = replace(word, text=text, box=_moved(word, tilt, grown, rng))
        last = result[-1] if result else None
        if last is not None and rng.random() < glue and _touch(last, seen):
            box = (last.box[0], min(last.box[1], seen.box[1]), seen.box[2], max(last.box[3], seen.box[3]))
            result[-1] = replace(last, text=last.text + seen.text, box=box)
        else:
            result.append(seen)
    return result or list(words)


def _seen(character: str, rate: float, rng: random.Random) -> str:
    if rng.random() >= rate:
        return character
    if rng.random() < 0.2:
        return ""
    return rng.choice(_TAKEN_FOR.get(character, character))


def _moved(word: Word, tilt: float, grown: float, rng: random.Random) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = word.box
    high = y1 - y0
    middle = (y0 + y1) / 2 + tilt * (x0 + x1) / 2 + rng.gauss(0, 0.04) * high
    half = high * grown * rng.uniform(0.93, 1.07) / 2
    return x0 + rng.gauss(0, 0.05) * high, middle - half, x1 + rng.gauss(0, 0.05) * high, middle + half


def _touch(first: Word, second: Word) -> bool:
    """Whether a word follows another on its line with no more than a usual space between."""
    gap = second.box[0] - first.box[2]
    return abs(first.middle - second.middle) < 0.4 * first.height and -2 < gap < 0.7 * first.height
