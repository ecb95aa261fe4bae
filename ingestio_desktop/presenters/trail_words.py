"""A document's trail in words: one row a change, values as their fields write them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import JsonValue

from ingestio_core.contracts.trail import TrailEntry, TrailOperation
from ingestio_core.edits import split_pointer
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_desktop.flows.trail import Trail
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.presenters.values import show
from ingestio_desktop.sentences import label_said
from ingestio_desktop.store.trails import NotTaken, Unsent, UnsentChange

_WHOLE: Final = {
    TrailOperation.CONFIRM: QT_TR_NOOP("Confirmed"),
    TrailOperation.UNCONFIRM: QT_TR_NOOP("Confirmation taken back"),
    TrailOperation.REDO: QT_TR_NOOP("Extract again"),
}
_STATES: Final = {
    Unsent.DRAFT: QT_TR_NOOP("Not saved yet"),
    Unsent.WAITS: QT_TR_NOOP("Waits to be sent"),
    Unsent.SET_ASIDE: QT_TR_NOOP("Waits for your choice"),
}


class RowKind(StrEnum):
    """`kept` is in the trail; the others are known to this computer only."""

    KEPT = "kept"
    DRAFT = "draft"
    WAITS = "waits"
    SET_ASIDE = "set_aside"
    NOT_TAKEN = "not_taken"


_KINDS: Final = {
    Unsent.DRAFT: RowKind.DRAFT,
    Unsent.WAITS: RowKind.WAITS,
    Unsent.SET_ASIDE: RowKind.SET_ASIDE,
}


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One change in words. `sequence` is 0 for what is in no trail; `at` is None for a draft."""

    key: str
    kind: RowKind
    sequence: int
    at: datetime | None
    who: str
    field: str
    before: str
    after: str
    version: int | None = None
    hash: str = ""
    operation: TrailOperation = TrailOperation.REPLACE
    state: str = ""
    broken: bool = False


def trail_rows(trail: Trail, broken: int | None) -> tuple[TrailRow, ...]:
    """All rows, the newest first: drafts, then what waits, then the rest by time."""
    unsent = [_unsent_row(trail, place, change) for place, change in enumerate(trail.unsent)]
    kept: list[TrailRow] = [_entry_row(trail, entry, broken) for entry in trail.entries]
    kept += [_given_way(trail, place, one) for place, one in enumerate(trail.not_taken)]
    kept.sort(key=lambda row: (row.at is not None and row.at.timestamp(), row.sequence))
    return (*reversed(unsent), *reversed(kept))


def who(trail: Trail, by: UUID) -> str:
    """The person who changed something, as the list says it."""
    return tr("You") if trail.account is not None and trail.account.id == by else tr("Somebody else")


def name_of(trail: Trail, by: UUID) -> str:
    """The same for others to read: an address where there is one."""
    account = trail.account
    if account is None or account.id != by:
        return str(by)
    return tr("This computer") if trail.local or not account.email else account.email


def label_of(plan: FieldPlan, path: str) -> str:
    """The place of a change as a person calls it: "Total", "Line items, row 3, Unit price"."""
    if not path:
        return tr("Document")
    try:
        parts = split_pointer(path)
    except IngestError:
        return path
    spec = plan.get(parts[0])
    name = label_said(spec.label) if spec else parts[0]
    match parts[1:]:
        case ():
            return name
        case (row,):
            return _row_label(name, row)
        case (row, column, *_):
            cell = _column(spec, column)
            title = label_said(cell.label) if cell else column
            return tr("{row}, {column}", row=_row_label(name, row), column=title)
    return name


def _row_label(table: str, row: str) -> str:
    if not row.isdecimal():
        return tr("{table}, new row", table=table)
    return tr("{table}, row {number}", table=table, number=int(row) + 1)


def _entry_row(trail: Trail, entry: TrailEntry, broken: int | None) -> TrailRow:
    before, after = _values(trail.plan, entry.op, entry.path, entry.before, entry.after)
    return TrailRow(
        key=str(entry.id),
        kind=RowKind.KEPT,
        sequence=entry.sequence,
        at=entry.at,
        who=who(trail, entry.by),
        field=label_of(trail.plan, entry.path),
        before=before,
        after=after,
        version=entry.version,
        hash=entry.hash,
        operation=entry.op,
        broken=entry.sequence == broken,
    )


def _unsent_row(trail: Trail, place: int, change: UnsentChange) -> TrailRow:
    before, after = _values(trail.plan, change.operation, change.path, change.before, change.after)
    return TrailRow(
        key=f"unsent {place}",
        kind=_KINDS[change.state],
        sequence=0,
        at=change.at,
        who=tr("You"),
        field=label_of(trail.plan, change.path),
        before=before,
        after=after,
        operation=change.operation,
        state=tr(_STATES[change.state]),
    )


def _given_way(trail: Trail, place: int, one: NotTaken) -> TrailRow:
    before, after = _values(trail.plan, TrailOperation.REPLACE, one.path, one.mine, one.theirs)
    return TrailRow(
        key=f"not taken {place}",
        kind=RowKind.NOT_TAKEN,
        sequence=0,
        at=one.at,
        who=tr("You"),
        field=label_of(trail.plan, one.path),
        before=before,
        after=after,
        state=tr("Not taken"),
    )


def _values(
    plan: FieldPlan, operation: TrailOperation, path: str, before: JsonValue, after: JsonValue
) -> tuple[str, str]:
    """What it was and what it is, in words."""
    if operation in _WHOLE:
        return "", tr(_WHOLE[operation])
    if operation is TrailOperation.MOVE:
        parts = split_pointer(path)
        return tr("Row {number}", number=int(parts[1]) + 1), _row_number(after)
    old = value_text(plan, path, before)
    if operation is TrailOperation.REMOVE:
        return old, tr("Removed")
    return old, value_text(plan, path, after)


def _row_number(pointer: JsonValue) -> str:
    parts = split_pointer(pointer) if isinstance(pointer, str) and pointer.startswith("/") else ()
    return tr("Row {number}", number=int(parts[1]) + 1) if len(parts) == 2 and parts[1].isdecimal() else ""


def value_text(plan: FieldPlan, path: str, value: JsonValue) -> str:
    """A value, a row or a table in words."""
    parts = split_pointer(path)
    spec = plan.get(parts[0])
    if isinstance(value, list):
        return tr("%n row(s)", "", len(value))
    if isinstance(value, dict):
        return " · ".join(_cells(spec, value))
    shown = _column(spec, parts[2]) if len(parts) > 2 else spec
    if value is None:
        return ""
    return show(shown, value) if shown is not None and shown.type is not FieldType.TABLE else str(value)


def _cells(spec: FieldSpec | None, row: dict[str, JsonValue]) -> Iterator[str]:
    for name, value in row.items():
        column = _column(spec, name)
        if value not in (None, ""):
            yield show(column, value) if column else str(value)


def _column(spec: FieldSpec | None, name: str) -> FieldSpec | None:
    return next((column for column in spec.columns if column.name == name), None) if spec else None
