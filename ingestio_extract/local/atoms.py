"""The pieces of a row that lie in one column, and what a cell made of them says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ingestio_core.contracts.extractions import Box
from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import Row, Segment
from ingestio_extract.local.candidates import Candidate, Document, from_words, tidy
from ingestio_extract.local.columns import Column
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.numbers import NumberHit, find_numbers
from ingestio_extract.local.values import FoundValue
from ingestio_extract.words import Word, union

_GLUED_UNIT: Final = re.compile(r"(?<=\d)(?=(?:stk|st|pcs?|x|kg|g|h|std|m|l|ud|un|szt|pz)\b)", re.IGNORECASE)
_UNIT: Final = re.compile(
    r" ?(?:[^\W\d_]{1,5}[²³]?\.?|"
    r"(?:per|par|por|za|je|pro|/) ?\d{1,4}(?: [^\W\d_]{1,5})?|/ ?[^\W\d_]{1,8})(?=  |$)"
)
"""A unit behind a figure, before a wide gap: "2,5 h", "12,50 / 100"."""
_SIDE: Final = re.compile(r"\d ?(?:[SHDC]|[DC]R|DB|O/?D|SOLL|HABEN|[-+−])\.?$", re.IGNORECASE)
"""A letter or a sign behind an amount says on which side of the account it stands."""
_EDGE: Final = 1.2
_CELL: Final = 0.85
_TEXT_CELL: Final = 0.8


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a row that lies in one column."""

    words: tuple[Word, ...]
    text: str
    box: Box


def atoms(
    document: Document, row: Row, edges: Sequence[float] = (), starts: Sequence[float] = ()
) -> list[Atom]:
    """A row in pieces: divided at wide gaps, around amounts, percentages and dates, where a drawn line of
    `edges` (x) runs between two words, and before words that stand where a column of texts `starts` (x)."""
    pieces: list[Atom] = []
    for segment in row.segments:
        cuts = _cuts(document, segment)
        for before, word, start in zip(segment.words, segment.words[1:], segment.starts[1:], strict=False):
            if edges and _band(before, edges) != _band(word, edges):
                cuts.add(start)
            apart = word.box[0] - before.box[2] > 0.6 * max(word.height, before.height)
            if apart and any(abs(word.box[0] - x) < _EDGE for x in starts):
                cuts.add(start)
        for start, end in pairwise(sorted(cuts)):
            words = tuple(
                word
                for word, begin in zip(segment.words, segment.starts, strict=True)
                if start <= begin < end and not is_sideways(word)
            )
            if words:
                pieces.append(atom_of(words))
    return pieces


def atom_of(words: Sequence[Word]) -> Atom:
    return Atom(tuple(words), " ".join(word.text for word in words), union([word.box for word in words]))


def spans(parts: Sequence[Atom], starts: Sequence[float]) -> bool:
    """Whether a word within a piece stands where a column of texts starts."""
    return any(abs(word.box[0] - x) < _EDGE for atom in parts for word in atom.words[1:] for x in starts)


def is_sideways(word: Word) -> bool:
    """Whether a word runs up or down the page, as notes in a margin do."""
    width, height = word.box[2] - word.box[0], word.box[3] - word.box[1]
    return len(word.text) > 2 and height > 1.6 * width


def _band(word: Word, edges: Sequence[float]) -> int:
    middle = (word.box[0] + word.box[2]) / 2
    return sum(edge < middle for edge in edges)


def _cuts(document: Document, segment: Segment) -> set[int]:
    cuts = {0, len(segment.text)}
    for match in re.finditer(r"  +", segment.text):
        cuts.add(match.end())
    dates = find_dates(segment.text, document.order)
    for date_hit in dates[:2]:
        cuts.update((date_hit.start, date_hit.end))
    for hit in find_numbers(segment.text, document.style):
        inside = any(item.start < hit.end and hit.start < item.end for item in dates)
        if not inside and (hit.looks_like_money or hit.percent or hit.decimals):
            unit = _UNIT.match(segment.text, hit.end)
            # A sign before the figure belongs to its word.
            start = max(begin for begin in segment.starts if begin <= hit.start)
            glued = segment.text[start : hit.start].strip("+-±(€$£") == ""
            cuts.update((start if glued else hit.start, unit.end() if unit is not None else hit.end))
    return cuts


def numbers_of(atom: Atom, document: Document) -> list[NumberHit]:
    """The numbers in an atom, with units that stand right behind them ("12x") taken off."""
    hits = find_numbers(atom.text, document.style)
    return hits or find_numbers(_GLUED_UNIT.sub(" ", atom.text), document.style)


def cell_value(document: Document, column: Column, pieces: Sequence[Atom], row: int) -> FoundValue | None:
    """A cell as its column's type."""
    if not pieces:
        return None
    if column.numeric:
        return _number(document, column, pieces, row)
    words = [word for atom in pieces for word in atom.words]
    text = tidy(" ".join(atom.text for atom in pieces))
    if column.type is FieldType.DATE:
        dates = find_dates(text, document.order)
        if not dates:
            return None
        printed = text[dates[0].start : dates[0].end]
        candidate = from_words(words, dates[0].value, printed, 0.9, row)
        return FoundValue(replace(candidate, other=dates[0].other), _CELL)
    if column.type is FieldType.ID:
        text = re.sub(r"^\d{1,3}\.? (?=\S)", "", text)
    if not any(character.isalnum() for character in text):
        return None
    return FoundValue(_over(words, text, row), _TEXT_CELL)


def _number(document: Document, column: Column, pieces: Sequence[Atom], row: int) -> FoundValue | None:
    for atom in pieces if column.role == "quantity" else reversed(pieces):
        hits = [hit for hit in numbers_of(atom, document) if not hit.percent]
        if not hits:
            continue
        first = column.role.startswith(("quantity", "unit_price"))
        hit = hits[0] if first else hits[-1]
        printed = find_numbers(atom.text, document.style)
        text = (
            atom.text[hit.start : hit.end].strip() if printed and not _SIDE.search(atom.text) else atom.text
        )
        return FoundValue(from_words(atom.words, hit.value, text, 0.9, row), _CELL)
    return None


def _over(words: Sequence[Word], text: str, row: int) -> Candidate:
    """Text over several rows; its box is that of the first page's part."""
    candidate = from_words(words, text, text, 0.8, row)
    return replace(candidate, box=union([word.box for word in words if word.page == words[0].page]))
