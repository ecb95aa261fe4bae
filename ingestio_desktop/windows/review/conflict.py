"""The comparison when the service's version of a document moved on: mine against theirs, place by place."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ingestio_core.merging import Side
from ingestio_desktop.flows.review import Conflict, ReviewDocument
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.presenters.review_conflict import (
    ConflictRow,
    SameValue,
    conflict_rows,
    same_values,
    same_words,
)
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import StateWord, Tone, number, relative_time
from ingestio_desktop.windows.review.conflict_cards import PageSpot, SideCard
from ingestio_desktop.windows.widgets.badge import Badge, StateLine
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, Rule, StyledWidget

_NAME_WIDTH: Final = 176
_SPOT_WIDTH: Final = 280
_MARGIN: Final = 32
_CHANGED: Final = StateWord(QT_TR_NOOP("Changed in two places"), "arrow-right-left", Tone.WARN)
_DELETED: Final = StateWord(QT_TR_NOOP("Deleted on the service"), "trash-2", Tone.WARN)
_CHOOSE: Final = StateWord(QT_TR_NOOP("Choose one"), "circle-dashed", Tone.WARN)
_CHOSEN: Final = StateWord(QT_TR_NOOP("Chosen"), "circle-check", Tone.OK)


class ConflictPage(StyledWidget):
    """Nothing is chosen beforehand but what only one side changed; Save stays off until all is chosen."""

    settled = Signal(object, object)
    """Two frozensets of paths: where the person's value is kept, and where the service's is."""
    later = Signal()
    deleted_too = Signal()
    kept_as_new = Signal()
    page_needed = Signal(int)
    """The number of a page, from 1, whose picture is wanted."""

    def __init__(
        self, document: ReviewDocument, conflict: Conflict, back: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(tr("{filename} was changed in two places", filename=document.row.filename))
        self.rows = [_Row(row) for row in conflict_rows(document, conflict)]
        self._deleted = conflict.deleted
        self._count_label = Label("", TextStyle.BODY, "muted")
        self.take_all = Button(tr("Take all from the server"), on_click=lambda: self._all(Side.THEIRS))
        self.keep_all = Button(tr("Keep all of mine"), on_click=lambda: self._all(Side.MINE))
        self.decide_later = Button(tr("Decide later"), shortcut="Esc", on_click=self.later.emit)
        self.save = Button(
            tr("Save this version"),
            ButtonKind.PRIMARY,
            icon="check",
            action="review.confirm",
            on_click=self.finish,
        )
        self.delete_too = Button(tr("Delete here too"), icon="trash-2", on_click=self.deleted_too.emit)
        self.keep_new = Button(
            tr("Keep mine as a new document"),
            ButtonKind.PRIMARY,
            icon="file-plus",
            action="review.confirm",
            on_click=self.kept_as_new.emit,
        )
        self.same = _Same(same_words(conflict, len(conflict.same)), same_values(document, conflict))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(document, conflict, back))
        column.addWidget(self._list(conflict), 1)
        column.addWidget(Rule())
        column.addWidget(self._foot())
        self._count()

    def focus_first(self) -> None:
        """The first row that is still to choose, else the first one; where it was deleted, what is kept."""
        if self._deleted:
            self.keep_new.setFocus(Qt.FocusReason.TabFocusReason)
            return
        row = next((row for row in self.rows if row.side is None), self.rows[0] if self.rows else None)
        if row is None:
            self.save.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._go_to(row)

    def ask_for_pages(self) -> None:
        """Have the pictures of all pages asked for that a value is on."""
        for page in sorted({row.page for row in self.rows if row.page is not None}):
            self.page_needed.emit(page)

    def show_page(self, page: int, image: QImage, resolution: float) -> None:
        """The picture of a page, from 1, with so many pixels a point."""
        for row in self.rows:
            if row.page == page:
                row.spot.show_page(image, resolution)

    def choose(self, row: int, side: Side) -> None:
        """Choose a side of a row, counted from 0."""
        self.rows[row].choose(side)

    def _head(self, document: ReviewDocument, conflict: Conflict, back: str) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, 16)
        column.setSpacing(8)
        link = Button(
            back or tr("Back"),
            ButtonKind.LINK,
            icon="arrow-left",
            tip=tr("Decide later"),
            on_click=self.later.emit,
        )
        line = QHBoxLayout()
        line.setSpacing(12)
        name = ElidedLabel(document.row.filename, TextStyle.TITLE, mode=Qt.TextElideMode.ElideMiddle)
        line.addWidget(name)
        line.addWidget(Badge((_DELETED if conflict.deleted else _CHANGED).spoken()))
        line.addStretch(1)
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(line)
        column.addSpacing(8)
        column.addWidget(_Banner(conflict))
        return head

    def _list(self, conflict: Conflict) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        fields = QVBoxLayout(card)
        fields.setContentsMargins(1, 1, 1, 1)
        fields.setSpacing(0)
        there = _side(
            "cloud", tr("On the server"), tr("Deleted") if conflict.deleted else _moment(conflict.theirs_at)
        )
        here = tr("This computer, {moment}", moment=_moment(conflict.mine_at))
        yours = _side("monitor", tr("Yours"), here if conflict.mine_at else tr("This computer"))
        names = Label(tr("Field"), TextStyle.SMALL, "muted")
        fields.addWidget(_line(names, there, yours, Label(tr("On the page"), TextStyle.SMALL, "muted")))
        for row in self.rows:
            row.chosen.connect(self._count)
            row.entered.connect(self._entered)
            row.stepped.connect(self._step)
            fields.addWidget(Rule())
            fields.addWidget(row)
        fields.addWidget(Rule())
        fields.addWidget(self.same)
        holder = StyledWidget()
        holder.setObjectName("page")
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(_MARGIN, 0, _MARGIN, 16)
        outer.addWidget(card)
        outer.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(holder)
        return self._area

    def _foot(self) -> QWidget:
        footer = QFrame()
        footer.setObjectName("footer")
        buttons = QHBoxLayout(footer)
        buttons.setContentsMargins(_MARGIN, 11, _MARGIN, 11)
        buttons.setSpacing(8)
        if self._deleted:
            for row in self.rows:
                row.lock()
            buttons.addStretch(1)
            buttons.addWidget(self.decide_later)
            buttons.addWidget(self.delete_too)
            buttons.addWidget(self.keep_new)
            return footer
        buttons.addWidget(self.take_all)
        buttons.addWidget(self.keep_all)
        buttons.addStretch(1)
        buttons.addWidget(self._count_label)
        buttons.addSpacing(8)
        buttons.addWidget(self.decide_later)
        buttons.addWidget(self.save)
        return footer

    def _all(self, side: Side) -> None:
        for row in self.rows:
            row.choose(side)

    def _count(self) -> None:
        chosen = sum(row.side is not None for row in self.rows)
        self._count_label.setText(
            tr("{chosen} of {total} chosen", chosen=number(chosen), total=number(len(self.rows)))
        )
        self.save.setEnabled(chosen == len(self.rows))

    def finish(self) -> None:
        """What Ctrl+Enter does: keep what is chosen, once all is."""
        if self._deleted:
            self.keep_new.click()
        elif self.save.isEnabled():
            mine = frozenset(row.path for row in self.rows if row.side is Side.MINE)
            self.settled.emit(mine, frozenset(row.path for row in self.rows) - mine)

    def _entered(self, row: "_Row") -> None:
        # All rows together are one stop of the Tab key.
        for other in self.rows:
            other.set_stop(other is row)
            other.update()

    def _go_to(self, row: "_Row") -> None:
        row.take_focus()
        self._area.ensureWidgetVisible(row, 0, 40)

    def _step(self, row: "_Row", by: int) -> None:
        at = self.rows.index(row) + by
        self._go_to(self.rows[max(0, min(len(self.rows) - 1, at))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.later.emit()
        else:
            super().keyPressEvent(event)


class _Row(StyledWidget):
    chosen = Signal()
    entered = Signal(object)
    """The focus came into this row."""
    stepped = Signal(object, int)
    """From this row to the one so many below it."""

    def __init__(self, row: ConflictRow) -> None:
        super().__init__()
        self.path, self.page = row.path, row.page
        self._state = StateLine(_CHOOSE.spoken())
        self.theirs = SideCard(
            row.theirs.value, row.theirs.origin, tr("{label}, on the server", label=row.label)
        )
        self.yours = SideCard(row.mine.value, row.mine.origin, tr("{label}, yours", label=row.label))
        self.spot = PageSpot(row.label, row.box)
        self._group = QButtonGroup(self)
        for card in (self.theirs, self.yours):
            self._group.addButton(card)
            card.toggled.connect(self._changed)
            card.focus_moved.connect(self._focus_moved)
        name = QWidget()
        column = QVBoxLayout(name)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(Label(row.label, TextStyle.SECTION, wrap=True))
        column.addWidget(self._state)
        column.addStretch(1)
        within = QVBoxLayout(self)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(_line(name, self.theirs, self.yours, self.spot))
        if row.chosen is not None:
            self.choose(row.chosen)

    @property
    def side(self) -> Side | None:
        """None as long as nothing is chosen."""
        if self.yours.isChecked():
            return Side.MINE
        return Side.THEIRS if self.theirs.isChecked() else None

    def choose(self, side: Side) -> None:
        (self.yours if side is Side.MINE else self.theirs).setChecked(True)

    def lock(self) -> None:
        """There is nothing to choose in it."""
        self._state.hide()
        for card in (self.theirs, self.yours):
            card.setEnabled(False)

    def set_stop(self, stop: bool) -> None:
        """Whether the Tab key stops here."""
        for card in (self.theirs, self.yours):
            at = card is (self.yours if self.side is Side.MINE else self.theirs)
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop and at else Qt.FocusPolicy.ClickFocus)

    def holds_focus(self) -> bool:
        return self.yours.hasFocus() or self.theirs.hasFocus()

    def take_focus(self) -> None:
        """The chosen side, or the service's, gets the focus; nothing is chosen by that."""
        (self.yours if self.side is Side.MINE else self.theirs).setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.side is None and self.theirs.isEnabled():
            painter, colours = QPainter(self), current_theme().colours
            painter.fillRect(self.rect(), colours.accent_soft)
            painter.fillRect(0, 0, 3, self.height(), colours.accent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Here, for the area around it would scroll instead.
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(self, 1 if key is Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.theirs.isEnabled():
            self.choose(Side.THEIRS if key is Qt.Key.Key_Left else Side.MINE)
            self.take_focus()
        else:
            super().keyPressEvent(event)

    def _focus_moved(self) -> None:
        self.update()
        if self.holds_focus():
            self.entered.emit(self)

    def _changed(self, on: bool) -> None:
        if on:
            self.update()
            self._state.set_state(_CHOSEN.spoken())
            self.chosen.emit()


class _Same(QWidget):
    """What both sides agree on: one line, which opens."""

    def __init__(self, words: str, values: Sequence[SameValue]) -> None:
        super().__init__()
        self._toggle = Button(words, ButtonKind.GHOST, icon="chevron-right", on_click=self._turn)
        self._toggle.setCheckable(True)
        self._toggle.setEnabled(bool(values))
        names = ElidedLabel(", ".join(value.label for value in values), TextStyle.SMALL, "muted")
        head = QHBoxLayout()
        head.setContentsMargins(8, 10, 16, 10)
        head.setSpacing(8)
        head.addWidget(self._toggle)
        head.addWidget(names, 1)
        self._list = QWidget()
        grid = QGridLayout(self._list)
        grid.setContentsMargins(44, 0, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for at, value in enumerate(values):
            grid.addWidget(Label(value.label, TextStyle.SMALL, "muted"), at, 0)
            grid.addWidget(Label(value.text or "–", TextStyle.BODY, wrap=True), at, 1)
        self._list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._list)

    @property
    def toggle(self) -> QAbstractButton:
        return self._toggle

    def is_open(self) -> bool:
        return not self._list.isHidden()

    def _turn(self) -> None:
        self._list.setVisible(self._list.isHidden())
        self._toggle.set_icon_name("chevron-right" if self._list.isHidden() else "chevron-down")


class _Banner(QFrame):
    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", Tone.WARN.value)
        since = _moment(conflict.theirs_at)
        title = (
            tr("This document was saved elsewhere, {moment}, while you worked on it", moment=since)
            if since
            else tr("This document was saved elsewhere while you worked on it")
        )
        text = tr(
            "Choose a value for each field that differs. Nothing is lost: the other value stays in the "
            "document’s history."
        )
        if conflict.deleted:
            title = tr("This document was deleted on the server while you worked on it")
            text = tr("Your changes are still here. Keep them as a new document, or delete them too.")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, TextStyle.SECTION, wrap=True))
        words.addWidget(Label(text, TextStyle.BODY, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(14)
        row.addWidget(IconLabel("trash-2" if conflict.deleted else "arrow-right-left", "warn_ink", 16))
        row.addLayout(words, 1)
        self.setAccessibleName(f"{title}. {text}")


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else relative_time(moment)


def _side(icon: str, title: str, detail: str) -> QWidget:
    side = QWidget()
    row = QHBoxLayout(side)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(title, TextStyle.SECTION))
    words.addWidget(Label(detail, TextStyle.SMALL, "muted"))
    row.addWidget(IconLabel(icon, "muted", 16))
    row.addLayout(words, 1)
    return side


def _line(name: QWidget, left: QWidget, right: QWidget, spot: QWidget) -> QWidget:
    """The four columns of a row, with lines between them."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for at, (widget, stretch) in enumerate(((name, 0), (left, 1), (right, 1), (spot, 0))):
        if at:
            row.addWidget(Rule(vertical=True))
        holder = QWidget()
        within = QHBoxLayout(holder)
        within.setContentsMargins(16, 12, 16, 12)
        within.addWidget(widget)
        if not stretch:
            holder.setFixedWidth(_SPOT_WIDTH if widget is spot else _NAME_WIDTH)
        row.addWidget(holder, stretch)
    return line
