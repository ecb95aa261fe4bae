"""The table: a model that sorts and filters itself, and a view worked by keys."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ingestio_desktop.windows.widgets import CellKind, Column, RowAction, RowModel, TableView

pytestmark = pytest.mark.usefixtures("theme")


@dataclass(frozen=True, slots=True)
class Fruit:
    number: int
    name: str
    weight: int | None


FRUITS = [Fruit(1, "pear", 30), Fruit(2, "apple", None), Fruit(3, "fig", 10), Fruit(4, "date", 30)]


def model(rows: list[Fruit] = FRUITS) -> RowModel[Fruit]:
    columns: list[Column[Fruit]] = [
        Column("check", "", lambda _: "", 40, kind=CellKind.CHECK),
        Column("name", "Name", lambda f: f.name, 100, 1, sort=lambda f: f.name),
        Column("weight", "Weight", lambda f: f.weight, 80, right=True, sort=lambda f: f.weight),
        Column("actions", "", lambda _: "", 60),
    ]
    made = RowModel(columns, lambda fruit: fruit.number)
    made.set_rows(rows)
    return made


def names(rows: RowModel[Fruit]) -> list[str]:
    return [fruit.name for fruit in rows.shown_rows()]


def test_sorting_is_stable_and_keeps_empty_values_last() -> None:
    rows = model()
    rows.resort("weight", False)
    assert names(rows) == ["fig", "pear", "date", "apple"]
    rows.resort("weight", True)
    assert names(rows) == ["pear", "date", "fig", "apple"]
    rows.resort("", False)
    assert names(rows) == ["pear", "apple", "fig", "date"]


def test_filter_sort_and_rank_work_together() -> None:
    rows = model()
    rows.resort("name", False)
    rows.set_first(lambda fruit: 0 if fruit.weight is None else 1)
    rows.set_filter(lambda fruit: fruit.name != "fig")
    assert names(rows) == ["apple", "date", "pear"]
    assert rows.place_of(4) == 1 and rows.place_of(3) == -1
    rows.set_filter(None)
    assert len(names(rows)) == 4


def test_an_update_moves_nothing() -> None:
    rows = model()
    rows.resort("name", False)
    rows.update_rows([replace(FRUITS[0], name="aaa"), Fruit(99, "unknown", 1)])
    assert names(rows) == ["apple", "date", "fig", "aaa"]


def test_appended_rows_go_below_and_known_ones_are_replaced() -> None:
    rows = model()
    rows.resort("name", False)
    rows.append_rows([Fruit(5, "banana", 1), replace(FRUITS[1], name="apricot")])
    assert names(rows) == ["apricot", "date", "fig", "pear", "banana"]
    assert rows.place_of(5) == 4


def test_appending_respects_the_filter() -> None:
    rows = model([])
    rows.set_filter(lambda fruit: fruit.weight is not None)
    rows.append_rows(FRUITS)
    assert names(rows) == ["pear", "fig", "date"]
    assert rows.rowCount() == 3 and len(rows.rows) == 4


def test_qt_finds_no_fault_with_the_model(qtbot: QtBot) -> None:
    rows = model()
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.resort("name", True)
    rows.set_filter(lambda fruit: fruit.number < 4)
    rows.append_rows([Fruit(0, "lime", 3), Fruit(9, "hidden", 3)])
    rows.update_rows([Fruit(0, "lemon", 4)])
    rows.remove_keys([1])
    rows.set_rows([])
    assert tester.model() is rows


def test_the_focused_row_is_followed_through_sort_and_filter(qtbot: QtBot) -> None:
    rows = model()
    view: TableView[Fruit] = TableView(rows, "Fruits")
    qtbot.addWidget(view)
    assert view.focus_key(3)
    rows.resort("name", True)
    rows.set_filter(lambda fruit: fruit.name != "pear")
    current = view.current_row()
    assert current is not None and current.name == "fig"
    rows.set_filter(lambda fruit: fruit.name == "pear")
    assert not view.focus_key(3)


def test_only_rows_on_screen_are_asked_for_their_cells(qtbot: QtBot) -> None:
    asked: set[int] = set()

    def name(fruit: Fruit) -> str:
        asked.add(fruit.number)
        return fruit.name

    rows: RowModel[Fruit] = RowModel(
        [Column("name", "Name", name, sort=lambda f: f.name)], lambda f: f.number
    )
    view: TableView[Fruit] = TableView(rows, "Fruits", row_height=26)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    rows.set_rows(Fruit(number, f"fruit {number % 977}", number) for number in range(100_000))
    rows.resort("name", True)
    view.grab()
    assert rows.rowCount() == 100_000
    assert 0 < len(asked) < 100


def test_keys_open_check_and_reach_the_screen(qtbot: QtBot) -> None:
    rows = model()
    view: TableView[Fruit] = TableView(rows, "Fruits")
    qtbot.addWidget(view)
    view.show()
    view.focus_key(1)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [1]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert rows.checked == {2}
    with qtbot.waitSignal(view.key_pressed) as pressed:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert pressed.args is not None and pressed.args[1] == 2


def test_the_headers_box_checks_what_is_shown(qtbot: QtBot) -> None:
    rows = model()
    view: TableView[Fruit] = TableView(rows, "Fruits")
    qtbot.addWidget(view)
    rows.set_filter(lambda fruit: fruit.name != "pear")
    view.header_clicked(0)
    assert rows.checked == {2, 3, 4}
    assert view.check_state() == Qt.CheckState.PartiallyChecked
    assert sorted(map(str, view.selected_keys())) == ["2", "3", "4"]
    rows.remove_keys([3])
    assert rows.checked == {2, 4}


def test_a_click_on_a_header_sorts_and_a_second_turns_round(qtbot: QtBot) -> None:
    rows = model()
    view: TableView[Fruit] = TableView(rows, "Fruits")
    qtbot.addWidget(view)
    view.header_clicked(1)
    assert rows.sorting == ("name", False)
    view.header_clicked(1)
    assert rows.sorting == ("name", True) and names(rows)[0] == "pear"
    view.header_clicked(3)
    assert rows.sorting == ("name", True)


def test_a_rows_actions_are_clicked_in_their_place(qtbot: QtBot) -> None:
    rows = model()
    view: TableView[Fruit] = TableView(
        rows,
        "Fruits",
        actions=lambda _: (RowAction("edit", "pencil", "Edit"), RowAction("drop", "x", "Drop")),
    )
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    cell = view.visualRect(rows.index(2, 3))
    last = QPoint(cell.right() - 20, cell.center().y())
    with qtbot.waitSignal(view.action_asked) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert asked.args == ["drop", 3]
    with qtbot.assertNotEmitted(view.action_asked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + QPoint(1, 1))


@pytest.mark.parametrize("width", [300, 500, 1200])
def test_columns_fill_the_width(qtbot: QtBot, width: int) -> None:
    view: TableView[Fruit] = TableView(model(), "Fruits")
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show()
    total = sum(view.columnWidth(index) for index in range(4))
    assert total == view.viewport().width()


def test_screen_readers_hear_the_cells(qtbot: QtBot) -> None:
    rows = model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert rows.data(rows.index(0, 1), role) == "pear"
    assert rows.data(rows.index(1, 2), role) == ""
    assert rows.headerData(1, Qt.Orientation.Horizontal) == "Name"


def test_a_name_with_line_breaks_stands_on_one_line(qtbot: QtBot) -> None:
    pictures: list[QImage] = []
    for name in ("two lines.pdf", "two\nlines.pdf"):
        table = TableView(model([Fruit(1, name, 30)]), "Fruits")
        qtbot.addWidget(table)
        table.resize(400, 120)
        pictures.append(table.viewport().grab().toImage())
    assert pictures[0] == pictures[1]
