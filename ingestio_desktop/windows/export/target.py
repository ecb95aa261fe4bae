"""Where the file goes: folder, name, and what becomes of a file that is there."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ingestio_core.contracts.exports import ExportFormat
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.export import ExportForm, ExportPresenter
from ingestio_desktop.theme.theme import make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.settings.paths import short_path
from ingestio_desktop.windows.widgets import Choice, IconButton, Label, Segmented


class TargetBox(QWidget):
    """Shows the presenter's folder and name and hands it others."""

    submitted = Signal()
    """Enter in the name."""

    def __init__(self, presenter: ExportPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._folder = QLineEdit()
        self._folder.setReadOnly(True)
        self._folder.setAccessibleName(tr("Folder"))
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("File name"))
        for field in (self._folder, self.name):
            field.setFont(make_font(TextStyle.BODY))
        self._suffix = Label("", TextStyle.BODY, "muted")
        choose = IconButton(
            "folder-open", tr("Choose a folder"), bordered=True, size=32, on_click=self.choose_folder
        )
        self._choices = (
            Choice("replace", tr("Replace"), tip=tr("Write it anew")),
            Choice("add", tr("Add"), tip=tr("Add the documents that are not in it yet")),
            Choice("new", tr("New name"), tip=tr("Leave it as it is and write another file")),
        )
        self.exists = Segmented(self._choices, tr("A file of this name is there"))
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._folder, 1)
        first.addWidget(choose)
        second.setSpacing(4)
        second.addWidget(self.name, 1)
        second.addWidget(self._suffix)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.exists, 0, Qt.AlignmentFlag.AlignLeft)
        self.name.textEdited.connect(lambda text: presenter.put(filename=text))
        self.name.returnPressed.connect(self.submitted)
        self.exists.chosen.connect(self._choose)
        presenter.form_changed.connect(self._fill)
        self._fill(presenter.form)

    def _fill(self, form: ExportForm) -> None:
        self._folder.setText(short_path(form.folder))
        self._folder.setToolTip(str(form.folder))
        self._folder.setCursorPosition(0)
        if self.name.text() != form.filename:
            self.name.setText(form.filename)
            self.name.setCursorPosition(0)
        self._suffix.setText(f".{form.settings.format.value}")
        place = self._presenter.place
        exists = place is not None and place.exists
        self.exists.setVisible(exists)
        excel = form.settings.format is ExportFormat.XLSX
        self.exists.set_choices([choice for choice in self._choices if excel or choice.key != "add"])
        self.exists.set_current("add" if form.settings.append and excel else "replace")

    def _choose(self, key: str) -> None:
        if key == "new":
            self._presenter.take_free_name()
        else:
            self._presenter.change(append=key == "add")

    def choose_folder(self) -> None:
        """By the system's own dialog."""
        dialog = QFileDialog(self, tr("Save to"), str(self._presenter.form.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self._presenter.put(folder=Path(folder)))
        dialog.open()
