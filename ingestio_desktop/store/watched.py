"""What became of the files of watched folders, so that none is taken twice, whatever happens."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import DocumentStatus
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.models import BatchModel, DocumentModel, UploadModel, WatchedFileModel
from ingestio_desktop.store.rows import UploadState

REFUSED_SHOWN: Final = 50
_FILES: Final = cast(sa.Table, WatchedFileModel.__table__)
_UPLOADS: Final = cast(sa.Table, UploadModel.__table__)
_DOCUMENTS: Final = cast(sa.Table, DocumentModel.__table__)
_AT_SERVICE: Final = (DocumentStatus.UPLOADED, DocumentStatus.PROCESSING, DocumentStatus.COMPLETED)
_REFUSED_BY_SERVICE: Final = (
    *("file_too_large", "type_not_allowed", "file_empty", "file_damaged", "password_protected"),
    *("file_unreadable", "hash_mismatch", "upload_lost", "upload_expired", "virus_found"),
)
"""Codes of documents that failed because the service did not take their file."""


class WatchedState(StrEnum):
    """`taken`: in a batch, the service does not have it yet. `moving`: on its way to the done folder.
    `done`: nothing is left to do. `repeated`: its content was extracted before."""

    REFUSED = "refused"
    REPEATED = "repeated"
    TAKEN = "taken"
    MOVING = "moving"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """A file as it was when it was looked at. `target` is where it was moved, or is being moved."""

    folder_id: UUID
    path: Path
    size: int
    mtime_ns: int
    state: WatchedState
    sha256: str | None = None
    document_id: UUID | None = None
    batch_id: UUID | None = None
    target: Path | None = None
    error: ErrorInfo | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class WatchedHistory:
    """What came of a folder so far; `refused` are the newest of `refused_count`."""

    taken: int = 0
    repeated: int = 0
    refused_count: int = 0
    refused: tuple[WatchedFile, ...] = ()
    last_batch: UUID | None = None
    last_name: str = ""
    last_files: int = 0
    last_at: datetime | None = None


def known_files(session: Session, folder_ids: Iterable[UUID]) -> tuple[WatchedFile, ...]:
    """The newest row of each file that may still be in one of the folders, oldest first."""
    newest = sa.select(sa.func.max(WatchedFileModel.id)).group_by(WatchedFileModel.path)
    rows = session.scalars(
        sa.select(WatchedFileModel)
        .where(
            WatchedFileModel.folder_id.in_(list(folder_ids)),
            WatchedFileModel.id.in_(newest),
            sa.not_(
                sa.and_(WatchedFileModel.target.is_not(None), WatchedFileModel.state == WatchedState.DONE)
            ),
        )
        .order_by(WatchedFileModel.id)
    )
    return tuple(map(_row, rows))


def taken_before(session: Session, hashes: Iterable[str]) -> frozenset[str]:
    """Contents that were taken from any watched folder, also when their batch is gone since."""
    found: set[str] = set()
    for piece in chunked(set(hashes)):
        found.update(
            sha256
            for sha256 in session.scalars(
                sa.select(WatchedFileModel.sha256).where(
                    WatchedFileModel.sha256.in_(piece),
                    WatchedFileModel.state.in_((WatchedState.TAKEN, WatchedState.MOVING, WatchedState.DONE)),
                )
            )
            if sha256
        )
    return frozenset(found)


def keep_files(unit: Unit, files: Sequence[WatchedFile]) -> None:
    """Note files; what was refused or repeated at the same place before is forgotten for it."""
    for piece in chunked(str(file.path) for file in files):
        unit.session.execute(
            sa.delete(WatchedFileModel).where(
                WatchedFileModel.path.in_(piece),
                WatchedFileModel.state.in_((WatchedState.REFUSED, WatchedState.REPEATED)),
            )
        )
    now = datetime.now(UTC)
    if files:
        unit.session.execute(sa.insert(WatchedFileModel), [_values(file, now) for file in files])
    unit.watched = True


def unfinished(
    session: Session, folder_ids: Iterable[UUID], moving_ids: Iterable[UUID], most: int
) -> tuple[WatchedFile, ...]:
    """The first files for which something can be done now: taken ones that the service holds by now, moves
    that were begun, and in the folders `moving_ids` those whose content is known from earlier and that no
    upload reads any more."""
    status = sa.func.json_extract(DocumentModel.server, "$.status")
    why = sa.func.coalesce(sa.func.json_extract(DocumentModel.server, "$.error.code"), "")
    held = sa.or_(
        status.in_(_AT_SERVICE),
        sa.and_(status == DocumentStatus.FAILED, why.not_in(_REFUSED_BY_SERVICE)),
    )
    same = aliased(DocumentModel)
    being_read = sa.exists().where(
        same.sha256 == WatchedFileModel.sha256,
        UploadModel.document_id == same.id,
        UploadModel.path == WatchedFileModel.path,
        UploadModel.state.not_in((UploadState.DONE, UploadState.CANCELLED, UploadState.REFUSED)),
    )
    rows = session.scalars(
        sa.select(WatchedFileModel)
        .outerjoin(DocumentModel, DocumentModel.id == WatchedFileModel.document_id)
        .where(
            WatchedFileModel.folder_id.in_(list(folder_ids)),
            sa.or_(
                WatchedFileModel.state == WatchedState.MOVING,
                sa.and_(WatchedFileModel.state == WatchedState.TAKEN, held),
                sa.and_(
                    WatchedFileModel.state == WatchedState.REPEATED,
                    WatchedFileModel.folder_id.in_(list(moving_ids)),
                    sa.not_(being_read),
                ),
            ),
        )
        .order_by(WatchedFileModel.id)
        .limit(most)
    )
    return tuple(map(_row, rows))


def adopt(unit: Unit, folder_id: UUID, top: Path, configured: Iterable[UUID]) -> None:
    """A folder that is watched anew goes on with what is known of it from before."""
    start = f"{top}{os.sep}"
    unit.session.execute(
        sa.update(WatchedFileModel)
        .where(
            sa.func.substr(WatchedFileModel.path, 1, len(start)) == start,
            WatchedFileModel.folder_id.not_in(list(configured)),
        )
        .values(folder_id=folder_id)
    )


def begin_moves(unit: Unit, targets: Mapping[Path, WatchedFile]) -> None:
    """Note where files are going before they go."""
    if targets:
        # Many at once, since a statement of its own for each costs more than its move.
        unit.session.connection().execute(
            sa.update(_FILES)
            .where(_FILES.c.id == sa.bindparam("file"))
            .values(state=WatchedState.MOVING, target=sa.bindparam("to")),
            [{"file": file.id, "to": str(target)} for target, file in targets.items()],
        )


def end_files(unit: Unit, ended: Sequence[tuple[WatchedFile, Path | None]]) -> None:
    """Nothing is left to do for files; each with where it is now, None where it was left."""
    if not ended:
        return
    connection = unit.session.connection()
    connection.execute(
        sa.update(_FILES)
        .where(_FILES.c.id == sa.bindparam("file"))
        .values(state=WatchedState.DONE, target=sa.bindparam("to")),
        [{"file": file.id, "to": str(target) if target is not None else None} for file, target in ended],
    )
    moved = [(file, target) for file, target in ended if target is not None]
    if moved:
        # The documents' own file is found there from now on. Several may be made of one file; they are
        # found by its content, for which there is an index.
        same = sa.select(_DOCUMENTS.c.id).where(_DOCUMENTS.c.sha256 == sa.bindparam("content"))
        connection.execute(
            sa.update(_UPLOADS)
            .where(
                _UPLOADS.c.document_id.in_(same),
                _UPLOADS.c.path == sa.bindparam("before"),
                _UPLOADS.c.state == UploadState.DONE,
            )
            .values(path=sa.bindparam("to")),
            [{"content": file.sha256, "before": str(file.path), "to": str(target)} for file, target in moved],
        )
    unit.watched = True


def history(session: Session, folder_ids: Iterable[UUID]) -> Mapping[UUID, WatchedHistory]:
    """What came of each folder."""
    return {folder_id: _history(session, folder_id) for folder_id in folder_ids}


def forget_refused(unit: Unit, folder_id: UUID) -> None:
    """Look at a folder's refused files once more."""
    unit.session.execute(
        sa.delete(WatchedFileModel).where(
            WatchedFileModel.folder_id == folder_id, WatchedFileModel.state == WatchedState.REFUSED
        )
    )
    unit.watched = True


def _history(session: Session, folder_id: UUID) -> WatchedHistory:
    counted = session.execute(
        sa.select(WatchedFileModel.state, sa.func.count())
        .where(WatchedFileModel.folder_id == folder_id)
        .group_by(WatchedFileModel.state)
    )
    counts: dict[str, int] = {row[0]: row[1] for row in counted}
    repeated = session.scalar(
        sa.select(sa.func.count()).where(
            WatchedFileModel.folder_id == folder_id,
            WatchedFileModel.document_id.is_(None),
            WatchedFileModel.state.in_((WatchedState.MOVING, WatchedState.DONE)),
        )
    )
    in_batches = sum(
        counts.get(state, 0) for state in (WatchedState.TAKEN, WatchedState.MOVING, WatchedState.DONE)
    )
    refused = session.scalars(
        sa.select(WatchedFileModel)
        .where(WatchedFileModel.folder_id == folder_id, WatchedFileModel.state == WatchedState.REFUSED)
        .order_by(WatchedFileModel.id.desc())
        .limit(REFUSED_SHOWN)
    )
    last = session.execute(
        sa.select(WatchedFileModel.batch_id, WatchedFileModel.at)
        .where(WatchedFileModel.folder_id == folder_id, WatchedFileModel.batch_id.is_not(None))
        .order_by(WatchedFileModel.id.desc())
        .limit(1)
    ).one_or_none()
    batch = session.get(BatchModel, last[0]) if last is not None else None
    return WatchedHistory(
        taken=in_batches - (repeated or 0),
        repeated=(repeated or 0) + counts.get(WatchedState.REPEATED, 0),
        refused_count=counts.get(WatchedState.REFUSED, 0),
        refused=tuple(map(_row, refused)),
        last_batch=batch.id if batch is not None and not batch.hidden else None,
        last_name=(batch.name or "") if batch is not None else "",
        last_files=batch.document_count if batch is not None else 0,
        last_at=last[1] if last is not None else None,
    )


def _values(file: WatchedFile, now: datetime) -> dict[str, object]:
    return {
        "folder_id": file.folder_id,
        "path": str(file.path),
        "size": file.size,
        "mtime_ns": file.mtime_ns,
        "sha256": file.sha256,
        "state": file.state,
        "document_id": file.document_id,
        "batch_id": file.batch_id,
        "target": None,
        "error": file.error.model_dump_json() if file.error else None,
        "at": now,
    }


def _row(model: WatchedFileModel) -> WatchedFile:
    return WatchedFile(
        folder_id=model.folder_id,
        path=Path(model.path),
        size=model.size,
        mtime_ns=model.mtime_ns,
        state=WatchedState(model.state),
        sha256=model.sha256,
        document_id=model.document_id,
        batch_id=model.batch_id,
        target=Path(model.target) if model.target else None,
        error=ErrorInfo.model_validate_json(model.error) if model.error else None,
        id=model.id,
    )
