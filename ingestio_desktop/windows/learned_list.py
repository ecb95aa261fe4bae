"""What was learned from corrections, by supplier, and how to forget it: a dialog over the window."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ingestio_core.contracts.suppliers import Supplier, SupplierLesson, SupplierMemory
from ingestio_core.errors import IngestError
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.learned import LearnedPresenter
from ingestio_desktop.sentences import said
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import exact_time, relative_time
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.overlay import Overlay
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton
from ingestio_desktop.windows.widgets.keycap import KeyHint
from ingestio_desktop.windows.widgets.table import Column, RowModel, TableView
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, Rule, StyledWidget

_WIDTH: Final = 840
_HEIGHT: Final = 520
_SIDE: Final = 300
_ROW: Final = 40


class LearnedList(Overlay):
    """Suppliers at the left, what is remembered of the chosen one at the right."""

    def __init__(self, presenter: LearnedPresenter, host: QWidget) -> None:
        super().__init__(host, tr("What was learned"), _WIDTH, _HEIGHT)
        self._presenter = presenter
        self._host = host
        self.forget_all = Button(tr("Forget everything…"), ButtonKind.LINK)
        self.forget_supplier = Button(tr("Forget this supplier"), icon="trash-2")
        columns: list[Column[Supplier]] = [
            Column("name", tr("Supplier"), lambda row: row.name, 200, 1, tip=_signs),
            Column("count", tr("Learned"), lambda row: str(row.lessons), 88, right=True),
        ]
        self.rows: RowModel[Supplier] = RowModel(columns, lambda row: row.id)
        self.list: TableView[Supplier] = TableView(
            self.rows, tr("Suppliers"), row_height=_ROW, keep_current=True
        )
        self._name = ElidedLabel("", TextStyle.HEADING)
        self.lessons = QVBoxLayout()
        self._both = QWidget()
        self._said = _Said()
        self._arrange()
        self.list.selection_moved.connect(self._choose)
        self.forget_supplier.clicked.connect(presenter.forget_supplier)
        self.forget_all.clicked.connect(self._ask_all)
        self._said.again.clicked.connect(self._refresh)
        presenter.suppliers_changed.connect(self.set_suppliers)
        presenter.memory_changed.connect(self.set_memory)
        presenter.failed.connect(self.show_error)

    def open_list(self) -> None:
        """Show it; what was learned comes when it is there."""
        self._refresh()
        self.open_over(self.list if self.rows.rowCount() else self)

    def set_suppliers(self, suppliers: Sequence[Supplier]) -> None:
        """Show these; the chosen one stays chosen while it is there."""
        current = self.list.current_row()
        self.rows.set_rows(tuple(suppliers))
        place = self.rows.place_of(current.id) if current is not None else 0
        if suppliers:
            self.list.setCurrentIndex(self.rows.index(max(0, place), 0))
        self._both.setVisible(bool(suppliers))
        self.forget_all.setVisible(bool(suppliers))
        self._said.setVisible(not suppliers)
        if not suppliers:
            self._said.say(
                "history",
                tr("Nothing was learned yet"),
                tr("Correct a value and confirm the document: the supplier’s next one is read so."),
            )
        elif self.hasFocus():
            self.list.setFocus()

    def set_memory(self, memory: SupplierMemory | None) -> None:
        """Show what is remembered of the chosen supplier."""
        while (item := self.lessons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._name.setText(memory.supplier.name if memory else "")
        self.forget_supplier.setVisible(memory is not None)
        for lesson in memory.lessons if memory else ():
            self.lessons.addWidget(self._lesson_row(lesson))
        self.lessons.addStretch(1)

    def show_error(self, error: IngestError) -> None:
        """Say that the service could not be asked."""
        self._both.hide()
        self.forget_all.hide()
        self._said.show()
        self._said.say("cloud", said(error.title), said(error.message), again=True)

    def _refresh(self) -> None:
        if not self.rows.rowCount():
            self._both.hide()
            self.forget_all.hide()
            self._said.show()
            self._said.say("loader-circle", tr("Looking…"), "")
        self._presenter.refresh()

    def _choose(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self._presenter.choose(row.id)

    def _ask_all(self) -> None:
        ask(
            self._host,
            tr("Forget everything that was learned?"),
            tr("The next documents of all suppliers are read plainly again. What was read already stays."),
            tr("Forget everything"),
            self._presenter.forget_all,
        )

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 16, 14)
        head.addWidget(Label(tr("What was learned"), TextStyle.HEADING))
        head.addStretch()
        head.addWidget(self.forget_all)
        head.addSpacing(8)
        head.addWidget(IconButton("x", tr("Close"), shortcut="Esc", on_click=self.close_overlay))
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        sides = QHBoxLayout(self._both)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        self.list.setFixedWidth(_SIDE)
        sides.addWidget(self.list)
        line = QFrame()
        line.setObjectName("rule")
        line.setFixedWidth(1)
        sides.addWidget(line)
        sides.addLayout(self._right(), 1)
        self.body.addWidget(self._both, 1)
        self.body.addWidget(self._said, 1)
        self.body.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.addStretch()
        foot.addWidget(KeyHint("Esc", tr("close")))
        self.body.addLayout(foot)

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setContentsMargins(20, 12, 16, 0)
        right.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self.forget_supplier)
        right.addLayout(top)
        holder = StyledWidget()
        holder.setObjectName("dialog")
        self.lessons.setContentsMargins(0, 0, 4, 12)
        self.lessons.setSpacing(0)
        holder.setLayout(self.lessons)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        right.addWidget(area, 1)
        return right

    def _lesson_row(self, lesson: SupplierLesson) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(said(lesson.text), TextStyle.BODY, wrap=True))
        source = Label(_source(lesson), TextStyle.SMALL, "muted", wrap=True)
        source.setToolTip(exact_time(lesson.learned_at))
        words.addWidget(source)
        row.addLayout(words, 1)
        forget = Button(tr("Forget this"))
        forget.setAccessibleName(tr("Forget: {text}", text=said(lesson.text)))
        forget.clicked.connect(lambda: self._presenter.forget_lesson(lesson.id))
        row.addWidget(forget, 0, Qt.AlignmentFlag.AlignTop)
        return holder


class _Said(QWidget):
    """One sentence in the middle, where there is no list to show."""

    def __init__(self) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon = IconLabel("history", "muted", 28)
        self._title = Label("", TextStyle.HEADING)
        self._detail = Label("", tone="muted")
        self.again = Button(tr("Try again"))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch()
        for widget in (self._icon, self._title, self._detail, self.again):
            column.addWidget(widget, 0, centre)
        column.addStretch()

    def say(self, icon: str, title: str, detail: str, *, again: bool = False) -> None:
        self._icon.set_icon(icon, "muted")
        self._title.setText(title)
        self._detail.setText(detail)
        self.again.setVisible(again)


def _source(lesson: SupplierLesson) -> str:
    when = relative_time(lesson.learned_at)
    told = tr("From “{document}”, {when}", document=lesson.document_name, when=when)
    if lesson.agreed:
        told += " · " + tr("right on %n later document(s)", "", lesson.agreed)
    if lesson.disagreed:
        told += " · " + tr("wrong on %n later document(s)", "", lesson.disagreed)
    if lesson.disagreed > lesson.agreed:
        told += " · " + tr("so it is not used")
    return told


def _signs(row: Supplier) -> str:
    """By what it is known, for the tooltip."""
    kinds = {"tax": tr("Tax ID"), "iban": "IBAN", "web": tr("Web")}
    signs = (sign.partition(":") for sign in row.signs)
    lines = [f"{kinds[kind]} {text}" for kind, _, text in signs if kind in kinds]
    return "\n".join((row.name, *lines))
