"""The drop zone: dashed, large with buttons or one line; and the helper that makes a page take drops."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind
from ingestio_desktop.windows.widgets.keycap import KeyCap, key_names
from ingestio_desktop.windows.widgets.page import RoundIcon
from ingestio_desktop.windows.widgets.text import IconLabel, Label

_RADIUS: Final = 12


class DropZone(QWidget):
    """Shows that the page takes a drop. `set_over` while something is dragged over it."""

    accessible_role = QAccessible.Role.Grouping

    folder_asked = Signal()
    files_asked = Signal()

    def __init__(self, *, compact: bool = False, limits: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = ""
        self._limits = limits
        self._small: tuple[Label, ...] = ()
        self.setAccessibleName(tr("Drop files and folders here"))
        if compact:
            self._build_compact()
        else:
            self._build_large()

    def set_over(self, text: str) -> None:
        """What a drop would do ("Drop to add 3 folders"); "" when nothing is over the page."""
        self._over = text
        self._title.setText(text or self._calm)
        self._title.set_tone("accent_ink" if text else "")
        for label in self._small:
            label.set_tone("muted_ink" if text else "muted")
        self.update()

    def set_limits(self, limits: str) -> None:
        """The limits in the one-line form."""
        self._detail.setText(limits)

    def _build_large(self) -> None:
        self._calm = tr("Drop files and folders here")
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch()
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(RoundIcon("folder-down"), 0, middle)
        column.addSpacing(18)
        self._title = Label(self._calm, TextStyle.HEADING)
        self._detail = Label(
            tr("Anywhere on this page. Folders are read with everything inside them, at any depth."),
            TextStyle.BODY,
            "muted",
        )
        column.addWidget(self._title, 0, middle)
        column.addSpacing(2)
        column.addWidget(self._detail, 0, middle)
        column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        folder = Button(tr("Choose folder…"), icon="folder-plus", action="new.folder")
        files = Button(tr("Choose files…"), icon="file-plus-2", action="new.files")
        folder.clicked.connect(self.folder_asked)
        files.clicked.connect(self.files_asked)
        row.addWidget(folder)
        row.addWidget(files)
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(16)
        paste = QHBoxLayout()
        paste.setSpacing(7)
        paste.addStretch()
        hint = Label(tr("or paste with"), TextStyle.SMALL, "muted")
        paste.addWidget(hint)
        paste.addWidget(KeyCap(key_names("Ctrl+V")))
        paste.addStretch()
        column.addLayout(paste)
        column.addStretch()
        self._small = (self._detail, hint)
        self.first_button = folder

    def _build_compact(self) -> None:
        self._calm = tr("Drop more files and folders anywhere")
        self.setFixedHeight(40)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("folder-down", "accent", 18))
        self._title = Label(self._calm, TextStyle.BUTTON)
        self._detail = Label(self._limits, TextStyle.SMALL, "muted")
        self._small = (self._detail,)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._detail)
        row.addStretch()
        folder = Button(tr("Folder…"), ButtonKind.LINK, icon="folder-plus", action="new.folder")
        files = Button(tr("Files…"), ButtonKind.LINK, icon="file-plus-2", action="new.files")
        folder.clicked.connect(self.folder_asked)
        files.clicked.connect(self.files_asked)
        row.addWidget(folder)
        row.addSpacing(4)
        row.addWidget(files)
        self.first_button = folder

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colours.accent if self._over else colours.line_strong, 2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(colours.accent_soft if self._over else colours.surface)
        radius = _RADIUS if self.height() > 60 else 8
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


class DropTarget(QObject):
    """Makes a whole page take files and folders: `dropped` carries local paths (tuple[Path, ...])."""

    dropped = Signal(object)

    def __init__(
        self,
        page: QWidget,
        show_over: Callable[[str], None],
        words: Callable[[Sequence[Path]], str] | None = None,
    ) -> None:
        """`words` say what a drop of these paths would do, unless it adds them to what is there."""
        super().__init__(page)
        self._words = words or drop_text
        self._show_over = show_over
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            assert isinstance(event, QDropEvent)
            paths = local_paths(event.mimeData())
            if not paths:
                return False
            event.acceptProposedAction()
            if kind == QEvent.Type.DragEnter:
                self._show_over(self._words(paths))
            elif kind == QEvent.Type.Drop:
                self._show_over("")
                self.dropped.emit(paths)
            return True
        if kind == QEvent.Type.DragLeave:
            self._show_over("")
        return False


def local_paths(data: QMimeData) -> tuple[Path, ...]:
    """The files and folders in a drop or on the clipboard."""
    return tuple(_local_path(url) for url in data.urls() if url.isLocalFile())


def _local_path(url: QUrl) -> Path:
    """On POSIX by its bytes, for a name need not be text."""
    if os.name != "posix":
        return Path(url.toLocalFile())
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return Path(os.fsdecode(unquote_to_bytes(encoded)))


def pasted_paths() -> tuple[Path, ...]:
    """The files and folders that were copied in the file manager, or whose paths were copied as text."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None:
        return ()
    return local_paths(data) or (text_paths(data.text()) if data.hasText() else ())


def text_paths(text: str) -> tuple[Path, ...]:
    """One path or file address a line, as file managers and terminals copy them; none where a line is
    something else."""
    paths = []
    for line in text.splitlines():
        words = line.strip()
        if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
            words = words[1:-1]
        if not words or words in ("copy", "cut"):
            # What some file managers write on the first line.
            continue
        url = QUrl(words)
        if url.isLocalFile():
            paths.append(_local_path(url))
            continue
        if words.startswith("~/"):
            words = f"{Path.home()}{words[1:]}"
        path = Path(words)
        if not path.is_absolute():
            return ()
        paths.append(path)
    return tuple(paths)


def drop_text(paths: Sequence[Path]) -> str:
    """What a drop would add: folders are told by having no ending, so that nothing is read while dragging."""
    folders = sum(1 for path in paths if not path.suffix)
    files = len(paths) - folders
    if not folders:
        return tr("Drop to add %n file(s)", "", files)
    if not files:
        return tr("Drop to add %n folder(s)", "", folders)
    added = tr("%n folder(s)", "", folders), tr("%n file(s)", "", files)
    return tr("Drop to add {folders} and {files}", folders=added[0], files=added[1])
