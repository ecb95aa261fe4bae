"""What stands beside, under and in a list that rows are added to is a person's own and stays as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ingestio_core.errors import IngestError
from ingestio_core.export import check_can_be_added_to, write_export
from ingestio_core.export.workbook.place import KEY_HEADER
from tests.core.test_export_append import OWN, documents, sheet

HEADERS = ("Date", "Supplier", "Total")
Fill = Callable[[xlsxwriter.Workbook, Worksheet], None]


def made(path: Path, fill: Fill) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        fill(book, book.add_worksheet())
    return path


def remark(book: xlsxwriter.Workbook, found: Worksheet) -> None:
    found.write_row(0, 0, HEADERS)
    found.write("D20", "remember to ask")


def remarks_beside_a_table(book: xlsxwriter.Workbook, found: Worksheet) -> None:
    found.add_table("A1:C2", {"columns": [{"header": name} for name in HEADERS]})
    found.write("D1", "Remarks")


def merged_header(book: xlsxwriter.Workbook, found: Worksheet) -> None:
    found.write_row(0, 0, HEADERS)
    found.merge_range("D1:F1", "Group")


def sum_over_a_note(book: xlsxwriter.Workbook, found: Worksheet) -> None:
    found.write_row(0, 0, HEADERS)
    found.write_row(1, 0, ["1 May", "One", 1])
    found.write_row(2, 0, ["2 May", "Two", 2])
    found.write_formula("C4", "=SUM(C2:C3)")
    found.write("A6", "Prepared by Ann")


def sum_of_another_column(book: xlsxwriter.Workbook, found: Worksheet) -> None:
    found.write_row(0, 0, [*HEADERS, "VAT"])
    found.write_row(1, 0, ["1 May", "One", 1, 0.2])
    found.write("A3", "Sum of VAT")
    found.write_formula("D3", "=SUM(D2:D2)")


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        (remark, "workbook_no_room"),
        (remarks_beside_a_table, "workbook_no_room"),
        (merged_header, "workbook_no_room"),
        (sum_over_a_note, "workbook_sums"),
        (sum_of_another_column, "workbook_sums"),
    ],
)
def test_what_is_in_the_way_stays(tmp_path: Path, fill: Fill, code: str) -> None:
    target = made(tmp_path / "books.xlsx", fill)
    before = target.read_bytes()
    with pytest.raises(IngestError) as caught:
        write_export(documents(1, 3), OWN, target)
    assert caught.value.code == code
    assert target.read_bytes() == before


def test_a_header_that_is_there_twice_is_kept(tmp_path: Path) -> None:
    target = made(
        tmp_path / "books.xlsx", lambda book, found: found.write_row(0, 0, [*HEADERS, "Supplier"]) and None
    )
    write_export(documents(1, 1), OWN, target)
    assert [cell.value for cell in sheet(target)[1]] == [*HEADERS, "Supplier", KEY_HEADER]
    assert sheet(target)["B2"].value == "Supplier 1"


@pytest.mark.parametrize("own", ["=SUM(C$2:C{row})", "=SUM($C$1:C{above})", "=VLOOKUP(B{row},$H$2:$J$9,2)"])
def test_formulas_that_each_row_has_are_no_sums(tmp_path: Path, own: str) -> None:
    def fill(book: xlsxwriter.Workbook, found: Worksheet) -> None:
        found.write_row(0, 0, [*HEADERS, "So far"])
        for row in (2, 3, 4):
            found.write_row(row - 1, 0, ["1 May", "One", 1])
            found.write_formula(f"D{row}", own.format(row=row, above=row - 1))

    target = made(tmp_path / "books.xlsx", fill)
    write_export(documents(1, 1), OWN, target)
    assert sheet(target)["D5"].value == own.format(row=5, above=4)


def test_rules_go_with_the_cells_that_they_are_of(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook, found: Worksheet) -> None:
        columns = [{"header": "Date"}, {"header": "Supplier"}, {"header": "Total", "total_function": "sum"}]
        found.add_table("A1:C3", {"total_row": True, "columns": columns})
        found.write("A2", "1 May")
        found.write("A20", "under it")
        for area in ("A1:C3", "A2:C2", "A3:C3", "A20:C25"):
            rule = {"type": "cell", "criteria": ">", "value": 1, "format": book.add_format({"bold": True})}
            found.conditional_format(area, rule)

    target = made(tmp_path / "books.xlsx", fill)
    write_export(documents(1, 3), OWN, target)
    areas = {str(rule.sqref) for rule in sheet(target).conditional_formatting}
    assert areas == {"A1:C6", "A2:C5", "A6:C6", "A20:C25"}


def test_no_plain_workbook_is_made_under_a_name_of_one_with_macros(tmp_path: Path) -> None:
    target = tmp_path / "books.XLSM"
    for attempt in (
        lambda: check_can_be_added_to(target),
        lambda: write_export(documents(1, 1), OWN, target),
    ):
        with pytest.raises(IngestError) as caught:
            attempt()
        assert caught.value.code == "workbook_kind"
    assert list(tmp_path.iterdir()) == []


def test_a_link_in_the_row_of_totals_goes_with_it(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook, found: Worksheet) -> None:
        columns = [{"header": "Date"}, {"header": "Supplier"}, {"header": "Total", "total_function": "sum"}]
        found.add_table("A1:C3", {"total_row": True, "columns": columns})
        found.write("A2", "1 May")
        found.write_url("A3", "https://example.com/how", string="How")
        found.write_url("E3", "https://example.com/beside", string="Beside")

    target = made(tmp_path / "books.xlsx", fill)
    write_export(documents(1, 3), OWN, target)
    links = {cell.coordinate: cell.hyperlink for row in sheet(target).iter_rows() for cell in row}
    assert [place for place, link in links.items() if link] == ["E3", "A6"]
