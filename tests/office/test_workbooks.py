"""What LibreOffice makes of an export is what was exported, cell by cell; and what it looks like."""

import datetime
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from openpyxl.cell.cell import Cell

from ingestio_core.contracts.exports import DateFormat, ExportFormat
from ingestio_core.export import Column, ColumnFormat, ExportOptions, write_export
from tests.core.test_export import HOSTILE, hostile_documents
from tests.core.test_export_append import OWN, documents, workbook
from tests.office.conftest import Office

XLSX = ExportFormat.XLSX


def cells(path: Path) -> dict[str, dict[str, object]]:
    """All values of all sheets by their place; empty ones are not there."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell, Cell) and cell.value not in {None, ""}
        }
        for sheet in book.worksheets
    }


def kinds(path: Path, sheet: str) -> dict[str, tuple[str, str]]:
    found = openpyxl.load_workbook(path)[sheet]
    return {
        cell.coordinate: (cell.data_type, cell.number_format)
        for row in found.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and cell.value is not None
    }


def test_every_cell_is_what_was_exported(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "all.xlsx"
    options = ExportOptions(XLSX, changes_sheet=True)
    write_export(documents(1, 40), options, target)
    read = office.convert(target, "xlsx")
    assert cells(read) == cells(target)
    for place, (kind, pattern) in kinds(target, "Data").items():
        other, other_pattern = kinds(read, "Data")[place]
        assert (kind, pattern.replace("\\", "").replace('"', "")) == (
            other,
            other_pattern.replace("\\", "").replace('"', "").replace("[$EUR]", "EUR"),
        ), place
    assert kinds(read, "Data")["B2"][0] == "s"
    ids = [value for place, value in cells(read)["Data"].items() if place.startswith("C")]
    assert "000001" in ids


def test_hostile_texts_are_texts(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "hostile.xlsx"
    texts = [text for text in HOSTILE if "_x" not in text]
    write_export(hostile_documents(texts), ExportOptions(XLSX, changes_sheet=True), target)
    read = office.convert(target, "xlsx")
    for sheet in openpyxl.load_workbook(read).worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    before, after = cells(target), cells(read)
    for sheet, values in before.items():
        for place, value in values.items():
            assert after[sheet].get(place, "") == value, (sheet, place)


def test_added_rows_are_calculated_with_the_others(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "books.xlsx"
    workbook(target, totals=True)
    write_export(documents(1, 3), OWN, target)
    write_export(documents(1, 5), OWN, target)
    read = cells(office.convert(target, "xlsx"))
    books = read["Books 2026"]
    assert [books[f"E{row}"] for row in range(4, 11)] == [10, 20, 1.5, 2.5, 3.5, 4.5, 5.5]
    assert books["E11"] == pytest.approx(47.5)
    assert [round(float(str(books[f"F{row}"])), 4) for row in range(6, 11)] == [
        0.285,
        0.475,
        0.665,
        0.855,
        1.045,
    ]
    assert books["D6"] == datetime.datetime(2026, 5, 2)  # noqa: DTZ001 - Excel has no time zones
    assert read["Cover"]["A2"] == pytest.approx(47.5)


@pytest.mark.parametrize(
    ("delimiter", "decimal", "encoding", "read_as", "dates"),
    [
        (",", ".", "utf-8-sig", "CSV:44,34,76,1,,1033", DateFormat.ISO),
        (";", ",", "utf-8-sig", "CSV:59,34,76,1,,1031", DateFormat.DOTS),
        ("\t", ".", "utf-8", "CSV:9,34,76,1,,1033", DateFormat.MONTH_FIRST),
    ],
)
def test_csv_of_each_locale(
    office: Office,
    tmp_path: Path,
    delimiter: str,
    decimal: str,
    encoding: str,
    read_as: str,
    dates: DateFormat,
) -> None:
    target = tmp_path / "all.csv"
    options = ExportOptions(
        ExportFormat.CSV,
        delimiter=delimiter,
        decimal=decimal,
        encoding=encoding,
        formats=ColumnFormat(dates=dates),
        columns=(Column("vendor_name", "Supplier"), Column("invoice_date", "Date"), Column("total", "Total")),
    )
    exported = documents(1, 12)
    write_export(exported, options, target)
    (sheet,) = cells(office.convert(target, "xlsx", read_as=read_as)).values()
    assert [sheet[f"C{row}"] for row in range(2, 14)] == [number + 0.5 for number in range(1, 13)]
    for row, document in enumerate(exported, start=2):
        day = sheet[f"B{row}"]
        assert isinstance(day, datetime.datetime)
        assert day.date().isoformat() == document.data["invoice_date"]
        assert sheet[f"A{row}"] == document.data["vendor_name"]


def test_hostile_csv_is_not_calculated(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "hostile.csv"
    write_export(hostile_documents(HOSTILE[:31]), ExportOptions(ExportFormat.CSV), target)
    # The last figure has LibreOffice evaluate formulas, as a person may have chosen.
    read = office.convert(target, "xlsx", read_as="CSV:44,34,76,1,,1033,false,true,false,false,false,0,true")
    (sheet,) = openpyxl.load_workbook(read).worksheets
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_sheet_can_be_looked_at(office: Office, tmp_path: Path) -> None:
    """The first page shows headers, days and amounts as they should look, and no ids."""
    target = tmp_path / "looks.xlsx"
    write_export(documents(1, 20), ExportOptions(XLSX, columns=OWN.columns), target)
    document = pypdfium2.PdfDocument(office.convert(target, "pdf"))
    text = document[0].get_textpage().get_text_range()
    assert "Supplier 20" in text
    assert "2026-05-21" in text
    assert "20.50 EUR" in text
    assert "IngestIO id" not in text
    assert "id-1" not in text


def test_rows_are_added_to_what_libreoffice_saved(office: Office, tmp_path: Path) -> None:
    """Its XML differs from Excel's in many ways: rows that are only looks, shared texts, other orders."""
    target = tmp_path / "books.xlsx"
    workbook(target, totals=True)
    saved = office.convert(target, "xlsx")
    before = cells(saved)
    write_export(documents(1, 3), OWN, saved)
    outcome = write_export(documents(1, 4), OWN, saved)
    assert (outcome.rows, outcome.already_there) == (1, 3)
    copy = tmp_path / "after.xlsx"
    copy.write_bytes(saved.read_bytes())
    after = cells(office.convert(copy, "xlsx"))
    assert [after["Books 2026"][f"C{row}"] for row in range(4, 10)] == [
        "Old one",
        "Older one",
        *(f"Supplier {number}" for number in range(1, 5)),
    ]
    assert after["Books 2026"]["E10"] == pytest.approx(42)
    assert after["Cover"]["A2"] == pytest.approx(42)
    kept = {place: value for place, value in before["Books 2026"].items() if int(place[1:]) < 6}
    assert kept.items() <= after["Books 2026"].items()
