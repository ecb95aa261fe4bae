"""What screen readers call the controls that paint themselves."""

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_installed: list[bool] = []


def tell_roles() -> None:
    """From now on a widget with an `accessible_role` has that role, and its description is its value.
    Qt keeps the factory as long as the program runs, so only the first call does anything."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)


class _Painted(QAccessibleWidget):
    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Value:
            return self.widget().accessibleDescription()
        return super().text(kind)


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    role: Any = getattr(type(thing), "accessible_role", None)
    if role is None or not isinstance(thing, QWidget):
        return None
    return _Painted(thing, role)
