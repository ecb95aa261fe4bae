"""The page of what was exported: every state of a file, and what asks before exports would end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ingestio_core.contracts.exports import Export, ExportFormat, ExportStatus
from ingestio_core.errors import ErrorInfo
from ingestio_desktop.presenters.export_history import ExportLine, export_line, link_line
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.windows.exports import ExportsPage
from ingestio_desktop.windows.exports.leaving import LeavingDialog
from ingestio_desktop.windows.shell import Shell
from tests.screens.screen import Screen

_NOW = datetime.now(UTC)
_NOON = datetime.now().astimezone().replace(hour=12, minute=12, second=0, microsecond=0).astimezone(UTC)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_FOLDER = Path.home() / "Documents" / "Exports"
_MARCH, _UTILITIES = "March supplier invoices", "Utilities Q1, all sites"


def _row(name: str, what: str, count: int | None, at: datetime, **changes: object) -> ExportRow:
    base = ExportRow(
        id=UUID(int=hash((name, at)) & 0xFFFF_FFFF),
        format=ExportFormat(name.rsplit(".", 1)[1]),
        rows="documents",
        status=ExportStatus.SAVED,
        path=_FOLDER / name,
        what=what,
        documents=count or 0,
        row_count=count,
        size=9_000,
        done=count or 0,
        error=None,
        created_at=at,
        repeatable=True,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def _error(code: str, title: str) -> ErrorInfo:
    return ErrorInfo(code=code, title=title, message="Make room or choose another folder, then export again.")


def lines() -> list[ExportLine]:
    """One of each state."""
    full, stopped = _error("disk_full", "Disk is full"), _error("export_cancelled", "Export cancelled")
    failed, writing = ExportStatus.FAILED, ExportStatus.WRITING
    rows = (
        _row("April.xlsx", "", None, _NOW, status=writing, documents=20, queued=True),
        _row(
            "March-line-items.xlsx",
            _MARCH,
            None,
            _NOW,
            status=writing,
            documents=904,
            done=560,
            rows="line_items",
        ),
        _row("March-confirmed.xlsx", _MARCH, 62, _NOON - _HOUR),
        _row("datev-2024-03.csv", "", 3318, _NOON - 2 * _HOUR, rows="line_items"),
        _row("Open-orders.xlsx", "14 documents", 14, _NOON - 3 * _HOUR, changed=12),
        _row("Utilities-Q1.xlsx", _UTILITIES, 12, _NOON - _DAY, added=12),
        _row(
            "Travel-receipts.xlsx",
            "Travel receipts",
            None,
            _NOON - _DAY - 2 * _HOUR,
            status=failed,
            error=full,
        ),
        _row("travel-receipts.csv", "3 documents", 3, _NOON - _DAY - 3 * _HOUR),
        _row("Packaging-2023.xlsx", "Packaging suppliers 2023", 2127, _NOON - 9 * _DAY, missing=True),
        _row(
            "bank-statements.csv",
            "Bank statements Q1",
            None,
            _NOON - 400 * _DAY,
            status=failed,
            error=stopped,
            rows="transactions",
        ),
    )
    links = (
        _link("utilities-q1.json", 134, _NOON - _DAY - _HOUR, _NOW + 6 * _DAY - _HOUR),
        _link("february.json", 176, _NOON - 30 * _DAY, _NOW - _HOUR),
    )
    found = [export_line(row) for row in rows] + [link_line(link, _NOW) for link in links]
    return sorted(found, key=lambda line: line.written, reverse=True)


def _link(name: str, count: int, at: datetime, until: datetime) -> Export:
    return Export(
        id=UUID(int=count),
        format=ExportFormat.JSON,
        rows="documents",
        status=ExportStatus.SAVED,
        filename=name,
        row_count=count,
        created_at=at,
        kept_until=until,
        download_url="https://files.example/1",
    )


def exports_page() -> ExportsPage:
    """Exports in every state."""
    page = ExportsPage()
    page.set_lines(lines())
    page.set_folder(_FOLDER)
    return page


def _shell() -> Shell:
    # Made here: that module shows this page in its window.
    from tests.screens.screens_shell import shell

    return shell("exports")


def _focus(widget: QWidget) -> None:
    page = widget.findChild(ExportsPage)
    assert page is not None
    page.table.setFocus()
    for line in page.rows.lines:
        if line.path.name == "March-confirmed.xlsx":
            page.table.focus_key(line.key)


def _unreached() -> QWidget:
    page = exports_page()
    page.set_lines([line for line in lines() if not line.hosted])
    page.set_note("Files made by the service are listed once it can be reached.")
    return page


def _loading() -> QWidget:
    page = ExportsPage()
    page.skeleton.show_now()
    return page


def _empty() -> QWidget:
    page = ExportsPage()
    page.set_lines(())
    return page


def _no_match() -> QWidget:
    page = exports_page()
    page.search.setText("nothing like it")
    page._filter()
    return page


def waiting_rows() -> tuple[ExportRow, ...]:
    """One that is being written and one that waits for it."""
    writing = ExportStatus.WRITING
    return (
        _row("March-line-items.xlsx", _MARCH, None, _NOW, status=writing, documents=904, done=560),
        _row("April.xlsx", "", None, _NOW, status=writing, documents=20, queued=True),
    )


def _leaving() -> QWidget:
    parent = QWidget()
    dialog = LeavingDialog(parent, waiting_rows(), "quit", lambda: None, lambda: None)
    dialog.setParent(None)
    dialog.destroyed.connect(parent.deleteLater)
    return dialog


def screens() -> Iterator[Screen]:
    """Every state."""
    yield Screen("28-exports", _shell, settle=_focus)
    yield Screen("28-exports-unreached", _unreached, width=1064)
    yield Screen("28-exports-empty", _empty, width=1064)
    yield Screen("28-exports-no-match", _no_match, width=1064)
    yield Screen("28-exports-loading", _loading, width=1064)
    yield Screen("28-exports-leaving", _leaving, 480, 220)
