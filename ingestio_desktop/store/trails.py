"""The trails of documents: as the service last told them, and what it does not know of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

import sqlalchemy as sa
from pydantic import JsonValue, TypeAdapter
from sqlalchemy.orm import Session

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.trail import TrailEntry, TrailOperation
from ingestio_core.edits import apply_and_note
from ingestio_core.errors import IngestError
from ingestio_core.export.model import ExportChange
from ingestio_desktop.store.conflicts import FieldConflict
from ingestio_desktop.store.cursor import read_account
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.library import review_draft
from ingestio_desktop.store.models import DocumentModel, EventModel, NotTakenModel, TrailModel
from ingestio_desktop.store.outbox import event_row
from ingestio_desktop.store.projection import EDITS
from ingestio_desktop.store.rows import EventKind, EventRow, EventState

_ENTRIES: Final = TypeAdapter(tuple[TrailEntry, ...])
_VALUES: Final[TypeAdapter[dict[str, JsonValue]]] = TypeAdapter(dict[str, JsonValue])
_HERE: Final = "This computer"
_WHOLE: Final = {
    EventKind.CONFIRM: TrailOperation.CONFIRM,
    EventKind.UNCONFIRM: TrailOperation.UNCONFIRM,
    EventKind.REDO: TrailOperation.REDO,
}


class Unsent(StrEnum):
    """What a change of this computer waits for: to be saved, to be sent, or for the person's choice."""

    DRAFT = "draft"
    WAITS = "waits"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class StoredTrail:
    """The entries, oldest first, as they were told at `fetched_at`, and fitted what was told before. There
    were `count` then, and `head` was the last one's hash."""

    entries: tuple[TrailEntry, ...]
    fetched_at: datetime
    count: int
    head: str | None


@dataclass(frozen=True, slots=True)
class UnsentChange:
    """A change that no trail has yet; `path` is empty for the document as a whole. A draft has no time."""

    state: Unsent
    operation: TrailOperation
    path: str
    before: JsonValue
    after: JsonValue
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A person's value that gave way to the service's in a conflict, on this computer."""

    path: str
    mine: JsonValue
    theirs: JsonValue
    at: datetime


def stored_trail(session: Session, document_id: UUID) -> StoredTrail | None:
    """None for a document whose trail was never asked for."""
    row = session.get(TrailModel, document_id)
    if row is None:
        return None
    return StoredTrail(_ENTRIES.validate_json(row.body), row.fetched_at, row.entries, row.head)


def keep_trail(unit: Unit, document_id: UUID, entries: Sequence[TrailEntry], at: datetime) -> None:
    """Keep what was told, in place of what was before; nothing of a document that is gone."""
    if unit.session.get(DocumentModel, document_id) is None:
        return
    unit.session.merge(
        TrailModel(
            document_id=document_id,
            body=_ENTRIES.dump_json(tuple(entries)).decode(),
            head=entries[-1].hash if entries else None,
            entries=len(entries),
            fetched_at=at,
        )
    )


def outdated(session: Session, document_ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """Those of the documents whose trail went on, as the service says, since it was kept here."""
    told = sa.func.json_extract(DocumentModel.server, "$.trail_head")
    found: list[UUID] = []
    for piece in chunked(document_ids):
        statement = (
            sa.select(DocumentModel.id)
            .outerjoin(TrailModel, TrailModel.document_id == DocumentModel.id)
            .where(
                DocumentModel.id.in_(piece),
                told.is_not(None),
                sa.or_(TrailModel.head.is_(None), TrailModel.head != told),
            )
        )
        found.extend(session.scalars(statement))
    return tuple(found)


def unsent_changes(session: Session, document_id: UUID) -> tuple[UnsentChange, ...]:
    """What the outbox and the draft hold, oldest first."""
    events = session.scalars(
        sa.select(EventModel)
        .where(EventModel.entity_id == document_id, EventModel.kind.in_([EventKind.EDIT, *_WHOLE]))
        .order_by(EventModel.seq)
    )
    changes: list[UnsentChange] = []
    for event in map(event_row, events):
        state = Unsent.SET_ASIDE if event.state is EventState.SET_ASIDE else Unsent.WAITS
        if event.kind is EventKind.EDIT:
            edits, base = EDITS.validate_python(event.payload["edits"]), _base(event)
            changes += _changes(state, edits, base, event.created_at)
        else:
            changes.append(UnsentChange(state, _WHOLE[event.kind], "", None, None, event.created_at))
    draft = review_draft(session, document_id)
    if draft is not None:
        changes += _changes(Unsent.DRAFT, draft.edits, dict(draft.base), None)
    return tuple(changes)


def note_not_taken(
    unit: Unit, document_id: UUID, conflicts: Iterable[FieldConflict], mine: frozenset[str], at: datetime
) -> None:
    """Keep the person's values that give way to the service's; those in `mine` do not."""
    for conflict in conflicts:
        if conflict.path in mine:
            continue
        values = {"mine": conflict.mine, "theirs": conflict.theirs}
        body = _VALUES.dump_json(values).decode()
        unit.session.add(
            NotTakenModel(id=uuid4(), document_id=document_id, path=conflict.path, body=body, at=at)
        )


def not_taken(session: Session, document_id: UUID) -> tuple[NotTaken, ...]:
    """Oldest first."""
    rows = session.scalars(
        sa.select(NotTakenModel).where(NotTakenModel.document_id == document_id).order_by(NotTakenModel.at)
    )
    found = []
    for row in rows:
        values = _VALUES.validate_json(row.body)
        found.append(NotTaken(row.path, values["mine"], values["theirs"], row.at))
    return tuple(found)


def export_changes(session: Session, document_id: UUID) -> tuple[ExportChange, ...]:
    """The kept trail as an export has it; what was done with the whole document is said in a word."""
    kept = stored_trail(session, document_id)
    if kept is None:
        return ()
    account = read_account(session)
    return tuple(
        ExportChange(
            at=entry.at,
            by=_name(account, entry.by),
            path=entry.path,
            before=entry.before,
            after=entry.after if entry.path else entry.op.value,
            hash=entry.hash,
        )
        for entry in kept.entries
    )


def _name(account: Account | None, by: UUID) -> str:
    if account is None or account.id != by:
        return str(by)
    return account.email or _HERE


def _changes(
    state: Unsent, edits: Sequence[Edit], base: dict[str, JsonValue], at: datetime | None
) -> list[UnsentChange]:
    try:
        _, _, before = apply_and_note(base, {}, edits)
    except IngestError:
        # What they were made on is gone; they say themselves what they are.
        before = [None] * len(edits)
    return [
        UnsentChange(state, TrailOperation(edit.op), edit.path, old, edit.value, at)
        for edit, old in zip(edits, before, strict=True)
    ]


def _base(event: EventRow) -> dict[str, JsonValue]:
    base = event.payload["base"]
    assert isinstance(base, dict), "edit_payload made it"
    return base
