"""Which preset is in use: choose one, keep what is chosen now, rename, delete, begin with it."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.export_presets import ExportPresets
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import IconButton


class PresetBox(QWidget):
    """A list and a button with a menu; a name is typed where the list stands."""

    def __init__(self, presets: ExportPresets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presets = presets
        self._renames = False
        self.list = QComboBox()
        self.list.setFont(make_font(TextStyle.BODY))
        self.list.setAccessibleName(tr("Preset"))
        self.name = QLineEdit()
        self.name.setFont(make_font(TextStyle.BODY))
        self.name.setMaxLength(100)
        self.name.setPlaceholderText(tr("Name of the preset"))
        self.name.setAccessibleName(tr("Name of the preset"))
        self.name.installEventFilter(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.name)
        self._stack.setFixedHeight(32)
        self.menu_button = IconButton(
            "bookmark",
            tr("Save, rename or delete the preset"),
            bordered=True,
            size=32,
            on_click=self.open_menu,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._stack, 1)
        row.addWidget(self.menu_button)
        self.list.activated.connect(lambda place: presets.use(self.list.itemData(place)))
        presets.changed.connect(self._fill)
        self._fill()

    @property
    def naming(self) -> bool:
        """Whether a name is being typed."""
        return self._stack.currentWidget() is self.name

    def _fill(self) -> None:
        current = self._presets.current
        self.list.clear()
        self.list.addItem(tr("No preset"), None)
        for preset in self._presets.all:
            changed = preset is current and self._presets.changed_since
            text = tr("{name}, changed", name=preset.name) if changed else preset.name
            self.list.addItem(text, preset.id)
        self.list.setCurrentIndex(max(0, self.list.findData(current.id)) if current is not None else 0)

    def open_menu(self) -> None:
        """What can be done with the preset."""
        presets, theme = self._presets, current_theme()
        current = presets.current
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if current is not None:
            keep = menu.addAction(
                theme.icon("save"),
                tr("Keep the changes in “{name}”", name=current.name),
                partial(presets.save, current.name),
            )
            keep.setEnabled(presets.changed_since)
        menu.addAction(theme.icon("bookmark-plus"), tr("Save as a preset…"), partial(self.ask_name, False))
        if current is not None:
            menu.addAction(theme.icon("pencil"), tr("Rename…"), partial(self.ask_name, True))
            menu.addAction(theme.icon("trash-2"), tr("Delete “{name}”", name=current.name), presets.delete)
            menu.addSeparator()
            begin = menu.addAction(tr("Begin with it for documents like these"), partial(self._begin))
            begin.setCheckable(True)
            begin.setChecked(presets.is_default)
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height() + 4)))

    def _begin(self) -> None:
        self._presets.begin_with(not self._presets.is_default)

    def ask_name(self, renames: bool) -> None:
        """Have a name typed: for the one in use, or for what is chosen now. Enter keeps it, Esc does not."""
        self._renames = renames
        current = self._presets.current
        self.name.setText(current.name if renames and current is not None else "")
        self._stack.setCurrentWidget(self.name)
        self.name.selectAll()
        self.name.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.name or not self.naming:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._leave(keep=False)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._leave(keep=False)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._leave(keep=True)
                return True
        return False

    def _leave(self, *, keep: bool) -> None:
        text, focused = self.name.text().strip(), self.name.hasFocus()
        self._stack.setCurrentWidget(self.list)
        if focused:
            self.list.setFocus()
        if keep and text and self._renames:
            self._presets.rename(text)
        elif keep and text:
            self._presets.save(text)
