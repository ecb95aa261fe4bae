"""What the field form shows of a document: plain rows, made from the review's document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pydantic import JsonValue

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.extractions import FROM_MEMORY, Evidence, EvidenceSource
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.language import amount, tr
from ingestio_desktop.presenters.values import Writing, show, writing
from ingestio_desktop.sentences import label_said, said


@dataclass(frozen=True, slots=True)
class ChoosableReading:
    """One of several readings of a value: `value` as stored, `text` as shown."""

    value: JsonValue
    text: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One field or cell. `reason` is why its state is what it is, `printed` the text on the page
    and `readings` what the engine could have read, the present value first. `blamed` is the field
    to look at of those that a failed check names, `remembered` says that the value comes from an
    earlier correction."""

    pointer: str
    label: str
    spec: FieldSpec
    value: JsonValue
    text: str
    state: FieldState | None
    reason: str = ""
    printed: str = ""
    readings: tuple[ChoosableReading, ...] = ()
    blamed: bool = False
    remembered: bool = False

    @property
    def kind(self) -> FieldType:
        return self.spec.type


@dataclass(frozen=True, slots=True)
class ItemRows:
    """A table of the document. `cells` has one tuple a row, in the order of `columns`."""

    name: str
    label: str
    columns: tuple[FieldSpec, ...]
    cells: tuple[tuple[FormField, ...], ...]


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A sum that stands on the document, to compare the rows with."""

    label: str
    value: Decimal
    doubted: bool = False
    """Whether the check of the rows against the printed sums failed."""


def form_fields(document: ReviewDocument) -> tuple[FormField, ...]:
    """The single fields in the order of the plan."""
    blamed, way = _blamed(document), writing_of(document)
    return tuple(
        _field(document, join_pointer(spec.name), document.data.get(spec.name), spec, blamed, way)
        for spec in document.plan.scalars
    )


def item_tables(document: ReviewDocument) -> tuple[ItemRows, ...]:
    """The tables in the order of the plan."""
    blamed, way = _blamed(document), writing_of(document)
    return tuple(_table(document, spec, blamed, way) for spec in document.plan.tables)


def writing_of(document: ReviewDocument) -> Writing:
    """How the person writes on this document, and how its own values are written."""
    return writing(document.plan, document.saved_data, document.saved_evidence)


def printed_totals(document: ReviewDocument) -> tuple[PrintedTotal, ...]:
    """Subtotal and total, as far as they are there."""
    totals: list[PrintedTotal] = []
    doubted = any(finding.code == "line_sum_mismatch" for finding in document.findings)
    for role in ("subtotal", "total"):
        spec = next((spec for spec in document.plan.scalars if spec.role == role), None)
        value = document.data.get(spec.name) if spec else None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            continue
        if spec is not None and number.is_finite():
            totals.append(PrintedTotal(label_said(spec.label), number, doubted))
    return tuple(totals)


def compared(total: Decimal, printed: Iterable[PrintedTotal]) -> tuple[str, bool]:
    """How a sum of rows compares with the printed sums, in words, and whether nothing speaks against it: it
    is one of them, or the check allows the difference (a tax that the plan doesn't ask for)."""
    candidates = tuple(printed)
    if not candidates:
        return "", True
    for candidate in candidates:
        if candidate.value == total:
            return f"{candidate.label} {amount(candidate.value)}", True
    first = candidates[0]
    apart = first.value - total
    told = {"label": first.label, "value": amount(first.value), "apart": amount(abs(apart))}
    if apart > 0:
        return tr("{label} {value}, {apart} more", **told), not first.doubted
    return tr("{label} {value}, {apart} less", **told), not first.doubted


def boxed(document: ReviewDocument) -> Iterator[tuple[str, Evidence, FieldState, str]]:
    """Pointer, evidence, state and label of everything that has a place on a page."""
    labels: dict[str, str] = {}
    for spec in document.plan.fields:
        labels[spec.name] = label_said(spec.label)
        labels |= {f"{spec.name}/{column.name}": label_said(column.label) for column in spec.columns}
    for pointer, evidence in document.evidence.items():
        if evidence.page is None or evidence.box is None:
            continue
        parts = pointer[1:].split("/")
        label = labels.get("/".join((parts[0], parts[-1])) if len(parts) > 1 else parts[0], "")
        review = document.reviews.get(pointer)
        yield pointer, evidence, review.state if review else FieldState.SURE, label


def _blamed(document: ReviewDocument) -> frozenset[str]:
    return frozenset(finding.paths[0] for finding in document.findings if finding.paths)


def _table(document: ReviewDocument, spec: FieldSpec, blamed: frozenset[str], way: Writing) -> ItemRows:
    rows = document.data.get(spec.name)
    cells = tuple(
        tuple(
            _field(
                document,
                join_pointer(spec.name, at, column.name),
                row.get(column.name) if isinstance(row, dict) else None,
                column,
                blamed,
                way,
            )
            for column in spec.columns
        )
        for at, row in enumerate(rows if isinstance(rows, list) else ())
    )
    return ItemRows(spec.name, label_said(spec.label), spec.columns, cells)


def _field(
    document: ReviewDocument,
    pointer: str,
    value: JsonValue,
    spec: FieldSpec,
    blamed: frozenset[str],
    way: Writing,
) -> FormField:
    evidence = document.evidence.get(pointer)
    review = document.reviews.get(pointer)
    return FormField(
        pointer=pointer,
        label=label_said(spec.label),
        spec=spec,
        value=value,
        text=show(spec, value, way),
        state=review.state if review else None,
        reason=said(review.reason) if review else "",
        printed=evidence.text if evidence else "",
        readings=_readings(value, spec, evidence, way),
        blamed=pointer in blamed,
        remembered=_is_remembered(document, pointer, evidence),
    )


def _is_remembered(document: ReviewDocument, pointer: str, evidence: Evidence | None) -> bool:
    by_person = evidence is not None and evidence.source is EvidenceSource.PERSON
    return not by_person and any(
        finding.code == FROM_MEMORY and pointer in finding.paths for finding in document.findings
    )


def _readings(
    value: JsonValue, spec: FieldSpec, evidence: Evidence | None, way: Writing
) -> tuple[ChoosableReading, ...]:
    if evidence is None or not evidence.alternatives:
        return ()
    unique: dict[str, ChoosableReading] = {}
    if value is not None:
        unique[str(value)] = ChoosableReading(value, show(spec, value, way))
    for reading in evidence.alternatives:
        text = show(spec, reading.value, way)
        unique.setdefault(str(reading.value), ChoosableReading(reading.value, text))
    return tuple(unique.values()) if len(unique) > 1 else ()
