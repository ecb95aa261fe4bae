"""Tables: where a column stands under its heading, and which rows are none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue
from rapidfuzz import fuzz

from ingestio_core.contracts.extractions import Box, Evidence
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_extract.layout import Row, Segment, fold
from ingestio_extract.local.candidates import Candidate, Document, from_words, tidy
from ingestio_extract.local.numbers import find_numbers
from ingestio_extract.memory.history import TableHistory
from ingestio_extract.memory.model import Lesson, LessonKind
from ingestio_extract.memory.spots import (
    Printed,
    candidate_of,
    label_of,
    printed_values,
    same_value,
)
from ingestio_extract.words import Word, union

_HEAD_ROWS: Final = 6
_ALIKE: Final = 85
_SLACK: Final = 6.0
_NUMBERS: Final = (FieldType.AMOUNT, FieldType.NUMBER)
_MOST_ROWS: Final = 400

Cells = dict[str, Candidate]


@dataclass(frozen=True, slots=True)
class Column:
    """A column found on a page: its heading, and from where to where its cells reach, in points."""

    lesson: Lesson
    heading: Segment
    left: float
    right: float


def table_key(spec: FieldSpec) -> str:
    """What a table is called across prompts: its role, else its name."""
    return spec.role or spec.name


def learn_table(document: Document, spec: FieldSpec, table: TableHistory) -> list[Lesson]:
    """Columns of which a cell was corrected, and rows that were taken out."""
    located = [(row, place) for row, _ in table.rows if (place := _locate(document, spec, row)) is not None]
    lessons: list[Lesson] = []
    for column in spec.columns:
        if located and _was_corrected(table, column):
            lesson = _column(document, spec, column, located)
            if lesson is not None:
                lessons.append(lesson)
    kept = {row_mark(spec, row) for row, _ in table.rows}
    marks = dict.fromkeys(row_mark(spec, row) for row in table.removed)
    lessons += [
        Lesson(kind=LessonKind.LEFT_OUT, name=spec.name, table=table_key(spec), value=mark)
        for mark in marks
        if mark and mark not in kept
    ]
    return lessons


def row_mark(spec: FieldSpec, row: Mapping[str, JsonValue]) -> str:
    """What a row says without its figures, to know its like by; empty where it says nothing."""
    texts = [row.get(column.name) for column in spec.columns if column.type is FieldType.TEXT]
    said = next((text for text in texts if isinstance(text, str) and text.strip()), "")
    mark = re.sub(r"\d+", "9", tidy(fold(said)))
    return mark if sum(character.isalpha() for character in mark) >= 3 else ""


def columns_on(document: Document, lessons: Sequence[Lesson]) -> list[Column]:
    """The learned columns on the page where most of their headings stand in one row."""
    best: list[Column] = []
    for row in document.layout.rows:
        found = [column for lesson in lessons if (column := _heading_in(document, row, lesson)) is not None]
        if len(found) > len(best):
            best = found
    return best


def cell_in(document: Document, column: Column, page: int, band: tuple[float, float]) -> Candidate | None:
    """What stands in a column between two heights of a page."""
    words = [
        word
        for word in document.layout.page(page).words
        if band[0] <= word.middle <= band[1]
        and column.left <= (word.box[0] + word.box[2]) / 2 <= column.right
    ]
    if not words:
        return None
    words.sort(key=lambda word: (round(word.middle / 4), word.box[0]))
    row = next((row.number for row in document.layout.rows if row.page == page and _holds(row, words[0])), 0)
    return _typed(document, words, column.lesson.type, page, row)


def band_of(document: Document, evidence: Sequence[Evidence]) -> tuple[int, tuple[float, float]] | None:
    """The page of a row and between which heights it stands; None where that is not known."""
    boxes = [
        (known.page, known.box) for known in evidence if known.page is not None and known.box is not None
    ]
    if not boxes or len({page for page, _ in boxes}) != 1:
        return None
    page = document.layout.page(boxes[0][0])
    words = [word.box for word in page.words if _within(page.on_page(word.box), [box for _, box in boxes])]
    if not words:
        return None
    whole = union(words)
    return page.number, (whole[1] - 1.0, whole[3] + 1.0)


def rows_under(document: Document, columns: Sequence[Column]) -> Iterator[Cells]:
    """The rows under the headings, for a table of which nothing was read: each has a value in every
    column of numbers, and the first that has only some is a sum."""
    numbers = [column for column in columns if column.lesson.type in _NUMBERS]
    if len(numbers) < 2:
        return
    head = max(column.heading.row for column in columns)
    page = columns[0].heading.page
    count = 0
    for row in document.layout.rows[head + 1 :]:
        if row.page != page or count == _MOST_ROWS:
            return
        band = (row.box[1] - 1.0, row.box[3] + 1.0)
        cells = {
            column.lesson.name: cell
            for column in columns
            if (cell := cell_in(document, column, page, band)) is not None
        }
        filled = [column for column in numbers if column.lesson.name in cells]
        if len(filled) == len(numbers):
            count += 1
            yield cells
        elif filled and count:
            return


def _heading_in(document: Document, row: Row, lesson: Lesson) -> Column | None:
    value = lesson.value
    if not isinstance(value, dict):
        return None
    label, left, right = value.get("heading"), value.get("left"), value.get("right")
    if not (isinstance(label, str) and isinstance(left, float | int) and isinstance(right, float | int)):
        return None
    width = document.layout.page(row.page).width
    for segment in row.segments:
        said = label_of(segment.text)
        if said and (said == label or (len(label) >= 5 and fuzz.ratio(said, label) >= _ALIKE)):
            return Column(
                lesson,
                segment,
                min(segment.box[0], segment.box[0] + left * width) - _SLACK,
                max(segment.box[2], segment.box[2] + right * width) + _SLACK,
            )
    return None


def _was_corrected(table: TableHistory, column: FieldSpec) -> bool:
    return any(
        new is not None and (read is None or not same_value(_text(read, column), new, column.type))
        for row, read in table.rows
        for new in (_text(row, column),)
    )


def _column(
    document: Document,
    spec: FieldSpec,
    column: FieldSpec,
    located: Sequence[tuple[Mapping[str, JsonValue], Row]],
) -> Lesson | None:
    """Where the cells of a column stand: under which heading, and how far to its left and right."""
    boxes: list[Box] = []
    for row, place in located:
        value = _text(row, column)
        printed = None if value is None else _in_row(document, place, value, column.type)
        if printed is not None:
            words = printed.segment.words_at(printed.start, printed.end)
            boxes.append(union([word.box for word in words]))
    if not boxes or 2 * len(boxes) < len(located):
        return None
    reach = union(boxes)
    first = min(place.number for _, place in located)
    heading = _heading_over(document, reach, first)
    if heading is None:
        return None
    width = document.layout.page(heading.page).width
    return Lesson(
        kind=LessonKind.COLUMN,
        name=column.name,
        role=column.role,
        type=column.type,
        table=table_key(spec),
        value={
            "heading": label_of(heading.text),
            "left": round((reach[0] - heading.box[0]) / width, 4),
            "right": round((reach[2] - heading.box[2]) / width, 4),
        },
    )


def _heading_over(document: Document, reach: Box, first: int) -> Segment | None:
    rows = document.layout.rows
    for row in reversed(rows[max(0, first - _HEAD_ROWS) : first]):
        if row.page != rows[first].page:
            return None
        for segment in row.segments:
            shared = min(segment.box[2], reach[2]) - max(segment.box[0], reach[0])
            if shared > -_SLACK and label_of(segment.text):
                return segment
    return None


def _locate(document: Document, spec: FieldSpec, row: Mapping[str, JsonValue]) -> Row | None:
    """The printed row that shows most of a row's values, two at least."""
    hits: dict[int, int] = {}
    for column in spec.columns:
        value = _text(row, column)
        if value is not None:
            for number in {each.segment.row for each in printed_values(document, value, column.type)}:
                hits[number] = hits.get(number, 0) + 1
    if not hits:
        return None
    best = max(hits, key=lambda number: (hits[number], -number))
    return document.layout.rows[best] if hits[best] >= 2 else None


def _in_row(document: Document, row: Row, value: str, kind: FieldType) -> Printed | None:
    """Where a value is printed in a row, the last of several: amounts stand at the end."""
    found = [each for each in printed_values(document, value, kind) if each.segment.row == row.number]
    return found[-1] if found else None


def _typed(
    document: Document, words: Sequence[Word], kind: FieldType, page: int, row: int
) -> Candidate | None:
    text = " ".join(word.text for word in words)
    if kind in _NUMBERS:
        hits = [hit for hit in find_numbers(text, document.style) if not hit.percent]
        if len(hits) != 1:
            return None
        return from_words(words, hits[0].value, text[hits[0].start : hits[0].end].strip(), 0.9, row)
    if kind is FieldType.DATE:
        segment = next((part for part in document.layout.rows[row].segments if words[0] in part.words), None)
        if segment is None:
            return None
        start = segment.starts[segment.words.index(words[0])]
        return candidate_of(document, Printed(segment, start, len(segment.text)), kind, 0.9)
    return from_words(words, tidy(text), tidy(text), 0.9, row)


def _within(box: Box, others: Sequence[Box]) -> bool:
    """Whether the middle of a box lies in one of the others."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(other[0] <= x <= other[2] and other[1] <= y <= other[3] for other in others)


def _holds(row: Row, word: Word) -> bool:
    return any(word in segment.words for segment in row.segments)


def _text(row: Mapping[str, JsonValue], column: FieldSpec) -> str | None:
    value = row.get(column.name)
    return value if isinstance(value, str) and value.strip() else None
