"""The chain of a trail: each entry's hash covers the hash of the one before, and anybody can compute it.

The hash is the SHA-256, in hex, of the previous entry's hash (64 zeros for the first) followed by the
entry as JSON: the keys `id`, `user_id`, `document_id`, `sequence`, `edited_by`, `edited_at` (ISO 8601,
UTC, with microseconds), `version`, `operation`, `path`, `old` and `new`, sorted, without spaces, and
everything beyond ASCII escaped. Whoever keeps the number of entries and the last one's hash sees an
entry that was changed, dropped, added, reordered or cut off at the end.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Final
from uuid import UUID

from ingestio_core.contracts.trail import TrailEntry

FIRST_HASH: Final = "0" * 64


def entry_hash(entry: TrailEntry, *, user_id: UUID, document_id: UUID) -> str:
    """The hash that an entry of this account's document must have, in hex."""
    content = json.dumps(
        {
            "id": str(entry.id),
            "user_id": str(user_id),
            "document_id": str(document_id),
            "sequence": entry.sequence,
            "edited_by": str(entry.by),
            "edited_at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "version": entry.version,
            "operation": entry.op,
            "path": entry.path,
            "old": entry.before,
            "new": entry.after,
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256((entry.previous_hash + content).encode()).hexdigest()


def first_broken(
    entries: Iterable[TrailEntry], *, user_id: UUID, document_id: UUID, count: int, head: str | None
) -> int | None:
    """The sequence of the first entry that does not fit the chain or is missing, None when all do.
    `count` entries were written, and `head` is the last one's hash, None where there is none."""
    previous, sequence = FIRST_HASH, 0
    for sequence, entry in enumerate(entries, start=1):
        placed = entry.sequence == sequence and entry.previous_hash == previous
        if not placed or entry.hash != entry_hash(entry, user_id=user_id, document_id=document_id):
            return sequence
        previous = entry.hash
    if sequence != count:
        return min(sequence, count) + 1
    return None if previous == (head or FIRST_HASH) else max(1, sequence)
