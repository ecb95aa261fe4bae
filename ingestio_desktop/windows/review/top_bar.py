"""The head of the review: back, the file and its state, the place in the queue, rare actions.

Stands alone: it is told what to show and says by signals what a person wants.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QMenu, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review import Place
from ingestio_desktop.store.rows import DocumentRow, DocumentState
from ingestio_desktop.theme import words
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import clock_time, number
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.widgets.badge import Badge
from ingestio_desktop.windows.widgets.buttons import Button, IconButton, menu_text
from ingestio_desktop.windows.widgets.progress import ProgressBar
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label

_NAME: Final = 150
"""Pixels that the name of the file has at the least."""
_NAMES: Final = 0.24
"""Of the bar's width is for the names where they need no more."""
_LEAST: Final = 480
_STATES: Final = {
    DocumentState.WAITING: words.DocumentState.WAITING,
    DocumentState.UPLOADING: words.DocumentState.UPLOADING,
    DocumentState.PAUSED: words.DocumentState.WAITING,
    DocumentState.QUEUED: words.DocumentState.QUEUED,
    DocumentState.PROCESSING: words.DocumentState.PROCESSING,
    DocumentState.TO_REVIEW: words.DocumentState.TO_REVIEW,
    DocumentState.CONFIRMED: words.DocumentState.CONFIRMED,
    DocumentState.ERROR: words.DocumentState.ERROR,
    DocumentState.CANCELLED: words.DocumentState.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class RareAction:
    """An entry of the menu. `action` names its key; `why` says why it can't be done now, "" when it can.
    `checked` is None for what is no switch."""

    text: str
    icon: str
    run: Callable[[], object]
    action: str = ""
    why: str = ""
    checked: bool | None = None


class TopBar(QFrame):
    """What does not fit beside the rest goes into the menu, which is at the right end."""

    back = Signal()
    previous = Signal()
    following = Signal()
    export = Signal()
    redo = Signal()
    delete = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(56)
        self._rare: list[Callable[[], Sequence[RareAction]]] = []
        self._name = ElidedLabel("", TextStyle.HEADING, mode=Qt.TextElideMode.ElideMiddle)
        self._badge = Badge(words.DocumentState.TO_REVIEW)
        self._names = QWidget()
        self._batch = ElidedLabel("", TextStyle.SMALL, "muted")
        self.queue = QueueNavigator()
        self._kept = KeptLabel()
        self._back = IconButton(
            "arrow-left", tr("Back to the batch"), action="review.back", size=32, colour="text"
        )
        self._export = Button(tr("Export as…"), icon="download", action="review.export")
        self._redo = Button(tr("Redo"), icon="rotate-ccw", tip=tr("Extract again"))
        self._delete = Button(tr("Delete"), icon="trash-2", action="review.delete")
        self._more = IconButton("ellipsis", tr("More"), bordered=True, size=32, on_click=self._open_menu)
        self._why_no_redo = ""
        self._back.clicked.connect(self.back)
        self._export.clicked.connect(self.export)
        self._redo.clicked.connect(self.redo)
        self._delete.clicked.connect(self.delete)
        self.queue.previous.connect(self.previous)
        self.queue.following.connect(self.following)
        self._shown: tuple[object, ...] = ()
        self._arrange()

    def _arrange(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._name)
        title.addWidget(self._badge)
        title.addStretch(1)
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addStretch(1)
        names.addLayout(title)
        names.addWidget(self._batch)
        names.addStretch(1)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(12, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addWidget(self._names)
        row.addWidget(self.queue)
        row.addStretch(1)
        row.addWidget(self._kept)
        row.addSpacing(8)
        for button in (self._export, self._redo, self._delete, self._more):
            row.addWidget(button)

    # -- what is shown

    def show_document(self, row: DocumentRow, title: str, place: Place) -> None:
        """Says nothing anew where nothing changed: it is asked at every keystroke."""
        if self._shown == (row, title, place):
            return
        self._shown = (row, title, place)
        self._name.setText(row.filename)
        self._badge.set_state(_STATES[row.state])
        self._batch.setText(f"{title} · {row.folder}" if row.folder else title)
        self.queue.show_place(place)
        self._why_no_redo = tr("Wait until this document is done") if row.in_work else ""
        self._redo.setEnabled(not row.in_work)
        self._redo.set_tip(self._why_no_redo or tr("Extract again"))
        self._fit()

    def show_kept(self, moment: datetime | None) -> None:
        """When what was typed was last kept; None where all is saved."""
        if self._kept.show_moment(moment):
            self._fit()

    # -- rare actions

    def add_rare(self, actions: Callable[[], Sequence[RareAction]]) -> None:
        """Put actions into the menu; they are asked for whenever it opens."""
        self._rare.append(actions)

    def rare_actions(self) -> list[RareAction]:
        """What the menu holds now: first what has no room in the bar."""
        hidden = [
            RareAction(button.text(), icon, button.click, action, "" if button.isEnabled() else why)
            for button, icon, action, why in (
                (self._export, "download", "review.export", ""),
                (self._redo, "rotate-ccw", "", self._why_no_redo),
                (self._delete, "trash-2", "review.delete", ""),
            )
            if button.isHidden()
        ]
        return [*hidden, *(action for actions in self._rare for action in actions())]

    def menu(self) -> QMenu:
        """The menu as it is now."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for action in self.rare_actions():
            key = key_of(action.action) if action.action else ""
            entry = menu.addAction(
                current_theme().icon(action.icon), menu_text(action.text, key) if key else action.text
            )
            entry.setEnabled(not action.why)
            entry.setToolTip(action.why or action.text)
            if action.checked is not None:
                entry.setCheckable(True)
                entry.setChecked(action.checked)
            entry.triggered.connect(lambda _checked=False, run=action.run: run())
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        below = self._more.mapToGlobal(QPoint(self._more.width(), self._more.height() + 4))
        menu.popup(QPoint(below.x() - menu.sizeHint().width(), below.y()))

    # -- room

    def _fit(self) -> None:
        """Leave out what is dispensable until the name of the file has room."""
        rests: tuple[tuple[QWidget, ...], ...] = (
            (),
            (self._redo,),
            (self._redo, self._delete),
            (self._redo, self._delete, self._export),
        )
        for short, hidden in ((False, rests[0]), *((True, rest) for rest in rests)):
            self._kept.show_words(not short)
            for button in (self._export, self._redo, self._delete):
                button.setHidden(button in hidden)
            self.queue.set_narrow(len(hidden) == len(rests[-1]))
            if self._needed() <= self.width():
                break
        # The queue stands over the pages, and further to the right only where the name is long.
        name = self._name.fontMetrics().horizontalAdvance(self._name.text()) + 16
        wanted = max(name + self._badge.sizeHint().width(), round(self.width() * _NAMES))
        spare = max(0, self.width() - self._needed())
        self._names.setFixedWidth(min(wanted, _NAME + self._badge.sizeHint().width() + spare))

    def _needed(self) -> int:
        shown = [
            part
            for part in (self._badge, self.queue, self._kept, self._export, self._redo, self._delete)
            if not part.isHidden()
        ]
        fixed = 12 + 20 + 32 + 32 + 8 * 9
        return fixed + _NAME + sum(part.sizeHint().width() + 8 for part in shown)

    def minimumSizeHint(self) -> QSize:
        # What it holds gives way to its width, not the other way round.
        return QSize(_LEAST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class QueueNavigator(QWidget):
    """Where one stands in the queue, and the way to its neighbours."""

    previous = Signal()
    following = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._position = Label("", TextStyle.SECTION)
        self._position.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = ProgressBar(3, tr("Place in the queue"))
        self.to_previous = IconButton("chevron-left", tr("Previous document"), action="review.previous")
        self.to_next = IconButton("chevron-right", tr("Next document"), action="review.next")
        self.to_previous.clicked.connect(self.previous)
        self.to_next.clicked.connect(self.following)
        middle = QVBoxLayout()
        middle.setSpacing(4)
        middle.addStretch(1)
        middle.addWidget(self._position)
        middle.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.to_previous)
        row.addLayout(middle)
        row.addWidget(self.to_next)
        self.set_narrow(False)

    def show_place(self, place: Place) -> None:
        """Next goes on at the end, too: to the summary of the queue."""
        said = {"position": number(place.position), "total": number(place.total)}
        self._position.setText(
            tr("{position} of {total} to review", **said)
            if place.to_review
            else tr("{position} of {total}", **said)
        )
        self._bar.set_value(place.position, max(1, place.total))
        self.to_previous.setEnabled(place.has_previous)
        self.to_previous.set_tip("" if place.has_previous else tr("This is the first document"))
        self.to_next.setEnabled(place.total > 0)
        self.to_next.set_tip("" if place.has_next else tr("To the end of the queue"))

    def text(self) -> str:
        """The place as it is written."""
        return self._position.text()

    def set_narrow(self, narrow: bool) -> None:
        """Take no more room than the words need."""
        self._bar.setFixedWidth(64 if narrow else 144)


class KeptLabel(QWidget):
    """A check mark, and when the draft was last kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", TextStyle.SMALL, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("circle-check", "muted", 14))
        row.addWidget(self._label)
        self.setVisible(False)

    def show_moment(self, moment: datetime | None) -> bool:
        """None hides it; True where the words are other ones now."""
        text = "" if moment is None else tr("Draft kept {time}", time=clock_time(moment))
        if text == self._label.text():
            return False
        self._label.setText(text)
        self.setVisible(bool(text))
        self.setToolTip(tr("What you typed is kept on this computer until you save it") if text else "")
        self.setAccessibleName(text)
        return True

    def show_words(self, shown: bool) -> None:
        """The mark alone where there is no room for words."""
        self._label.setVisible(shown)

    def text(self) -> str:
        """What it says; empty where it is hidden."""
        return self._label.text()
