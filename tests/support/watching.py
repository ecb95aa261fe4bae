"""A watched folder on a real store, looked at as fast as a test wants: time is a number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ingestio_core.contracts.documents import Document
from ingestio_core.errors import ErrorInfo
from ingestio_core.intake import FoundFile, IntakeResult, inspect_many
from ingestio_core.lifecycle import DocumentStatus
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.watching.state import FolderState, Told, ToldKind
from ingestio_desktop.flows.watching.watcher import Watcher
from ingestio_desktop.options import THIS_COMPUTER, AfterIntake, WatchedFolder
from ingestio_desktop.settings import Settings
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.models import BatchModel, DocumentModel, UploadModel, WatchedFileModel
from ingestio_desktop.store.rows import UploadState
from ingestio_desktop.store.server import apply_documents
from ingestio_desktop.store.uploads import begin_upload, finish_upload
from tests.support.documents import make_slip

SETTLE = 5.0
GONE = "an-account-that-was-deleted"


@dataclass
class Watching:
    """`told` and `states` are what was said and shown; `inspected` the names of files looked into."""

    store: Store
    settings: Settings
    account: str = THIS_COMPUTER
    now: float = 1_000.0
    told: list[Told] = field(default_factory=list)
    states: tuple[FolderState, ...] = ()
    inspected: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.watcher = Watcher(
            self.store,
            self.inspect,
            lambda: self.settings,
            self.account,
            changed=self._show,
            told=self.told.append,
            clock=lambda: self.now,
            known=lambda account: account != GONE,
        )

    def inspect(self, files: Sequence[FoundFile], max_bytes: int) -> Sequence[IntakeResult]:
        self.inspected += [file.path.name for file in files]
        return inspect_many(files, max_bytes=max_bytes)

    def _show(self, states: tuple[FolderState, ...]) -> None:
        self.states = states

    def look(self, seconds: float = 0.0) -> None:
        """Look at once, so many seconds later."""
        self.now += seconds
        self.watcher.look_soon()
        self.watcher.store_changed()
        self.watcher.step()
        while self.watcher._putting.more:
            self.watcher.step()

    def settle(self) -> None:
        """Look, and again when all rests."""
        self.look()
        self.look(SETTLE)

    def kinds(self) -> list[ToldKind]:
        return [told.kind for told in self.told]

    @property
    def state(self) -> FolderState:
        (state,) = self.states
        return state


def watched(path: Path, **values: Any) -> Settings:
    """Settings with one watched folder."""
    return Settings(watched=(WatchedFolder(path=path, settle_seconds=SETTLE, **values),))


def moving(path: Path, **values: Any) -> Settings:
    return watched(path, after=AfterIntake.MOVE, **values)


def put(folder: Path, *numbers: int) -> list[Path]:
    """Small documents, each with a content of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"slip {number}.pdf" for number in numbers]
    for number, path in zip(numbers, paths, strict=True):
        path.write_bytes(make_slip(number).content)
    return paths


def batches(store: Store) -> list[BatchModel]:
    return store.read(
        lambda session: list(session.scalars(sa.select(BatchModel).order_by(BatchModel.created_at)))
    ).result(30)


def documents(store: Store) -> list[DocumentModel]:
    return store.read(
        lambda session: list(session.scalars(sa.select(DocumentModel).order_by(DocumentModel.position)))
    ).result(30)


def rows(store: Store) -> list[WatchedFileModel]:
    return store.read(
        lambda session: list(session.scalars(sa.select(WatchedFileModel).order_by(WatchedFileModel.id)))
    ).result(30)


def upload_paths(store: Store) -> list[Path]:
    return [
        Path(path)
        for path in store.read(
            lambda session: list(session.scalars(sa.select(UploadModel.path).order_by(UploadModel.path)))
        ).result(30)
    ]


def taken_in(
    store: Store,
    status: DocumentStatus = DocumentStatus.UPLOADED,
    error: ErrorInfo | None = None,
    where: Callable[[DocumentModel], bool] = lambda row: True,
) -> None:
    """The service has all files and says how it goes with them."""
    now = datetime.now(UTC)
    for row in documents(store):
        if not where(row):
            continue
        document = Document(
            id=row.id,
            batch_id=row.batch_id,
            filename=row.filename,
            folder=row.folder,
            media_type=MediaType(row.media_type),
            size=row.size,
            sha256=row.sha256,
            page_count=row.page_count,
            prompt=None,
            field_plan=None,
            detected_type=None,
            status=status,
            error=error,
            version=1,
            created_at=now,
            updated_at=now,
        )
        _take_in(store, document, row.batch_id)


def _take_in(store: Store, document: Document, batch_id: UUID | None) -> None:
    def write(unit: Any) -> None:
        begin_upload(unit, document.id)
        assert batch_id is not None
        finish_upload(unit, document.id, batch_id)
        unit.session.execute(
            sa.update(UploadModel)
            .where(UploadModel.document_id == document.id)
            .values(state=UploadState.DONE)
        )
        apply_documents(unit, (document,))

    store.write(write).result(30)
