"""The field plan under a prompt: one chip a column; a table is one card that holds its columns."""

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QScrollArea, QVBoxLayout, QWidget

from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import TYPE_ICONS, plural
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

NEW_COLUMN: Final = "New column"
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
    added = Signal(str)
    """Table."""

    def __init__(self, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._plan: FieldPlan | None = None
        self._chips: dict[_Place, Chip] = {}
        self._wanted: str | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Field plan")
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

    def show_plan(self, plan: FieldPlan) -> None:
        """Chips for this plan; the focus stays on the column that it is on."""
        if plan == self._plan:
            return
        focused = next((place for place, chip in self._chips.items() if chip.hasFocus()), None)
        known = set(self._chips)
        self._plan = plan
        self._clear()
        twice = _same_labels(plan.fields)
        for spec in plan.scalars:
            self._flow.addWidget(self._chip(spec, "", problem=spec.label.casefold() in twice))
        if self._read_only:
            for spec in plan.tables:
                detail = f"table · {plural(len(spec.columns), 'column')}"
                self._flow.addWidget(Chip(spec.label, "table", detail=detail, read_only=True))
        else:
            add = AddChip()
            add.clicked.connect(lambda: self._add(""))
            self._flow.addWidget(add)
            for spec in plan.tables:
                self._add_table(spec)
        self._flow_holder.updateGeometry()
        self.updateGeometry()
        self._refocus(focused, known)

    def _refocus(self, focused: _Place | None, known: set[_Place]) -> None:
        if self._wanted is not None:
            fresh = [place for place in self._chips if place not in known and place[0] == self._wanted]
            self._wanted = None
            if fresh:
                self._chips[fresh[-1]].setFocus()
                self._chips[fresh[-1]].rename()
                return
        if focused is not None:
            chip = self._chips.get(focused) or next(iter(self._chips.values()), None)
            if chip is not None:
                chip.setFocus()

    def _clear(self) -> None:
        self._chips.clear()
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
            inside=bool(table),
            read_only=self._read_only,
            problem="Two columns have this name" if problem else "",
        )
        chip.renamed.connect(lambda label: self.renamed.emit(spec.name, label, table))
        chip.retype_asked.connect(lambda point: self._ask_type(spec, table, point))
        chip.dropped.connect(lambda: self.dropped.emit(spec.name, table))
        self._chips[(table, spec.name)] = chip
        return chip

    def _add_table(self, spec: FieldSpec) -> None:
        card = _TableCard(spec)
        card.renamed.connect(lambda label: self.renamed.emit(spec.name, label, ""))
        card.dropped.connect(lambda: self.dropped.emit(spec.name, ""))
        twice = _same_labels(spec.columns)
        for column in spec.columns:
            card.flow.addWidget(self._chip(column, spec.name, problem=column.label.casefold() in twice))
        add = AddChip("Add", inside=True)
        add.setAccessibleName(f"Add a column to {spec.label}")
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
                type_word(kind),
                self._setter(spec, kind, table),
            )
            action.setCheckable(True)
            action.setChecked(kind is spec.type)
        menu.popup(point)

    def _setter(self, spec: FieldSpec, kind: FieldType, table: str) -> "_Retype":
        return _Retype(self, spec.name, kind, table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        chips = list(self._chips.values())
        place = next((i for i, chip in enumerate(chips) if chip.hasFocus()), -1)
        if event.key() == Qt.Key.Key_Insert and not self._read_only:
            self._add(next((t for (t, _), chip in self._chips.items() if chip.hasFocus()), ""))
        elif step and place >= 0:
            chips[(place + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
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
    """Head with icon, name, number of columns, rename and drop; below it the columns."""

    renamed = Signal(str)
    dropped = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(padding=10, spacing=6)
        self._spec = spec
        self._editor: QLineEdit | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(6)
        self._title = Label(spec.label, TextStyle.SECTION)
        self._head.addWidget(IconLabel("table", "accent", 14))
        self._head.addWidget(self._title)
        detail = f"table · {plural(len(spec.columns), 'column')}"
        self._head.addWidget(Label(detail, TextStyle.SMALL, "muted"))
        self._head.addStretch()
        rename = IconButton("pencil", f"Rename {spec.label}", shortcut="F2", size=28, on_click=self.rename)
        drop = IconButton("x", f"Drop {spec.label}", shortcut="Del", size=28, on_click=self.dropped.emit)
        self._head.addWidget(rename)
        self._head.addWidget(drop)
        holder = QWidget()
        self.flow = FlowLayout(holder)
        self.body.setContentsMargins(10, 2, 8, 10)
        self.body.addLayout(self._head)
        self.body.addWidget(holder)
        self.setAccessibleName(f"{spec.label}, {detail}")

    def rename(self) -> None:
        """Edit the name in place; Enter keeps it, Esc leaves it."""
        if self._editor is not None:
            return
        editor = QLineEdit(self._spec.label)
        editor.setProperty("bare", "true")
        editor.setAccessibleName(f"New name of {self._spec.label}")
        editor.setFixedWidth(220)
        editor.selectAll()
        editor.editingFinished.connect(self._renamed)
        self._editor = editor
        self._title.hide()
        self._head.insertWidget(1, editor)
        editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._editor is not None:
            self._editor.setText(self._spec.label)
            self._renamed()
        else:
            super().keyPressEvent(event)

    def _renamed(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        text = editor.text().strip()
        editor.hide()
        editor.deleteLater()
        self._title.show()
        if text and text != self._spec.label:
            self.renamed.emit(text)


def type_word(kind: FieldType) -> str:
    """A field type for a menu."""
    return {"id": "Text, as printed (id)"}.get(kind.value, kind.value.capitalize())


def plan_summary(plan: FieldPlan) -> str:
    """How many columns and tables: "10 columns and 1 table"."""
    columns = plural(len(plan.scalars), "column")
    tables = plural(len(plan.tables), "table")
    if not plan.tables:
        return columns
    return f"{columns} and {tables}" if plan.scalars else tables


def _same_labels(fields: tuple[FieldSpec, ...]) -> frozenset[str]:
    labels = [spec.label.casefold() for spec in fields]
    return frozenset(label for label in labels if labels.count(label) > 1)
