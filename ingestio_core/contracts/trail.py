"""The trail of a document's edits: who changed what, when, from which value to which."""

from uuid import UUID

from pydantic import AwareDatetime, JsonValue

from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.documents import EditOperation


class TrailEntry(Wire):
    """One edit. `sequence` counts from 1 in each document, `version` is the document's after it;
    `path` is a JSON Pointer into the data. `hash` covers this entry and `previous_hash`."""

    id: UUID
    sequence: int
    by: UUID
    at: AwareDatetime
    version: int
    op: EditOperation
    path: str
    before: JsonValue
    after: JsonValue
    previous_hash: str
    hash: str


class TrailCheck(Wire):
    """Whether a trail is as it was written. `entries` is how many were written, `first_broken` the
    sequence of the first one that is changed, missing or out of place. Whoever keeps `head` can tell
    later that nothing before it was rewritten."""

    intact: bool
    entries: int
    first_broken: int | None
    head: str | None
