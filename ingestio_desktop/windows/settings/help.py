"""Settings, Privacy and About: what is sent, and what helps when something went wrong."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.preferences import PreferencesPresenter, counted
from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.settings import Settings
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.settings.paths import open_path, short_path
from ingestio_desktop.windows.settings.rows import SettingRow, Switch
from ingestio_desktop.windows.widgets import Button, ButtonKind, Label


class CountsRow(SettingRow):
    """Off unless it is turned on; shows what would be sent, word for word."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        self._presenter = presenter
        self._preferences: PreferencesPresenter | None = None
        self.switch = Switch(tr("Send anonymous counts"))
        self.show_all = Button(tr("Show what would be sent"), ButtonKind.LINK, on_click=self._show)
        super().__init__(tr("Send anonymous counts"), "", (self.switch,))
        self.know_as("telemetry analytics statistics")
        self._counts = Label("", TextStyle.SMALL, "muted")
        self._counts.hide()
        self.show_all.setEnabled(False)
        self.below.addWidget(self.show_all)
        self.below.addWidget(self._counts)
        self.switch.turned.connect(lambda on: presenter.put(telemetry=on))

    def attach(self, preferences: PreferencesPresenter) -> None:
        """What would be sent can be asked for from now on."""
        self._preferences = preferences
        self.show_all.setEnabled(True)
        preferences.counts_shown.connect(self._show_counts)

    def show_settings(self, settings: Settings) -> None:
        self.switch.setChecked(settings.telemetry)
        sentence = tr(
            "How many batches and documents there are, once a day. Never names, contents, or who you are."
        )
        if settings.telemetry_address is None:
            nowhere = tr("This copy has no address for them, so nothing is sent either way.")
            sentence = f"{sentence} {nowhere}"
        self.set_detail(sentence)

    def _show(self) -> None:
        if self._preferences is not None:
            self._preferences.show_counts()

    def _show_counts(self, counts: Mapping[str, str | int]) -> None:
        self._counts.setText("\n".join(f"{name}: {counted(value)}" for name, value in counts.items()))
        self._counts.show()


class LogRow(SettingRow):
    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self.show_folder = Button(tr("Show folder"), icon="folder-open", on_click=lambda: open_path(logs))
        self.show_folder.setAccessibleName(tr("Show the folder of logs"))
        super().__init__(tr("Logs"), short_path(logs), (self.show_folder,))


class ReportRow(SettingRow):
    def __init__(self) -> None:
        self._preferences: PreferencesPresenter | None = None
        self.copy = Button(tr("Copy last errors"), icon="copy", on_click=self._copy)
        self.save = Button(tr("Save a report…"), icon="save", on_click=self._ask)
        super().__init__(
            tr("When something went wrong"),
            tr("What the logs say, without contents of documents, names, addresses or secrets."),
            (self.copy, self.save),
        )
        self.know_as("report bug support error log")
        for button in (self.copy, self.save):
            button.setEnabled(False)

    def attach(self, preferences: PreferencesPresenter) -> None:
        """The logs can be read from now on."""
        self._preferences = preferences
        for button in (self.copy, self.save):
            button.setEnabled(True)
        preferences.errors_read.connect(self._put_on_clipboard)
        preferences.report_saved.connect(self._show_saved)

    def _copy(self) -> None:
        if self._preferences is not None:
            self._preferences.read_errors()

    def _put_on_clipboard(self, text: str) -> None:
        if not text:
            self.set_detail(tr("The log holds no errors."))
            return
        QGuiApplication.clipboard().setText(text)
        self.set_detail(tr("Copied. Paste it where you ask for help."), "ok")

    def _ask(self) -> None:
        name = f"ingestio-report-{datetime.now(UTC):%Y-%m-%d}.zip"
        dialog = QFileDialog(self, tr("Save a report"), str(Path.home() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(self._save)
        dialog.open()

    def _save(self, target: str) -> None:
        if self._preferences is not None:
            self._preferences.save_report(Path(target))

    def _show_saved(self, target: Path) -> None:
        self.set_detail(tr("Saved as {path}", path=short_path(target)), "ok")
