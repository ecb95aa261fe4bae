"""Exports: what is written is what was read, in every format and shape, and never half a file."""

import csv
import errno
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import JsonValue

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_core.errors import ErrorInfo, IngestError, MachineError
from ingestio_core.export import (
    Column,
    ExportCancelled,
    ExportChange,
    ExportDocument,
    ExportOptions,
    ExportWords,
    write_export,
)
from ingestio_core.export.excel import SheetSize, check_size
from ingestio_core.export.text import printable
from ingestio_core.export.workbook.markup import MAX_TEXT
from ingestio_core.export.workbook.place import KEY_HEADER
from ingestio_core.fieldplan import FieldPlan, default_plan

XLSX, CSV, JSON = ExportFormat.XLSX, ExportFormat.CSV, ExportFormat.JSON
Row = dict[str, object]

ITEMS: list[JsonValue] = [
    {"description": "Paper", "quantity": "2", "unit_price": "25.00", "amount": "50.00"},
    {"description": "-20 % off", "quantity": "1", "unit_price": "50.125", "amount": "50.00"},
]
DATA: dict[str, JsonValue] = {
    "invoice_number": "000042",
    "invoice_date": "2026-05-04",
    "vendor_name": "=cmd|' /C calc'!A0",
    "currency": "EUR",
    "total": "1284.60",
    "iban": None,
    "line_items": ITEMS,
}


def document(number: int = 1, *, plan: FieldPlan | None = None, **changes: object) -> ExportDocument:
    values: dict[str, object] = {
        "id": f"id-{number}",
        "filename": f"{number}.pdf",
        "field_plan": default_plan("invoice") if plan is None else plan,
        "data": DATA,
        "confirmed": True,
    }
    return ExportDocument(**(values | changes))  # type: ignore[arg-type]


def sheet(path: Path, name: str = "Data") -> Worksheet:
    found = openpyxl.load_workbook(path)[name]
    assert isinstance(found, Worksheet)
    return found


def excel_rows(path: Path) -> list[Row]:
    header, *rows = sheet(path).iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def csv_rows(path: Path, **how: str) -> list[dict[str, str]]:
    text = path.read_bytes().decode(how.pop("encoding", "utf-8-sig"))
    return list(csv.DictReader(io.StringIO(text, newline=""), **how))  # type: ignore[arg-type]


class TestExcel:
    def test_values_have_their_types(self, tmp_path: Path) -> None:
        target = tmp_path / "out.xlsx"
        outcome = write_export([document()], ExportOptions(XLSX), target)
        assert (outcome.documents, outcome.rows, outcome.path) == (1, 1, target)
        (row,) = excel_rows(target)
        assert row["File"] == "1.pdf"
        assert row["Invoice number"] == "000042"
        assert row["Invoice date"] == datetime(2026, 5, 4)  # noqa: DTZ001 - Excel has no time zones
        assert row["Total"] == 1284.6
        assert row["IBAN"] is None
        assert row["Line items"] == 2
        assert row["Line items: Amount"] == "50.00; 50.00"
        cells = {str(header.value): cell for header, cell in zip(*sheet(target).iter_rows(), strict=True)}
        assert cells["Vendor name"].data_type == "s", "text, and no formula"
        assert cells["Vendor name"].value == DATA["vendor_name"]
        assert cells["Total"].number_format == '#,##0.00\\ "EUR"'
        assert cells["Invoice date"].number_format == "yyyy-mm-dd"

    def test_one_row_an_item(self, tmp_path: Path) -> None:
        target = tmp_path / "out.xlsx"
        documents = [document(1), document(2, data={**DATA, "line_items": []})]
        outcome = write_export(documents, ExportOptions(XLSX, rows="line_items"), target)
        assert outcome.rows == 3
        rows = excel_rows(target)
        assert [row["Description"] for row in rows] == ["Paper", "-20 % off", None]
        assert [row["File"] for row in rows] == ["1.pdf", "1.pdf", "2.pdf"]
        assert [row["Total"] for row in rows] == [1284.6] * 3
        assert rows[1]["Unit price"] == 50.125
        price = next(cell for cell in sheet(target)[3] if cell.value == 50.125)
        assert price.number_format == '#,##0.000\\ "EUR"'

    def test_table_filters_and_frozen_header(self, tmp_path: Path) -> None:
        target = tmp_path / "out.xlsx"
        write_export([document(1), document(2)], ExportOptions(XLSX), target)
        found = sheet(target)
        (table,) = found.tables.values()
        assert table.ref == found.dimensions
        assert table.autoFilter is not None
        assert found.freeze_panes == "B2"

    def test_many_rows_are_all_there(self, tmp_path: Path) -> None:
        target = tmp_path / "out.xlsx"
        count = 2_500
        done: list[int] = []
        outcome = write_export(
            (document(number, data={**DATA, "invoice_number": f"{number:08}"}) for number in range(count)),
            ExportOptions(XLSX, findings_sheet=False),
            target,
            progress=done.append,
        )
        assert outcome.rows == count
        assert done[-1] == count
        assert done == sorted(done)
        assert done[:3] == [49, 99, 149], "half done, before the first row is written"
        book = openpyxl.load_workbook(target, read_only=True)
        rows = book["Data"].iter_rows(values_only=True)
        header = next(rows)
        at = header.index("Invoice number")
        assert [row[at] for row in rows] == [f"{number:08}" for number in range(count)]
        book.close()

    def test_link_to_the_source_file(self, tmp_path: Path) -> None:
        target = tmp_path / "out.xlsx"
        sources = ["/home/me/Rechnungen/Nr. #1 ä.pdf", "C:\\Users\\me\\a.pdf", "https://example.com/a#b"]
        documents = [document(n, source=source) for n, source in enumerate(sources)]
        write_export([*documents, document(9, source="javascript:alert(1)")], ExportOptions(XLSX), target)
        links = [row[0].hyperlink for row in sheet(target).iter_rows(min_row=2)]
        assert [link and str(link.target).lower() for link in links] == [
            "file:///home/me/rechnungen/nr.%20%231%20%c3%a4.pdf",
            "file:///c:/users/me/a.pdf",
            "https://example.com/a#b",
            None,
        ]

    def test_findings_have_a_sheet(self, tmp_path: Path) -> None:
        finding = Finding(
            code="x", severity=Severity.ERROR, message="=Total says 118.00", paths=("/total", "/tax")
        )
        target = tmp_path / "out.xlsx"
        write_export([document(folder="in", findings=(finding,))], ExportOptions(XLSX), target)
        rows = list(sheet(target, "Findings").iter_rows(min_row=2, values_only=True))
        assert rows == [("in/1.pdf", "error", "Total", "=Total says 118.00")]

    def test_the_place_of_a_finding_is_named_as_the_columns_are(self, tmp_path: Path) -> None:
        paths = ("/line_items/0/unit_price", "/line_items/1", "/tax", "/gone/3/x", "", "no pointer")
        findings = tuple(Finding(code="x", severity=Severity.ERROR, message="m", paths=(p,)) for p in paths)
        columns = (Column("tax", "MwSt."), Column("line_items.unit_price", "Preis"))
        options = ExportOptions(XLSX, columns=columns, words=ExportWords(row="{table}, Zeile {number}"))
        write_export([document(findings=findings)], options, tmp_path / "a.xlsx")
        rows = sheet(tmp_path / "a.xlsx", "Findings").iter_rows(min_row=2, values_only=True)
        assert [row[2] for row in rows] == [
            "Line items, Zeile 1, Preis",
            "Line items, Zeile 2",
            "MwSt.",
            "gone, Zeile 4, x",
            "",
            "no pointer",
        ]

    def test_too_long_text_is_cut_and_told(self, tmp_path: Path) -> None:
        target = tmp_path / "out.xlsx"
        # Two code units each: Python counts half of what Excel counts.
        text = "😀" * 20_000
        outcome = write_export([document(data={"vendor_name": text})], ExportOptions(XLSX), target)
        assert outcome.shortened == 1
        (row,) = excel_rows(target)
        assert row["Vendor name"] == "😀" * (MAX_TEXT // 2)
        (told,) = sheet(target, "Findings").iter_rows(min_row=2, values_only=True)
        assert "40,000 characters" in str(told[3])

    def test_figures_beyond_a_double_stay_exact(self, tmp_path: Path) -> None:
        target = tmp_path / "out.xlsx"
        write_export([document(data={"total": "12345678901234567.89"})], ExportOptions(XLSX), target)
        assert excel_rows(target)[0]["Total"] == "12345678901234567.89"

    def test_values_that_are_not_of_their_type_stay_as_text(self, tmp_path: Path) -> None:
        target = tmp_path / "out.xlsx"
        data: dict[str, JsonValue] = {
            "total": "about 5",
            "invoice_date": "2026-02-30",
            "due_date": "1815-06-18",
        }
        write_export([document(data=data)], ExportOptions(XLSX), target)
        row = excel_rows(target)[0]
        assert (row["Total"], row["Invoice date"], row["Due date"]) == tuple(data.values())

    def test_no_documents_is_an_empty_sheet(self, tmp_path: Path) -> None:
        target = tmp_path / "out.xlsx"
        assert write_export([], ExportOptions(XLSX), target).rows == 0
        assert excel_rows(target) == []

    def test_more_rows_than_a_sheet_holds_are_refused_first(self) -> None:
        check_size(SheetSize(1_048_575, 16_383))
        for size in (SheetSize(1_048_576, 1), SheetSize(1, 16_384)):
            with pytest.raises(IngestError) as caught:
                check_size(size)
            assert caught.value.code == "export_too_large"


HOSTILE: list[str] = [
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "{=1}",
    "＝1",
    "'=1",
    "_x0041_",
    "_x000D_",
    "_x005F_x0041_",
    "a\0b",
    "bell\x07",
    "\ud800",
    "\udc00\ud800",
    "\ufffe",
    "👩‍👩‍👧‍👦 🇩🇪",
    "\u202eמה שלום\u202c",
    "مرحبا بالعالم",
    "one\ttwo",
    "one\r\ntwo\rthree\nfour",
    "  two blanks around  ",
    "<c r='A1'><f>1+1</f></c>",
    "]]>&amp;&#x3d;1",
    '"quoted"; "twice", and | more',
    "http://example.com/?a=1&b=2",
    "file:///etc/passwd",
    "long " * 8_000,
    "😀" * 20_000,
]
"""Whatever a document may say."""


def hostile_documents(texts: Sequence[str]) -> list[ExportDocument]:
    finding = Severity.WARNING
    return [
        document(
            number,
            filename=f"{text[:30]}.pdf",
            folder=text[:100],
            source=text,
            document_type="invoice",
            data={
                "vendor_name": text,
                text[:50]: "own field",
                "line_items": [{"description": text, text[:9]: "1"}],
            },
            findings=(Finding(code="x", severity=finding, message=text, paths=(text,)),),
            changes=(ExportChange(datetime(2026, 5, 4, tzinfo=UTC), text, f"/{text}", text, [text]),),
        )
        for number, text in enumerate(texts)
    ]


def check_inert(texts: Sequence[str], folder: Path) -> None:
    """Text in, text out: no formula in any cell of any format."""
    hostile = hostile_documents(texts)
    words = ExportWords(data_sheet="=[1]:*?/", status="=1+1")
    for shape in ("documents", "line_items"):
        excel = ExportOptions(XLSX, rows=shape, changes_sheet=True, words=words)
        for options in (excel, replace(excel, append=True)):
            given = hostile if not options.append else [*hostile, document(9_999, data={})]
            write_export(given, options, folder / f"{shape}.xlsx")
        book = openpyxl.load_workbook(folder / f"{shape}.xlsx")
        for found in book.worksheets:
            assert all(cell.data_type != "f" for row in found.iter_rows() for cell in row)
        header, *rows = book.worksheets[0].iter_rows(values_only=True)
        at = header.index("Vendor name")
        # openpyxl leaves to its caller what Excel reads itself: _x005F_ is an underscore.
        values = [unescape(str(row[at] or "")) for row in rows[:-1]]
        assert values == [cut(printable(text)) for text in texts]
        write_export(hostile, ExportOptions(CSV, rows=shape), folder / "a.csv")
        text = (folder / "a.csv").read_bytes().decode("utf-8-sig")
        for record in csv.reader(io.StringIO(text, newline="")):
            assert not any(value.lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠")) for value in record)
    write_export(hostile, ExportOptions(JSON), folder / "a.json")
    entries = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    assert [entry["data"]["vendor_name"] for entry in entries] == [
        text.encode("utf-8", "replace").decode() for text in texts
    ]


def cut(text: str) -> str:
    return text.encode("utf-16-le")[: MAX_TEXT * 2].decode("utf-16-le", "ignore")


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    check_inert(HOSTILE, tmp_path)


@settings(max_examples=4, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=[]), max_size=40), min_size=12, max_size=30))
def test_any_text_is_only_text(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    check_inert(texts, tmp_path_factory.mktemp("any"))


class TestCsv:
    def test_numbers_stay_numbers_and_text_is_neutral(self, tmp_path: Path) -> None:
        target = tmp_path / "out.csv"
        data = {**DATA, "subtotal": "-5.00", "customer_name": 'two\r\nlines, “quoted” "so"'}
        write_export([document(data=data)], ExportOptions(CSV), target)
        assert target.read_bytes().startswith(b"\xef\xbb\xbf")
        (row,) = csv_rows(target)
        assert row["Subtotal"] == "-5.00"
        assert row["Vendor name"] == "'=cmd|' /C calc'!A0"
        assert row["Customer name"] == 'two\nlines, “quoted” "so"'
        assert row["Invoice number"] == "000042"
        assert row["Invoice date"] == "2026-05-04"

    def test_delimiter_decimal_and_encoding(self, tmp_path: Path) -> None:
        target = tmp_path / "out.csv"
        options = ExportOptions(CSV, delimiter=";", decimal=",", encoding="cp1252")
        write_export([document(data={**DATA, "vendor_name": "Müller"})], options, target)
        (row,) = csv_rows(target, delimiter=";", encoding="cp1252")
        assert (row["Total"], row["Vendor name"]) == ("1284,60", "Müller")

    def test_characters_that_do_not_fit_are_refused(self, tmp_path: Path) -> None:
        options = ExportOptions(CSV, encoding="cp1252")
        with pytest.raises(IngestError) as caught:
            write_export([document(data={"vendor_name": "Łódź"})], options, tmp_path / "out.csv")
        assert caught.value.code == "export_encoding"
        assert "Ł" in caught.value.message
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("options", [{"delimiter": ";;"}, {"decimal": "x"}, {"encoding": "klingon"}])
    def test_unusable_options_are_told(self, tmp_path: Path, options: dict[str, str]) -> None:
        with pytest.raises(IngestError) as caught:
            write_export([document()], ExportOptions(CSV, **options), tmp_path / "out.csv")  # type: ignore[arg-type]
        assert caught.value.code == "export_options"


class TestJson:
    def test_documents_are_exact(self, tmp_path: Path) -> None:
        target = tmp_path / "out.json"
        write_export([document(1), document(2, confirmed=False)], ExportOptions(JSON), target)
        first, second = json.loads(target.read_text(encoding="utf-8"))
        assert first["data"] == DATA
        assert (first["file"], first["confirmed"], second["confirmed"]) == ("1.pdf", True, False)

    def test_items(self, tmp_path: Path) -> None:
        target = tmp_path / "out.json"
        outcome = write_export([document()], ExportOptions(JSON, rows="line_items"), target)
        entries = json.loads(target.read_text(encoding="utf-8"))
        assert outcome.rows == len(entries) == 2
        assert entries[1]["line_items.unit_price"] == "50.125"
        assert entries[1]["invoice_number"] == "000042"


class TestColumns:
    def test_header_is_the_union_in_plan_order(self, tmp_path: Path) -> None:
        documents = [
            document(1),
            document(2, plan=default_plan("receipt"), data={"date": "2026-01-01"}),
            document(3, plan=default_plan("form"), data={"room": "7", "rows": [{"a": "1"}, {"a": "2"}]}),
        ]
        write_export(documents, ExportOptions(CSV), tmp_path / "out.csv")
        rows = csv_rows(tmp_path / "out.csv")
        header = list(rows[0])
        assert len(header) == len(set(header))
        for kind in ("invoice", "receipt"):
            labels = [field.label for field in default_plan(kind).scalars]
            assert set(labels) <= set(header)
        assert header.index("Subtotal") < header.index("Tax") < header.index("Total")
        assert header.index("Vendor name") < header.index("Receipt number") < header.index("Payment method")
        assert (rows[2]["Room"], rows[2]["Rows"], rows[2]["Rows: A"]) == ("7", "2", "1; 2")

    def test_chosen_columns_names_and_order(self, tmp_path: Path) -> None:
        columns = (
            Column("total", "Brutto"),
            Column("_id", "Key"),
            Column("line_items.amount", "Betrag"),
            Column("nothing", "Leer"),
        )
        options = ExportOptions(CSV, rows="line_items", columns=columns)
        write_export([document()], options, tmp_path / "out.csv")
        assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines() == [
            "Brutto,Key,Betrag,Leer",
            "1284.60,id-1,50.00,",
            "1284.60,id-1,50.00,",
        ]

    def test_headers_are_made_different_and_one_line(self, tmp_path: Path) -> None:
        columns = (Column("total", "Sum\nin all"), Column("subtotal", "sum IN all"), Column("tax", " "))
        write_export([document()], ExportOptions(XLSX, columns=columns), tmp_path / "out.xlsx")
        found = sheet(tmp_path / "out.xlsx")
        assert [cell.value for cell in found[1]] == ["Sum in all", "sum IN all (2)", "tax", KEY_HEADER]
        (table,) = found.tables.values()
        assert table.column_names == ["Sum in all", "sum IN all (2)", "tax", KEY_HEADER]
        assert found.column_dimensions["D"].hidden

    def test_unconfirmed_and_failed_documents(self, tmp_path: Path) -> None:
        target = tmp_path / "out.csv"
        error = ErrorInfo(code="x", title="X", message="It broke.")
        documents = [document(1), document(2, confirmed=False), document(3, confirmed=False, error=error)]
        outcome = write_export(documents, ExportOptions(CSV, only_confirmed=True), target)
        assert (outcome.documents, outcome.left_out) == (1, 2)
        write_export(documents, ExportOptions(CSV), target)
        assert [row["Status"] for row in csv_rows(target)] == ["Confirmed", "Not confirmed"]
        write_export(documents, ExportOptions(CSV, include_failed=True), target)
        assert csv_rows(target)[2]["Status"] == "Failed: It broke."
        unmarked = ExportOptions(CSV, mark_unconfirmed=False, include_failed=True)
        write_export(documents, unmarked, target)
        words = [row["Status"] for row in csv_rows(target)]
        assert words == ["Completed", "Completed", "Failed: It broke."]
        write_export(documents[:2], unmarked, target)
        assert "Status" not in csv_rows(target)[0]

    def test_only_marked_rows_are_in_italics(self, tmp_path: Path) -> None:
        target = tmp_path / "out.xlsx"
        for mark in (True, False):
            write_export([document(confirmed=False)], ExportOptions(XLSX, mark_unconfirmed=mark), target)
            assert sheet(target)["A2"].font.italic is mark

    @pytest.mark.parametrize("kind", list(ExportFormat))
    def test_one_time_iterator_gives_the_same_as_a_list(self, tmp_path: Path, kind: ExportFormat) -> None:
        documents = [document(n, plan=default_plan(p)) for n, p in enumerate(["invoice", "receipt"] * 3)]
        first = write_export(documents, ExportOptions(kind), tmp_path / "list")
        second = write_export(iter(documents), ExportOptions(kind), tmp_path / "iterator")
        assert (first.rows, first.documents) == (second.rows, second.documents)
        if kind is XLSX:
            assert excel_rows_of(tmp_path / "list") == excel_rows_of(tmp_path / "iterator")
        else:
            assert (tmp_path / "list").read_bytes() == (tmp_path / "iterator").read_bytes()


def excel_rows_of(path: Path) -> list[Row]:
    renamed = path.rename(path.with_suffix(".xlsx"))
    return excel_rows(renamed)


@pytest.mark.parametrize("kind", list(ExportFormat))
class TestNeverHalfAFile:
    def test_cancel_leaves_the_old_file_and_nothing_else(self, tmp_path: Path, kind: ExportFormat) -> None:
        target = tmp_path / "out"
        target.write_text("before")
        done: list[int] = []
        with pytest.raises(ExportCancelled):
            write_export(
                [document(n) for n in range(1_000)],
                ExportOptions(kind),
                target,
                progress=done.append,
                cancelled=lambda: bool(done),
            )
        assert len(done) == 1
        assert list(tmp_path.iterdir()) == [target]
        assert target.read_text() == "before"

    def test_a_source_that_fails_leaves_nothing(self, tmp_path: Path, kind: ExportFormat) -> None:
        def documents() -> Iterator[ExportDocument]:
            yield document()
            raise OSError(errno.ENOSPC, "No space left on device")

        with pytest.raises(MachineError) as caught:
            write_export(documents(), ExportOptions(kind), tmp_path / "out")
        assert caught.value.code == "disk_full"
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
    def test_a_full_disk_leaves_nothing(self, tmp_path: Path, kind: ExportFormat) -> None:
        import resource
        import signal

        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, before[1]))
        try:
            with pytest.raises(MachineError) as caught:
                write_export([document(n) for n in range(500)], ExportOptions(kind), tmp_path / "out")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, handler)
        assert caught.value.code in {"disk_full", "export_not_written"}
        assert list(tmp_path.iterdir()) == []

    def test_target_that_is_a_folder_is_told(self, tmp_path: Path, kind: ExportFormat) -> None:
        (tmp_path / "out" / "inside").mkdir(parents=True)
        with pytest.raises(MachineError):
            write_export([document()], ExportOptions(kind), tmp_path / "out")
        assert list(tmp_path.iterdir()) == [tmp_path / "out"]
