"""Lessons from a document that a person corrected and confirmed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_extract.layout import build_layout
from ingestio_extract.local.candidates import Document, bare
from ingestio_extract.local.dates import DateOrder, find_dates
from ingestio_extract.local.numbers import NumberStyle, find_numbers
from ingestio_extract.memory.columns import learn_table
from ingestio_extract.memory.history import Change, History, history
from ingestio_extract.memory.model import (
    Anchor,
    KeptReading,
    KnownSupplier,
    Lesson,
    LessonKind,
    Spot,
)
from ingestio_extract.memory.spots import (
    Printed,
    anchors_of,
    printed_values,
    same_number,
    same_value,
    spot_of,
    stands_at,
)
from ingestio_extract.memory.suppliers import (
    ALIKE,
    ISSUERS,
    choose,
    domain_keys,
    issuer_of,
    keys_of_issuer,
    likeness,
    lines_of,
    name_key,
)
from ingestio_extract.memory.words import unpack

FIXED_ROLES: Final = frozenset(
    ["vendor_name", "vendor_address", "vendor_tax_id", "supplier_name", "bank_name", "iban", "currency"]
)
"""Fields that are the same on every document of a supplier."""
_MOST_SPOTS: Final = 3
_NUMBERS: Final = (FieldType.AMOUNT, FieldType.NUMBER)


@dataclass(frozen=True, slots=True)
class Taught:
    """What a document taught, and by which signs its supplier is known. `printed` are all signs of firms
    on it, `lines` the marks of its lines."""

    lessons: tuple[Lesson, ...]
    name: str = ""
    keys: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    def whose(self, suppliers: Sequence[KnownSupplier]) -> KnownSupplier | None:
        """The supplier among those that are known already."""
        return choose(suppliers, (*self.keys, *self.printed), self.lines)

    def lines_with(self, known: KnownSupplier) -> tuple[int, ...]:
        """What the documents of a supplier have in common, this one with them; of two layouts the first
        stays the one it is known by."""
        if likeness(known.lines, self.lines) < ALIKE:
            return known.lines
        return tuple(line for line in known.lines if line in set(self.lines))


def lessons_of(
    kept: KeptReading,
    plan: FieldPlan,
    data: Mapping[str, JsonValue],
    evidence: Mapping[str, Evidence],
    changes: Sequence[Change],
) -> Taught:
    """What the changes teach, given the data and the evidence as they were confirmed. A value that is
    neither on a page nor the same for all documents of a supplier teaches nothing."""
    document = Document(build_layout(unpack(kept.words)))
    before = history(data, changes)
    lessons = tuple(_lessons(document, plan, data, evidence, before)) if document.layout.rows else ()
    if not lessons:
        return Taught(())
    issuer = _issuer(kept, plan, data)
    name = next((issuer[role] for role in ISSUERS if role in issuer), "")
    keys = dict.fromkeys((*keys_of_issuer(issuer), *_other_signs(document, plan, data, before)))
    return Taught(
        lessons=lessons,
        name=name or issuer.get("vendor_tax_id") or issuer.get("iban") or "",
        keys=tuple(keys),
        printed=kept.keys,
        lines=lines_of(document.layout),
    )


def _issuer(kept: KeptReading, plan: FieldPlan, data: Mapping[str, JsonValue]) -> dict[str, str]:
    """Who made the document, as a person confirmed it where the plan asks for it."""
    asked = {spec.role for spec in plan.scalars}
    guessed = {role: value for role, value in kept.issuer.items() if role not in asked}
    return {**guessed, **issuer_of(plan, data)}


def _other_signs(
    document: Document, plan: FieldPlan, data: Mapping[str, JsonValue], before: History
) -> Iterator[str]:
    """The domain, where only one is printed, and the name that was read in place of the supplier's,
    unless it is the customer's: it will be read again."""
    domains = domain_keys(document.layout)
    if len(domains) == 1:
        yield domains[0]
    names = {spec.role: spec.name for spec in plan.scalars if spec.role}
    customer = name_key(data.get(names.get("customer_name", "")))
    for role in ISSUERS:
        read = name_key(before.read.get(names.get(role, "")))
        if read is not None and read != customer:
            yield read


def _lessons(
    document: Document,
    plan: FieldPlan,
    data: Mapping[str, JsonValue],
    evidence: Mapping[str, Evidence],
    before: History,
) -> Iterator[Lesson]:
    for spec in plan.fields:
        if spec.type is FieldType.TABLE:
            table = before.tables.get(spec.name)
            if table is not None:
                yield from learn_table(document, spec, table)
            continue
        old, new = _text(before.read.get(spec.name)), _text(data.get(spec.name))
        known = evidence.get(f"/{spec.name}")
        if known is None or known.source is not EvidenceSource.PERSON or same_value(old, new, spec.type):
            continue
        yield from _of_field(document, spec, old, new, known)


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
        if printed.segment.page == known.page and stands_at(page, printed, known.box):
            return anchors_of(document, printed)
    return ()


def _printed_as(document: Document, spec: FieldSpec, old: str, known: Evidence) -> list[Printed]:
    found = printed_values(document, old, spec.type)
    if found or not bare(known.text):
        return found
    return printed_values(document, known.text, FieldType.TEXT)


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
