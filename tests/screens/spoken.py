"""Which texts of a screen are in no language file: a translator marks all that pass through it."""

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

_ROWS: Final = 12


class Marking(QTranslator):
    """Puts marks around each text that is asked for."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, comment: str | None = None, n: int = -1) -> str:
        return f"⟦{source}⟧"


def unmarked(widget: QWidget, data: re.Pattern[str]) -> list[str]:
    """What a person can read in it, where words are left that neither are marked nor match `data`."""
    texts = dict.fromkeys(text for text in _texts(widget) if text and _bare(text, data))
    return list(texts)


def _bare(text: str, data: re.Pattern[str]) -> bool:
    while (inner := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = inner
    return re.search(r"[A-Za-z]{2,}", data.sub(" ", text)) is not None


def _texts(widget: QWidget) -> Iterator[str]:
    for part in (widget, *widget.findChildren(QWidget)):
        if part.isVisible():
            yield from (part.toolTip(), part.accessibleName(), part.accessibleDescription())
            yield from _own_texts(part)
    for menu in widget.findChildren(QMenu):
        yield from (action.text() for action in menu.actions())


def _own_texts(part: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel | QAbstractButton):
        yield part.text()
    elif isinstance(part, QLineEdit | QPlainTextEdit):
        yield part.placeholderText()
    elif isinstance(part, QComboBox):
        yield from (part.itemText(at) for at in range(part.count()))
    elif isinstance(part, QAbstractItemView):
        model: QObject | None = part.model()
        if isinstance(model, QAbstractItemModel):
            yield from _cells(model)
    if part.isWindow():
        yield part.windowTitle()


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(_ROWS, model.rowCount(QModelIndex()))):
            index = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                value = model.data(index, role)
                if isinstance(value, str):
                    yield value
