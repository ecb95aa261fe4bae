"""Finds values on the pages: the words that print them, whatever the form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from rapidfuzz import fuzz, process

from ingestio_core.contracts.extractions import Box
from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import Segment
from ingestio_extract.local.candidates import Document, bare, tidy
from ingestio_extract.local.dates import find_dates
from ingestio_extract.words import Word, union

_ALIKE = 92
_MOST_ALIKE = 20
_JOINED_BEFORE = "-/_"
_JOINED_BEHIND = "-/_.:"
"""What joins the parts of one number, as in `RE-2024-0017`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is printed and how. `exact`: the words say just this, and it is no part of a longer
    word or number and not only nearly the same."""

    page: int
    box: Box
    text: str
    row: int
    exact: bool = True


def ground(document: Document, value: str, kind: FieldType, near: int | None = None) -> Place | None:
    """The place that prints `value`; of several an exact one, of these the one nearest to row `near`, else
    the last for amounts and the first for all others. None when the pages don't show it: an id that only
    resembles one, or is part of a longer one, is another."""
    if kind in (FieldType.AMOUNT, FieldType.NUMBER):
        return _number(document, value, near, last=kind is FieldType.AMOUNT)
    if kind is FieldType.DATE:
        places = list(_dates(document, value))
    else:
        places = list(_texts(document, value, alike=kind is not FieldType.ID))
    if not places:
        return None
    return min(places, key=lambda place: (not place.exact, 0 if near is None else abs(place.row - near)))


def _dates(document: Document, value: str) -> Iterator[Place]:
    for segment in document.layout.segments:
        for hit in find_dates(segment.text, document.order):
            if value in (hit.value, hit.other):
                yield _place(segment, hit.start, hit.end)


def _number(document: Document, value: str, near: int | None, last: bool) -> Place | None:
    try:
        wanted = Decimal(value)
    except InvalidOperation:
        return None
    hits = document.numbers.get(wanted)
    if not hits:
        return None
    best = hits[-1 if last else 0]
    if near is not None:
        best = min(hits, key=lambda item: abs(item[0].row - near))
    segment, hit = best
    return _place(segment, hit.start, hit.end)


def _texts(document: Document, value: str, *, alike: bool) -> Iterator[Place]:
    """Places that print a text; with `alike` those too that print nearly the same, figures excepted."""
    wanted = bare(value)
    if not wanted:
        return
    segments, texts = document.layout.segments, document.bare_texts
    exact = [
        place
        for index in texts.holding(wanted)
        if (place := _run(segments[index], wanted, alike)) is not None
    ]
    yield from exact
    if exact or len(wanted) < 6:
        return
    yield from _over_lines(document, wanted)
    if not alike:
        return
    for text, _, index in process.extract(
        wanted, texts.texts, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST_ALIKE
    ):
        if _figures(text) == _figures(wanted):
            yield replace(_place(segments[index], 0, len(segments[index].text)), exact=False)


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _over_lines(document: Document, wanted: str) -> Iterator[Place]:
    """A text that runs over lines one under the other."""
    segments, texts = document.layout.segments, document.bare_texts
    begins = (index for end in range(4, len(wanted)) for index in texts.equal_to(wanted[:end]))
    for index in sorted(begins):
        first, start = segments[index], texts.texts[index]
        parts, spelled = [first], start
        for other in segments[index + 1 : index + 12]:
            if other.page != first.page or abs(other.box[0] - first.box[0]) > 12:
                continue
            piece = bare(other.text)
            if not piece or not wanted.startswith(spelled + piece):
                continue
            parts.append(other)
            spelled += piece
            if spelled == wanted:
                text = " ".join(tidy(part.text) for part in parts)
                yield Place(first.page, union([part.box for part in parts]), text, first.row)
                break


def _run(segment: Segment, wanted: str, alike: bool) -> Place | None:
    """The run of words that spells `wanted`, best alone and of few words; without `alike` None where
    all go on with it."""
    best: tuple[bool, bool, int, int] | None = None
    for start in range(len(segment.words)):
        spelled = ""
        for end in range(start, len(segment.words)):
            spelled += bare(segment.words[end].text)
            if wanted in spelled:
                whole, exact = _cut_out(_spaced(segment.words[start : end + 1]), wanted)
                rated = (not exact, not whole, end + 1 - start, start)
                best = rated if best is None else min(best, rated)
                break
    if best is None:
        return None
    loose, part, length, start = best
    if part and not alike:
        return None
    words = segment.words[start : start + length]
    box = union([word.box for word in words])
    return Place(segment.page, box, _spaced(words), segment.row, exact=not loose)


def _spaced(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _cut_out(text: str, wanted: str) -> tuple[bool, bool]:
    """Whether `wanted` is whole in a text: no figure goes on with its figures and no letter with its
    letters; and whether nothing at all goes on with it, as a part joined by a dash would."""
    letters = [(letter, at) for at, character in enumerate(text) for letter in bare(character)]
    spelled = "".join(letter for letter, _ in letters)
    whole, start = False, spelled.find(wanted)
    while start >= 0:
        first, last = letters[start][1], letters[start + len(wanted) - 1][1]
        before, behind = text[max(0, first - 2) : first], text[last + 1 : last + 3]
        if not _goes_on(before[-1:], wanted[0]) and not _goes_on(behind[:1], wanted[-1]):
            whole = True
            if not _is_joined(before[::-1], _JOINED_BEFORE) and not _is_joined(behind, _JOINED_BEHIND):
                return True, True
        start = spelled.find(wanted, start + 1)
    return whole, False


def _goes_on(neighbour: str, edge: str) -> bool:
    return neighbour.isalnum() and neighbour.isdigit() == edge.isdigit()


def _is_joined(outwards: str, signs: str) -> bool:
    """Whether a part is joined: outwards from a value stand a letter or figure, or such a sign and one."""
    return outwards[:1].isalnum() or (outwards[:1] in signs and outwards[1:].isalnum())


def _place(segment: Segment, start: int, end: int) -> Place:
    words = segment.words_at(start, end)
    return Place(
        segment.page, union([word.box for word in words]), tidy(segment.text[start:end]), segment.row
    )
