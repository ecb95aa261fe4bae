"""The shell and the thin pages: first start, settings, account, exports, palette and keys."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ingestio_core.lifecycle import BatchStatus
from ingestio_core.providers import ProviderKind
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.notifications import announcement
from ingestio_desktop.store.rows import NotificationRow
from ingestio_desktop.windows.actions import Action, screen_keys
from ingestio_desktop.windows.gallery.pages import table_page, zone_page
from ingestio_desktop.windows.keys import current_keys
from ingestio_desktop.windows.notifications_list import NotificationsList
from ingestio_desktop.windows.reading_settings import ReadingSettings
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.sidebar import AccountLine
from ingestio_desktop.windows.starting import StartingPage
from ingestio_desktop.windows.widgets import NetworkState, StripStatus
from tests.screens.account_samples import LOCAL, account_page
from tests.screens.screen import Screen
from tests.screens.screens_exports import exports_page
from tests.screens.settings_samples import settings_page

HOME = Path.home()


class Forgetful:
    """A window's memory that keeps what it is told for as long as it lives."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def widget_state(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def keep_widget_state(self, name: str, state: bytes) -> None:
        self.kept[name] = state


def shell(shown: str = "batches", network: NetworkState = NetworkState.ONLINE) -> Shell:
    """The shell with all places, an account and a strip."""
    window = Shell(Forgetful())
    window.add_page("new", tr("New batch"), "circle-plus", zone_page)
    window.add_page("batches", tr("Batches"), "layers", lambda: table_page(checks=False))
    window.add_page("exports", tr("Exports"), "file-spreadsheet", exports_page)
    window.add_page("account", tr("Account"), "circle-user", lambda: account_page(LOCAL))
    window.add_page("settings", tr("Settings"), "settings", settings_page)
    window.side_bar.switcher.set_line(
        AccountLine("Northgate Supplies", f"{tr('Hosted')} · {tr('Plus plan')}", "cloud")
    )
    window.side_bar.set_count("batches", 3, "3 in progress")
    window.strip.set_status(
        StripStatus(
            network, 3 if network is NetworkState.OFFLINE else 0, "1,342 of 2,000 pages left in April"
        )
    )
    window.actions_registry.add(
        Action("search_list", "Search this list", "Batches", "Ctrl+F", "search", lambda: None, "batches"),
        Action("open_batch", "Open the batch", "Batches", "Enter", screen="batches"),
        Action("rename_batch", "Rename", "Batches", "F2", "pencil", lambda: None, "batches"),
        Action(
            "delete_batch", "Delete, asks first", "Batches", "Ctrl+Del", "trash-2", lambda: None, "batches"
        ),
        Action("row_menu", "Menu of the row", "Table", "Shift+F10", screen="batches"),
        Action("next", "Next row", "Table", "Down", screen="batches"),
    )
    window.show_page(shown)
    return window


def _entering_a_key() -> QWidget:
    window = shell("settings")
    section = window.findChild(ReadingSettings)
    assert section is not None
    section.rows[ProviderKind.GEMINI].open_form()
    return window


def _unexpected(error: BaseException) -> None:
    raise error


def _with_palette(query: str) -> QWidget:
    window = shell()
    window._palette.open_for("batches")
    window._palette.field.setText(query)
    return window


def _cannot_start() -> QWidget:
    page = StartingPage("New batch")
    page.show_error(
        "The local data cannot be used",
        "“store.sqlite” could not be read or written: it is damaged. Check the folder and who owns it, "
        "then start again. The service goes on by itself once it is repaired.",
    )
    return page


def _with_toast() -> QWidget:
    window = shell()
    window.toast.show_message("12 documents confirmed", undo=lambda: None)
    return window


def notification_rows(count: int) -> list[NotificationRow]:
    """Batches that ended, the newest first, the first three not seen yet."""
    now = datetime.now(UTC)
    kinds = (
        ("March supplier invoices", BatchStatus.PARTIALLY_COMPLETED, 1184, 1182),
        ("Card receipts, week 14", BatchStatus.COMPLETED, 86, 86),
        ("Contractor invoices Feb", BatchStatus.FAILED, 6, 0),
        ("0b1f8a34…", BatchStatus.COMPLETED, 1, 1),
        (
            "Travel receipts of the sales team, first quarter, all regions and sites",
            BatchStatus.COMPLETED,
            127,
            127,
        ),
    )
    rows = []
    for place in range(count):
        name, status, documents, read = kinds[place % len(kinds)]
        rows.append(
            NotificationRow(
                uuid4(),
                uuid4(),
                name,
                status,
                documents,
                read,
                documents - read,
                now - timedelta(minutes=7 * 3**place if place < 8 else 20_000 + 3_000 * place),
                place > 2,
            )
        )
    return rows


def _with_notifications(count: int) -> QWidget:
    window = shell()
    window.strip.set_unread(min(3, count))
    opened = NotificationsList(window)
    opened.set_rows(notification_rows(count))
    window.resize(1280, 800)
    opened.open_list()
    return window


def _told(network: NetworkState = NetworkState.ONLINE) -> QWidget:
    window = shell("batches", network)
    window.strip.set_unread(2)
    said = announcement(notification_rows(1))
    window.toast.show_message(said.text, lambda: None, said.tone, action="Open")
    return window


def _review_keys() -> QWidget:
    window = shell()
    window.add_page("review", "Review", "eye", zone_page, place=False, full=True)
    window.actions_registry.add(*screen_keys())
    window.show_page("review")
    return window


def _own_keys() -> QWidget:
    """Some keys of the review are the person's own."""
    current_keys().set_own({"review.confirm": "F9", "review.fit": "Ctrl+Shift+F"})
    window = _review_keys()
    window.destroyed.connect(lambda: QTimer.singleShot(0, lambda: current_keys().set_own({})))
    return window


def _open_keys(window: QWidget) -> None:
    assert isinstance(window, Shell)
    window.open_shortcuts()


def screens() -> Iterator[Screen]:
    """Every state."""
    yield Screen("shell-cannot-start", _cannot_start, width=1064)
    yield Screen("shell-batches", shell)
    yield Screen("shell-narrow", shell, width=1000)
    yield Screen("shell-offline", lambda: shell("new", NetworkState.OFFLINE))
    yield Screen("shell-toast", _with_toast)
    yield Screen("shell-told", _told)
    yield Screen("shell-told-small", lambda: _told(NetworkState.OFFLINE), width=800, height=600)
    yield Screen("notifications", lambda: _with_notifications(5))
    yield Screen("notifications-full", lambda: _with_notifications(60))
    yield Screen("notifications-empty", lambda: _with_notifications(0))
    yield Screen("palette", lambda: _with_palette(""))
    yield Screen("palette-query", lambda: _with_palette("ba"))
    yield Screen("palette-none", lambda: _with_palette("zzz"))
    yield Screen("29-shortcuts", shell, settle=_open_keys)
    yield Screen("29-shortcuts-review", _review_keys, settle=_open_keys)
    yield Screen("29-shortcuts-own", _own_keys, settle=_open_keys)
    yield Screen("settings", lambda: shell("settings"))
    yield Screen("settings-key", _entering_a_key)
