"""What the comparison of two versions of a document shows: a row for each place that differs. No widget."""

from dataclasses import dataclass

from pydantic import JsonValue

from ingestio_core.contracts.extractions import Box, EvidenceSource
from ingestio_core.edits import join_pointer, split_pointer
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_core.merging import Side
from ingestio_core.values import is_absent
from ingestio_desktop.flows.review import Conflict, FieldConflict, ReviewDocument
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review_fields import writing_of
from ingestio_desktop.presenters.values import Writing, show
from ingestio_desktop.sentences import label_said
from ingestio_desktop.theme.words import number


@dataclass(frozen=True, slots=True)
class SideText:
    """One side's value, and where it comes from."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One place that differs. `page` (from 1) and `box` (in points) say where it is printed, None where it is
    on no page; `chosen` is the side that alone changed it."""

    path: str
    label: str
    theirs: SideText
    mine: SideText
    chosen: Side | None = None
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class SameValue:
    """What both sides agree on."""

    label: str
    text: str


def conflict_rows(document: ReviewDocument, conflict: Conflict) -> tuple[ConflictRow, ...]:
    """In the order of the plan."""
    way = writing_of(document)
    return tuple(_row(document, item, way) for item in conflict.fields)


def same_values(document: ReviewDocument, conflict: Conflict) -> tuple[SameValue, ...]:
    way = writing_of(document)
    return tuple(
        SameValue(label_said(spec.label), show(spec, document.saved_data.get(spec.name), way))
        for spec in document.plan.scalars
        if spec.name in conflict.same
    )


def same_words(conflict: Conflict, same: int) -> str:
    """How much both sides agree on, as a sentence."""
    fields = tr("%n field(s)", "that are the same", same)
    if not conflict.same_rows:
        return tr("{fields} are the same", fields=fields) if same != 1 else tr("1 field is the same")
    rows = tr("%n row(s)", "that are the same", conflict.same_rows)
    return tr("{fields} and {rows} are the same", fields=fields, rows=rows)


def _row(document: ReviewDocument, item: FieldConflict, way: Writing) -> ConflictRow:
    name, *place = split_pointer(item.path)
    spec = document.plan.get(name)
    column = next((c for c in spec.columns if place[1:] == [c.name]), None) if spec else None
    label = label_said(item.label)
    if item.row is not None:
        at = number(item.row + 1)
        label = (
            tr("Row {number}, {column}", number=at, column=label) if column else tr("Row {number}", number=at)
        )
    here = join_pointer(name, place[0], spec.columns[0].name) if spec and len(place) == 1 else item.path
    known = document.saved_evidence.get(here)
    kind = column or spec
    by_person = (there := document.saved_evidence.get(item.path)) is not None and (
        there.source is EvidenceSource.PERSON
    )
    return ConflictRow(
        item.path,
        label,
        SideText(_text(kind, item.theirs, way), _theirs(item, by_person)),
        SideText(_text(kind, item.mine, way), _mine(item)),
        item.chosen,
        known.page if known else None,
        known.box if known else None,
    )


def _theirs(item: FieldConflict, by_person: bool) -> str:
    whole_row = item.row is not None and len(split_pointer(item.path)) == 2
    if whole_row and item.theirs is None:
        return tr("row removed there") if item.base is not None else tr("no such row")
    if item.theirs == item.base:
        return tr("not found on any page") if is_absent(item.theirs) else tr("as first read")
    if is_absent(item.theirs):
        return tr("removed")
    if is_absent(item.base):
        return tr("row added there") if whole_row else tr("added")
    return tr("edited") if by_person or whole_row else tr("changed there")


def _mine(item: FieldConflict) -> str:
    whole_row = item.row is not None and len(split_pointer(item.path)) == 2
    if whole_row and item.mine is None:
        return tr("row removed by you") if item.base is not None else tr("no such row")
    if item.mine == item.base:
        return tr("not found on any page") if is_absent(item.mine) else tr("as first read")
    if is_absent(item.mine):
        return tr("removed by you")
    if is_absent(item.base):
        return tr("row added by you") if whole_row else tr("added by you")
    return tr("edited by you")


def _text(spec: FieldSpec | None, value: JsonValue, way: Writing) -> str:
    if is_absent(value):
        return "–"
    if isinstance(value, list):
        return tr("%n row(s)", "", len(value))
    if isinstance(value, dict):
        columns = spec.columns if spec is not None and spec.type is FieldType.TABLE else ()
        texts = [show(column, value.get(column.name), way) for column in columns]
        return " · ".join(text for text in texts if text) or "–"
    return show(spec, value, way) if spec is not None else str(value)
