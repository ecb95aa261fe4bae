"""The columns of the dialog: chips, what the marks on them mean, and the menu of one."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ingestio_core.export import ColumnFormat
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.export import DOCUMENTS, ExportForm, ExportPresenter
from ingestio_desktop.presenters.export_columns import Columns
from ingestio_desktop.presenters.export_words import looks
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.export.chips import DOCUMENT_ICON, HEIGHT, ITEM_ICON, ChipStrip
from ingestio_desktop.windows.widgets import ElidedLabel, IconLabel, Label
from ingestio_desktop.windows.widgets.buttons import menu_text

_LINES: Final = 4
_GAP: Final = 8


class ColumnsPane(QWidget):
    """Shows the presenter's columns and hands it what is done with them."""

    def __init__(self, presenter: ExportPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._shown: Columns = ()
        self._count = Label("", TextStyle.SMALL, "muted")
        self.strip = ChipStrip()
        self._area = _Lines(self.strip)
        hint = ElidedLabel(tr("Drag, or Alt+← and Alt+→, to move; F2 to rename"), TextStyle.SMALL, "muted")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(tr("Columns"), TextStyle.SECTION))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._area)
        column.addWidget(self._make_legend())
        self.strip.moved.connect(presenter.move)
        self.strip.placed.connect(presenter.place_at)
        self.strip.picked.connect(presenter.pick)
        self.strip.renamed.connect(presenter.rename)
        self.strip.menu_asked.connect(self.open_menu)
        self.strip.focused.connect(self._area.show_chip)
        presenter.form_changed.connect(self._fill)

    def _make_legend(self) -> QWidget:
        self._legend = QWidget()
        row = QHBoxLayout(self._legend)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for icon, tone, text in (
            (DOCUMENT_ICON, "muted", tr("document’s value, repeated")),
            (ITEM_ICON, "accent", tr("line item’s own")),
        ):
            row.addWidget(IconLabel(icon, tone, 14))
            row.addWidget(Label(text, TextStyle.SMALL, "muted"))
            row.addSpacing(10)
        row.addStretch()
        kept = self._legend.sizePolicy()
        kept.setRetainSizeWhenHidden(False)
        self._legend.setSizePolicy(kept)
        return self._legend

    def _fill(self, form: ExportForm) -> None:
        columns = self._presenter.columns
        picked = sum(column.picked for column in columns)
        self._count.setText(
            tr("{picked} of {all}", picked=number(picked), all=number(len(columns))) if columns else ""
        )
        self._legend.setVisible(form.settings.rows != DOCUMENTS)
        if columns != self._shown:
            self._shown = columns
            self.strip.set_columns(columns)
            self._area.updateGeometry()

    def open_menu(self, key: str, where: QPoint) -> None:
        """What can be done with one column, and how its values can look."""
        column = next(column for column in self._presenter.columns if column.key == key)
        chip, theme, presenter = self.strip.chip(key), current_theme(), self._presenter
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if chip is not None:
            menu.addAction(theme.icon("pencil"), menu_text(tr("Rename"), "F2"), chip.rename)
        if column.header:
            menu.addAction(
                tr("Call it “{label}” again", label=column.label), partial(presenter.rename, key, "")
            )
        ways = looks(column.type)
        if ways:
            menu.addSection(tr("Format"))
        for place, way in enumerate(ways):
            action = menu.addAction(way.text, partial(presenter.set_look, key, way.format))
            action.setCheckable(True)
            action.setChecked(column.format == way.format or (place == 0 and column.format == ColumnFormat()))
        menu.addSeparator()
        for icon, text, key_text, run in (
            ("arrow-left", tr("Move left"), "Alt+Left", partial(presenter.move, key, -1)),
            ("arrow-right", tr("Move right"), "Alt+Right", partial(presenter.move, key, 1)),
            ("x", tr("Leave out"), "Del", partial(presenter.pick, key, False)),
        ):
            menu.addAction(theme.icon(icon), menu_text(text, key_text), run)
        menu.popup(where)


class _Lines(QScrollArea):
    """As high as the chips need, up to so many lines; more of them are scrolled to."""

    def __init__(self, strip: ChipStrip) -> None:
        super().__init__()
        self._strip = strip
        self.setWidget(strip)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chip(self, chip: QWidget) -> None:
        self.ensureWidgetVisible(chip, 0, _GAP)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self._strip.layout()
        assert layout is not None, "chips stand in a layout"
        most = _LINES * HEIGHT + (_LINES - 1) * _GAP
        return min(max(HEIGHT, layout.heightForWidth(width)), most)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, HEIGHT)
