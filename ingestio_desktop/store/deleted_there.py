"""Documents that the service deleted while something of a person’s was not sent: kept until they choose."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from pydantic import JsonValue
from sqlalchemy.orm import Session

from ingestio_core.contracts.documents import Edit
from ingestio_core.errors import ErrorInfo
from ingestio_desktop.store.conflicts import edit_payload
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.library import drop_review_draft, review_draft
from ingestio_desktop.store.models import DocumentModel, EventModel, ReviewDraftModel
from ingestio_desktop.store.outbox import event_row, new_event, set_event_aside
from ingestio_desktop.store.projection import EDITS, project_documents
from ingestio_desktop.store.rows import EventKind, EventState

DELETED_THERE: Final = "document_deleted"
_REASON: Final = ErrorInfo(
    code=DELETED_THERE,
    title="The document was deleted on the service",
    message="Your changes to it are still here. Keep them as a new document, or delete it here too.",
)


def without_edits(unit: Unit, ids: Iterable[UUID]) -> list[UUID]:
    """Of documents that the service deleted those that nobody changed here. The others stay, and what was
    changed in them is set aside."""
    gone: list[UUID] = []
    for piece in chunked(ids):
        events = unit.session.execute(
            sa.select(EventModel.entity_id, EventModel.kind).where(EventModel.entity_id.in_(piece))
        ).all()
        drafts = unit.session.scalars(
            sa.select(ReviewDraftModel.document_id).where(ReviewDraftModel.document_id.in_(piece))
        )
        deleted_here = {entity for entity, kind in events if kind == EventKind.DELETE_DOCUMENT}
        changed = {entity for entity, kind in events if kind == EventKind.EDIT} | set(drafts)
        for document_id in piece:
            if document_id in deleted_here or document_id not in changed:
                gone.append(document_id)
            else:
                set_aside(unit, document_id)
    return gone


def kept_from_deletion(session: Session, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the documents that the service has no more."""
    found: set[UUID] = set()
    for piece in chunked(ids):
        events = session.scalars(
            sa.select(EventModel).where(
                EventModel.entity_id.in_(piece),
                EventModel.kind == EventKind.EDIT,
                EventModel.state == EventState.SET_ASIDE,
            )
        )
        found.update(event.entity_id for event in events if event_row(event).reason == _REASON)
    return frozenset(found)


def set_aside(unit: Unit, document_id: UUID) -> None:
    """Make one edit of all that is unsent of a document, and let it wait for the person."""
    draft = review_draft(unit.session, document_id)
    models = unit.session.scalars(
        sa.select(EventModel).where(EventModel.entity_id == document_id).order_by(EventModel.seq)
    ).all()
    if unit.session.get(DocumentModel, document_id) is None:
        return
    edits = [event_row(model) for model in models if model.kind == EventKind.EDIT]
    if draft is None and len(models) == 1 and edits and edits[0].reason == _REASON:
        return
    for model in models:
        unit.session.delete(model)
    base: dict[str, JsonValue] = {}
    made: list[Edit] = []
    for edit in edits:
        # What was seen before the first of them is what the others were made on, too.
        earlier = edit.payload["base"]
        base = {**(earlier if isinstance(earlier, dict) else {}), **base}
        made += EDITS.validate_python(edit.payload["edits"])
    if draft is not None:
        base = {**draft.base, **base}
        made += draft.edits
        drop_review_draft(unit, document_id)
    if made:
        payload = edit_payload(made, base)
        batch_id = unit.session.scalar(
            sa.select(DocumentModel.batch_id).where(DocumentModel.id == document_id)
        )
        event = new_event(EventKind.EDIT, document_id, batch_id=batch_id, payload=payload)
        unit.session.add(event)
        unit.session.flush()
        set_event_aside(unit, event_row(event), _REASON)
    project_documents(unit, (document_id,))
