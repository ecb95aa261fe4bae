"""What waits to be sent, and what the service refused: the list of it, and the strip that opens it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.store.waiting import Waiting, WaitingRow
from ingestio_desktop.windows.outbox_list import OutboxList
from ingestio_desktop.windows.widgets import NetworkState, StripStatus
from tests.screens.screen import Screen
from tests.screens.screens_shell import shell

CONFLICT = ErrorInfo(
    code="version_conflict",
    title="The document was changed meanwhile",
    message="It was changed elsewhere while you were editing it. Compare both and choose.",
)
LIMIT = ErrorInfo(
    code="file_limit",
    title="Too many files for one batch",
    message="Your plan takes 100 files in a batch, this one has 127. Remove some, or upgrade.",
)


def waiting_rows() -> tuple[WaitingRow, ...]:
    """Two that were refused, then what waits."""
    now = datetime.now(UTC)
    batch, document = uuid4(), uuid4()
    kinds = (
        (EventKind.EDIT, "NW-2026-0815 Rechnung März.pdf", CONFLICT),
        (EventKind.CREATE_BATCH, "Travel receipts of the sales team, first quarter", LIMIT),
        (EventKind.RENAME_BATCH, "March supplier invoices", None),
        (EventKind.CONFIRM, "invoice 4711.pdf", None),
        (EventKind.CONFIRM, "NW-2026-0815 Rechnung März.pdf", None),
        (EventKind.DELETE_DOCUMENT, "scan 0003.png", None),
    )
    rows = [
        WaitingRow(
            kind,
            seq,
            name,
            batch,
            None if kind in (EventKind.CREATE_BATCH, EventKind.RENAME_BATCH) else document,
            now - timedelta(minutes=40 - 7 * seq),
            reason,
            sending=seq == 2,
            behind=seq == 4,
        )
        for seq, (kind, name, reason) in enumerate(kinds)
    ]
    return (*rows, WaitingRow(None, None, "Card receipts, week 14", uuid4(), None, files=86))


def _list(waiting: Waiting, at: int = 0, reached: bool = True) -> Callable[[], QWidget]:
    def make() -> QWidget:
        window = shell()
        aside = sum(row.set_aside for row in waiting.rows)
        network = NetworkState.ONLINE if reached else NetworkState.OFFLINE
        pending = len(waiting.rows) - aside + waiting.more
        window.strip.set_status(StripStatus(network, pending, "1,342 of 2,000 pages left", set_aside=aside))
        opened = OutboxList(window)
        opened.set_reached(reached)
        opened.set_waiting(waiting)
        window.resize(1280, 800)
        opened.open_list()
        if waiting.rows:
            opened.list.setCurrentIndex(opened.rows.index(at, 0))
        return window

    return make


def screens() -> Iterator[Screen]:
    """Every state."""
    names = frozenset(f"New batch: {row.name}" for row in waiting_rows())
    yield Screen("outbox", _list(Waiting(waiting_rows())), may_be_cut=names)
    yield Screen("outbox-refused-batch", _list(Waiting(waiting_rows()), 1), may_be_cut=names)
    yield Screen(
        "outbox-offline", _list(Waiting(waiting_rows()[2:], more=1200), 1, reached=False), may_be_cut=names
    )
    yield Screen("outbox-empty", _list(Waiting()))
