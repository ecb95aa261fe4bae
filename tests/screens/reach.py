"""What of a screen has no name, no role, or no key: everything that can be worked with is looked at."""

from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from ingestio_desktop.assets import icon_names
from ingestio_desktop.language import tr
from ingestio_desktop.windows.export.chips import ColumnChip
from ingestio_desktop.windows.grid.view import GridView
from ingestio_desktop.windows.overlay import Overlay
from ingestio_desktop.windows.review.findings import FindingCard
from ingestio_desktop.windows.widgets import Chip, RadioCard
from tests.screens.spoken import MARKS

_CONTROLS: Final = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
BY_ANOTHER_KEY: Final = {
    "PageView": "Page Up, Page Down, Ctrl+Plus, Ctrl+Minus; the values are fields beside it",
    "Thumbnails": "Page Up, Page Down",
    "GridHeader": "Shift+F10 in a cell sorts by its column and makes it wider",
    "StepBar": "Alt+Left; on the first step there is nothing to go back to",
    "Clear search": "Esc in the field",
    "ReasonButton": "Alt+1 to Alt+9 in the field; what forgets a correction stands with the findings, too",
    "Open the calendar": "Alt+Down in the field",
    "Open the list of currencies": "Alt+Down in the field",
    "SideCard": "arrows go from row to row and choose a side; Tab comes to one of them",
    "Found": "arrows and Enter in the field above",
}
"""What Tab passes by, by class or English name, and the keys that do the same where the focus is."""
_MOUSE: Final = ("mousePressEvent", "mouseReleaseEvent", "mouseDoubleClickEvent")
_NO_ROLES: Final = (QAccessible.Role.NoRole, QAccessible.Role.Client)
_OURS: Final = "ingestio_desktop."


def problems(widget: QWidget) -> list[str]:
    """What someone without eyes or without a mouse would miss in a window that is shown."""
    found = []
    passed = _tabbed(widget)
    for control in _controls(widget):
        said = _said(control)
        if not said:
            found.append(f"{_where(control)}: no name")
        elif said in icon_names():
            found.append(f"{_where(control)}: named like an icon, {said!r}")
        if not (_passed(control, passed) or _other_key(control)):
            found.append(f"{_where(control)}: Tab does not come to it")
        if _by_mouse(control) and not (_by_key(control) or _other_key(control)):
            found.append(f"{_where(control)}: no key does what a click does")
        if _role(control) in _NO_ROLES and not isinstance(control, QScrollArea):
            found.append(f"{_where(control)}: no role")
    return found


def _controls(widget: QWidget) -> Iterator[QWidget]:
    for part in scope(widget).findChildren(QWidget):
        if part.isVisible() and part.isEnabled() and not _inner(part) and _worked_with(part):
            yield part


def scope(widget: QWidget) -> QWidget:
    """What lies below a dialog can't be reached, and need not be."""
    dialogs = [each for each in widget.findChildren(QWidget) if each.isVisible() and _dialog(each)]
    return dialogs[-1] if dialogs else widget


def _dialog(part: QWidget) -> bool:
    modal = part.isWindow() and part.isModal()
    return modal or isinstance(part, Overlay)


def _worked_with(part: QWidget) -> bool:
    if isinstance(part, Chip | FindingCard) and not part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        # These only tell something.
        return False
    return (
        isinstance(part, _CONTROLS) or bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) or _by_mouse(part)
    )


def _inner(part: QWidget) -> bool:
    """Qt's own parts, which belong to what holds them."""
    parent = part.parentWidget()
    return (
        part.objectName().startswith("qt_")
        or isinstance(part, QScrollBar | QHeaderView)
        or isinstance(parent, QAbstractSpinBox | QComboBox)
        or (isinstance(parent, QAbstractItemView) and type(part).__module__.startswith("PySide6"))
        or isinstance(part, Overlay)
    )


def _tabbed(widget: QWidget) -> set[QWidget]:
    """What Tab comes to, from the first control until it goes a way again that it went before: where a
    document needs nothing but Confirm, it first leads from there to the fields."""
    window = scope(widget).window()
    window.activateWindow()
    passed: set[QWidget] = set()
    now = QApplication.focusWidget()
    if now is None:
        QTest.keyClick(window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
    gone: set[tuple[QWidget | None, QWidget]] = set()
    before: QWidget | None = None
    while now is not None and (before, now) not in gone:
        passed.add(now)
        gone.add((before, now))
        before = now
        # In a sheet Tab goes through the cells of a row first.
        for _ in range(now.cells.count if isinstance(now, GridView) else 1):
            QTest.keyClick(now, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is not now:
                break
        now = QApplication.focusWidget()
    return passed


def _passed(control: QWidget, passed: set[QWidget]) -> bool:
    """Of choices that belong together Tab comes to one; arrows go on from there."""
    if control in passed:
        return True
    peers: Iterable[QWidget] = ()
    if isinstance(control, RadioCard | ColumnChip):
        peers = passed
    elif isinstance(control, QAbstractButton) and control.group() is not None:
        peers = control.group().buttons() if control.group().exclusive() else ()
    elif isinstance(control, QRadioButton):
        parent = control.parentWidget()
        peers = parent.findChildren(QRadioButton) if parent is not None else ()
    return any(
        each in passed and type(each) is type(control) and each.parentWidget() is control.parentWidget()
        for each in peers
    )


def _other_key(control: QWidget) -> bool:
    name = control.accessibleName()
    return type(control).__name__ in BY_ANOTHER_KEY or any(name == tr(known) for known in BY_ANOTHER_KEY)


def _said(control: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(control)
    return interface.text(QAccessible.Text.Name).replace("&", "").strip(f"{MARKS} ") if interface else ""


def _role(control: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(control)
    return interface.role() if interface else QAccessible.Role.NoRole


def _by_mouse(control: QWidget) -> bool:
    return any(_own(control, name) for name in _MOUSE)


def _by_key(control: QWidget) -> bool:
    return isinstance(control, _CONTROLS) or _own(control, "keyPressEvent")


def _own(control: QWidget, name: str) -> bool:
    """Whether one of our classes has this method."""
    return any(name in each.__dict__ for each in type(control).__mro__ if each.__module__.startswith(_OURS))


def _where(control: QWidget) -> str:
    said = control.accessibleName() or control.objectName()
    return f"{type(control).__name__} {said!r}".rstrip(" '")
