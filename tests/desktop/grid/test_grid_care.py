"""What is typed into the grid is never lost and never lands elsewhere, whatever happens meanwhile."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from uuid import UUID, uuid5

import pytest
from pydantic import JsonValue
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytest import MonkeyPatch
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.documents import Document
from ingestio_core.errors import IngestError
from ingestio_desktop.flows import grid as flows
from ingestio_desktop.flows.grid import CellEdit, Changed, GridColumn, GridPage
from ingestio_desktop.language import tr
from ingestio_desktop.presenters import grid as presenters
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.windows.grid.geometry import DOCUMENT
from tests.desktop.grid.conftest import (
    CONTROL,
    DUE,
    NET,
    NUMBER,
    SUPPLIER,
    TOTAL,
    Sheet,
    open_sheet,
)
from tests.support.sheet import SHEET, SheetDesk, keep_sheet, sheet_batch, sheet_documents

pytestmark = pytest.mark.usefixtures("theme")


def _told_anew(place: int, **values: JsonValue) -> Document:
    """A document with other values of the service."""
    told = sheet_documents(20)[place]
    assert told.extraction is not None
    changed = told.extraction.model_copy(update={"data": {**told.extraction.data, **values}})
    return told.model_copy(update={"version": 2, "extraction": changed})


def test_closing_the_window_keeps_what_is_in_the_editor(qtbot: QtBot, sheet: Sheet) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inner = QWidget(window)
    QVBoxLayout(window).addWidget(inner)
    QVBoxLayout(inner).addWidget(sheet.page)
    window.show()
    sheet.page.show()
    sheet.go(3, DUE)
    sheet.type("2024-04-05")
    assert sheet.page.view.editor.isVisible()
    window.close()
    sheet.until(lambda: sheet.edits_of(sheet.key(3)) == 1)
    sheet.page.setParent(None)


def test_what_the_service_changes_while_one_types_is_not_overwritten(sheet: Sheet) -> None:
    key = sheet.key(2)
    sheet.go(2, NET)
    sheet.press(Qt.Key.Key_F2)
    sheet.type("188")
    keep_sheet(sheet.desk.store, [_told_anew(2, subtotal="187.00")], sheet_batch(20))
    sheet.until(lambda: sheet.presenter.rows[key].version == 2 and sheet.presenter.rows[key].known)
    assert sheet.page.view.editor.text() == "188"
    sheet.press(Qt.Key.Key_Return)
    sheet.until(lambda: sheet.presenter.rows[key].set_aside is not None)
    document = sheet.desk.review.load(key).result(30)
    assert document.conflict is not None
    assert [(field.mine, field.theirs) for field in document.conflict.fields] == [("188", "187.00")]


def test_another_field_that_the_service_changes_meanwhile_is_no_conflict(sheet: Sheet) -> None:
    key = sheet.key(2)
    sheet.go(2, NET)
    sheet.press(Qt.Key.Key_F2)
    sheet.type("188")
    keep_sheet(sheet.desk.store, [_told_anew(2, tax="40.00")], sheet_batch(20))
    sheet.until(lambda: sheet.presenter.rows[key].version == 2)
    sheet.press(Qt.Key.Key_Return)
    sheet.until(lambda: sheet.edits_of(key) == 1)
    sheet.settled()
    assert sheet.text(2, NET) == "188" and sheet.presenter.rows[key].set_aside is None


def test_columns_that_change_leave_one_in_the_own_column_and_take_what_is_typed(sheet: Sheet) -> None:
    sheet.go(2, NUMBER)
    sheet.type("A-1")
    sheet.presenter.layout.show_column("vendor_name", False)
    sheet.settled()
    assert sheet.page.view.hands.column(sheet.page.view.selection.column) is not None
    assert sheet.text(2, sheet.page.view.selection.column) == "A-1"


def test_sorting_takes_what_is_typed_into_its_own_document(sheet: Sheet) -> None:
    key = sheet.key(2)
    sheet.go(2, NUMBER)
    sheet.type("A-1")
    sheet.page.view.header.sort_asked.emit("total")
    sheet.until(lambda: sheet.presenter.place_of(key) != 2)
    sheet.settled()
    assert sheet.text(sheet.presenter.place_of(key), NUMBER) == "A-1"
    assert sheet.page.view.selection.row == sheet.presenter.place_of(key)


def test_a_row_that_the_filter_takes_away_keeps_what_is_typed(sheet: Sheet) -> None:
    key = sheet.key(2)
    sheet.go(2, NUMBER)
    sheet.type("A-1")
    sheet.presenter.set_search("Hofmann")
    sheet.until(lambda: len(sheet.presenter.order) == 1)
    sheet.until(lambda: sheet.edits_of(key) == 1)


def test_what_is_typed_as_another_batch_opens_stays_in_its_own(sheet: Sheet) -> None:
    other = uuid5(SHEET, "other")
    batch = sheet_batch(1).model_copy(update={"id": other})
    there = sheet_documents(1)[0].model_copy(update={"id": uuid5(other, "0"), "batch_id": other})
    keep_sheet(sheet.desk.store, [there], batch)
    key, done = sheet.key(2), Future[Changed]()
    real = sheet.desk.grid.change

    def late(edits: Sequence[CellEdit]) -> Future[Changed]:
        real(edits).result(30)
        return done

    sheet.desk.grid.change = late  # type: ignore[method-assign]
    sheet.go(2, NUMBER)
    sheet.type("A-1")
    sheet.page.open(other)
    sheet.until(lambda: sheet.presenter.order == (there.id,) and not sheet.presenter.loading)
    done.set_result(Changed())
    QCoreApplication.processEvents()
    sheet.desk.store.read(lambda _session: None).result(30)
    QCoreApplication.processEvents()
    assert set(sheet.presenter.rows) == {there.id}
    sheet.until(lambda: sheet.edits_of(key) == 1)


def test_rows_read_while_all_are_read_again_are_not_put_back(
    qtbot: QtBot, desk: SheetDesk, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setattr(presenters, "_REFRESH_MS", 600_000)
    monkeypatch.setattr(flows, "PAGE", 1)
    sheet = open_sheet(qtbot, desk)
    real, calls = desk.grid.page, [0]

    def page(
        batch_id: UUID, columns: Sequence[GridColumn], after: tuple[int, UUID] | None = None
    ) -> Future[GridPage]:
        calls[0] += 1
        if calls[0] == 5:
            shown = sheet.page.view.hands.column(NUMBER)
            assert shown is not None
            sheet.presenter.editing.put(sheet.presenter.rows[sheet.key(2)], shown, "A-1")
        return real(batch_id, columns, after)

    monkeypatch.setattr(desk.grid, "page", page)
    sheet.presenter.open(SHEET)
    sheet.until(lambda: calls[0] == 20)
    sheet.settled()
    desk.store.read(lambda _session: None).result(30)
    QCoreApplication.processEvents()
    assert sheet.text(2, NUMBER) == "A-1"


def test_what_the_service_changes_is_never_empty_in_between(sheet: Sheet) -> None:
    key = sheet.key(2)
    seen: set[str] = set()
    sheet.presenter.rows_changed.connect(lambda _ids: seen.add(sheet.text(2, NET)))
    keep_sheet(sheet.desk.store, [_told_anew(2, subtotal="187.00")], sheet_batch(20))
    sheet.until(lambda: sheet.presenter.rows[key].version == 2 and sheet.presenter.rows[key].known)
    assert seen == {"187.00"}


def test_a_day_means_what_it_means_in_its_document(sheet: Sheet) -> None:
    changed = []
    for place, printed in ((2, "15/03/2024"), (3, "03/15/2024")):
        told = _told_anew(place, invoice_date="2024-03-15")
        assert told.extraction is not None
        evidence = dict(told.extraction.evidence)
        evidence["/invoice_date"] = evidence["/invoice_date"].model_copy(update={"text": printed})
        read = told.extraction.model_copy(update={"evidence": evidence})
        changed.append(told.model_copy(update={"extraction": read}))
    keep_sheet(sheet.desk.store, changed, sheet_batch(20))
    sheet.until(lambda: sheet.presenter.rows[sheet.key(3)].version == 2)
    for row in (2, 3):
        sheet.go(row, DUE)
        sheet.type("3/4/24")
        sheet.press(Qt.Key.Key_Return)
    sheet.until(lambda: all(sheet.edits_of(sheet.key(row)) == 1 for row in (2, 3)))
    sheet.settled()
    assert [sheet.text(row, DUE) for row in (2, 3)] == ["2024-04-03", "2024-03-04"]
    sheet.go(2, DUE)
    sheet.type("6 May")
    sheet.press(Qt.Key.Key_Return)
    sheet.settled()
    assert sheet.text(2, DUE) == "2024-05-06"


def test_filling_down_from_what_is_not_read_clears_nothing(sheet: Sheet) -> None:
    sheet.presenter.sort("document")
    sheet.until(lambda: sheet.text(0, DOCUMENT).startswith("ACME"))
    rows = list(sheet.presenter.order)
    unread = next(
        at
        for at in range(len(rows) - 1)
        if not sheet.presenter.rows[rows[at]].read and sheet.presenter.rows[rows[at + 1]].editable
    )
    before = sheet.text(unread + 1, TOTAL)
    sheet.go(unread, TOTAL)
    sheet.page.view.go(unread + 1, TOTAL, extend=True)
    sheet.press(Qt.Key.Key_D, CONTROL)
    sheet.settled()
    assert before and sheet.text(unread + 1, TOTAL) == before


def test_selected_amounts_of_two_currencies_are_not_added(qtbot: QtBot, desk: SheetDesk) -> None:
    documents = sheet_documents(20, currencies=("EUR", "USD"))
    keep_sheet(desk.store, [each.model_copy(update={"version": 2}) for each in documents])
    sheet = open_sheet(qtbot, desk)
    sheet.go(2, NET)
    sheet.page.view.go(3, NET, extend=True)
    assert sheet.page.view.footer.label() == "2 cells"
    sheet.go(2, NET)
    sheet.page.view.go(2, TOTAL, extend=True)
    assert "sum" in sheet.page.view.footer.label()


def test_a_paste_comes_before_the_confirmation_that_follows_it(sheet: Sheet) -> None:
    key = sheet.key(2)
    QGuiApplication.clipboard().setText("A-1")
    sheet.go(2, NUMBER)
    sheet.press(Qt.Key.Key_V, CONTROL)
    sheet.press(Qt.Key.Key_Return, CONTROL)
    sheet.until(lambda: ("confirm", key) in sheet.events())
    assert [kind for kind, about in sheet.events() if about == key] == [EventKind.EDIT, EventKind.CONFIRM]
    sheet.settled()
    assert sheet.text(2, NUMBER) == "A-1"


def test_what_of_a_paste_has_no_place_is_said_at_once(sheet: Sheet) -> None:
    told: list[str] = []
    sheet.page.view.hands.said.connect(told.append)
    QGuiApplication.clipboard().setText("1\t2\t3\n4\t5\t6\n7\t8\t9\n")
    sheet.go(18, TOTAL)
    sheet.press(Qt.Key.Key_V, CONTROL)
    assert told == [
        f"{tr('%n pasted row(s) found no place below the last document.', '', 1)} "
        f"{tr('%n pasted column(s) found no place.', '', 1)} "
        f"{tr('%n cell(s) can’t be changed and stay as they are.', '', 4)}"
    ]
    assert not sheet.events()


def test_a_paste_that_is_left_at_once_is_saved(sheet: Sheet) -> None:
    QGuiApplication.clipboard().setText("A-1")
    sheet.go(2, NUMBER)
    sheet.press(Qt.Key.Key_V, CONTROL)
    sheet.page.hide()
    sheet.until(lambda: sheet.edits_of(sheet.key(2)) == 1)


def test_a_row_that_could_not_be_saved_is_saved_with_the_next(sheet: Sheet, monkeypatch: MonkeyPatch) -> None:
    failed = Future[tuple[UUID, ...]]()
    failed.set_exception(IngestError("disk_full", "The disk is full", "Make room on it."))
    told: list[object] = []
    sheet.presenter.failed.connect(told.append)
    sheet.go(2, NUMBER)
    sheet.type("A-1")
    with monkeypatch.context() as patched:
        patched.setattr(sheet.desk.grid, "save", lambda _ids: failed)
        sheet.press(Qt.Key.Key_Return)
        sheet.until(lambda: told)
    sheet.press(Qt.Key.Key_Down)
    sheet.until(lambda: sheet.edits_of(sheet.key(2)) == 1)


@pytest.fixture
def full_disk(sheet: Sheet) -> Iterator[None]:
    def change(edits: Sequence[CellEdit]) -> Future[Changed]:
        failed = Future[Changed]()
        failed.set_exception(IngestError("disk_full", "The disk is full", f"Make room for {len(edits)}."))
        return failed

    sheet.desk.grid.change = change  # type: ignore[method-assign]
    yield


@pytest.mark.usefixtures("full_disk")
def test_what_could_not_be_kept_is_red_and_says_so(sheet: Sheet) -> None:
    sheet.go(2, SUPPLIER)
    sheet.type("De Foyer")
    sheet.press(Qt.Key.Key_Return)
    sheet.until(lambda: not sheet.presenter.editing.busy)
    shown = sheet.page.view.hands.column(SUPPLIER)
    assert shown is not None
    cell = sheet.page.view.texts.cell(sheet.presenter.rows[sheet.key(2)], shown)
    assert cell.text == "De Foyer" and "disk is full" in cell.problem
    sheet.presenter.confirm([sheet.key(2)])
    assert not sheet.events()
