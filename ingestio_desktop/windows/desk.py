"""Joins the shell with the flows: the status strip, and the pages that are made of them."""

from functools import partial
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.exports import ExportStatus
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.engines import EnginesFlow
from ingestio_desktop.flows.exports import ExportFlow, ExportSource
from ingestio_desktop.flows.fetching import FetchFlow
from ingestio_desktop.flows.learned import LearnedFlow
from ingestio_desktop.flows.notifications import NotificationsFlow
from ingestio_desktop.flows.preferences import Preferences
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.review import ReviewFlow, ReviewQueue
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.flows.trail import TrailFlow
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.engines import EnginesPresenter
from ingestio_desktop.presenters.export import ExportPresenter
from ingestio_desktop.presenters.notifications import Announcement, NotificationsPresenter
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.trail import TrailPresenter
from ingestio_desktop.sentences import said, said_error, value_said
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.theme.words import ExportState, StateWord, Tone
from ingestio_desktop.windows.account_page import AccountPage
from ingestio_desktop.windows.actions import action_of, screen_keys
from ingestio_desktop.windows.announcer import Announcer, DesktopMessages
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.desk_accounts import AccountsDesk, account_page
from ingestio_desktop.windows.desk_batches import BatchesDesk
from ingestio_desktop.windows.desk_outbox import OutboxDesk
from ingestio_desktop.windows.desk_settings import SettingsDesk
from ingestio_desktop.windows.desk_wizard import WizardDesk
from ingestio_desktop.windows.export import ExportDialog
from ingestio_desktop.windows.exports_page import ExportLine, ExportsPage
from ingestio_desktop.windows.notifications_list import NotificationsList
from ingestio_desktop.windows.places import set_place
from ingestio_desktop.windows.reading_settings import ReadingSettings
from ingestio_desktop.windows.review.trail import TrailDialog
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.windows.settings_page import SettingsPage
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.strip_facts import strip_status
from ingestio_desktop.windows.tray import tray_of
from ingestio_desktop.workers.bridge import Bridge

_EXPORTS: Final = {
    ExportStatus.WRITING: ExportState.WRITING,
    ExportStatus.SAVED: ExportState.SAVED,
    ExportStatus.FAILED: ExportState.FAILED,
}
_EXPORT_CODES: Final = {
    "disk_full": ExportState.DISK_FULL,
    "export_cancelled": ExportState.CANCELLED,
}
_FOUND: Final = 8


class DeskFlows(Protocol):
    """What is needed of the flows."""

    @property
    def account(self) -> AccountFlow: ...

    @property
    def batches(self) -> BatchesFlow: ...

    @property
    def compose(self) -> ComposeFlow: ...

    @property
    def fetching(self) -> FetchFlow: ...

    @property
    def engines(self) -> EnginesFlow: ...

    @property
    def exports(self) -> ExportFlow: ...

    @property
    def learned(self) -> LearnedFlow: ...

    @property
    def notifications(self) -> NotificationsFlow: ...

    @property
    def preferences(self) -> Preferences: ...

    @property
    def prompts(self) -> PromptsFlow: ...

    @property
    def review(self) -> ReviewFlow: ...

    @property
    def submit(self) -> SubmitFlow: ...

    @property
    def trail(self) -> TrailFlow: ...


class Desk(QObject):
    """Made when the flows of an account are ready; `Shell.end_account` ends it with all that it has made."""

    def __init__(
        self,
        shell: Shell,
        bridge: Bridge,
        flows: DeskFlows,
        settings: SettingsFile,
        data: Path,
        messages: DesktopMessages | None = None,
        accounts: AccountsDesk | None = None,
    ) -> None:
        """`messages` are the desktop's own unless given. Without `accounts` there is this one only."""
        super().__init__(shell)
        self._data = data
        self._accounts = accounts
        self._review: ReviewPresenter | None = None
        self._from_page = "batches"
        self._link = Link.STARTING
        self._shell = shell
        self._bridge = bridge
        self._flows = flows
        self._settings = settings
        self._figures: Account | None = None
        bridge.listen(flows.account.status_changed, self, self._status_changed)
        bridge.listen(flows.account.changed, self, self._figures_changed)
        bridge.deliver(flows.account.account(), self, self._figures_changed)
        shell.add_page("review", tr("Review"), "eye", self._review_page, place=False, full=True)
        self._wizard = self._begin_wizard()
        self._batches = self._begin_batches()
        self._outbox = OutboxDesk(shell, bridge, flows.account, self)
        self._outbox.batch_wanted.connect(self.show_batch)
        self._outbox.review_wanted.connect(self.open_review)
        shell.set_search_provider(self._batches.search)
        shell.actions_registry.add(*screen_keys())
        shell.add_page("batch", tr("Batch"), "layers", self._batches.batch_page, place=False)
        set_place(shell, "new", self._wizard.page)
        set_place(shell, "batches", self._batches.list_page)
        set_place(shell, "account", self._account_page)
        set_place(shell, "exports", self._exports_page)
        self._status_changed(flows.account.status())
        self._shown_batch: UUID | None = None
        tray = tray_of(shell, lambda: settings.settings.close_to_tray)
        self._batches.serve(tray)
        self._announcer = Announcer(shell, messages or tray, lambda: settings.settings.desktop_messages)
        self._settings_desk = SettingsDesk(
            flows.preferences, bridge, self._announcer, self.show_batch, self._show_watched, self
        )
        self._notifications = NotificationsPresenter(flows.notifications, bridge, self)
        self._begin_notifications()

    @property
    def flows(self) -> DeskFlows:
        """The use cases of the account in use."""
        return self._flows

    # Status

    def _status_changed(self, status: SyncStatus) -> None:
        shown = strip_status(status, self._figures)
        self._shell.strip.set_status(shown)
        if status.link is Link.FAILED and self._link is not Link.FAILED:
            self._shell.toast.show_message(shown.reason or tr("The service has stopped"), tone=Tone.BAD)
        self._link = status.link
        self._outbox.show_status(status)
        if self._accounts is not None:
            self._accounts.show_status(status)

    def _figures_changed(self, account: Account | None) -> None:
        self._figures = account
        self._shell.strip.set_status(strip_status(self._flows.account.status(), account))

    # New batch, review, export

    def _begin_wizard(self) -> WizardDesk:
        wizard = WizardDesk(self._shell, self._bridge, self._flows, self._settings, self._accounts, self)
        wizard.batch_wanted.connect(self.show_batch)
        return wizard

    # Batches

    def _begin_batches(self) -> BatchesDesk:
        batches = BatchesDesk(self._shell, self._bridge, self._flows, self._settings, self)
        batches.batch_wanted.connect(self.show_batch)
        batches.review_wanted.connect(self.open_review)
        batches.export_wanted.connect(lambda source: self.open_export(source, export_title(source)))
        batches.files_wanted.connect(self._wizard.add_paths)
        batches.change_wanted.connect(self._wizard.reopen)
        batches.watch_wanted.connect(self._show_watched)
        return batches

    # Notifications

    def _begin_notifications(self) -> None:
        shell, presenter = self._shell, self._notifications
        page = NotificationsList(shell)
        page.opened.connect(self.show_batch)
        page.all_read_asked.connect(presenter.mark_read)
        page.watched.connect(presenter.watch)
        presenter.listed.connect(page.set_rows)
        presenter.unread_changed.connect(shell.strip.set_unread)
        presenter.announced.connect(self._announced)
        self._open_notifications = page.open_list
        shell.strip.notifications_asked.connect(page.open_list)
        shell.add_action(action_of("notifications", "bell", page.open_list))
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._came_back)
        shell.strip.set_unread(0)
        presenter.start()

    def _announced(self, said: Announcement) -> None:
        if said.batch_id is None:
            self._announcer.announce(said, self._open_notifications)
        elif self._looks_at(said.batch_id):
            self._notifications.mark_read(said.batch_id)
        else:
            self._announcer.announce(said, partial(self.show_batch, said.batch_id))

    def _came_back(self) -> None:
        if self._shown_batch is not None and self._looks_at(self._shown_batch):
            self._notifications.mark_read(self._shown_batch)

    def _looks_at(self, batch_id: UUID) -> bool:
        """Whether the person has this batch before them."""
        shell = self._shell
        return shell.isActiveWindow() and shell.current_page == "batch" and self._shown_batch == batch_id

    def show_batch(self, batch_id: UUID) -> None:
        """Show a batch with its documents."""
        page = self._shell.show_page("batch")
        self._shell.side_bar.set_current("batches")
        self._shown_batch = batch_id
        self._notifications.mark_read(batch_id)
        if isinstance(page, BatchPage):
            page.open(batch_id)

    def open_review(self, queue: ReviewQueue, document_id: UUID) -> None:
        """Show a document of a queue; Back returns to the page that is shown now."""
        if self._shell.current_page != "review":
            self._from_page = self._shell.current_page
        self._shell.show_page("review")
        if self._review is not None:
            self._review.open(queue, document_id)

    def _review_page(self) -> ReviewWindow:
        self._review = ReviewPresenter(self._flows.review, self._bridge, self)
        page = ReviewWindow(self._review, settings=self._settings)
        page.back_wanted.connect(lambda: self._shell.show_page(self._from_page))
        page.export_wanted.connect(
            lambda key: self.open_export(ExportSource((key,)), tr("%n document(s)", "", 1))
        )
        page.help_wanted.connect(self._shell.open_shortcuts)
        history = TrailDialog(TrailPresenter(self._flows.trail, self._bridge, page), page)
        page.history_wanted.connect(history.open_for)
        return page

    def open_export(self, source: ExportSource, title: str) -> ExportDialog:
        """Open the export dialog over the window."""
        presenter = ExportPresenter(self._flows.exports, self._bridge, self)
        dialog = ExportDialog(presenter, title, self._shell)
        dialog.destroyed.connect(presenter.deleteLater)
        presenter.open(source)
        dialog.open()
        return dialog

    # Account

    def _account_page(self) -> AccountPage:
        flows = self._flows
        return account_page(
            self._shell, self._bridge, flows.account, flows.learned, self._data, self._accounts
        )

    def join_settings(self, page: SettingsPage) -> None:
        """Have the settings show what belongs to the account in use."""
        self._settings_desk.join(page)
        page.add_section(ReadingSettings(EnginesPresenter(self._flows.engines, self._bridge, self)))

    def _show_watched(self) -> None:
        """The settings of watched folders; whoever has none yet is asked for the first."""
        page = self._shell.show_page("settings")
        if isinstance(page, SettingsPage):
            page.show_section("watched", begin=True)

    # Exports

    def _exports_page(self) -> ExportsPage:
        page = ExportsPage()
        flow = self._flows.exports
        page.set_folder(self._settings.settings.export_folder)
        page.open_asked.connect(open_path)
        page.export_asked.connect(lambda: self.open_export(ExportSource(), tr("All that is confirmed")))
        page.folder_asked.connect(lambda path: open_path(path.parent))
        page.export_folder_asked.connect(self._open_export_folder)
        page.cancel_asked.connect(lambda key: self._flows.exports.cancel(UUID(key)))
        page.remove_asked.connect(lambda key: self._forget_export(page, key))
        self._bridge.listen(flow.changed, page, lambda row: page.update_line(export_line(row)))
        self._load_exports(page)
        return page

    def _load_exports(self, page: ExportsPage) -> None:
        self._bridge.deliver(
            self._flows.exports.history(),
            page,
            lambda rows: page.set_lines([export_line(row) for row in rows]),
            self._failed,
        )

    def _open_export_folder(self) -> None:
        folder = self._settings.settings.export_folder
        if folder is not None:
            open_path(folder)

    def _forget_export(self, page: ExportsPage, key: str) -> None:
        future = self._flows.exports.forget(UUID(key))
        self._bridge.deliver(future, page, lambda _: page.remove_line(key), self._failed)

    def _failed(self, error: IngestError) -> None:
        self._shell.toast.show_message(said_error(error), tone=Tone.BAD)


def export_title(source: ExportSource) -> str:
    """What is exported, in the dialog's head."""
    if source.document_ids:
        return tr("%n document(s)", "", len(source.document_ids))
    return tr("All that is confirmed") if source.batch_id is None else tr("All documents of the batch")


def export_line(row: ExportRow) -> ExportLine:
    """One export as the page shows it. A file that is gone is told by the flow, not looked for here."""
    state: ExportState | StateWord = _EXPORTS[row.status]
    if row.error is not None:
        failed = StateWord(said(row.error.title), "circle-x", Tone.BAD)
        state = _EXPORT_CODES.get(row.error.code, failed)
    by_document = row.rows == "documents"
    shape = tr("One row a document") if by_document else tr("By {table}", table=row.rows.replace("_", " "))
    return ExportLine(
        key=str(row.id),
        path=row.path,
        file_format=row.format.value,
        source=value_said(row.what),
        shape=shape,
        rows=row.row_count,
        written=row.created_at,
        state=state,
        percent=100 * row.done // row.documents if row.documents else 0,
    )


def open_path(path: Path) -> None:
    """Open a file or folder with the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
