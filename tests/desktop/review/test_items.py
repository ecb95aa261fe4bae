"""The table of line items: rows, columns, blocks from a spreadsheet, sums, and what can't be taken."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import JsonValue
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.differences import edits_between
from ingestio_core.edits import apply_edits
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_desktop.presenters.pasted_blocks import as_sheet, block_of, decimal_mark_of, text_of
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.review_items import PrintedTotal, compared
from ingestio_desktop.presenters.values import DateOrder, parse_typed, writing
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.windows.review.item_table import ItemTable
from ingestio_desktop.windows.review.items_pane import ItemTables
from ingestio_desktop.workers.bridge import Bridge
from tests.support.reviewing import ReviewDesk, review_desk

pytestmark = pytest.mark.usefixtures("theme")

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
TABLE = "line_items"
DATA: dict[str, JsonValue] = {
    "subtotal": "60.00",
    "tax": "6.00",
    "total": "66.00",
    TABLE: [
        {"description": "Apples", "quantity": "1", "unit_price": "10.00", "amount": "10.00"},
        {"description": "Bread", "quantity": "2", "unit_price": "10.00", "amount": "20.00"},
        {"description": "Cheese", "quantity": "3", "unit_price": "10.00", "amount": "30.00"},
    ],
}


def three_rows(document: Document) -> Document:
    assert document.extraction is not None
    kept = {name: value for name, value in document.extraction.data.items() if name not in DATA}
    places = {
        f"/{TABLE}/{row}/{column}": Evidence(
            page=1, box=(10, 20 * row, 60, 20 * row + 10), confidence=0.99, source=EvidenceSource.TEXT
        )
        for row in range(3)
        for column in ("description", "quantity", "unit_price", "amount")
    }
    extraction = document.extraction.model_copy(
        update={"data": {**kept, **DATA}, "evidence": places, "findings": ()}
    )
    return document.model_copy(update={"extraction": extraction})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path_factory.mktemp("items"), 1, change=three_rows) as made:
        yield made


@pytest.fixture
def items(qtbot: QtBot, desk: ReviewDesk) -> Iterator["Items"]:
    presenter = ReviewPresenter(desk.flow, Bridge(lambda error: pytest.fail(repr(error))))
    pane = Items(presenter)
    qtbot.addWidget(pane)
    presenter.setParent(pane)
    pane.resize(620, 500)
    presenter.document_shown.connect(lambda document: pane.show_tables(document, locked=False))
    presenter.document_changed.connect(lambda document: pane.show_tables(document, locked=False))
    with qtbot.waitExposed(pane):
        pane.show()
    presenter.open(desk.queue, desk.queue.ids[0])
    qtbot.waitUntil(lambda: presenter.document is not None)
    yield pane
    if presenter.document is not None:
        desk.flow.reset(presenter.document).result(30)


class Items(ItemTables):
    """The pane by itself, with what a test asks of it."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__(presenter, None)  # type: ignore[arg-type]
        self.presenter = presenter

    @property
    def table(self) -> ItemTable:
        return self.tables[TABLE]

    @property
    def edited(self) -> bool:
        return self.presenter.document is not None and self.presenter.document.edited

    def rows(self) -> list[dict[str, JsonValue]]:
        assert self.presenter.document is not None
        rows = self.presenter.document.data[TABLE]
        assert isinstance(rows, list)
        return [row for row in rows if isinstance(row, dict)]

    def names(self) -> list[JsonValue]:
        return [row["description"] for row in self.rows()]

    def column(self, name: str) -> list[JsonValue]:
        return [row[name] for row in self.rows()]

    def at(self, row: int, column: str) -> None:
        assert self.focus_cell(f"/{TABLE}/{row}/{column}")

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.table.view, key, modifiers)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CONTROL)


def test_rows_move_with_alt_and_arrows_and_take_their_place_on_the_page_along(items: Items) -> None:
    document = items.presenter.document
    assert document is not None
    places = [document.evidence[f"/{TABLE}/{row}/description"] for row in range(3)]
    items.at(2, "amount")
    items.press(Qt.Key.Key_Up, ALT)
    items.press(Qt.Key.Key_Up, ALT)
    assert items.names() == ["Cheese", "Apples", "Bread"]
    assert items.table.view.currentIndex().row() == 0, "one stays on the row that one moves"
    items.press(Qt.Key.Key_Up, ALT)
    assert items.names() == ["Cheese", "Apples", "Bread"], "there is no place above the first"
    moved = items.presenter.document
    assert moved is not None
    here = [moved.evidence[f"/{TABLE}/{row}/description"] for row in range(3)]
    assert here == [places[row] for row in (2, 0, 1)]
    items.press(Qt.Key.Key_Down, ALT)
    assert items.names() == ["Apples", "Cheese", "Bread"]
    for _ in range(3):
        items.presenter.undo()
    assert items.names() == ["Apples", "Bread", "Cheese"] and not items.edited


def test_rows_are_dragged_by_their_grip(items: Items) -> None:
    grip = items.table.view.verticalHeader().viewport()
    height = items.table.view.rowHeight(0)
    start = QPoint(5, height // 2)
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grip, start + QPoint(0, height))
    QTest.mouseMove(grip, start + QPoint(0, 2 * height + 2))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 2 * height + 2))
    assert items.names() == ["Bread", "Cheese", "Apples"]


def test_the_keys_of_rows(items: Items) -> None:
    items.at(0, "amount")
    items.press(Qt.Key.Key_I, CONTROL)
    assert items.names() == ["Apples", None, "Bread", "Cheese"]
    assert items.table.view.currentIndex().row() == 1 and items.table.view.currentIndex().column() == 0
    items.press(Qt.Key.Key_Delete, SHIFT)
    assert items.names() == ["Apples", "Bread", "Cheese"]
    items.press(Qt.Key.Key_Down, SHIFT)
    items.press(Qt.Key.Key_D, CONTROL | SHIFT)
    assert items.names() == ["Apples", "Bread", "Cheese", "Bread", "Cheese"]
    document = items.presenter.document
    assert document is not None
    assert document.evidence[f"/{TABLE}/3/amount"].source is EvidenceSource.PERSON
    items.presenter.undo()
    items.presenter.undo()
    items.presenter.undo()
    assert not items.edited


def test_fill_down_takes_the_first_row_of_the_selection_or_the_one_above(items: Items) -> None:
    items.at(0, "quantity")
    items.press(Qt.Key.Key_Down, SHIFT)
    items.press(Qt.Key.Key_Down, SHIFT)
    items.press(Qt.Key.Key_D, CONTROL)
    assert items.column("quantity") == ["1", "1", "1"]
    items.presenter.undo()
    assert items.column("quantity") == ["1", "2", "3"], "all of it is one step"
    items.at(1, "description")
    items.press(Qt.Key.Key_D, CONTROL)
    assert items.names() == ["Apples", "Apples", "Cheese"]


def test_a_block_larger_than_the_table_adds_rows(items: Items) -> None:
    items.at(2, "description")
    items.paste('Nuts\t4\t1.50\t6.00\r\n"Bolts,\nlong"\t1\t2\t2\r\nLast\t\t\t9\r\n')
    assert items.names() == ["Apples", "Bread", "Nuts", "Bolts,\nlong", "Last"]
    assert items.column("quantity") == ["1", "2", "4", "1", None]
    assert items.column("amount")[2:] == ["6.00", "2", "9"]
    items.presenter.undo()
    assert items.names() == ["Apples", "Bread", "Cheese"] and not items.edited


def test_headers_say_which_column_is_which_and_are_no_row(items: Items) -> None:
    items.at(0, "description")
    items.paste("Amount\tDescription\n12.00\tPears\n13.00\tPlums\n")
    assert items.names() == ["Pears", "Plums", "Cheese"]
    assert items.column("amount") == ["12.00", "13.00", "30.00"]
    assert items.column("quantity") == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("block", "amounts"),
    [
        ("1.234,50\n1.234\n7,5", ["1234.50", "1234", "7.5"]),
        ("1,234.50\n1.234\n7.5", ["1234.50", "1.234", "7.5"]),
    ],
)
def test_numbers_are_read_as_the_sheet_writes_them(items: Items, block: str, amounts: list[str]) -> None:
    items.at(0, "amount")
    items.paste(block)
    assert items.column("amount") == amounts


def test_one_value_goes_into_all_that_is_selected(items: Items) -> None:
    items.at(0, "quantity")
    items.press(Qt.Key.Key_Down, SHIFT)
    items.paste("7")
    assert items.column("quantity") == ["7", "7", "3"]


def test_what_can_not_be_a_value_stays_red_and_follows_its_row(items: Items) -> None:
    items.at(0, "description")
    with_nonsense = "Nuts\tmany\t1.50\nBolts\t4\t2.50"
    items.paste(with_nonsense)
    assert items.names()[:2] == ["Nuts", "Bolts"] and items.column("quantity")[:2] == ["1", "4"]
    items.at(0, "quantity")
    assert items.table.view.currentIndex().data() == "many"
    assert "“many” is no number" in items.table.note.text()
    items.press(Qt.Key.Key_Down, ALT)
    assert list(items.presenter.unfit) == [f"/{TABLE}/1/quantity"]
    items.presenter.undo()
    assert list(items.presenter.unfit) == [f"/{TABLE}/0/quantity"]
    items.presenter.undo()
    assert not items.presenter.unfit and not items.edited


def test_cells_are_copied_as_they_are_shown_with_their_headers_if_wanted(items: Items) -> None:
    items.at(0, "description")
    items.press(Qt.Key.Key_Right, SHIFT)
    items.press(Qt.Key.Key_Down, SHIFT)
    items.press(Qt.Key.Key_C, CONTROL)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "Apples\t1\nBread\t2\n"
    items.press(Qt.Key.Key_C, CONTROL | SHIFT)
    assert clipboard.text() == "Description\tQuantity\nApples\t1\nBread\t2\n"


def test_columns_move_and_are_kept_by_the_name_of_the_table(items: Items, tmp_path: Path) -> None:
    memory = SettingsFile(tmp_path / "settings.json")
    items.memory = memory
    items.at(1, "amount")
    for _ in range(3):
        items.press(Qt.Key.Key_Left, ALT | SHIFT)
    assert items.table.columns_shown() == ["amount", "description", "quantity", "unit_price"]
    assert not items.edited, "it is only how it is shown"
    items.press(Qt.Key.Key_Right, SHIFT)
    items.press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "20.00\tBread\n"
    items.paste("21.00\tRolls")
    assert (items.names()[1], items.column("amount")[1]) == ("Rolls", "21.00")
    again = Items(items.presenter)
    again.memory = memory
    assert items.presenter.document is not None
    again.show_tables(items.presenter.document, locked=False)
    assert again.table.columns_shown() == ["amount", "description", "quantity", "unit_price"]
    again.deleteLater()


def test_a_cell_is_typed_live_and_escape_puts_it_back(items: Items) -> None:
    items.at(0, "amount")
    items.press(Qt.Key.Key_F2)
    editor = QGuiApplication.focusObject()
    assert isinstance(editor, QWidget)
    QTest.keyClicks(editor, "77")
    assert items.column("amount")[0] == "77", "every keystroke is kept"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert items.column("amount")[0] == "10.00" and not items.edited
    assert not items.presenter.can_undo


def test_a_long_text_is_read_in_lines_and_edited_in_lines(items: Items) -> None:
    items.at(0, "description")
    text = "First line\nsecond line of what was delivered\nthird"
    items.presenter.set_value(f"/{TABLE}/0/description", text)
    items.at(0, "description")
    assert items.table.note.text() == text
    items.press(Qt.Key.Key_F2)
    editor = QGuiApplication.focusObject()
    assert isinstance(editor, QPlainTextEdit) and editor.toPlainText() == text
    QTest.keyClick(editor, Qt.Key.Key_End, CONTROL)
    QTest.keyClick(editor, Qt.Key.Key_Return, ALT)
    QTest.keyClicks(editor, "fourth")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert items.names()[0] == text + "\nfourth"


def test_the_sum_is_compared_with_what_is_printed_with_and_without_discount() -> None:
    printed = (PrintedTotal("Net total", Decimal("1217.90"), doubted=True),)
    assert compared(Decimal("1214.30"), printed) == ("Net total 1,217.90, 3.60 more", False)
    assert compared(Decimal("1217.90"), printed) == ("Net total 1,217.90", True)
    less = (*printed, PrintedTotal("Net total less discounts", Decimal("1247.90"), doubted=True))
    assert compared(Decimal("1247.90"), less) == ("Net total less discounts 1,247.90", True)


def test_blocks_of_every_spreadsheet_are_read() -> None:
    assert block_of("a\tb\r\n\r\nc\t\r\n") == [["a", "b"], [""], ["c", ""]]
    assert block_of('"two\nlines"\t"a ""b"""\tx') == [["two\nlines", 'a "b"', "x"]]
    assert block_of('5" pipe\t"open') == [['5" pipe', '"open']]
    cells = [["a\tb", 'say "x"', "l1\nl2"], ["", " ", "plain"]]
    assert block_of(text_of(cells)) == cells
    marks = {"1.234,5": ",", "1,234.5": ".", "1.234": "", "0.125": ".", "1,5": ",", "abc": "", "1.2.3": ","}
    assert {text: decimal_mark_of([text]) for text in marks} == marks


@pytest.mark.parametrize(
    ("days", "stored"),
    [
        (["3/4/24", "25/12/2023"], ["2024-04-03", "2023-12-25"]),
        (["3-4-24", "12-25-2023"], ["2024-03-04", "2023-12-25"]),
        (["3/4/24", "25/12/23", "12/25/23"], ["2024-03-04", "2023-12-25", "2023-12-25"]),
        (["3/4/24"], ["2024-03-04"]),
    ],
)
def test_a_day_of_a_sheet_means_what_the_others_show(days: list[str], stored: list[str]) -> None:
    spec = FieldSpec(name="day", label="Day", type=FieldType.DATE)
    own = writing(locale=QLocale("en_US"))
    way = as_sheet(replace(own, order=DateOrder.MONTH_FIRST), ((spec, day) for day in days))
    assert [parse_typed(spec, day, way) for day in days] == stored


def test_edits_between_two_tables_touch_what_differs() -> None:
    rows = DATA[TABLE]
    assert isinstance(rows, list)
    after: dict[str, JsonValue] = {**DATA, TABLE: [*rows[1:], {"description": "New"}]}
    edits = edits_between(DATA, after)
    assert len(edits) == 2
    assert apply_edits(DATA, {}, edits)[0] == after


def test_the_locale_of_the_person_counts_where_the_sheet_says_nothing(items: Items) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        items.at(0, "amount")
        items.paste("1.234")
        assert items.column("amount")[0] == "1234"
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    "kept", [("quantity", "unit_price"), ("unit_price", "sku"), ("description", "amount"), ("quantity",)]
)
def test_columns_fill_the_table_whichever_there_are(items: Items, kept: tuple[str, ...]) -> None:
    document = items.presenter.document
    assert document is not None
    spec = document.plan.tables[0]
    columns = tuple(column for column in spec.columns if column.name in kept)
    plan = FieldPlan(fields=(spec.model_copy(update={"columns": columns}),))
    items.show_tables(replace(document, plan=plan), locked=False)
    header, view = items.table.view.horizontalHeader(), items.table.view.viewport()
    assert header.length() == view.width()
    assert min(header.sectionSize(place) for place in range(header.count())) >= 88
