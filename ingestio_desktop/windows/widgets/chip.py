"""Chips of a field plan: one a column, with its type's icon; rename, retype and drop."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import TYPE_ICONS
from ingestio_desktop.windows.widgets.buttons import paint_box, paint_ring, tooltip

_PAD: Final = 10
_ICON: Final = 16
_GAP: Final = 6


class Chip(QWidget):
    """A column: icon, name, type, and x unless read-only. F2 or a double click renames in place, Alt+Down
    or a click on the type asks for another, Del drops. `detail` is the second word, mostly the type."""

    accessible_role = QAccessible.Role.Button

    renamed = Signal(str)
    retype_asked = Signal(QPoint)
    dropped = Signal()

    def __init__(
        self,
        name: str,
        field_type: str,
        *,
        detail: str = "",
        inside: bool = False,
        read_only: bool = False,
        edited: bool = False,
        problem: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._type = field_type
        self._detail = detail or field_type
        self._inside = inside
        self._read_only = read_only
        self._edited = edited
        self._problem = problem
        self._editor: QLineEdit | None = None
        self._fonts = make_font(TextStyle.BUTTON), make_font(TextStyle.SMALL)
        self.setFixedHeight(28 if inside else 32)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if read_only else Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(f"{name}, {self._detail}")
        self.setAccessibleDescription(problem or (tr("Changed by hand") if edited else ""))
        keys = "" if read_only else tr("F2 renames, Alt+↓ changes the type, Del drops")
        self.setToolTip(problem or keys)

    @property
    def name(self) -> str:
        return self._name

    @property
    def field_type(self) -> str:
        return self._type

    def sizeHint(self) -> QSize:
        return QSize(round(self._layout()[-1]), self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _layout(self) -> tuple[float, float, float, float]:
        """Left edges of name, detail and x, and the whole width."""
        name, detail = (QFontMetrics(font) for font in self._fonts)
        name_x = _PAD + _ICON + _GAP
        detail_x = name_x + name.horizontalAdvance(self._name) + 8
        cross_x = detail_x + detail.horizontalAdvance(self._detail) + 8
        if self._edited:
            cross_x += 18
        return name_x, detail_x, cross_x, cross_x + (2 if self._read_only or self._inside else 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        rect = QRectF(self.rect())
        name_x, detail_x, cross_x, _ = self._layout()
        soft = self._inside or self._read_only
        ground = colours.warn_soft if self._problem else colours.bg if soft else colours.surface
        paint_box(painter, rect, ground, colours.warn if self._problem else colours.line, 6)
        if self.hasFocus():
            paint_ring(painter, rect, colours.accent, 6)
        front = colours.warn_ink if self._problem else colours.accent
        icon = "triangle-alert" if self._problem else TYPE_ICONS.get(self._type, "type")
        paint_icon(painter, icon, front, QRectF(_PAD, 0, _ICON, self.height()), 14)
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._editor is None:
            painter.setFont(self._fonts[0])
            painter.setPen(colours.warn_ink if self._problem else colours.text)
            painter.drawText(rect.adjusted(name_x, 0, 0, 0), middle, self._name)
            painter.setFont(self._fonts[1])
            painter.setPen(colours.warn_ink if self._problem else colours.muted)
            painter.drawText(rect.adjusted(detail_x, 0, 0, 0), middle, self._detail)
        if self._edited:
            paint_icon(painter, "pencil", colours.accent, QRectF(cross_x - 18, 0, 14, self.height()), 12)
        if not (self._read_only or self._inside):
            paint_icon(painter, "x", colours.muted, QRectF(cross_x - 2, 0, 16, self.height()), 14)

    def rename(self) -> None:
        """Open the name for editing; Enter keeps it, Esc leaves it as it was."""
        if self._read_only or self._editor is not None:
            return
        editor = QLineEdit(self._name, self)
        editor.setProperty("bare", "true")
        editor.setFont(self._fonts[0])
        editor.setAccessibleName(tr("New name of {name}", name=self._name))
        x = round(self._layout()[0])
        editor.setGeometry(x - 1, 4, self.width() - x - 4, self.height() - 8)
        editor.selectAll()
        editor.installEventFilter(self)
        editor.editingFinished.connect(lambda: self._close_editor(keep=True))
        self._editor = editor
        editor.show()
        editor.setFocus()
        self.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self._editor and escape and event.type() == QEvent.Type.KeyPress:
            self._close_editor(keep=False)
            return True
        return False

    def _close_editor(self, *, keep: bool) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        text = editor.text().strip()
        editor.hide()
        editor.deleteLater()
        self.setFocus()
        self.update()
        if keep and text and text != self._name:
            self.renamed.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._ask_type()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._read_only or event.button() != Qt.MouseButton.LeftButton:
            return
        _, detail_x, cross_x, _ = self._layout()
        x = event.position().x()
        if x >= cross_x - 4 and not self._inside:
            self.dropped.emit()
        elif x >= detail_x - 4 or x < self._layout()[0]:
            self._ask_type()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.rename()

    def _ask_type(self) -> None:
        self.retype_asked.emit(self.mapToGlobal(QPointF(0, self.height() + 4).toPoint()))


class AddChip(QWidget):
    """The dashed chip at the end: adds a column (`clicked`)."""

    accessible_role = QAccessible.Role.Button

    clicked = Signal()

    def __init__(self, text: str = "", *, inside: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text or tr("Add column")
        self._font = make_font(TextStyle.BUTTON)
        self.setFixedHeight(28 if inside else 32)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self._text)
        self.setToolTip(tooltip(self._text, "Ins"))

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._font).horizontalAdvance(self._text) + 2 * _PAD + 22, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        rect = QRectF(self.rect())
        painter.setPen(QPen(colours.line_strong, 1, Qt.PenStyle.DashLine))
        painter.setBrush(colours.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.hasFocus():
            paint_ring(painter, rect, colours.accent, 6)
        paint_icon(painter, "plus", colours.muted, QRectF(_PAD - 2, 0, 16, self.height()), 14)
        painter.setFont(self._font)
        painter.setPen(colours.muted)
        painter.drawText(rect.adjusted(_PAD + 18, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Insert):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
