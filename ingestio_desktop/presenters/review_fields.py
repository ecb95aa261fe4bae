"""What the field form shows of a document: plain rows, made from the review's document."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.extractions import Evidence
from ingestio_core.edits import join_pointer, value_at
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.presenters.values import shown


@dataclass(frozen=True, slots=True)
class ChoosableReading:
    """One of several readings of a value: `value` as stored, `text` as shown."""

    value: JsonValue
    text: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One field or cell. `reason` is why its state is what it is, `printed` the text on the page
    and `readings` what the engine could have read, the present value first."""

    pointer: str
    label: str
    kind: FieldType
    text: str
    state: FieldState | None
    reason: str = ""
    printed: str = ""
    readings: tuple[ChoosableReading, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRows:
    """A table of the document. `cells` has one tuple a row, in the order of `columns`."""

    name: str
    label: str
    columns: tuple[FieldSpec, ...]
    cells: tuple[tuple[FormField, ...], ...]


def form_fields(document: ReviewDocument) -> tuple[FormField, ...]:
    """The single fields in the order of the plan."""
    return tuple(_field(document, join_pointer(spec.name), spec) for spec in document.plan.scalars)


def item_tables(document: ReviewDocument) -> tuple[ItemRows, ...]:
    """The tables in the order of the plan."""
    return tuple(_table(document, spec) for spec in document.plan.tables)


def boxed(document: ReviewDocument) -> Iterator[tuple[str, Evidence, FieldState, str]]:
    """Pointer, evidence, state and label of everything that has a place on a page."""
    labels: dict[str, str] = {}
    for spec in document.plan.fields:
        labels[spec.name] = spec.label
        labels |= {f"{spec.name}/{column.name}": column.label for column in spec.columns}
    for pointer, evidence in document.evidence.items():
        if evidence.page is None or evidence.box is None:
            continue
        parts = pointer[1:].split("/")
        label = labels.get("/".join((parts[0], parts[-1])) if len(parts) > 1 else parts[0], "")
        review = document.reviews.get(pointer)
        yield pointer, evidence, review.state if review else FieldState.SURE, label


def _table(document: ReviewDocument, spec: FieldSpec) -> ItemRows:
    rows = value_at(document.data, join_pointer(spec.name))
    count = len(rows) if isinstance(rows, list) else 0
    cells = tuple(
        tuple(_field(document, join_pointer(spec.name, row, column.name), column) for column in spec.columns)
        for row in range(count)
    )
    return ItemRows(spec.name, spec.label, spec.columns, cells)


def _field(document: ReviewDocument, pointer: str, spec: FieldSpec) -> FormField:
    evidence = document.evidence.get(pointer)
    review = document.reviews.get(pointer)
    value = value_at(document.data, pointer)
    return FormField(
        pointer=pointer,
        label=spec.label,
        kind=spec.type,
        text=shown(value, spec.type),
        state=review.state if review else None,
        reason=review.reason if review else "",
        printed=evidence.text if evidence else "",
        readings=_readings(value, spec.type, evidence),
    )


def _readings(value: JsonValue, kind: FieldType, evidence: Evidence | None) -> tuple[ChoosableReading, ...]:
    if evidence is None or not evidence.alternatives:
        return ()
    unique: dict[str, ChoosableReading] = {}
    if value is not None:
        unique[str(value)] = ChoosableReading(value, shown(value, kind))
    for reading in evidence.alternatives:
        unique.setdefault(str(reading.value), ChoosableReading(reading.value, shown(reading.value, kind)))
    return tuple(unique.values()) if len(unique) > 1 else ()
