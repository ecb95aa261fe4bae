"""The trail of a document: who changed what, when, from which value to which, and who vouched for it."""

from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import AwareDatetime, JsonValue

from ingestio_core.contracts.base import Wire


class TrailOperation(StrEnum):
    """What was done: an operation of an edit (`EditOperation`), or something with the whole document."""

    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"
    MOVE = "move"
    CONFIRM = "confirm"
    UNCONFIRM = "unconfirm"
    REDO = "redo"


EDITS: Final = frozenset(
    {TrailOperation.ADD, TrailOperation.REMOVE, TrailOperation.REPLACE, TrailOperation.MOVE}
)
"""Those that change a value; all others have an empty path."""


class TrailEntry(Wire):
    """One change. `sequence` counts from 1 in each document, `version` is the document's after it;
    `path` is a JSON Pointer into the data, empty for the document as a whole. `after` of a redo is the
    number of the attempt. `hash` covers this entry and `previous_hash` (`ingestio_core.trail`)."""

    id: UUID
    sequence: int
    by: UUID
    at: AwareDatetime
    version: int
    op: TrailOperation
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
