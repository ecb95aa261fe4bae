"""Lessons from a document that a person corrected and confirmed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_extract.layout import build_layout
from ingestio_extract.local.candidates import Document, bare
from ingestio_extract.local.dates import DateOrder, find_dates
from ingestio_extract.local.numbers import NumberStyle, find_numbers
from ingestio_extract.memory.columns import learn_table
from ingestio_extract.memory.history import Change, history
from ingestio_extract.memory.model import Anchor, KeptReading, Lesson, LessonKind, Spot
from ingestio_extract.memory.spots import (
    Printed,
    anchors_of,
    printed_values,
    same_number,
    same_value,
    spot_of,
)
from ingestio_extract.memory.words import unpack

FIXED_ROLES: Final = frozenset(
    ["vendor_name", "vendor_address", "vendor_tax_id", "supplier_name", "bank_name", "iban", "currency"]
)
"""Fields that are the same on every document of a supplier."""
_MOST_SPOTS: Final = 3
_NUMBERS: Final = (FieldType.AMOUNT, FieldType.NUMBER)


def learn(
    kept: KeptReading,
    plan: FieldPlan,
    data: Mapping[str, JsonValue],
    evidence: Mapping[str, Evidence],
    changes: Sequence[Change],
) -> tuple[Lesson, ...]:
    """What the changes teach, given the data and the evidence as they were confirmed. A value that is
    neither on a page nor the same for all documents of a supplier teaches nothing."""
    document = Document(build_layout(unpack(kept.words)))
    if not document.layout.rows:
        return ()
    before = history(data, changes)
    lessons: list[Lesson] = []
    for spec in plan.fields:
        if spec.type is FieldType.TABLE:
            table = before.tables.get(spec.name)
            if table is not None:
                lessons += learn_table(document, spec, table)
            continue
        old, new = _text(before.read.get(spec.name)), _text(data.get(spec.name))
        known = evidence.get(f"/{spec.name}")
        if known is None or known.source is not EvidenceSource.PERSON or same_value(old, new, spec.type):
            continue
        lessons += _of_field(document, spec, old, new, known)
    return tuple(lessons)


def _of_field(
    document: Document, spec: FieldSpec, old: str | None, new: str | None, known: Evidence
) -> Iterator[Lesson]:
    wrong = _where_read(document, spec, old, known)
    if new is None:
        if wrong:
            yield _lesson(spec, LessonKind.ABSENT, wrong=wrong)
        return
    if spec.role in FIXED_ROLES:
        yield _lesson(spec, LessonKind.FIXED, value=new, wrong=wrong)
        return
    written = _written_otherwise(document, spec, new, known)
    if written is not None:
        yield written
        return
    spots = _spots(document, spec, new)
    if spots:
        yield _lesson(spec, LessonKind.PLACE, spots=spots, wrong=wrong)


def _lesson(
    spec: FieldSpec,
    kind: LessonKind,
    *,
    value: JsonValue = None,
    spots: tuple[Spot, ...] = (),
    wrong: tuple[Anchor, ...] = (),
) -> Lesson:
    return Lesson(
        kind=kind, name=spec.name, role=spec.role, type=spec.type, value=value, spots=spots, wrong=wrong
    )


def _written_otherwise(document: Document, spec: FieldSpec, new: str, known: Evidence) -> Lesson | None:
    """The print was right and only taken in another sense: day and month, or the decimal sign."""
    if spec.type is FieldType.DATE:
        for month_first in (False, True):
            hits = find_dates(known.text, DateOrder(month_first, sure=True))
            usual = find_dates(known.text, DateOrder(not month_first, sure=True))
            if len(hits) == 1 and hits[0].value == new and [hit.value for hit in usual] != [new]:
                return _lesson(spec, LessonKind.ORDER, value="month_first" if month_first else "day_first")
    if spec.type in _NUMBERS:
        for sign, other in ((".", ","), (",", ".")):
            numbers = find_numbers(known.text, NumberStyle(sign, sure=True))
            usual_numbers = find_numbers(known.text, NumberStyle(other, sure=True))
            if (
                len(numbers) == 1
                and same_number(numbers[0].value, new)
                and not any(same_number(hit.value, new) for hit in usual_numbers)
            ):
                return _lesson(spec, LessonKind.DECIMAL, value=sign)
    return None


def _spots(document: Document, spec: FieldSpec, value: str) -> tuple[Spot, ...]:
    """Where the value is printed: beside labels first; without any only where it is printed once."""
    printed = printed_values(document, value, spec.type)
    spots = [spot_of(document, each, spec.type) for each in printed]
    labelled = [spot for spot in spots if spot.anchors]
    if labelled:
        return tuple(labelled[:_MOST_SPOTS])
    return tuple(spots) if len(spots) == 1 else ()


def _where_read(document: Document, spec: FieldSpec, old: str | None, known: Evidence) -> tuple[Anchor, ...]:
    """The labels beside what was read and was wrong."""
    if old is None or known.page is None or known.box is None:
        return ()
    page = document.layout.page(known.page)
    for printed in _printed_as(document, spec, old, known):
        words = printed.segment.words_at(printed.start, printed.end)
        shown = page.on_page(words[0].box)
        if printed.segment.page == known.page and abs(shown[1] - known.box[1]) < 4:
            return anchors_of(document, printed)
    return ()


def _printed_as(document: Document, spec: FieldSpec, old: str, known: Evidence) -> list[Printed]:
    found = printed_values(document, old, spec.type)
    if found or not bare(known.text):
        return found
    return printed_values(document, known.text, FieldType.TEXT)


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
