"""What the settings page asks of, with answers that do not change: for pictures."""

from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MEBIBYTE
from ingestio_desktop.flows.cache import CacheUse
from ingestio_desktop.flows.prompts import defaults
from ingestio_desktop.flows.watched import FolderPhase, FolderState, Told
from ingestio_desktop.futures import done
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.options import THIS_COMPUTER, AfterIntake, WatchedFolder
from ingestio_desktop.store.rows import SavedPrompt
from ingestio_desktop.store.watched import WatchedFile, WatchedHistory, WatchedState

_HOME = Path.home()
SCANS, MAILED, SHARE = uuid4(), uuid4(), uuid4()

FOLDERS = (
    WatchedFolder(
        id=SCANS,
        path=_HOME / "Documents" / "Scans",
        after=AfterIntake.MOVE,
        done_folder=_HOME / "Documents" / "Scans" / "Done",
    ),
    WatchedFolder(
        id=MAILED,
        path=_HOME / "Mail" / "Attachments",
        strategy=PromptStrategy.GLOBAL,
        prompt="Supplier, invoice number, invoice date, due date, net, tax, total; items with text, quantity",
    ),
    WatchedFolder(id=SHARE, path=Path("/srv/accounting/inbox")),
)


def _refused(name: str, title: str) -> WatchedFile:
    error = ErrorInfo(code="file_damaged", title=title, message=".")
    return WatchedFile(MAILED, _HOME / "Mail" / name, 1, 1, WatchedState.REFUSED, error=error)


STATES = (
    FolderState(
        SCANS,
        FOLDERS[0].path,
        FolderPhase.WATCHING,
        history=WatchedHistory(
            1_342, 12, 0, (), uuid4(), "Scans", 18, datetime.now(UTC) - timedelta(minutes=4)
        ),
    ),
    FolderState(
        MAILED,
        FOLDERS[1].path,
        FolderPhase.ARRIVING,
        waiting=7,
        history=WatchedHistory(
            86,
            0,
            2,
            (_refused("Rechnung 2026-113.pdf", "Damaged"), _refused("notes.docx", "Type not allowed")),
            uuid4(),
            "Mail",
            4,
            datetime.now(UTC) - timedelta(days=1),
        ),
    ),
    FolderState(
        SHARE,
        FOLDERS[2].path,
        FolderPhase.PROBLEM,
        problem=ErrorInfo(
            code="watched_away",
            title="The folder is not there",
            message="“/srv/accounting/inbox” can’t be found. If it is on another computer or disk, it goes "
            "on by itself when that is back. Otherwise choose another folder.",
        ),
    ),
)


class ShownFlows:
    """In place of `Preferences`, and of each flow in it."""

    account = THIS_COMPUTER
    account_name = "This computer"

    def __init__(self, *, password: bool = True) -> None:
        self.changed: Notifier[Any] = Notifier()
        self.told: Notifier[Told] = Notifier()
        self._password = password
        self.cache = self.counts = self.network = self.prompts = self.report = self.watched = self

    def states(self) -> tuple[FolderState, ...]:
        return STATES

    def use(self) -> "Future[CacheUse]":
        return done(CacheUse(214, 1_290 * MEBIBYTE, 48 * MEBIBYTE, 2_000 * MEBIBYTE))

    def all(self) -> "Future[tuple[SavedPrompt, ...]]":
        return done(defaults())

    def has_password(self) -> "Future[bool]":
        return done(self._password)

    def preview(self) -> "Future[dict[str, str | int]]":
        return done({"version": "0.1.0", "system": "Linux", "batches": 214, "documents": 6_418})

    def look(self, folder_id: UUID | None = None) -> None:
        """Nothing to look at."""
