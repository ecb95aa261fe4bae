"""The field plan under a prompt: one chip a column; a table is one card that holds its columns."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QScrollArea, QVBoxLayout, QWidget

from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import TYPE_ICONS
from ingestio_desktop.windows.widgets import (
    AddChip,
    Card,
    Chip,
    FlowLayout,
    IconButton,
    IconLabel,
    Label,
    StyledWidget,
)
from ingestio_desktop.windows.widgets.buttons import paint_ring

_TYPES: Final = {
    FieldType.TEXT: QT_TR_NOOP("text"),
    FieldType.ID: QT_TR_NOOP("id"),
    FieldType.NUMBER: QT_TR_NOOP("number"),
    FieldType.AMOUNT: QT_TR_NOOP("amount"),
    FieldType.DATE: QT_TR_NOOP("date"),
    FieldType.TIME: QT_TR_NOOP("time"),
    FieldType.TABLE: QT_TR_NOOP("table"),
}
_UNCHANGED: Final[frozenset[tuple[str, str]]] = frozenset()
_Place = tuple[str, str]
"""A column: the name of its table ("" for none) and its own."""


class PlanEditor(QScrollArea):
    """As high as its chips need, at most what the page gives; then it scrolls. The signals name a column
    and the table that it is in ("" for none)."""

    renamed = Signal(str, str, str)
    """Column, new label, table."""
    retyped = Signal(str, object, str)
    """Column, `FieldType`, table."""
    dropped = Signal(str, str)
    """Column, table."""
    moved = Signal(str, int, str)
    """Column, -1 to the front or 1 to the back, table."""
    added = Signal(str)
    """Table."""

    def __init__(self, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._plan: FieldPlan | None = None
        self._edited = _UNCHANGED
        self._chips: dict[_Place, Chip] = {}
        self._stops: dict[_Place, Chip | _TableCard] = {}
        self._wanted: str | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Field plan"))
        self._holder = StyledWidget()
        self._holder.setObjectName("plain")
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._flow_holder = QWidget()
        self._flow = FlowLayout(self._flow_holder)
        self._column.addWidget(self._flow_holder)
        self._tables: list[QWidget] = []
        self._column.addStretch()
        self.setWidget(self._holder)

    def sizeHint(self) -> QSize:
        width = max(200, self.viewport().width())
        return QSize(400, self._column.heightForWidth(width) if self._column.hasHeightForWidth() else 80)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(72, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def chip(self, column: str, table: str = "") -> Chip:
        """The chip of a column. Raises KeyError when there is none."""
        return self._chips[(table, column)]

    def show_plan(self, plan: FieldPlan, edited: frozenset[tuple[str, str]] = _UNCHANGED) -> None:
        """Chips for this plan; the focus stays on the column that it is on. `edited` are the columns that
        were changed by hand: table ("" for none) and name."""
        if (plan, edited) == (self._plan, self._edited):
            return
        focused = next((place for place, stop in self._stops.items() if stop.hasFocus()), None)
        place = list(self._stops).index(focused) if focused is not None else 0
        known = set(self._stops)
        self._plan, self._edited = plan, edited
        self._clear()
        twice = _same_labels(plan.fields)
        for spec in plan.scalars:
            self._flow.addWidget(self._chip(spec, "", problem=spec.label.casefold() in twice))
        if self._read_only:
            for spec in plan.tables:
                self._flow.addWidget(Chip(spec.label, "table", detail=_table_detail(spec), read_only=True))
        else:
            add = AddChip()
            add.clicked.connect(lambda: self._add(""))
            self._flow.addWidget(add)
            for spec in plan.tables:
                self._add_table(spec)
        self._flow_holder.updateGeometry()
        self.updateGeometry()
        self._refocus(focused, place, known)

    def _refocus(self, focused: _Place | None, place: int, known: set[_Place]) -> None:
        if self._wanted is not None:
            fresh = [each for each in self._chips if each not in known and each[0] == self._wanted]
            self._wanted = None
            if fresh:
                self._chips[fresh[-1]].setFocus()
                self._chips[fresh[-1]].rename()
                return
        if focused is not None and self._stops:
            # The next one takes the place of a dropped one.
            stops = list(self._stops.values())
            self._stops.get(focused, stops[min(place, len(stops) - 1)]).setFocus()

    def _clear(self) -> None:
        self._chips.clear()
        self._stops.clear()
        self._flow.clear()
        for table in self._tables:
            self._column.removeWidget(table)
            table.hide()
            table.deleteLater()
        self._tables = []

    def _chip(self, spec: FieldSpec, table: str, *, problem: bool = False) -> Chip:
        chip = Chip(
            spec.label,
            spec.type.value,
            detail=type_word(spec.type),
            inside=bool(table),
            read_only=self._read_only,
            edited=(table, spec.name) in self._edited and not self._read_only,
            problem=tr("Two columns have this name") if problem else "",
        )
        chip.renamed.connect(lambda label: self.renamed.emit(spec.name, label, table))
        chip.retype_asked.connect(lambda point: self._ask_type(spec, table, point))
        chip.dropped.connect(lambda: self.dropped.emit(spec.name, table))
        self._chips[(table, spec.name)] = self._stops[(table, spec.name)] = chip
        return chip

    def _add_table(self, spec: FieldSpec) -> None:
        card = _TableCard(spec, edited=("", spec.name) in self._edited)
        card.renamed.connect(lambda label: self.renamed.emit(spec.name, label, ""))
        card.retype_asked.connect(lambda point: self._ask_type(spec, "", point))
        card.dropped.connect(lambda: self.dropped.emit(spec.name, ""))
        card.added.connect(lambda: self._add(spec.name))
        self._stops[("", spec.name)] = card
        twice = _same_labels(spec.columns)
        for column in spec.columns:
            card.flow.addWidget(self._chip(column, spec.name, problem=column.label.casefold() in twice))
        add = AddChip(tr("Add"), inside=True)
        add.setAccessibleName(tr("Add a column to {table}", table=spec.label))
        add.clicked.connect(lambda: self._add(spec.name))
        card.flow.addWidget(add)
        self._tables.append(card)
        self._column.insertWidget(self._column.count() - 1, card)

    def _add(self, table: str) -> None:
        self._wanted = table
        self.added.emit(table)

    def _ask_type(self, spec: FieldSpec, table: str, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in FieldType:
            if kind is FieldType.TABLE and table:
                continue
            action = menu.addAction(
                current_theme().icon(TYPE_ICONS[kind.value], "accent"),
                _menu_word(kind),
                self._setter(spec, kind, table),
            )
            action.setCheckable(True)
            action.setChecked(kind is spec.type)
        menu.popup(point)

    def _setter(self, spec: FieldSpec, kind: FieldType, table: str) -> "_Retype":
        return _Retype(self, spec.name, kind, table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        stops = list(self._stops.items())
        index = next((i for i, (_, stop) in enumerate(stops) if stop.hasFocus()), -1)
        if event.key() == Qt.Key.Key_Insert and not self._read_only:
            self._add(stops[index][0][0] if index >= 0 else "")
        elif step and index >= 0 and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            table, column = stops[index][0]
            self.moved.emit(column, step, table)
        elif step and index >= 0:
            stops[(index + step) % len(stops)][1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class _Retype:
    """Asks for a type when called; a class, so that a menu of many entries binds each its own."""

    def __init__(self, editor: PlanEditor, column: str, kind: FieldType, table: str) -> None:
        self._editor = editor
        self._asked = (column, kind, table)

    def __call__(self) -> None:
        self._editor.retyped.emit(*self._asked)


class _TableCard(Card):
    """Head with icon, name, number of columns, rename and drop; below it the columns. F2 renames, Alt+Down
    asks for another type, Del drops, Ins adds a column."""

    renamed = Signal(str)
    retype_asked = Signal(QPoint)
    dropped = Signal()
    added = Signal()

    def __init__(self, spec: FieldSpec, *, edited: bool) -> None:
        super().__init__(padding=10, spacing=6)
        self._spec = spec
        self._editor: QLineEdit | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(6)
        self._title = Label(spec.label, TextStyle.SECTION)
        self._head.addWidget(IconLabel("table", "accent", 14))
        self._head.addWidget(self._title)
        detail = _table_detail(spec)
        self._head.addWidget(Label(detail, TextStyle.SMALL, "muted"))
        if edited:
            self._head.addWidget(IconLabel("pencil", "accent", 12))
        self._head.addStretch()
        rename = IconButton(
            "pencil", tr("Rename {name}", name=spec.label), shortcut="F2", size=28, on_click=self.rename
        )
        drop = IconButton(
            "x", tr("Drop {name}", name=spec.label), shortcut="Del", size=28, on_click=self.dropped.emit
        )
        self._head.addWidget(rename)
        self._head.addWidget(drop)
        holder = QWidget()
        self.flow = FlowLayout(holder)
        self.body.setContentsMargins(10, 2, 8, 10)
        self.body.addLayout(self._head)
        self.body.addWidget(holder)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{spec.label}, {detail}")
        self.setAccessibleDescription(tr("Changed by hand") if edited else "")
        self.setToolTip(
            tr("F2 renames, Alt+↓ changes the type, Del drops, Ins adds a column, Ctrl+← and Ctrl+→ move it")
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, QRectF(self.rect()), current_theme().colours.accent, 8)

    def rename(self) -> None:
        """Edit the name in place; Enter keeps it, Esc leaves it."""
        if self._editor is not None:
            return
        editor = QLineEdit(self._spec.label)
        editor.setProperty("bare", "true")
        editor.setAccessibleName(tr("New name of {name}", name=self._spec.label))
        editor.setFixedWidth(220)
        editor.selectAll()
        editor.editingFinished.connect(self._renamed)
        self._editor = editor
        self._title.hide()
        self._head.insertWidget(1, editor)
        editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._editor is not None:
            if event.key() == Qt.Key.Key_Escape:
                self._editor.setText(self._spec.label)
                self._renamed()
        elif self._has_inside_focus():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.added.emit()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.retype_asked.emit(self.mapToGlobal(QPoint(10, 34)))
        else:
            super().keyPressEvent(event)

    def _has_inside_focus(self) -> bool:
        """The key is for a button or a column in it."""
        focused = self.focusWidget()
        return (
            focused is not None and focused is not self and self.isAncestorOf(focused) and focused.hasFocus()
        )

    def _renamed(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        text = editor.text().strip()
        editor.hide()
        editor.deleteLater()
        self._title.show()
        self.setFocus()
        if text and text != self._spec.label:
            self.renamed.emit(text)


def type_word(kind: FieldType) -> str:
    """A field type as a chip says it."""
    return tr(_TYPES[kind])


def _menu_word(kind: FieldType) -> str:
    if kind is FieldType.ID:
        return tr("Text, as printed (id)")
    word = type_word(kind)
    return word[:1].upper() + word[1:]


def plan_summary(plan: FieldPlan) -> str:
    """How many columns and tables: "10 columns and 1 table"."""
    columns = tr("%n column(s)", "", len(plan.scalars))
    tables = tr("%n table(s)", "", len(plan.tables))
    if not plan.tables:
        return columns
    return tr("{columns} and {tables}", columns=columns, tables=tables) if plan.scalars else tables


def _table_detail(spec: FieldSpec) -> str:
    return tr("table") + " · " + tr("%n column(s)", "", len(spec.columns))


def _same_labels(fields: tuple[FieldSpec, ...]) -> frozenset[str]:
    labels = [spec.label.casefold() for spec in fields]
    return frozenset(label for label in labels if labels.count(label) > 1)
