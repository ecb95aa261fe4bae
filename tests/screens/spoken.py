"""Which texts of a screen are in no language file: a translator marks all that pass through it."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
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

from ingestio_desktop.catalogue import LABELS

_ROWS: Final = 12
_ROOT: Final = Path(__file__).resolve().parents[2]
_SAMPLES: Final = (
    "tests/screens/*.py",
    "tests/support/*.py",
    "ingestio_desktop/windows/gallery/*.py",
    "ingestio_desktop/flows/prompts.py",
)
"""Whose texts stand for what people and documents bring along."""
_BREAKS: Final = re.compile(r"[\n·,–:;/()+“”…]|\s-\s|\.\s")
_DATA: Final = re.compile(
    r"""\S*\.(pdf|jpe?g|png|xml|xlsx|csv|json|zip|docx|sqlite|example|com)\b  # files, addresses
      | [0-9a-f]{8}(-[0-9a-f-]+|…)                                            # ids
      | \b[A-Z]{2}\d\d(\ [A-Z0-9]{2,4})+                                      # accounts as they are printed
      | \b[A-Z]{2}[-0-9]\w[\w-]*                                              # numbers of accounts, papers
      | \b(gpt|claude|gemini)-[\w.-]+
      | \b(IngestIO|Excel|CSV|JSON|PDF|JPG|PNG|XML|IBAN|OpenAI|Google\ Gemini|Anthropic|English|Deutsch)\b
      | \b(Tab|Alt|Right|Left|Up|Down|F\d+|Home|End)\b
      | Cable\ drum.*|Copy\ paper.*|Coffee\ beans.*|Consulting\ hours|Oak\ shelf\ board
      | Kawa.*|Enrouleur.*|Café.*|Cartouche.*|Overboeking.*|Geldopname|Huur|Salaris|Valderrobla.*|Nuria.*
      | Prestador|Cliente|colour\ anthracite|as\ agreed\ by\ telephone|total\ Line\ items|quanti…|\bca\b
      | Ring\ binder | Toner\ cartridge.* | Filing\ cabinet
      | Consumption | Ashvane\ Printing\ DAC | 41\ Orchard.* | 84\ Mill\ Lane.*
      |"""
    + re.escape(str(Path.home())),
    re.VERBOSE,
)


MARKS: Final = "\u2061\u2063"
"""Around each text that passed through the translator; without width, so that pictures stay as they are."""
_MARKED: Final = re.compile("{0}[^{0}{1}]*{1}".format(*MARKS))


class Marking(QTranslator):
    """Puts marks around each text that is asked for, in the language that is spoken."""

    def __init__(self, spoken: Sequence[QTranslator], parent: QObject) -> None:
        super().__init__(parent)
        self._spoken = spoken

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, comment: str | None = None, n: int = -1) -> str:
        said = (each.translate(context, source, comment, n) for each in self._spoken)
        return f"{MARKS[0]}{next(filter(None, said), source)}{MARKS[1]}"


def unmarked(widget: QWidget) -> list[str]:
    """What a person can read in it, where words are left that neither are marked nor of the samples."""
    return [text for text in dict.fromkeys(_texts(widget)) if _unknown(text)]


def _unknown(text: str) -> bool:
    while (inner := _MARKED.sub("\n", text)) != text:
        text = inner
    left = _pieces(text) - _samples()
    return any(re.search(r"[a-z]{2,}", piece) for piece in left)


@cache
def _samples() -> frozenset[str]:
    """The texts of the samples, piece by piece."""
    found = {label.casefold() for label in LABELS}
    for pattern in _SAMPLES:
        for path in _ROOT.glob(pattern):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found |= _pieces(node.value)
    return frozenset(found)


def _pieces(text: str) -> set[str]:
    """The words between breaks, without figures and in small letters."""
    bare = _BREAKS.split(_DATA.sub("\n", text))
    return {re.sub(r"[\d\s.;!?]+", " ", piece).strip().casefold() for piece in bare}


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
