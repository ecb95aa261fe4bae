"""Finds values on the pages: the words that print them, whatever the form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rapidfuzz import fuzz, process

from ingestio_core.contracts.extractions import Box
from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import Segment
from ingestio_extract.local.candidates import Document, bare, tidy
from ingestio_extract.local.dates import find_dates
from ingestio_extract.words import union

_ALIKE = 92


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is printed and how."""

    page: int
    box: Box
    text: str
    row: int


def ground(document: Document, value: str, kind: FieldType, near: int | None = None) -> Place | None:
    """The place that prints `value`; of several the one nearest to row `near`, else the last for
    amounts and the first for all others. None when the pages don't show it."""
    places = list(_places(document, value, kind))
    if not places:
        return None
    if near is not None:
        return min(places, key=lambda place: abs(place.row - near))
    return places[-1] if kind is FieldType.AMOUNT else places[0]


def _places(document: Document, value: str, kind: FieldType) -> Iterator[Place]:
    if kind is FieldType.DATE:
        for segment in document.layout.segments:
            for hit in find_dates(segment.text, document.order):
                if value in (hit.value, hit.other):
                    yield _place(segment, hit.start, hit.end)
    elif kind in (FieldType.AMOUNT, FieldType.NUMBER):
        yield from _numbers(document, value)
    else:
        yield from _texts(document, value)


def _numbers(document: Document, value: str) -> Iterator[Place]:
    try:
        wanted = Decimal(value)
    except InvalidOperation:
        return
    for segment, hit in document.numbers.get(wanted, ()):
        yield _place(segment, hit.start, hit.end)


def _texts(document: Document, value: str) -> Iterator[Place]:
    wanted = bare(value)
    if not wanted:
        return
    segments, texts = document.layout.segments, document.bare_texts
    exact = False
    for segment, text in zip(segments, texts, strict=True):
        if wanted in text:
            exact = True
            yield _run(segment, wanted)
    if exact or len(wanted) < 6:
        return
    for _, _, index in process.extract(wanted, texts, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=20):
        yield _place(segments[index], 0, len(segments[index].text))
    yield from _over_lines(segments, texts, wanted)


def _over_lines(segments: Sequence[Segment], texts: Sequence[str], wanted: str) -> Iterator[Place]:
    """A text that runs over lines one under the other."""
    for index, (first, start) in enumerate(zip(segments, texts, strict=True)):
        if len(start) < 4 or not wanted.startswith(start):
            continue
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


def _run(segment: Segment, wanted: str) -> Place:
    """The shortest run of words that spells `wanted`."""
    best: tuple[int, int] = (0, len(segment.words))
    for start in range(len(segment.words)):
        spelled = ""
        for end in range(start, len(segment.words)):
            spelled += bare(segment.words[end].text)
            if wanted in spelled:
                if end + 1 - start < best[1] - best[0]:
                    best = (start, end + 1)
                break
    words = segment.words[best[0] : best[1]]
    return Place(
        segment.page, union([word.box for word in words]), " ".join(word.text for word in words), segment.row
    )


def _place(segment: Segment, start: int, end: int) -> Place:
    words = segment.words_at(start, end)
    return Place(
        segment.page, union([word.box for word in words]), tidy(segment.text[start:end]), segment.row
    )
