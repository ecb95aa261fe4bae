"""What the field form shows of a document: plain rows, made from the review's document."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.extractions import FROM_MEMORY, Evidence, EvidenceSource
from ingestio_core.edits import join_pointer, split_pointer, value_at
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.presenters.values import ValueProblem, Writing, parse_typed, show, writing
from ingestio_desktop.sentences import label_said, said


@dataclass(frozen=True, slots=True)
class ChoosableReading:
    """One of several readings of a value: `value` as stored, `text` as shown."""

    value: JsonValue
    text: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One field or cell. `reason` is why its state is what it is, `printed` the text on the page
    and `readings` what the engine could have read, its own choice first. `blamed` is the field
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
    evidence: Evidence | None = None

    @property
    def kind(self) -> FieldType:
        return self.spec.type

    @property
    def required(self) -> bool:
        return self.spec.required


def form_fields(document: ReviewDocument) -> tuple[FormField, ...]:
    """The single fields in the order of the plan."""
    blamed, way = blamed_pointers(document), writing_of(document)
    return tuple(
        form_field(document, join_pointer(spec.name), document.data.get(spec.name), spec, blamed, way)
        for spec in document.plan.scalars
    )


def writing_of(document: ReviewDocument) -> Writing:
    """How the person writes on this document, and how its own values are written."""
    return writing(document.plan, document.saved_data, document.saved_evidence)


def spec_of(document: ReviewDocument, pointer: str) -> FieldSpec | None:
    """What a field or cell holds; for a row or a table, the table. None for what the plan does not know."""
    parts = split_pointer(pointer)
    spec = document.plan.get(parts[0])
    if spec is not None and len(parts) == 3:
        return next((column for column in spec.columns if column.name == parts[2]), None)
    return spec


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


def blamed_pointers(document: ReviewDocument) -> frozenset[str]:
    """The fields to look at of those that failed checks name."""
    return frozenset(finding.paths[0] for finding in document.findings if finding.paths)


def form_field(
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
        readings=_readings(document, pointer, value, spec, way),
        blamed=pointer in blamed,
        remembered=_is_remembered(document, pointer, evidence),
        evidence=evidence,
    )


def _is_remembered(document: ReviewDocument, pointer: str, evidence: Evidence | None) -> bool:
    by_person = evidence is not None and evidence.source is EvidenceSource.PERSON
    return not by_person and any(
        finding.code == FROM_MEMORY and pointer in finding.paths for finding in document.findings
    )


def _readings(
    document: ReviewDocument, pointer: str, value: JsonValue, spec: FieldSpec, way: Writing
) -> tuple[ChoosableReading, ...]:
    """Always in the same order, so that a number stays with its reading; what would settle a failed check
    comes last. None where there is no choice."""
    evidence = document.evidence.get(pointer)
    by_person = evidence is not None and evidence.source is EvidenceSource.PERSON
    others = [reading.value for reading in evidence.alternatives] if evidence else []
    others += [
        finding.suggestion.value
        for finding in document.findings
        if finding.suggestion is not None and finding.suggestion.path == pointer
    ]
    if not others and not by_person:
        return ()
    first = _as_read(document, pointer, evidence, spec, way) if evidence and by_person else value
    unique: dict[str, ChoosableReading] = {}
    for other in (first, *others):
        if other is not None:
            unique.setdefault(str(other), ChoosableReading(other, show(spec, other, way)))
    return tuple(unique.values()) if any(reading.value != value for reading in unique.values()) else ()


def _as_read(
    document: ReviewDocument, pointer: str, evidence: Evidence, spec: FieldSpec, way: Writing
) -> JsonValue:
    """What stood in a field before a person edited it, as far as that can be told."""
    saved = document.saved_evidence.get(pointer)
    if saved is not None and saved.source is not EvidenceSource.PERSON and saved.text == evidence.text:
        return value_at(document.saved_data, pointer)
    try:
        return parse_typed(spec, evidence.text, way.on_page())
    except ValueProblem:
        return None
