"""The grid in the program as it is launched: a value that is typed there arrives at the service."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.list_page import BatchesPage
from ingestio_desktop.windows.grid.geometry import FIRST
from ingestio_desktop.windows.grid.page import GridPage
from tests.cloud.served import TOKEN, Served
from tests.support.people import Person
from tests.support.sending import pdf_of
from tests.support.window import Opened, window_on

pytestmark = pytest.mark.usefixtures("theme")


def press(opened: Opened, key: Qt.Key, control: bool = False) -> None:
    """On whatever has the focus."""
    focused = opened.launcher.shell.focusWidget()
    assert focused is not None
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focused, key, modifier)


def value_there(service: Served, document: str, name: str) -> object:
    data: dict[str, object] = service.document(document)["extraction"]["data"]
    return data[name]


def test_what_is_typed_into_the_grid_arrives(qtbot: QtBot, tmp_path: Path, shared_service: Served) -> None:
    batch, documents = shared_service.completed(pdf_of(900), pdf_of(900))
    with window_on(qtbot, tmp_path / "data", shared_service) as opened:
        opened.sign_in_first(Person(shared_service.user, TOKEN, shared_service.http))
        opened.until(opened.batches)
        opened.part(BatchesPage).batch_wanted.emit(UUID(batch))
        listed = opened.part(BatchPage)
        opened.until(lambda: listed.presenter.counts.total == 2)
        listed.documents.table.setFocus()
        press(opened, Qt.Key.Key_G, control=True)
        grid = opened.part(GridPage)
        presenter = grid.presenter
        opened.until(lambda: len(presenter.order) == 2 and all(row.known for row in presenter.rows.values()))
        names = [column.column.name for column in grid.view.cells.columns]
        grid.view.setFocus()
        grid.view.go(0, FIRST + names.index("invoice_number"))
        QTest.keyClicks(grid.view, "N")
        QTest.keyClicks(grid.view.editor, "-1")
        press(opened, Qt.Key.Key_Return)
        edited = str(presenter.order[0])
        opened.until(lambda: value_there(shared_service, edited, "invoice_number") == "N-1")

        # The last row is left by leaving the page, with its cell still open.
        QTest.keyClicks(grid.view, "N")
        QTest.keyClicks(grid.view.editor, "-2")
        opened.batches()
        last = str(presenter.order[1])
        assert {edited, last} == set(documents)
        opened.until(lambda: value_there(shared_service, last, "invoice_number") == "N-2")
        assert not presenter.rows[presenter.order[0]].set_aside
