"""The tamper-evident trail of edits: each entry's hash covers the hash of the one before.

The hash is the SHA-256, in hex, of the previous entry's hash (64 zeros for the first) followed by the
entry as JSON: the keys `id`, `user_id`, `document_id`, `sequence`, `edited_by`, `edited_at` (ISO 8601,
UTC, with microseconds), `version`, `operation`, `path`, `old` and `new`, sorted, without spaces, and
everything beyond ASCII escaped. The document's row knows how many entries there are and the last
one's hash, so that an entry changed, dropped, added, reordered or cut off at the end shows.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid4

from pydantic import JsonValue
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document, FieldEdit
from ingestio_cloud.features.documents.service import found
from ingestio_cloud.features.extraction import repository
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.trail import TrailCheck, TrailEntry

FIRST_HASH: Final = "0" * 64


def entries_for(
    document: Document, edits: Iterable[tuple[Edit, JsonValue]], *, at: datetime, version: int
) -> Sequence[FieldEdit]:
    """The entries that go on with a document's trail: each edit with the value that it replaced.
    They are for the document's next version, and its row must get the length and the head of the
    trail with them."""
    previous = document.trail_head or FIRST_HASH
    entries = []
    for sequence, (edit, before) in enumerate(edits, start=document.edit_count + 1):
        entry = FieldEdit(
            id=uuid4(),
            user_id=document.user_id,
            document_id=document.id,
            sequence=sequence,
            edited_by=document.user_id,
            edited_at=at,
            version=version,
            operation=edit.op,
            path=edit.path,
            old_value=before,
            new_value=edit.value,
            previous_hash=previous,
        )
        previous = entry.entry_hash = entry_hash(entry)
        entries.append(entry)
    return entries


def entry_hash(entry: FieldEdit) -> str:
    """The hash that an entry must have, in hex."""
    content = json.dumps(
        {
            "id": str(entry.id),
            "user_id": str(entry.user_id),
            "document_id": str(entry.document_id),
            "sequence": entry.sequence,
            "edited_by": str(entry.edited_by),
            "edited_at": entry.edited_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "version": entry.version,
            "operation": entry.operation,
            "path": entry.path,
            "old": entry.old_value,
            "new": entry.new_value,
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256((entry.previous_hash + content).encode()).hexdigest()


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


def first_broken(document: Document, entries: Iterable[FieldEdit]) -> int | None:
    """The sequence of the first entry that does not fit the chain or is missing, None when all do."""
    previous, sequence = FIRST_HASH, 0
    for sequence, entry in enumerate(entries, start=1):
        intact = (
            entry.sequence == sequence
            and entry.previous_hash == previous
            and entry.document_id == document.id
            and entry.user_id == document.user_id
        )
        if not intact or entry.entry_hash != entry_hash(entry):
            return sequence
        previous = entry.entry_hash
    if sequence != document.edit_count:
        return min(sequence, document.edit_count) + 1
    return None if previous == (document.trail_head or FIRST_HASH) else max(1, sequence)


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
