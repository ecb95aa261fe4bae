"""Compare an edit that was made here with what the service has now, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from pydantic import JsonValue
from sqlalchemy.orm import Session

from ingestio_core.contracts.documents import Document, Edit
from ingestio_core.edits import split_pointer
from ingestio_core.errors import ErrorInfo
from ingestio_core.merging import Difference, Merged, Side, merge
from ingestio_desktop.store.database import Unit
from ingestio_desktop.store.library import ReviewDraft, drop_review_draft, review_draft, save_review_draft
from ingestio_desktop.store.models import EventModel
from ingestio_desktop.store.outbox import event_row, new_event, set_event_aside, settle_event
from ingestio_desktop.store.projection import EDITS
from ingestio_desktop.store.rows import EventKind, EventRow, EventState

_MOVED_ON = ErrorInfo(
    code="version_conflict",
    title="The document was changed meanwhile",
    message="It was changed elsewhere while you were editing it. Compare both and choose.",
)


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One value, or one row of a table, that is not the same on both sides: as it was when the person began,
    the person's and the service's. `path` names it (see `Difference`), `label` is what a person reads, and
    `chosen` the side that alone changed it, None where both did."""

    path: str
    label: str
    base: JsonValue
    mine: JsonValue
    theirs: JsonValue
    chosen: Side | None = None
    row: int | None = None


def edit_payload(edits: Iterable[Edit], base: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """What an edit event keeps: the edits, and what the person saw before them."""
    kept = tuple(edits)
    return {"edits": [edit.model_dump(mode="json") for edit in kept], "base": seen(kept, base)}


def seen(edits: Iterable[Edit], data: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """What is kept of `data` to compare with later: all single fields, and the tables that edits touch."""
    fields = {split_pointer(edit.path)[0] for edit in edits}
    fields |= {name for name, value in data.items() if not isinstance(value, list)}
    return {field: data.get(field) for field in sorted(fields)}


def field_differences(event: EventRow, current: Document) -> tuple[FieldConflict, ...]:
    """All that is not the same on both sides, in the order of the plan."""
    order = [spec.name for spec in current.field_plan.fields] if current.field_plan else []

    def place(item: Difference) -> int:
        name = split_pointer(item.path)[0]
        return order.index(name) if name in order else len(order)

    return tuple(
        FieldConflict(
            item.path, _label(current, item.path), item.base, item.mine, item.theirs, item.chosen, item.row
        )
        for item in sorted(_merged(event, current).differences, key=place)
    )


def field_conflicts(event: EventRow, current: Document) -> tuple[tuple[FieldConflict, ...], bool]:
    """What both sides changed, differently; and whether anything of the edit is still to be done."""
    conflicts = tuple(item for item in field_differences(event, current) if item.chosen is None)
    return conflicts, bool(conflicts) or bool(settled_edits(event, current))


def settled_edits(
    event: EventRow,
    current: Document,
    mine: frozenset[str] = frozenset(),
    theirs: frozenset[str] = frozenset(),
) -> tuple[Edit, ...]:
    """The edits that are left when the person's values win at the paths in `mine`; what only the person
    changed stays the person's, unless it is in `theirs`."""
    return _merged(event, current).edits(mine, theirs)


def settle_draft(unit: Unit, document_id: UUID, current: Document) -> None:
    """Bring an unsaved draft onto the service's present row: what touches nothing that changed
    stays a draft; where both sides changed a field it is kept as an edit that waits for the
    person's choice."""
    draft = review_draft(unit.session, document_id)
    if draft is None or draft.based_on == current.version:
        return
    drop_review_draft(unit, document_id)
    model = new_event(
        EventKind.EDIT,
        document_id,
        batch_id=current.batch_id,
        payload=edit_payload(draft.edits, draft.base),
        based_on=draft.based_on,
    )
    unit.session.add(model)
    unit.session.flush()
    event = event_row(model)
    conflicts, _left = field_conflicts(event, current)
    if conflicts:
        set_event_aside(unit, event, _MOVED_ON)
        return
    edits = settled_edits(event, current)
    settle_event(unit, event)
    theirs = current.extraction.data if current.extraction else {}
    save_review_draft(unit, document_id, ReviewDraft(edits, current.version, seen(edits, theirs)))


def conflicting_event(session: Session, document_id: UUID) -> EventRow | None:
    """The edit that was set aside because the document moved on."""
    event = session.scalar(
        sa.select(EventModel)
        .where(
            EventModel.entity_id == document_id,
            EventModel.kind == EventKind.EDIT,
            EventModel.state == EventState.SET_ASIDE,
        )
        .order_by(EventModel.seq)
        .limit(1)
    )
    return event_row(event) if event is not None else None


def _merged(event: EventRow, current: Document) -> Merged:
    base = event.payload["base"]
    assert isinstance(base, dict), "edit_payload made it"
    theirs = current.extraction.data if current.extraction else {}
    return merge(base, EDITS.validate_python(event.payload["edits"]), theirs)


def _label(document: Document, path: str) -> str:
    name, *place = split_pointer(path)
    spec = document.field_plan.get(name) if document.field_plan else None
    if spec is None:
        return name
    column = next((column for column in spec.columns if place[1:] == [column.name]), None)
    return (column or spec).label
