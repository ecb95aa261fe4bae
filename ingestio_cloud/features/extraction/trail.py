"""The tamper-evident trail of what persons did with a document; `ingestio_core.trail` says how its entries
are chained. The document's row knows how many there are and the last one's hash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from pydantic import JsonValue
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document, FieldEdit
from ingestio_cloud.features.documents.service import found
from ingestio_cloud.features.extraction import repository
from ingestio_core import trail as chain
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.trail import TrailCheck, TrailEntry, TrailOperation


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: with the place `path`, where `before` was and `after` is, or with the document."""

    operation: TrailOperation
    path: str = ""
    before: JsonValue = None
    after: JsonValue = None


def entries_for(
    document: Document, deeds: Iterable[Deed], *, at: datetime, version: int
) -> Sequence[FieldEdit]:
    """The entries that go on with a document's trail. They are for the document's next version, and its
    row must get what `end_of` says with them."""
    previous = document.trail_head or chain.FIRST_HASH
    entries = []
    for sequence, deed in enumerate(deeds, start=document.edit_count + 1):
        entry = FieldEdit(
            id=uuid4(),
            user_id=document.user_id,
            document_id=document.id,
            sequence=sequence,
            edited_by=document.user_id,
            edited_at=at,
            version=version,
            operation=deed.operation,
            path=deed.path,
            old_value=deed.before,
            new_value=deed.after,
            previous_hash=previous,
            entry_hash="",
        )
        previous = entry.entry_hash = chain.entry_hash(
            _wire(entry), user_id=document.user_id, document_id=document.id
        )
        entries.append(entry)
    return entries


def end_of(entries: Sequence[FieldEdit]) -> dict[str, Any]:
    """What a document's row says of a trail that ends with these entries, by column."""
    return {"edit_count": entries[-1].sequence, "trail_head": entries[-1].entry_hash}


def page(
    session: Session, user_id: UUID, document_id: UUID, *, cursor: str | None, limit: int
) -> Page[TrailEntry]:
    """One page of a document's trail, oldest first. Raises `NotFoundError` and `RefusedError`
    (bad_cursor)."""
    found(session, user_id, document_id)
    rows, following = repository.trail_page(session, user_id, document_id, cursor=cursor, limit=limit)
    return Page(items=tuple(map(_wire, rows)), next_cursor=following)


def check(session: Session, user_id: UUID, document_id: UUID) -> TrailCheck:
    """Whether a document's trail is as it was written. Raises `NotFoundError`."""
    document = found(session, user_id, document_id)
    broken = first_broken(document, repository.trail(session, user_id, document_id))
    return TrailCheck(
        intact=broken is None,
        entries=document.edit_count,
        first_broken=broken,
        head=document.trail_head,
    )


def first_broken(document: Document, entries: Sequence[FieldEdit]) -> int | None:
    """The sequence of the first entry that does not fit the chain or is missing, None when all do."""
    return chain.first_broken(
        map(_wire, entries),
        user_id=document.user_id,
        document_id=document.id,
        count=document.edit_count,
        head=document.trail_head,
    )


def _wire(entry: FieldEdit) -> TrailEntry:
    return TrailEntry(
        id=entry.id,
        sequence=entry.sequence,
        by=entry.edited_by,
        at=entry.edited_at,
        version=entry.version,
        op=entry.operation,
        path=entry.path,
        before=entry.old_value,
        after=entry.new_value,
        previous_hash=entry.previous_hash,
        hash=entry.entry_hash,
    )
