"""Looks again at figures that were read doubtfully, and mends what was misread."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from rapidfuzz import fuzz

from ingestio_core.contracts.extractions import Box
from ingestio_extract.misread import belongs_together, is_figure, mended, mended_run
from ingestio_extract.ocrlines import Crop, LineWord
from ingestio_extract.words import union

DOUBTFUL: Final = 0.93
DISAGREED: Final = 0.6
_MARGIN: Final = 0.35
_MOST: Final = 48
_ALIKE: Final = 50
_TALL: Final = 96

Recognise = Callable[[Sequence[Crop]], Sequence[tuple[str, float]]]
"""Crops of single words to what stands in them and how sure that is."""


def settled(lines: Sequence[tuple[Crop, Sequence[LineWord]]], recognise: Recognise) -> list[list[LineWord]]:
    """The words of lines, figures put right. Each doubtful figure is read once more, enlarged and in
    plain black and white; what both readings say stands, where they differ the word keeps the other one."""
    doubtful = sorted(
        (word.confidence, row, at)
        for row, (_, words) in enumerate(lines)
        for at, word in enumerate(words)
        if _is_doubtful(word)
    )[:_MOST]
    crops = [_enlarged(lines[row][0], lines[row][1][at].box) for _, row, at in doubtful]
    seconds = recognise(crops) if crops else ()
    result = [list(words) for _, words in lines]
    for (_, row, at), (text, sure) in zip(doubtful, seconds, strict=True):
        result[row][at] = compared(result[row][at], text.replace(" ", ""), sure)
    return [_joined(_checked([_mended(word) for word in words])) for words in result]


def compared(word: LineWord, second: str, sure: float) -> LineWord:
    """The word after its second reading. Of two that differ the one that is a figure stands, else the
    first; a second reading that is quite another text says nothing."""
    first = mended(word.text) or word.text
    again = mended(second) or second
    if first == again:
        return replace(word, text=first, confidence=max(word.confidence, min(sure, DOUBTFUL)))
    if fuzz.ratio(first, again) < _ALIKE:
        return word
    doubt = min(word.confidence, DISAGREED)
    if is_figure(again) and not is_figure(first):
        return replace(word, text=again, other=word.text, confidence=doubt)
    if is_figure(first) and not any(character.isdigit() for character in again):
        return word
    return replace(word, text=first, other=again, confidence=doubt)


def _is_doubtful(word: LineWord) -> bool:
    if mended(word.text) is not None:
        return True
    return word.confidence < DOUBTFUL and any(character.isdigit() for character in word.text)


def _mended(word: LineWord) -> LineWord:
    right = mended(word.text)
    if right is None:
        return word
    return replace(
        word, text=right, other=word.other or word.text, confidence=min(word.confidence, DISAGREED)
    )


def _checked(words: list[LineWord]) -> list[LineWord]:
    """Numbers with check figures that became right: these prove that a letter was a figure. A figure that
    was read clearly may as well be printed wrong; of a doubtful one both readings stay."""
    texts = mended_run([word.text for word in words])
    if texts is None:
        return words
    result: list[LineWord] = []
    for word, text in zip(words, texts, strict=True):
        pairs = zip(word.text.upper(), text.upper(), strict=True)
        if all(old == new or (old.isalpha() and new.isdigit()) for old, new in pairs):
            result.append(word if word.text == text else replace(word, text=text, other=None))
        elif word.confidence >= DOUBTFUL:
            return words
        else:
            doubt = min(word.confidence, DISAGREED)
            result.append(replace(word, text=text, other=word.text, confidence=doubt))
    return result


def _joined(words: list[LineWord]) -> list[LineWord]:
    """Amounts and dates that a space crept into, as one word again."""
    result: list[LineWord] = []
    for word in words:
        if result:
            before = result[-1]
            near = word.box[0] - before.box[2] < 0.6 * (before.box[3] - before.box[1] + 1)
            if near and belongs_together(before.text, word.text):
                result[-1] = LineWord(
                    before.text + word.text,
                    union([before.box, word.box]),
                    min(before.confidence, word.confidence),
                    before.other or word.other,
                )
                continue
        result.append(word)
    return result


def _enlarged(crop: Crop, box: Box) -> Crop:
    """The word's part of its line, in black on white with soft edges, at twice the recogniser's height."""
    height, width = crop.shape[:2]
    margin = _MARGIN * (box[3] - box[1])
    left, right = max(0, int(box[0] - margin)), min(width, int(box[2] + margin) + 1)
    top, bottom = max(0, int(box[1] - margin)), min(height, int(box[3] + margin) + 1)
    part = crop[top:bottom, left:right]
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    factor = _TALL / max(1, grey.shape[0])
    grown = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    low, high = np.percentile(grown, (3, 97))
    level = np.clip((grown.astype(np.float32) - low) * (255.0 / max(1.0, float(high - low))), 0, 255)
    steep = np.clip((level - 128) * 1.8 + 128, 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(steep, cv2.COLOR_GRAY2BGR), np.uint8)
