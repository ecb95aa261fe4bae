"""Joins the shell with the flows: the status strip, and the pages that are made of them."""

from functools import partial
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ingestio_core.contracts.account import Account
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.engines import EnginesFlow
from ingestio_desktop.flows.exports import ExportFlow, ExportSource
from ingestio_desktop.flows.fetching import FetchFlow
from ingestio_desktop.flows.grid import GridFlow
from ingestio_desktop.flows.learned import LearnedFlow
from ingestio_desktop.flows.notifications import NotificationsFlow
from ingestio_desktop.flows.preferences import Preferences
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.review import ReviewFlow, ReviewQueue
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.flows.trail import TrailFlow
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.engines import EnginesPresenter
from ingestio_desktop.presenters.notifications import Announcement, NotificationsPresenter
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.trail import TrailPresenter
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.account_page import AccountPage
from ingestio_desktop.windows.actions import action_of, screen_keys
from ingestio_desktop.windows.announcer import Announcer, DesktopMessages
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.view_switch import GRID
from ingestio_desktop.windows.desk_accounts import AccountsDesk, account_page
from ingestio_desktop.windows.desk_batches import BatchesDesk
from ingestio_desktop.windows.desk_exports import ExportsDesk, export_title
from ingestio_desktop.windows.desk_outbox import OutboxDesk
from ingestio_desktop.windows.desk_settings import SettingsDesk
from ingestio_desktop.windows.desk_wizard import WizardDesk
from ingestio_desktop.windows.export import ExportDialog
from ingestio_desktop.windows.grid.page import GridPage
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
    def grid(self) -> GridFlow: ...

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
        shell.add_page("grid", tr("Grid"), "table-2", self._batches.grid_page, place=False, narrow=True)
        set_place(shell, "new", self._wizard.page)
        set_place(shell, "batches", self._batches.list_page)
        set_place(shell, "account", self._account_page)
        self._exports = ExportsDesk(
            shell, bridge, flows.exports, settings, self, hosted=not flows.account.status().local
        )
        set_place(shell, "exports", self._exports.page)
        if accounts is not None:
            accounts.before = self._exports.before
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
        batches.view_wanted.connect(self._choose_view)
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
        here = shell.current_page in ("batch", "grid")
        return shell.isActiveWindow() and here and self._shown_batch == batch_id

    def show_batch(self, batch_id: UUID) -> None:
        """Show a batch with its documents, as the person looked at one the last time."""
        self._shown_batch = batch_id

        def show(view: str) -> None:
            if self._shown_batch == batch_id:
                self._show_batch(batch_id, view)

        self._batches.choose_view(batch_id, show)

    def _choose_view(self, batch_id: UUID, view: str) -> None:
        self._batches.keep_view(view)
        self._show_batch(batch_id, view)

    def _show_batch(self, batch_id: UUID, view: str) -> None:
        page = self._shell.show_page("grid" if view == GRID else "batch")
        self._shell.side_bar.set_current("batches")
        self._shown_batch = batch_id
        self._notifications.mark_read(batch_id)
        if isinstance(page, BatchPage | GridPage):
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
        page.queue_export_wanted.connect(
            lambda queue: self.open_export(ExportSource(queue.ids), tr("%n document(s)", "", len(queue.ids)))
        )
        page.help_wanted.connect(self._shell.open_shortcuts)
        history = TrailDialog(TrailPresenter(self._flows.trail, self._bridge, page), page)
        page.history_wanted.connect(history.open_for)
        return page

    def open_export(self, source: ExportSource, title: str) -> ExportDialog:
        """Open the export dialog over the window."""
        return self._exports.open_dialog(source, title)

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
