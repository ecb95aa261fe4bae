"""What surrounds page and fields: top bar, thumbnails, page tools, findings, bottom bar."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_desktop.presenters.review import Place
from ingestio_desktop.store.rows import DocumentRow, DocumentState
from ingestio_desktop.theme import words
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import FieldWord, StateWord, Tone, number, plural
from ingestio_desktop.windows.widgets.badge import Badge
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton
from ingestio_desktop.windows.widgets.keycap import KeyHint
from ingestio_desktop.windows.widgets.progress import ProgressBar
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, StyledWidget

_THUMBNAIL: Final = QSize(56, 80)
_STATES: Final = {
    DocumentState.WAITING: words.DocumentState.WAITING,
    DocumentState.UPLOADING: words.DocumentState.UPLOADING,
    DocumentState.PAUSED: words.DocumentState.WAITING,
    DocumentState.QUEUED: words.DocumentState.QUEUED,
    DocumentState.PROCESSING: words.DocumentState.PROCESSING,
    DocumentState.TO_REVIEW: words.DocumentState.TO_REVIEW,
    DocumentState.CONFIRMED: words.DocumentState.CONFIRMED,
    DocumentState.ERROR: words.DocumentState.ERROR,
}


class TopBar(QFrame):
    """Back, the file and its state, the place in the queue, rare actions."""

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
        self._name = ElidedLabel("", TextStyle.HEADING, mode=Qt.TextElideMode.ElideMiddle)
        self._badge = Badge(words.DocumentState.TO_REVIEW)
        self._batch = ElidedLabel("", TextStyle.SMALL, "muted")
        self._position = Label("", TextStyle.SECTION)
        self._position.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = ProgressBar(3, "Place in the queue")
        self._kept = StateLabel()
        self._previous = IconButton("chevron-left", "Previous document", shortcut="Alt+Left")
        self._next = IconButton("chevron-right", "Next document", shortcut="Alt+Right")
        self._redo = Button("Redo", icon="rotate-ccw", tip="Extract again")
        self._delete = Button("Delete", icon="trash-2", shortcut="Ctrl+Del")
        back = IconButton("arrow-left", "Back to the batch", shortcut="Esc", size=32, colour="text")
        export = Button("Export as…", icon="download", shortcut="Ctrl+E")
        back.clicked.connect(self.back)
        export.clicked.connect(self.export)
        self._previous.clicked.connect(self.previous)
        self._next.clicked.connect(self.following)
        self._redo.clicked.connect(self.redo)
        self._delete.clicked.connect(self.delete)

        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._name)
        title.addWidget(self._badge)
        title.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addLayout(title)
        names.addWidget(self._batch)
        queue = QVBoxLayout()
        queue.setSpacing(4)
        queue.addStretch(1)
        queue.addWidget(self._position)
        queue.addWidget(self._bar)
        queue.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(back)
        row.addLayout(names, 3)
        row.addWidget(self._previous)
        row.addLayout(queue)
        row.addWidget(self._next)
        row.addStretch(1)
        row.addWidget(self._kept)
        row.addSpacing(8)
        row.addWidget(export)
        row.addWidget(self._redo)
        row.addWidget(self._delete)
        self._bar.setFixedWidth(144)

    def show_document(self, row: DocumentRow, title: str, place: Place) -> None:
        self._name.setText(row.filename)
        self._badge.set_state(_STATES[row.state])
        folder = f"{title} · {row.folder}" if row.folder else title
        self._batch.setText(folder)
        self._position.setText(f"{number(place.position)} of {number(place.total)}")
        self._bar.set_value(place.position, max(1, place.total))
        self._previous.setEnabled(place.has_previous)
        self._next.setEnabled(place.total > 0)
        self._redo.setEnabled(not row.in_work)
        self._redo.set_tip("Wait until this document is done" if row.in_work else "Extract again")

    def show_kept(self, text: str) -> None:
        """Whether what was typed is kept; empty for nothing."""
        self._kept.show_text(text)


class StateLabel(QWidget):
    """A check mark and a few muted words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", TextStyle.SMALL, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("circle-check", "muted", 14))
        row.addWidget(self._label)
        self.setVisible(False)

    def show_text(self, text: str) -> None:
        self._label.setText(text)
        self.setVisible(bool(text))


class Thumbnails(QListWidget):
    """The pages as small pictures; the current one has the accent."""

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Page thumbnails")
        self.setObjectName("thumbnails")
        self.setFixedWidth(88)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setMovement(QListWidget.Movement.Static)
        self.setWrapping(False)
        self.setIconSize(_THUMBNAIL)
        self.setGridSize(QSize(84, 112))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(lambda row: self.page_chosen.emit(row + 1) if row >= 0 else None)

    def set_pages(self, to_check: Sequence[int]) -> None:
        """One entry a page; `to_check` is how many values on it need a look."""
        self.blockSignals(True)
        self.clear()
        blank = QPixmap(_THUMBNAIL)
        blank.fill(Qt.GlobalColor.white)
        for page, count in enumerate(to_check, start=1):
            item = QListWidgetItem(QIcon(blank), str(page))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setSizeHint(QSize(84, 108))
            words_ = f"Page {page}" + (f", {plural(count, 'value')} to check" if count else "")
            item.setToolTip(words_)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words_)
            self.addItem(item)
        if self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)

    def set_image(self, page: int, image: QImage) -> None:
        """The picture of a page, any size."""
        item = self.item(page - 1)
        if item is None:
            return
        ratio = self.devicePixelRatioF()
        small = image.scaled(
            _THUMBNAIL * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        small.setDevicePixelRatio(ratio)
        item.setIcon(QIcon(QPixmap.fromImage(small)))

    def show_current(self, page: int) -> None:
        """Follow the page view, without scrolling it."""
        self.blockSignals(True)
        self.setCurrentRow(page - 1)
        self.blockSignals(False)


class PageTools(QFrame):
    """The bar that floats over the page."""

    zoom_in = Signal()
    zoom_out = Signal()
    fit = Signal()
    rotate = Signal()
    boxes = Signal(bool)
    swap = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self._zoom = Label("100 %", TextStyle.BUTTON)
        self._zoom.setFixedWidth(56)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._boxes = IconButton("scan-text", "Boxes on the page", shortcut="Ctrl+B")
        self._boxes.setCheckable(True)
        self._boxes.setChecked(True)
        self._boxes.toggled.connect(self.boxes)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 6, 6)
        row.setSpacing(4)
        for widget in (
            IconButton("zoom-out", "Zoom out", shortcut="Ctrl+-", on_click=self.zoom_out.emit),
            self._zoom,
            IconButton("zoom-in", "Zoom in", shortcut="Ctrl++", on_click=self.zoom_in.emit),
            IconButton("maximize", "Fit the width", shortcut="Ctrl+0", on_click=self.fit.emit),
            IconButton("rotate-cw", "Rotate the page", shortcut="Ctrl+R", on_click=self.rotate.emit),
            self._boxes,
            IconButton("panel-right", "Swap sides", on_click=self.swap.emit),
        ):
            row.addWidget(widget)

    def show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")

    def toggle_boxes(self) -> None:
        self._boxes.toggle()


class StateChips(QWidget):
    """How many fields are in which state; a click goes to the next of that kind."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)

    def show_counts(self, needs_look: int, failed: int, missing: int) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        chips = (
            (FieldWord.NEEDS_LOOK, StateWord(_needs(needs_look), "triangle-alert", Tone.WARN), needs_look),
            (FieldWord.RULE_FAILED, StateWord(_rules(failed), "octagon-alert", Tone.BAD), failed),
            (
                FieldWord.NOT_FOUND,
                StateWord(f"{number(missing)} not found", "circle-dashed", Tone.NEUTRAL),
                missing,
            ),
        )
        for state, word, count in chips:
            if count:
                self._row.addWidget(_ChipButton(state, word, self))
        if not (needs_look or failed):
            self._row.addWidget(Badge(StateWord("Nothing to check", "circle-check", Tone.OK)))


class _ChipButton(Badge):
    def __init__(self, state: FieldWord, word: StateWord, parent: StateChips) -> None:
        super().__init__(word, parent)
        self._state = state
        self._chips = parent
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Go to the next one")

    def mouseReleaseEvent(self, event: object) -> None:
        self._chips.chosen.emit(self._state.value)


class FindingCard(QFrame):
    """A failed check: its sentence, and one edit that would settle it."""

    opened = Signal(str)
    suggestion_used = Signal(str, object)

    def __init__(self, finding: Finding, shown_value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        bad = finding.severity is not Severity.INFO
        self.setProperty("tone", "bad" if bad else "warn")
        self._pointer = finding.paths[0] if finding.paths else ""
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._pointer else Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(
            IconLabel("octagon-alert" if bad else "triangle-alert", "bad" if bad else "warn_ink"),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        row.addWidget(Label(finding.message, TextStyle.BODY, wrap=True), 1)
        suggestion = finding.suggestion
        if suggestion is not None:
            button = Button(f"Use {shown_value}")
            button.clicked.connect(lambda: self.suggestion_used.emit(suggestion.path, suggestion.value))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(finding.message)

    def mouseReleaseEvent(self, event: object) -> None:
        if self._pointer:
            self.opened.emit(self._pointer)


class BottomBar(QFrame):
    """Keys at the left; reset, save, save and confirm at the right."""

    reset = Signal()
    save = Signal()
    confirm = Signal()
    unconfirm = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setFixedHeight(56)
        self._reset = Button("Reset", icon="undo-2", tip="Throw the unsaved changes away")
        self._save = Button("Save changes", icon="save", shortcut="Ctrl+S", show_key=True)
        self._confirm = Button(
            "Save and confirm", ButtonKind.PRIMARY, icon="check", shortcut="Ctrl+Enter", show_key=True
        )
        self._unconfirm = Button("Un-confirm", icon="undo-2")
        self._reset.clicked.connect(self.reset)
        self._save.clicked.connect(self.save)
        self._confirm.clicked.connect(self.confirm)
        self._unconfirm.clicked.connect(self.unconfirm)
        self._hints = StyledWidget()
        hints = QHBoxLayout(self._hints)
        hints.setContentsMargins(0, 0, 0, 0)
        hints.setSpacing(16)
        for key, text in (
            ("Enter", "next to check"),
            ("Tab", "next field"),
            ("F2", "edit"),
            ("Alt+Right", "next document"),
            ("?", "all keys"),
        ):
            hints.addWidget(KeyHint(key, text, split=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self._hints)
        row.addStretch(1)
        for button in (self._reset, self._save, self._unconfirm, self._confirm):
            row.addWidget(button)

    def show_state(self, *, edited: bool, confirmed: bool, can_confirm: bool, busy: bool) -> None:
        self._reset.setVisible(not confirmed)
        self._save.setVisible(not confirmed)
        self._confirm.setVisible(not confirmed)
        self._unconfirm.setVisible(confirmed)
        self._reset.setEnabled(edited and not busy)
        self._save.setEnabled(edited and not busy)
        self._confirm.setEnabled(can_confirm and not busy)
        self._unconfirm.setEnabled(not busy)
        self._confirm.setText("Save and confirm" if edited else "Confirm")

    def focus_confirm(self) -> None:
        """Nothing is left to check: the next key press confirms."""
        self._confirm.setFocus(Qt.FocusReason.TabFocusReason)

    def show_hints(self, visible: bool) -> None:
        """The keys give way where the window is narrow."""
        self._hints.setVisible(visible)


def _needs(count: int) -> str:
    return f"{number(count)} {'needs' if count == 1 else 'need'} a look"


def _rules(count: int) -> str:
    return f"{number(count)} {'rule' if count == 1 else 'rules'} failed"
