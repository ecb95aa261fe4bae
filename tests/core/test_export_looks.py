"""How values look in each format, what a locale proposes, and the preview of the first rows."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ingestio_core.contracts.exports import DateFormat, ExportFormat, LineEnd, Quoting
from ingestio_core.errors import IngestError
from ingestio_core.export import (
    Column,
    ColumnFormat,
    ExportDocument,
    ExportOptions,
    ExportWords,
    LocaleDefaults,
    locale_defaults,
    preview_sheet,
    write_export,
)
from ingestio_core.export.workbook.formulas import filled_down
from tests.core.test_export import DATA, ITEMS, document

XLSX, CSV, JSON = ExportFormat.XLSX, ExportFormat.CSV, ExportFormat.JSON
BOTH = (Column("invoice_date", "Date"), Column("total", "Total"))


def patterns(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [cell.number_format for cell in sheet[2][:-1]]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


class TestLooks:
    @pytest.mark.parametrize(
        ("dates", "pattern", "text"),
        [
            (DateFormat.ISO, "yyyy-mm-dd", "2026-05-04"),
            (DateFormat.DOTS, "dd.mm.yyyy", "04.05.2026"),
            (DateFormat.DAY_FIRST, "dd/mm/yyyy", "04/05/2026"),
            (DateFormat.MONTH_FIRST, "mm/dd/yyyy", "05/04/2026"),
            (DateFormat.DASHES, "dd-mm-yyyy", "04-05-2026"),
            (DateFormat.SYSTEM, "mm-dd-yy", "2026-05-04"),
        ],
    )
    def test_days(self, tmp_path: Path, dates: DateFormat, pattern: str, text: str) -> None:
        columns = (Column("invoice_date", "Date"),)
        options = ExportOptions(XLSX, columns=columns, formats=ColumnFormat(dates=dates))
        write_export([document()], options, tmp_path / "a.xlsx")
        assert patterns(tmp_path / "a.xlsx") == [pattern]
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        assert sheet["A2"].value == datetime.datetime(2026, 5, 4)  # noqa: DTZ001 - Excel has no time zones
        write_export([document()], replace(options, format=CSV), tmp_path / "a.csv")
        assert text_of(tmp_path / "a.csv") == f"Date\r\n{text}\r\n"

    @pytest.mark.parametrize(
        ("look", "pattern", "text"),
        [
            (ColumnFormat(), '#,##0.00\\ "EUR"', "1284.60"),
            (ColumnFormat(decimals=0), '#,##0\\ "EUR"', "1285"),
            (ColumnFormat(decimals=3, thousands=True), '#,##0.000\\ "EUR"', "1,284.600"),
            (ColumnFormat(thousands=False, currency=False), "0.00", "1284.60"),
            (ColumnFormat(currency=True), '#,##0.00\\ "EUR"', "1284.60 EUR"),
            (ColumnFormat(text=True), "@", "1284.60"),
        ],
    )
    def test_amounts(self, tmp_path: Path, look: ColumnFormat, pattern: str, text: str) -> None:
        options = ExportOptions(XLSX, columns=(Column("total", "Total", look),), quoting=Quoting.TEXT)
        write_export([document()], options, tmp_path / "a.xlsx")
        assert patterns(tmp_path / "a.xlsx") == [pattern]
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        assert sheet["A2"].value == ("1284.60" if look.text else 1284.6), "all digits stay in the cell"
        write_export([document()], replace(options, format=CSV), tmp_path / "a.csv")
        (line,) = text_of(tmp_path / "a.csv").splitlines()[1:]
        assert line.strip('"') == text
        assert line.startswith('"') is (look.text or "," in text)

    def test_a_column_says_more_than_the_export(self, tmp_path: Path) -> None:
        columns = (Column("total", "A", ColumnFormat(decimals=1)), Column("total", "B"))
        options = ExportOptions(CSV, columns=columns, formats=ColumnFormat(decimals=0, thousands=True))
        write_export([document()], options, tmp_path / "a.csv")
        assert text_of(tmp_path / "a.csv").splitlines()[1] == '"1,284.6","1,285"'

    def test_half_is_rounded_up_and_negatives_stay_numbers(self, tmp_path: Path) -> None:
        options = ExportOptions(CSV, columns=(Column("total", "T", ColumnFormat(decimals=2)),), decimal=",")
        values = ("2.675", "-2.675", "-1234567.005", "1e5")
        write_export([document(data={"total": value}) for value in values], options, tmp_path / "a.csv")
        lines = text_of(tmp_path / "a.csv").splitlines()[1:]
        assert lines == ['"2,68"', '"-2,68"', '"-1234567,01"', "1e5"]

    def test_line_ends_and_quotes(self, tmp_path: Path) -> None:
        options = ExportOptions(CSV, columns=(*BOTH, Column("iban", "No")), line_end=LineEnd.LF)
        for quoting, line in (
            (Quoting.WHERE_NEEDED, "2026-05-04,1284.60,"),
            (Quoting.TEXT, '"2026-05-04",1284.60,'),
            (Quoting.ALL, '"2026-05-04","1284.60",""'),
        ):
            write_export([document()], replace(options, quoting=quoting), tmp_path / "a.csv")
            assert text_of(tmp_path / "a.csv").split("\n")[1] == line

    def test_words_are_those_that_were_given(self, tmp_path: Path) -> None:
        words = ExportWords(
            data_sheet="Daten", findings_sheet="Befunde", file="Datei", status="Zustand", unconfirmed="Offen"
        )
        write_export([document(confirmed=False)], ExportOptions(XLSX, words=words), tmp_path / "a.xlsx")
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        assert book.sheetnames == ["Daten", "Befunde"]
        sheet = book["Daten"]
        assert isinstance(sheet, Worksheet)
        assert [sheet["A1"].value, sheet["B1"].value, sheet["B2"].value] == ["Datei", "Zustand", "Offen"]

    def test_links_only_where_they_are_wanted(self, tmp_path: Path) -> None:
        one = document(source="/home/me/a.pdf")
        for wanted in (True, False):
            write_export([one], ExportOptions(XLSX, link_source=wanted), tmp_path / "a.xlsx")
            cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"]
            assert (cell.hyperlink is not None) is wanted


class TestJson:
    def test_numbers_have_all_their_digits(self, tmp_path: Path) -> None:
        data = {
            "total": "1284.60",
            "subtotal": "0.1",
            "tax": "-12345678901234567890.10",
            "vendor_name": "1.50",
        }
        one = document(data={**data, "line_items": ITEMS, "invoice_number": "000042"})
        for numbers in (False, True):
            write_export([one], ExportOptions(JSON, json_numbers=numbers), tmp_path / "a.json")
            (entry,) = json.loads((tmp_path / "a.json").read_text(), parse_float=Decimal, parse_int=Decimal)
            kind = Decimal if numbers else str
            for name in ("total", "subtotal", "tax"):
                assert str(entry["data"][name]) == data[name]
                assert isinstance(entry["data"][name], kind)
            assert entry["data"]["invoice_number"] == "000042"
            assert entry["data"]["vendor_name"] == "1.50", "a text that looks like a number is none"
            assert str(entry["data"]["line_items"][1]["unit_price"]) == "50.125"

    def test_picked_columns_are_rows(self, tmp_path: Path) -> None:
        columns = (Column("line_items.amount", "Amount"), Column("total", "All"), Column("_file", "File"))
        options = ExportOptions(JSON, rows="line_items", columns=columns, json_numbers=True)
        outcome = write_export([document()], options, tmp_path / "a.json")
        assert outcome.rows == 2
        text = (tmp_path / "a.json").read_text()
        assert text.splitlines()[1] == '{"Amount": 50.00, "All": 1284.60, "File": "1.pdf"},'

    def test_no_noise_of_floats_anywhere(self, tmp_path: Path) -> None:
        one = document(data={"total": 0.1, "vendor_name": 1e-7, "subtotal": 1284.6})
        columns = (Column("total", "T"), Column("vendor_name", "V"), Column("subtotal", "S"))
        write_export([one], ExportOptions(CSV, columns=columns), tmp_path / "a.csv")
        assert text_of(tmp_path / "a.csv").splitlines()[1] == "0.1,0.0000001,1284.6"


def test_duckdb_finds_numbers_days_and_ids(tmp_path: Path) -> None:
    documents = [
        document(n, data={**DATA, "total": f"-{n}.25", "vendor_name": f'=S,{n}\n"quoted" 😀'})
        for n in range(1, 200)
    ]
    columns = (Column("invoice_number", "Nr"), *BOTH, Column("vendor_name", "Supplier"))
    write_export(documents, ExportOptions(CSV, columns=columns, quoting=Quoting.TEXT), tmp_path / "a.csv")
    found = duckdb.read_csv(str(tmp_path / "a.csv"), dtype={"Nr": "VARCHAR"})
    assert found.columns == ["Nr", "Date", "Total", "Supplier"]
    assert [str(kind) for kind in found.types] == ["VARCHAR", "DATE", "DOUBLE", "VARCHAR"]
    rows = found.fetchall()
    assert rows[0] == ("000042", datetime.date(2026, 5, 4), -1.25, '\'=S,1\n"quoted" 😀')
    assert sum(row[2] for row in rows) == -sum(n + 0.25 for n in range(1, 200))


@pytest.mark.parametrize(
    ("decimal", "pattern", "expected"),
    [
        (".", "M/d/yy", LocaleDefaults(",", ".", DateFormat.MONTH_FIRST)),
        (",", "dd.MM.yy", LocaleDefaults(";", ",", DateFormat.DOTS)),
        (",", "dd/MM/yyyy", LocaleDefaults(";", ",", DateFormat.DAY_FIRST)),
        (",", "dd-MM-yyyy", LocaleDefaults(";", ",", DateFormat.DASHES)),
        (".", "yyyy-MM-dd", LocaleDefaults(",", ".", DateFormat.ISO)),
        ("٫", "yyyy年M月d日", LocaleDefaults(";", ",", DateFormat.ISO)),
    ],
)
def test_a_locale_proposes_its_own(decimal: str, pattern: str, expected: LocaleDefaults) -> None:
    assert locale_defaults(decimal, pattern) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A2*2", "A5*2"),
        ("$A$2+A$2+$A2", "$A$2+A$2+$A5"),
        ('SUM(C2:D2)&"A2"', 'SUM(C5:D5)&"A2"'),
        ("'My A2'!B2+Sheet1!B2", "'My A2'!B5+Sheet1!B5"),
        ("Books[[#This Row],[A2]]*LOG10(B2)", "Books[[#This Row],[A2]]*LOG10(B5)"),
        ("SUM(2:2)+SUM($2:$2)+X_A2", "SUM(5:5)+SUM($2:$2)+X_A2"),
    ],
)
def test_formulas_are_filled_down_as_excel_does(formula: str, expected: str) -> None:
    assert filled_down(formula, 3) == expected


class TestPreview:
    def test_first_rows_with_what_each_column_is(self) -> None:
        options = ExportOptions(
            XLSX, rows="line_items", columns=(Column("_file", "F"), Column("line_items.amount", "A"), *BOTH)
        )
        sheet = preview_sheet([document(1), document(2, confirmed=False), document(3)], options, limit=3)
        assert [(row.document_id, row.cells, row.first, row.marked) for row in sheet.rows] == [
            ("id-1", ("1.pdf", "50.00", "2026-05-04", "1284.60"), True, False),
            ("id-1", ("1.pdf", "50.00", "2026-05-04", "1284.60"), False, False),
            ("id-2", ("2.pdf", "50.00", "2026-05-04", "1284.60"), True, True),
        ]
        picked = [column for column in sheet.columns if column.picked]
        assert [(column.column.key, column.of_item) for column in picked] == [
            ("_file", False),
            ("line_items.amount", True),
            ("invoice_date", False),
            ("total", False),
        ]
        others = {column.column.key for column in sheet.columns if not column.picked}
        assert {"vendor_name", "line_items.unit_price", "_status"} <= others

    def test_no_more_documents_are_read_than_are_shown(self) -> None:
        taken: list[int] = []

        def counted() -> Iterator[ExportDocument]:
            for number in range(1_000):
                taken.append(number)
                yield document(number)

        sheet = preview_sheet(counted(), ExportOptions(CSV), limit=5)
        assert (len(sheet.rows), len(taken)) == (5, 5)


@pytest.mark.parametrize("quoting", list(Quoting))
def test_a_delimiter_that_is_no_letter_is_refused(tmp_path: Path, quoting: Quoting) -> None:
    with pytest.raises(IngestError):
        write_export([document()], ExportOptions(CSV, delimiter="\n", quoting=quoting), tmp_path / "a.csv")
