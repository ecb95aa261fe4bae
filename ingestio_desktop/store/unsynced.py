"""What would be lost with an account's folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_desktop.store.database import open_for_reading
from ingestio_desktop.store.models import (
    DraftFileModel,
    EventModel,
    ReviewDraftModel,
    UploadModel,
)
from ingestio_desktop.store.rows import EventKind, EventState, UploadState

_GOING = (UploadState.WAITING, UploadState.UPLOADING)
_RESTING = (UploadState.PAUSED, UploadState.FAILED)
"""Those that wait for the person."""


@dataclass(frozen=True, slots=True)
class Unsynced:
    """Changes and files that the service does not have: `events` and `uploads` wait to be sent,
    `set_aside` were refused, `edits` counts documents with unsaved edits, `draft_files` the files of a
    new batch that was not submitted. `resting` are those of the events and uploads that wait for the person:
    what is paused or failed, and what comes after it or after something refused."""

    events: int = 0
    uploads: int = 0
    set_aside: int = 0
    edits: int = 0
    draft_files: int = 0
    resting: int = 0

    @property
    def sendable(self) -> int:
        """What sync sends by itself."""
        return self.events + self.uploads - self.resting

    @property
    def waiting(self) -> int:
        """The changes that wait, as the status strip counts them."""
        return self.events + self.uploads + self.set_aside

    @property
    def total(self) -> int:
        return self.events + self.uploads + self.set_aside + self.edits + self.draft_files

    def __bool__(self) -> bool:
        return self.total > 0


def unsynced(session: Session) -> Unsynced:
    def count(statement: sa.Select[Any]) -> int:
        return session.scalar(statement) or 0

    # That something was looked at is nothing that a person would miss.
    events = sa.and_(
        EventModel.state != EventState.SET_ASIDE, EventModel.kind != EventKind.READ_NOTIFICATIONS
    )
    refused = sa.select(EventModel.entity_id).where(EventModel.state == EventState.SET_ASIDE)
    unfinished = sa.select(UploadModel.batch_id).where(UploadModel.state.in_(_RESTING))
    after_it = sa.or_(
        EventModel.entity_id.in_(refused),
        sa.and_(EventModel.batch_id.is_not(None), EventModel.batch_id.in_(refused)),
        sa.and_(EventModel.kind == EventKind.SUBMIT_BATCH, EventModel.entity_id.in_(unfinished)),
    )
    uploads = UploadModel.state.in_((*_GOING, *_RESTING))
    resting = sa.or_(UploadModel.state.in_(_RESTING), UploadModel.batch_id.in_(refused))
    many_events = sa.select(sa.func.count()).select_from(EventModel)
    many_uploads = sa.select(sa.func.count()).select_from(UploadModel)
    return Unsynced(
        events=count(many_events.where(events)),
        uploads=count(many_uploads.where(uploads)),
        set_aside=count(many_events.where(EventModel.state == EventState.SET_ASIDE)),
        edits=count(sa.select(sa.func.count()).select_from(ReviewDraftModel)),
        draft_files=count(sa.select(sa.func.count()).select_from(DraftFileModel)),
        resting=count(many_events.where(events, after_it)) + count(many_uploads.where(uploads, resting)),
    )


def unsynced_in(path: Path) -> Unsynced:
    """The same of a store that nobody has open. Raises `MachineError` (store_unusable)."""
    if not path.exists():
        return Unsynced()
    with open_for_reading(path) as session:
        return unsynced(session)
