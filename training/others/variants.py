"""Short, untitled and long papers made of longer ones: a type must not hang on how much is written."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingestio_core.contracts.extractions import DocumentType
from ingestio_extract.layout import Row, build_layout
from ingestio_extract.typewords import RIVAL_WORDS, TYPE_WORDS
from ingestio_extract.words import PageSource, PageText, Word
from training.others.paper import A4

_TELLING: Final = {
    DocumentType.INVOICE: 3,
    DocumentType.RECEIPT: 3,
    DocumentType.PURCHASE_ORDER: 1,
    DocumentType.BANK_STATEMENT: 2,
    DocumentType.CONTRACT: 2,
}
"""Of how many of the groups of words of a type one must be left for a cut paper to be of that type still."""
_TRIES: Final = 4
_WIDE: Final = 0.52
"""A letter's width as a share of the font's size."""


def variants(
    kind: DocumentType, pages: Sequence[PageText], rng: random.Random
) -> Iterator[tuple[PageText, ...]]:
    """A cut paper, one cut and typed again in one size of letters, and at times a long one."""
    rows = build_layout(pages[:1]).rows
    for typed in (False, True):
        for _ in range(_TRIES):
            kept = _cut(kind, rows, rng)
            if kept and _tells(kind, rows, kept):
                yield (_typed(kept, pages[0].source, rng) if typed else _picked(pages[0], kept),)
                break
    if rng.random() < 0.25:
        yield _long(pages, rng.randint(3, 8))


def _cut(kind: DocumentType, rows: Sequence[Row], rng: random.Random) -> list[Row]:
    """One to five runs of rows, 3 to 20 in all; half of them without the title."""
    if rng.random() < 0.5 and kind in TYPE_WORDS:
        title, *others = (re.compile(words).search for words in TYPE_WORDS[kind])
        rows = [
            row
            for row in rows
            if not title(row.folded) or any(other(row.folded) for other in others) or ":" in row.text
        ]
    wanted = min(len(rows), rng.randint(3, 20))
    kept: set[int] = set(range(rng.randint(0, min(4, wanted))))
    while len(kept) < wanted:
        start = rng.randrange(len(rows))
        kept.update(range(start, min(len(rows), start + rng.randint(1, 4))))
    return [rows[number] for number in sorted(kept)]


def _tells(kind: DocumentType, whole: Sequence[Row], kept: Sequence[Row]) -> bool:
    if kind is DocumentType.OTHER:
        words: tuple[str, ...] = tuple(RIVAL_WORDS.values())
        return _has(words, kept) or not _has(words, whole)
    words = TYPE_WORDS[kind][: _TELLING.get(kind, 3)]
    return _has(words, kept) or not _has(words, whole)


def _has(words: Sequence[str], rows: Sequence[Row]) -> bool:
    found = [re.compile(word).search for word in words]
    return any(search(row.folded) for search in found for row in rows)


def _picked(page: PageText, rows: Sequence[Row]) -> PageText:
    """The rows where they stood on their page."""
    page = replace(page, number=1)
    words = [word for row in rows for segment in row.segments for word in segment.words]
    return replace(page, words=tuple(replace(word, page=1) for word in words))


def _typed(rows: Sequence[Row], source: PageSource, rng: random.Random) -> PageText:
    """The rows from the top of a sheet, one below the other, in one size."""
    size, left, top = rng.choice((9.0, 10.0, 11.0, 12.0)), rng.choice((40.0, 56.0, 72.0)), rng.uniform(40, 90)
    step = size * rng.uniform(1.3, 2.0)
    gap = rng.choice((1, 1, 4))
    words: list[Word] = []
    for number, row in enumerate(rows):
        at, base = left, top + number * step
        for segment in row.segments:
            for word in segment.words:
                wide = size * _WIDE * len(word.text)
                words.append(Word(1, word.text, (at, base, at + wide, base + size), word.confidence))
                at += wide + size * _WIDE
            at += (gap - 1) * size
    return PageText(1, *A4, tuple(words), source)


def _long(pages: Sequence[PageText], times: int) -> tuple[PageText, ...]:
    """The first page, its lower part again and again, and the rest."""
    first = pages[0]
    top = 0.35 * first.height
    middle = tuple(word for word in first.words if word.box[1] > top) or first.words
    sheets = [first.words, *[middle] * times, *(page.words for page in pages[1:])]
    return tuple(
        replace(first, number=number, words=tuple(replace(word, page=number) for word in words))
        for number, words in enumerate(sheets, 1)
    )
