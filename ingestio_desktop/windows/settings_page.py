"""Settings: theme, folders, and where things are."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ingestio_desktop.forms.settings import Ui_SettingsForm
from ingestio_desktop.language import tr
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.widgets import Choice, Page, Segmented
from ingestio_desktop.windows.widgets.formhelp import dress


@dataclass(frozen=True, slots=True)
class SettingsFacts:
    """What the page shows. `export_folder` is None while none was chosen."""

    theme: ThemeSetting
    export_folder: Path | None
    data_folder: Path
    log_folder: Path
    version: str


class SettingsPage(Page):
    """Changes are told at once: there is no Save."""

    theme_chosen = Signal(object)
    export_folder_chosen = Signal(object)
    folder_asked = Signal(object)
    keys_asked = Signal()

    def __init__(self, facts: SettingsFacts, parent: QWidget | None = None) -> None:
        super().__init__(tr("Settings"), scrolling=True, parent=parent)
        self._facts = facts
        holder = QWidget()
        self.form = Ui_SettingsForm()
        self.form.setupUi(holder)  # type: ignore[no-untyped-call]
        dress(holder)
        self.content.addWidget(holder)
        self.theme = Segmented(_themes(), tr("Theme"), current=facts.theme.value)
        self.form.themeSlotLayout.addWidget(self.theme)
        self.theme.chosen.connect(lambda key: self.theme_chosen.emit(ThemeSetting(key)))
        self.form.chooseExport.clicked.connect(self._choose_export)
        self.form.showExport.clicked.connect(lambda: self.folder_asked.emit(self._facts.export_folder))
        self.form.showData.clicked.connect(lambda: self.folder_asked.emit(self._facts.data_folder))
        self.form.showLogs.clicked.connect(lambda: self.folder_asked.emit(self._facts.log_folder))
        self.form.showKeys.clicked.connect(self.keys_asked)
        self.set_facts(facts)

    def set_facts(self, facts: SettingsFacts) -> None:
        """Show other values."""
        self._facts = facts
        chosen = facts.export_folder
        self.theme.set_current(facts.theme.value)
        self.form.exportFolder.setText(
            tr("Asked for at the first export") if chosen is None else _short(chosen)
        )
        self.form.showExport.setEnabled(chosen is not None)
        self.form.dataFolder.setText(_short(facts.data_folder))
        self.form.logFolder.setText(_short(facts.log_folder))
        self.form.versionLine.setText(tr("Version {version}", version=facts.version))
        self.form.showExport.setAccessibleName(tr("Show the folder of exports"))
        self.form.showData.setAccessibleName(tr("Show the folder of data"))
        self.form.showLogs.setAccessibleName(tr("Show the folder of logs"))

    def add_section(self, section: QWidget) -> None:
        """Show more settings, above About."""
        lines = self.form.layout22
        lines.insertWidget(lines.indexOf(self.form.aboutTitle), section)

    def _choose_export(self) -> None:
        start = str(self._facts.export_folder or Path.home())
        dialog = QFileDialog(self, tr("Folder for exports"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.export_folder_chosen.emit(Path(path)))
        dialog.open()


def _themes() -> tuple[Choice, ...]:
    return (
        Choice(ThemeSetting.SYSTEM.value, tr("System"), icon="monitor"),
        Choice(ThemeSetting.LIGHT.value, tr("Light"), icon="sun"),
        Choice(ThemeSetting.DARK.value, tr("Dark"), icon="moon"),
    )


def _short(path: Path) -> str:
    """A path as a person knows it: their own folder is "~"."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)
