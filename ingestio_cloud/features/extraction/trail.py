"""The tamper-evident trail of edits: each entry's hash covers the hash of the one before.

The hash is the SHA-256 of the previous hash (64 zeros for the first) and of the entry as JSON
with sorted keys, so that a changed, dropped or reordered entry shows.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from pydantic import JsonValue
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import FieldEdit
from ingestio_cloud.features.extraction import repository
from ingestio_core.contracts.documents import EditOperation

FIRST_HASH: Final = "0" * 64


def append_edit(
    session: Session,
    user_id: UUID,
    document_id: UUID,
    *,
    at: datetime,
    version: int,
    operation: EditOperation,
    path: str,
    old: JsonValue,
    new: JsonValue,
) -> None:
    """Write one entry at the end of a document's trail."""
    last = repository.last_edit(session, user_id, document_id)
    entry = FieldEdit(
        id=uuid4(),
        user_id=user_id,
        document_id=document_id,
        sequence=last.sequence + 1 if last else 1,
        edited_by=user_id,
        edited_at=at,
        version=version,
        operation=operation,
        path=path,
        old_value=old,
        new_value=new,
        previous_hash=last.entry_hash if last else FIRST_HASH,
    )
    entry.entry_hash = entry_hash(entry)
    session.add(entry)
    session.flush()


def entry_hash(entry: FieldEdit) -> str:
    """The hash that an entry must have, in hex."""
    content = json.dumps(
        {
            "document_id": str(entry.document_id),
            "sequence": entry.sequence,
            "edited_by": str(entry.edited_by),
            "edited_at": entry.edited_at.isoformat(),
            "version": entry.version,
            "operation": entry.operation,
            "path": entry.path,
            "old": entry.old_value,
            "new": entry.new_value,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256((entry.previous_hash + content).encode()).hexdigest()


def first_broken(entries: Iterable[FieldEdit]) -> int | None:
    """The sequence of the first entry that does not fit the chain, None when all do."""
    previous = FIRST_HASH
    for sequence, entry in enumerate(entries, start=1):
        intact = entry.sequence == sequence and entry.previous_hash == previous
        if not intact or entry.entry_hash != entry_hash(entry):
            return sequence
        previous = entry.entry_hash
    return None
