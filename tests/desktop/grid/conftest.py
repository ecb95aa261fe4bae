"""The grid on a real store, with the documents of its picture."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.checks.states import FieldState
from ingestio_desktop.presenters.grid import GridPresenter
from ingestio_desktop.store.models import EventModel
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.windows.grid.geometry import FIRST
from ingestio_desktop.windows.grid.page import GridPage
from tests.screens.screens_shell import Forgetful
from tests.support.sheet import SHEET, SheetDesk, keep_sheet, sheet_desk, sheet_documents

SUPPLIER, NUMBER, ISSUED, DUE, NET, VAT, TOTAL, LINES = range(FIRST, FIRST + 8)
NO_KEY = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid on screen, and how one works with it."""

    page: GridPage
    desk: SheetDesk
    qtbot: QtBot

    @property
    def presenter(self) -> GridPresenter:
        return self.page.presenter

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=30_000)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        """On whatever has the focus."""
        QTest.keyClick(self.page.focusWidget() or self.page.view, key, modifiers)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.page.focusWidget() or self.page.view, letter)

    def go(self, row: int, column: int) -> None:
        self.page.view.setFocus()
        self.page.view.go(row, column)

    def text(self, row: int, column: int) -> str:
        return self.page.view.hands.text(row, column)

    def key(self, row: int) -> UUID:
        return self.presenter.order[row]

    def events(self) -> list[tuple[str, UUID]]:
        """What waits to be sent: kind and document."""
        query = sa.select(EventModel.kind, EventModel.entity_id).order_by(EventModel.seq)
        found = self.desk.store.read(lambda session: session.execute(query).all()).result(30)
        return [(kind, key) for kind, key in found]

    def edits_of(self, row: UUID) -> int:
        return self.events().count((EventKind.EDIT, row))

    def settled(self) -> None:
        """All that was done is in the store and on screen."""
        self.desk.store.write(lambda _unit: None).result(30)
        self.until(lambda: not self.presenter.editing.busy)


def open_sheet(qtbot: QtBot, desk: SheetDesk, memory: Forgetful | None = None) -> Sheet:
    presenter = GridPresenter(desk.grid, desk.bridge, states=memory)
    page = GridPage(presenter)
    presenter.setParent(page)
    qtbot.addWidget(page)
    page.resize(1224, 768)
    page.show()
    page.open(SHEET)
    sheet = Sheet(page, desk, qtbot)
    sheet.until(lambda: not presenter.loading and presenter.order)
    sheet.until(lambda: all(row.known for row in presenter.rows.values()))
    sheet.until(lambda: presenter.facts.counts.get(FieldState.SURE))
    page.activateWindow()
    page.view.setFocus()
    return sheet


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SheetDesk]:
    with sheet_desk(tmp_path) as desk:
        keep_sheet(desk.store, sheet_documents(20))
        yield desk
        assert not desk.unexpected


@pytest.fixture
def sheet(qtbot: QtBot, desk: SheetDesk, theme: object) -> Sheet:
    return open_sheet(qtbot, desk)
