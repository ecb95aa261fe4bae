"""Settings: each is checked where it is changed, and counts at once or says from when on."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ingestio_desktop.forms.settings import Ui_SettingsForm
from ingestio_desktop.language import tr
from ingestio_desktop.options import Language, Motion
from ingestio_desktop.presenters.preferences import PreferencesPresenter
from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.sentences import said_error
from ingestio_desktop.settings import Settings
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.keys import bind_keys
from ingestio_desktop.windows.settings.folders import FoldersList
from ingestio_desktop.windows.settings.help import CountsRow, LogRow, ReportRow
from ingestio_desktop.windows.settings.keyboard import KeyboardRow
from ingestio_desktop.windows.settings.network import ProxyRow, ServerRow, SpeedRow
from ingestio_desktop.windows.settings.paths import choose_folder, open_path, short_path
from ingestio_desktop.windows.settings.rows import SettingRow, Switch, fill
from ingestio_desktop.windows.settings.storage import CacheLimitRow, CacheUseRow
from ingestio_desktop.windows.widgets import Button, Choice, Page, SearchField, Segmented
from ingestio_desktop.windows.widgets.formhelp import dress

_LANGUAGES: Final = {Language.ENGLISH: "English", Language.GERMAN: "Deutsch"}
"""Each in its own words, so that whoever does not read the present one finds theirs."""


@dataclass(frozen=True, slots=True)
class SettingsFacts:
    """What no setting says. `spoken` is the language that the window speaks now."""

    theme: ThemeSetting
    data_folder: Path
    log_folder: Path
    version: str
    spoken: Language = Language.SYSTEM
    has_tray: bool = False


class Attached(Protocol):
    """A row that needs the account in use."""

    def attach(self, preferences: PreferencesPresenter) -> None: ...


class SettingsPage(Page):
    """There is no Save. What belongs to an account is there once `attach` was called."""

    theme_chosen = Signal(object)
    restart_asked = Signal()
    keys_asked = Signal()
    batch_wanted = Signal(object)

    def __init__(
        self, presenter: SettingsPresenter, facts: SettingsFacts, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Settings"), scrolling=True, parent=parent)
        self._presenter = presenter
        self._facts = facts
        self.preferences: PreferencesPresenter | None = None
        self.search = SearchField(tr("Search settings"), action="settings.search")
        self.header.add_right(self.search)
        holder = QWidget()
        self.form = Ui_SettingsForm()
        self.form.setupUi(holder)  # type: ignore[no-untyped-call]
        dress(holder)
        self.content.addWidget(holder)
        self.form.nothingFound.hide()
        self._rows: dict[QWidget, Sequence[SettingRow]] = {}
        self._make_general()
        self._make_look()
        self._make_keyboard()
        self._make_folders()
        self._make_network()
        self._make_storage()
        self._make_privacy()
        self._make_about()
        self.search.searched.connect(self._filter)
        bind_keys(self, {"settings.search": self.search.setFocus})
        presenter.changed.connect(self._show_settings)
        self._show_settings(presenter.settings)

    def attach(self, preferences: PreferencesPresenter) -> None:
        """Show what belongs to the account in use."""
        self.preferences = preferences
        preferences.setParent(self)
        rows: tuple[Attached, ...] = (self.folders, self.proxy, self.use, self.counts, self.report)
        for row in rows:
            row.attach(preferences)
        preferences.failed.connect(lambda error: self.report.set_problem(said_error(error)))
        self._show_settings(self._presenter.settings)
        preferences.refresh()

    def add_section(self, section: QWidget) -> None:
        """Show what reads documents, above About."""
        self.form.readingRows.addWidget(section)

    def show_section(self, name: str, *, begin: bool = False) -> None:
        """Bring a section into view; with `begin` do at once what its button does."""
        section: QWidget = getattr(self.form, f"{name}Section")
        # The page knows where it is only once it is laid out.
        QTimer.singleShot(0, self, lambda: self._scroll_to(section))
        if begin and name == "watched" and not self._presenter.settings.watched:
            QTimer.singleShot(0, self, self.folders.open_new)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.preferences is not None:
            self.preferences.refresh()

    def _scroll_to(self, section: QWidget) -> None:
        area = self.findChild(QScrollArea)
        below = area.widget() if area is not None else None
        if area is not None and below is not None:
            area.verticalScrollBar().setValue(section.mapTo(below, section.rect().topLeft()).y())
        first = next(
            (
                each
                for each in section.findChildren(QWidget)
                if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled() and each.isVisible()
            ),
            None,
        )
        if first is not None:
            first.setFocus()

    # Sections

    def _make_general(self) -> None:
        self.tray = Switch(tr("Keep running when the window is closed"))
        tray = SettingRow(
            tr("Keep running when the window is closed"),
            tr("Uploads and watched folders go on; the window is behind the icon of IngestIO in the bar.")
            if self._facts.has_tray
            else tr("This desktop shows no icons of programs, so closing the window ends IngestIO."),
            (self.tray,),
        )
        self.tray.setEnabled(self._facts.has_tray)
        self.tray.turned.connect(lambda on: self._presenter.put(close_to_tray=on))
        self._fill("general", (tray,))

    def _make_keyboard(self) -> None:
        self.keyboard = KeyboardRow(self._presenter, self.keys_asked.emit)
        self._fill("keyboard", (self.keyboard,))

    def _make_look(self) -> None:
        themes = (
            Choice(ThemeSetting.SYSTEM.value, tr("System"), icon="monitor"),
            Choice(ThemeSetting.LIGHT.value, tr("Light"), icon="sun"),
            Choice(ThemeSetting.DARK.value, tr("Dark"), icon="moon"),
        )
        self.theme = Segmented(themes, tr("Theme"), current=self._facts.theme.value)
        self.theme.chosen.connect(lambda key: self.theme_chosen.emit(ThemeSetting(key)))
        theme = SettingRow(
            tr("Theme"), tr("Light, dark, or as the system says. Changes at once."), (self.theme,)
        )
        motions = (
            Choice(Motion.SYSTEM.value, tr("System")),
            Choice(Motion.REDUCED.value, tr("Reduced")),
            Choice(Motion.FULL.value, tr("Full")),
        )
        self.motion = Segmented(motions, tr("Motion"), current=Motion.SYSTEM.value)
        self.motion.chosen.connect(lambda key: self._presenter.put(reduced_motion=Motion(key)))
        motion = SettingRow(
            tr("Motion"),
            tr("Reduced: nothing turns or slides, numbers alone tell how far things are. Changes at once."),
            (self.motion,),
        )
        motion.know_as("animation accessibility")
        languages = (
            Choice(Language.SYSTEM.value, tr("System")),
            *(Choice(language.value, own) for language, own in _LANGUAGES.items()),
        )
        self.language = Segmented(languages, tr("Language"), current=Language.SYSTEM.value)
        self.language.chosen.connect(lambda key: self._presenter.put(language=Language(key)))
        self.restart = Button(tr("Restart now"), icon="rotate-cw", on_click=self.restart_asked.emit)
        self.language_row = SettingRow(
            tr("Language"),
            tr("Numbers and dates follow it. It counts from the next start on."),
            (self.restart, self.language),
        )
        self.language_row.know_as("english deutsch german sprache")
        self._fill("look", (theme, motion, self.language_row))

    def _make_folders(self) -> None:
        choose = Button(tr("Choose…"), icon="folder-open", on_click=self._choose_export)
        choose.setAccessibleName(tr("Choose the folder for exports"))
        self.show_export = Button(tr("Show"), on_click=self._open_export)
        self.show_export.setAccessibleName(tr("Show the folder of exports"))
        self.export_row = SettingRow(tr("Folder for exports"), " ", (self.show_export, choose))
        self._fill("exports", (self.export_row,))
        self.folders = FoldersList(self._presenter)
        self.folders.batch_wanted.connect(self.batch_wanted)
        self._fill("watched", (self.folders,))
        self.messages = Switch(tr("Tell on the desktop when a batch ends"))
        self.messages.turned.connect(lambda on: self._presenter.put(desktop_messages=on))
        row = SettingRow(
            tr("Tell on the desktop when a batch ends"),
            tr("While you work in another program. The window tells it in any case."),
            (self.messages,),
        )
        row.know_as("notification message tray")
        self._fill("messages", (row,))

    def _make_network(self) -> None:
        self.server = ServerRow(self._presenter)
        self.proxy = ProxyRow(self._presenter)
        self.speed = SpeedRow(self._presenter)
        self._fill("network", (self.server, self.proxy, self.speed))

    def _make_storage(self) -> None:
        folder = self._facts.data_folder
        show = Button(tr("Show folder"), icon="folder-open", on_click=lambda: open_path(folder))
        show.setAccessibleName(tr("Show the folder of data"))
        data = SettingRow(tr("Data"), short_path(folder), (show,))
        self.limit = CacheLimitRow(self._presenter)
        self.use = CacheUseRow()
        self._fill("storage", (data, self.limit, self.use))

    def _make_privacy(self) -> None:
        self.counts = CountsRow(self._presenter)
        self._fill("privacy", (self.counts,))

    def _make_about(self) -> None:
        version = SettingRow(tr("IngestIO"), tr("Version {version}", version=self._facts.version))
        self.report = ReportRow()
        self._fill("about", (version, LogRow(self._facts.log_folder), self.report))

    def _fill(self, section: str, rows: Sequence[SettingRow]) -> None:
        fill(getattr(self.form, f"{section}Rows"), rows)
        self._rows[getattr(self.form, f"{section}Section")] = rows

    # What is shown

    def _show_settings(self, settings: Settings) -> None:
        self.tray.setChecked(settings.close_to_tray and self._facts.has_tray)
        self.messages.setChecked(settings.desktop_messages)
        self.motion.set_current(settings.reduced_motion.value)
        self.language.set_current(settings.language.value)
        self.restart.setVisible(settings.language is not self._facts.spoken)
        folder = settings.export_folder
        self.export_row.set_detail(
            tr("Asked for at the first export") if folder is None else short_path(folder)
        )
        self.show_export.setEnabled(folder is not None)
        for row in (self.server, self.proxy, self.speed, self.folders, self.limit, self.counts):
            row.show_settings(settings)

    def show_theme(self, theme: ThemeSetting) -> None:
        """Another one was chosen elsewhere."""
        self.theme.set_current(theme.value)

    def _filter(self, words: str) -> None:
        """Leave only the sections that have a setting of these words."""
        found = False
        for section, rows in self._rows.items():
            shown = not words or any(row.says(words) for row in rows)
            section.setVisible(shown)
            found = found or shown
        self.form.readingSlot.setVisible(not words)
        self.form.nothingFound.setVisible(not found)

    def _choose_export(self) -> None:
        start = self._presenter.settings.export_folder or Path.home()
        choose_folder(
            self, tr("Folder for exports"), start, lambda path: self._presenter.put(export_folder=path)
        )

    def _open_export(self) -> None:
        folder = self._presenter.settings.export_folder
        if folder is not None:
            open_path(folder)
