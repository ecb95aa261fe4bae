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

_UNSENT = (UploadState.WAITING, UploadState.UPLOADING, UploadState.PAUSED)


@dataclass(frozen=True, slots=True)
class Unsynced:
    """Changes and files that the service does not have: `events` and `uploads` wait to be sent,
    `set_aside` were refused, `edits` counts documents with unsaved edits, `draft_files` the files of a
    new batch that was not submitted."""

    events: int = 0
    uploads: int = 0
    set_aside: int = 0
    edits: int = 0
    draft_files: int = 0

    @property
    def sendable(self) -> int:
        """What sync sends by itself."""
        return self.events + self.uploads

    @property
    def total(self) -> int:
        return self.sendable + self.set_aside + self.edits + self.draft_files

    def __bool__(self) -> bool:
        return self.total > 0


def unsynced(session: Session) -> Unsynced:
    def count(statement: sa.Select[Any]) -> int:
        return session.scalar(statement) or 0

    events = sa.select(sa.func.count()).select_from(EventModel)
    return Unsynced(
        # That something was looked at is nothing that a person would miss.
        events=count(
            events.where(
                EventModel.state != EventState.SET_ASIDE, EventModel.kind != EventKind.READ_NOTIFICATIONS
            )
        ),
        uploads=count(
            sa.select(sa.func.count()).select_from(UploadModel).where(UploadModel.state.in_(_UNSENT))
        ),
        set_aside=count(events.where(EventModel.state == EventState.SET_ASIDE)),
        edits=count(sa.select(sa.func.count()).select_from(ReviewDraftModel)),
        draft_files=count(sa.select(sa.func.count()).select_from(DraftFileModel)),
    )


def unsynced_in(path: Path) -> Unsynced:
    """The same of a store that nobody has open. Raises `MachineError` (store_unusable)."""
    if not path.exists():
        return Unsynced()
    with open_for_reading(path) as session:
        return unsynced(session)
