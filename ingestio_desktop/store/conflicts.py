"""Compare an edit that was made here with what the service has now, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from pydantic import JsonValue
from sqlalchemy.orm import Session

from ingestio_core.contracts.documents import Document, Edit
from ingestio_core.edits import apply_edits, join_pointer, split_pointer
from ingestio_core.errors import ErrorInfo
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
    """One field that both sides changed: as it was when the person began, the person's value and
    the service's. `path` is a JSON Pointer; a table is one field."""

    path: str
    label: str
    base: JsonValue
    mine: JsonValue
    theirs: JsonValue


def edit_payload(edits: Iterable[Edit], base: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """What an edit event keeps: the edits, and what the fields they touch were before."""
    kept = tuple(edits)
    return {"edits": [edit.model_dump(mode="json") for edit in kept], "base": touched(kept, base)}


def touched(edits: Iterable[Edit], data: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """The fields that edits touch, as they are in `data`."""
    fields = {split_pointer(edit.path)[0] for edit in edits}
    return {field: data.get(field) for field in sorted(fields)}


def field_conflicts(event: EventRow, current: Document) -> tuple[tuple[FieldConflict, ...], bool]:
    """The fields that both sides changed, differently; and whether anything of the edit is still
    to be done."""
    base = _base(event)
    mine, _ = apply_edits(base, {}, EDITS.validate_python(event.payload["edits"]))
    theirs = current.extraction.data if current.extraction else {}
    changed = [field for field in base if mine.get(field) != theirs.get(field)]
    conflicts = tuple(
        FieldConflict(
            join_pointer(field), _label(current, field), base[field], mine.get(field), theirs.get(field)
        )
        for field in changed
        if base[field] != theirs.get(field)
    )
    return conflicts, bool(changed)


def settled_edits(event: EventRow, current: Document, mine: frozenset[str]) -> tuple[Edit, ...]:
    """The edits that are left when the person's values win for the paths in `mine`; fields that
    only the person changed stay the person's."""
    base = _base(event)
    wanted, _ = apply_edits(base, {}, EDITS.validate_python(event.payload["edits"]))
    conflicts, _ = field_conflicts(event, current)
    lost = {conflict.path for conflict in conflicts} - mine
    theirs = current.extraction.data if current.extraction else {}
    return tuple(
        Edit(path=join_pointer(field), value=wanted.get(field))
        for field in base
        if join_pointer(field) not in lost and wanted.get(field) != theirs.get(field)
    )


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
    edits = settled_edits(event, current, frozenset())
    settle_event(unit, event)
    theirs = current.extraction.data if current.extraction else {}
    save_review_draft(unit, document_id, ReviewDraft(edits, current.version, touched(edits, theirs)))


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


def _base(event: EventRow) -> dict[str, JsonValue]:
    base = event.payload["base"]
    assert isinstance(base, dict), "edit_payload made it"
    return base


def _label(document: Document, field: str) -> str:
    spec = document.field_plan.get(field) if document.field_plan else None
    return spec.label if spec else field
