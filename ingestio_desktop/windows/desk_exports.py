"""Joins the shell with exports: the dialog, the page of what was written, and what asks before they end."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication

from ingestio_core.contracts.exports import ExportStatus
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.exports import ExportFlow, ExportSource
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.export import ExportPresenter
from ingestio_desktop.presenters.export_history import ExportHistory
from ingestio_desktop.sentences import said_error
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.export import ExportDialog
from ingestio_desktop.windows.exports import ExportsPage
from ingestio_desktop.windows.exports.leaving import LeavingDialog
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.workers.bridge import Bridge


class ExportsDesk(QObject):
    """Of one account; gone with it."""

    def __init__(
        self,
        shell: Shell,
        bridge: Bridge,
        flow: ExportFlow,
        settings: SettingsFile,
        parent: QObject,
        *,
        hosted: bool = False,
    ) -> None:
        """`hosted` is an account whose service may have made files, too."""
        super().__init__(parent)
        self._shell = shell
        self._bridge = bridge
        self._flow = flow
        self._settings = settings
        self._hosted = hosted
        self._leaving: LeavingDialog | None = None
        self._may_close = False
        shell.installEventFilter(self)
        bridge.listen(flow.changed, self, self._changed)

    def open_dialog(self, source: ExportSource, title: str) -> ExportDialog:
        """Open the export dialog over the window."""
        presenter = ExportPresenter(self._flow, self._bridge, self)
        dialog = ExportDialog(presenter, title, self._shell)
        dialog.destroyed.connect(presenter.deleteLater)
        presenter.open(source)
        dialog.open()
        return dialog

    def page(self) -> ExportsPage:
        """What was written; made when it is first shown."""
        page = ExportsPage()
        history = ExportHistory(self._flow, self._bridge, self._hosted, page)
        history.listed.connect(page.set_lines)
        history.changed.connect(page.update_line)
        history.removed.connect(page.remove_line)
        history.reach_changed.connect(page.set_note)
        history.told.connect(self._shell.toast.show_message)
        history.failed.connect(self._failed)
        page.open_asked.connect(open_path)
        page.folder_asked.connect(lambda path: open_path(path.parent))
        page.export_asked.connect(lambda: self.open_dialog(ExportSource(), tr("All that is confirmed")))
        page.export_folder_asked.connect(self._open_folder)
        page.cancel_asked.connect(history.cancel)
        page.remove_asked.connect(history.forget)
        page.again_asked.connect(history.again)
        page.download_asked.connect(history.download)
        page.shown.connect(history.read)
        page.shown.connect(lambda: page.set_folder(self._settings.settings.export_folder))
        return page

    # Before it would end

    def before(self, action: str, go_on: Callable[[], object]) -> None:
        """Do something that ends exports, once none is being written or the person cancels them."""
        rows = self._flow.running()
        if not rows:
            go_on()
            return
        self._leaving = LeavingDialog(self._shell, rows, action, go_on, self._cancel_all)
        self._leaving.destroyed.connect(self._left)
        self._leaving.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._shell or not isinstance(event, QCloseEvent) or self._may_close:
            return False
        if not self._flow.running() or _ending():
            return False
        event.ignore()
        if self._leaving is None:
            self.before(tr("quit"), self._close)
        return True

    def _close(self) -> None:
        self._may_close = True
        self._shell.close()
        # A window that stays in the tray may be closed again.
        self._may_close = False

    def _cancel_all(self) -> None:
        for row in self._flow.running():
            self._flow.cancel(row.id)

    def _changed(self, row: ExportRow) -> None:
        if self._leaving is not None:
            self._leaving.show_row(row, row.status is ExportStatus.WRITING)

    def _left(self) -> None:
        self._leaving = None

    def _open_folder(self) -> None:
        folder = self._settings.settings.export_folder
        if folder is not None:
            open_path(folder)

    def _failed(self, error: IngestError) -> None:
        self._shell.toast.show_message(said_error(error), tone=Tone.BAD)


def export_title(source: ExportSource) -> str:
    """What is exported, in the dialog's head."""
    if source.document_ids:
        return tr("%n document(s)", "", len(source.document_ids))
    return tr("All that is confirmed") if source.batch_id is None else tr("All documents of the batch")


def open_path(path: Path) -> None:
    """Open a file or folder with the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _ending() -> bool:
    """Whether the person's session ends: the system waits for nobody."""
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()
