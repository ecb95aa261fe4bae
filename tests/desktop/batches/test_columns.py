"""Widths, order and sorting of the lists' columns outlive a restart."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_desktop.flows.batches import BatchSort
from ingestio_desktop.windows.batches.list_page import BatchesPage
from ingestio_desktop.windows.widgets.table.memory import ColumnMemory
from tests.desktop.ui.test_shell import Memory
from tests.support.batches import keep_batches, sample_batches
from tests.support.desktop import Desktop


def shown(desktop: Desktop, qtbot: QtBot, memory: Memory) -> BatchesPage:
    page = BatchesPage(desktop.lister(), memory)
    qtbot.addWidget(page)
    page.resize(1064, 768)
    page.show()
    qtbot.waitUntil(lambda: not page.presenter.state.loading)
    return page


def place(page: BatchesPage, key: str) -> int:
    return next(i for i, column in enumerate(page.table.rows.columns) if column.key == key)


def kept(page: BatchesPage, memory: Memory) -> dict[str, object]:
    page.table.findChildren(ColumnMemory)[0].keep()
    state = memory.widget_state("columns.batches")
    assert state is not None
    found: dict[str, object] = json.loads(state)
    return found


@pytest.mark.usefixtures("theme")
def test_what_was_dragged_and_clicked_is_there_again(desktop: Desktop, qtbot: QtBot) -> None:
    keep_batches(desktop.store, sample_batches())
    memory = Memory()
    page = shown(desktop, qtbot, memory)
    header, status = page.table.horizontalHeader(), place(page, "status")
    edge = header.sectionViewportPosition(status) + header.sectionSize(status) - 1
    y = header.height() // 2
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, y))
    QTest.mouseMove(header.viewport(), QPoint(edge + 40, y))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge + 40, y))
    wide = header.sectionSize(status)
    assert wide > page.table.rows.columns[status].width
    assert page.presenter.query.sort is BatchSort.CREATED, "a drag is no click"
    header.moveSection(header.visualIndex(place(page, "pages")), 1)
    page.table.header_clicked(place(page, "documents"))
    page.table.header_clicked(place(page, "documents"))
    assert kept(page, memory)["widths"] == {"status": wide}
    again = shown(desktop, qtbot, memory)
    assert again.table.columnWidth(status) == wide
    assert again.table.horizontalHeader().visualIndex(place(again, "pages")) == 1
    assert again.table.rows.sorting == ("documents", True)
    assert again.presenter.query.sort is BatchSort.DOCUMENTS and again.presenter.query.descending
    counts = [row.document_count for row in again.table.rows.shown_rows()]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.usefixtures("theme")
def test_actions_stay_at_the_end_and_the_name_first(desktop: Desktop, qtbot: QtBot) -> None:
    page = shown(desktop, qtbot, Memory())
    header, last = page.table.horizontalHeader(), page.table.rows.columnCount() - 1
    header.moveSection(header.visualIndex(place(page, "pages")), last)
    assert header.visualIndex(last) == last
    assert header.visualIndex(place(page, "pages")) == last - 1


@pytest.mark.parametrize(
    "state", [b"", b"not json", b"[]", b'{"widths": {"status": "wide"}}', b'{"order": 3}']
)
@pytest.mark.usefixtures("theme")
def test_what_another_version_kept_or_broke_is_passed_over(
    desktop: Desktop, qtbot: QtBot, state: bytes
) -> None:
    memory = Memory()
    memory.keep_widget_state("columns.batches", state)
    page = shown(desktop, qtbot, memory)
    assert page.table.rows.sorting == ("submitted", True)


@pytest.mark.usefixtures("theme")
def test_the_columns_fill_the_width_whatever_was_dragged(desktop: Desktop, qtbot: QtBot) -> None:
    keep_batches(desktop.store, sample_batches())
    page = shown(desktop, qtbot, Memory())
    page.table.restore_columns({"name": 300, "gone": 90, "actions": 400}, ["gone", "name"])
    total = sum(page.table.columnWidth(i) for i in range(page.table.rows.columnCount()))
    assert total == page.table.viewport().width()
    page.resize(1300, 768)
    qtbot.waitUntil(
        lambda: (
            sum(page.table.columnWidth(i) for i in range(page.table.rows.columnCount()))
            == page.table.viewport().width()
        )
    )
