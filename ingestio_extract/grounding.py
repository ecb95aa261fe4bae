"""Finds values on the pages: the words that print them, whatever the form."""

from collections.abc import Iterator
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
_MOST_ALIKE = 20


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
    if kind in (FieldType.AMOUNT, FieldType.NUMBER):
        return _number(document, value, near, last=kind is FieldType.AMOUNT)
    places = list(_dates(document, value) if kind is FieldType.DATE else _texts(document, value))
    if not places:
        return None
    return places[0] if near is None else min(places, key=lambda place: abs(place.row - near))


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


def _texts(document: Document, value: str) -> Iterator[Place]:
    wanted = bare(value)
    if not wanted:
        return
    segments, texts = document.layout.segments, document.bare_texts
    exact = [segments[index] for index in texts.holding(wanted)]
    yield from (_run(segment, wanted) for segment in exact)
    if exact or len(wanted) < 6:
        return
    for _, _, index in process.extract(
        wanted, texts.texts, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST_ALIKE
    ):
        yield _place(segments[index], 0, len(segments[index].text))
    yield from _over_lines(document, wanted)


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
