"""Rows added to a person's own workbook: none twice, and nothing else in it harmed."""

import io
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_core.errors import IngestError
from ingestio_core.export import (
    Column,
    ExportCancelled,
    ExportDocument,
    ExportOptions,
    check_can_be_added_to,
    write_export,
)
from ingestio_core.export.workbook.place import KEY_HEADER
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType

XLSX = ExportFormat.XLSX
PLAN = FieldPlan(
    fields=(
        FieldSpec(name="invoice_number", label="Invoice number", type=FieldType.ID),
        FieldSpec(name="invoice_date", label="Invoice date", type=FieldType.DATE),
        FieldSpec(name="vendor_name", label="Vendor name"),
        FieldSpec(name="currency", label="Currency", role="currency"),
        FieldSpec(name="total", label="Total", type=FieldType.AMOUNT),
    )
)
ADD = ExportOptions(XLSX, append=True)
COLUMNS = (
    Column("invoice_date", "Date"),
    Column("vendor_name", "Supplier"),
    Column("total", "Total"),
)
OWN = ExportOptions(XLSX, append=True, columns=COLUMNS, findings_sheet=False)


def document(number: int, **changes: object) -> ExportDocument:
    values: dict[str, object] = {
        "id": f"id-{number}",
        "filename": f"{number}.pdf",
        "field_plan": PLAN,
        "source": f"/home/me/{number}.pdf",
        "data": {
            "invoice_number": f"{number:06}",
            "invoice_date": f"2026-05-{number % 28 + 1:02}",
            "vendor_name": f"Supplier {number}",
            "currency": "EUR",
            "total": f"{number}.50",
        },
        "confirmed": True,
    }
    return ExportDocument(**(values | changes))  # type: ignore[arg-type]


def documents(first: int, last: int) -> list[ExportDocument]:
    return [document(number) for number in range(first, last + 1)]


def sheet(path: Path, name: str | None = None) -> Worksheet:
    book = openpyxl.load_workbook(path)
    found = book[name] if name else book.worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def rows(path: Path, name: str | None = None) -> list[tuple[object, ...]]:
    return [tuple(row) for row in sheet(path, name).iter_rows(min_row=2, values_only=True)]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


class TestOwnExports:
    def test_a_second_export_adds_what_is_new(self, tmp_path: Path) -> None:
        target = tmp_path / "all.xlsx"
        first = write_export(documents(1, 3), ADD, target)
        assert (first.appended, first.rows, first.already_there) == (False, 3, 0)
        second = write_export(documents(2, 5), ADD, target)
        assert (second.appended, second.documents, second.rows, second.already_there) == (True, 2, 2, 2)
        header = [cell.value for cell in sheet(target)[1]]
        at = header.index("Invoice number")
        assert [row[at] for row in rows(target)] == [f"{number:06}" for number in range(1, 6)]
        (table,) = sheet(target).tables.values()
        assert table.ref == sheet(target).dimensions
        assert [cell.hyperlink.target for (cell,) in sheet(target).iter_rows(min_row=2, max_col=1)] == [
            f"file:///home/me/{number}.pdf" for number in range(1, 6)
        ]

    def test_added_rows_are_those_of_one_export(self, tmp_path: Path) -> None:
        finding = Finding(code="x", severity=Severity.ERROR, message="Total says 118.00", paths=("/total",))
        all_of_them = [document(n, findings=(finding,), confirmed=n % 2 == 0) for n in range(1, 7)]
        write_export(all_of_them, ADD, tmp_path / "once.xlsx")
        for first in (0, 3):
            write_export(all_of_them[first : first + 3], ADD, tmp_path / "twice.xlsx")
        for name in ("Data", "Findings"):
            once, twice = sheet(tmp_path / "once.xlsx", name), sheet(tmp_path / "twice.xlsx", name)
            assert once.dimensions == twice.dimensions
            assert once.auto_filter.ref == twice.auto_filter.ref
            for left, right in zip(once.iter_rows(), twice.iter_rows(), strict=True):
                for one, other in zip(left, right, strict=True):
                    assert (one.value, one.number_format, one.font.italic, one.data_type) == (
                        other.value,
                        other.number_format,
                        other.font.italic,
                        other.data_type,
                    )

    def test_nothing_new_leaves_the_file_untouched(self, tmp_path: Path) -> None:
        target = tmp_path / "all.xlsx"
        write_export(documents(1, 3), ADD, target)
        before, state = target.read_bytes(), target.stat().st_mtime_ns
        outcome = write_export(documents(1, 3), ADD, target)
        assert (outcome.rows, outcome.already_there) == (0, 3)
        assert (target.read_bytes(), target.stat().st_mtime_ns) == (before, state)
        assert list(tmp_path.iterdir()) == [target]

    def test_sorted_edited_and_deleted_rows_are_still_known(self, tmp_path: Path) -> None:
        target = tmp_path / "all.xlsx"
        write_export(documents(1, 4), ADD, target)
        book = openpyxl.load_workbook(target)
        found = book.worksheets[0]
        cells = [[cell.value for cell in row] for row in found.iter_rows(min_row=2)]
        kept = [cells[3], cells[0], cells[2]]
        kept[0][0] = "renamed by hand"
        found.delete_rows(2, 4)
        for row in kept:
            found.append(row)
        found.tables["Documents"].ref = "A1" + ":" + found.dimensions.split(":")[1]
        book.save(target)
        outcome = write_export(documents(1, 5), ADD, target)
        assert (outcome.documents, outcome.already_there) == (2, 3)
        assert [row[-1] for row in rows(target)] == ["id-4", "id-1", "id-3", "id-2", "id-5"]

    def test_items_of_a_document_are_added_once(self, tmp_path: Path) -> None:
        items = FieldSpec(
            name="items", label="Items", type=FieldType.TABLE, columns=(FieldSpec(name="what", label="What"),)
        )
        plan = FieldPlan(fields=(items,))
        both = [
            document(n, field_plan=plan, data={"items": [{"what": f"{n}a"}, {"what": f"{n}b"}]})
            for n in (1, 2)
        ]
        options = ExportOptions(XLSX, rows="items", append=True)
        write_export(both[:1], options, tmp_path / "items.xlsx")
        outcome = write_export(both, options, tmp_path / "items.xlsx")
        assert (outcome.documents, outcome.rows) == (1, 2)
        assert [row[2] for row in rows(tmp_path / "items.xlsx")] == ["1a", "1b", "2a", "2b"]


def workbook(path: Path, *, macros: bool = False, totals: bool = False) -> None:
    """A workbook with much in it that an export has no business with."""
    picture = io.BytesIO(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000"
            "000301010018dd8db00000000049454e44ae426082"
        )
    )
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy", "font_color": "#AA0000"})
        money = book.add_format({"num_format": "#,##0.00", "bg_color": "#FFFFCC"})
        cover = book.add_worksheet("Cover")
        cover.write("A1", "Totals")
        cover.write_formula("A2", "=SUM(Books[Total])", None, 30)
        cover.insert_image("C1", "pixel.png", {"image_data": picture})
        books = book.add_worksheet("Books 2026")
        headers = ["Nr", "Supplier", "Date", "Total", "VAT", "Note"]
        columns: list[dict[str, object]] = [{"header": header} for header in headers]
        columns[4] = {"header": "VAT", "formula": "=Books[[#This Row],[Total]]*0.19", "format": money}
        if totals:
            columns[3] = {"header": "Total", "total_function": "sum", "format": money}
            columns[1] = {"header": "Supplier", "total_string": "All"}
        last = 5 + (1 if totals else 0)
        books.add_table(
            f"B3:G{last}",
            {"name": "Books", "columns": columns, "total_row": totals, "style": "Table Style Medium 2"},
        )
        for row, (name, value) in enumerate((("Old one", 10), ("Older one", 20)), start=3):
            books.write(row, 1, row)
            books.write(row, 2, name)
            books.write_datetime(row, 3, __import__("datetime").date(2026, 1, row), day)
            books.write_number(row, 4, value, money)
            books.write_string(row, 6, "=not a formula" if row == 3 else "")
        if totals:
            # As Excel writes it; XlsxWriter leaves the table's name out.
            books.write_formula("E6", "=SUBTOTAL(109,Books[Total])", money, 30)
        books.set_column(1, 6, 14)
        books.write("J4", "beside the table")
        books.conditional_format("E4:E5", {"type": "cell", "criteria": ">", "value": 15, "format": day})
        books.data_validation("G4:G5", {"validate": "list", "source": ["paid", "open"]})
        books.write_comment("B4", "a comment")
        books.set_landscape()
        books.repeat_rows(2)
        book.define_name("Rate", "='Books 2026'!$K$1")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Books 2026'!$E$4:$E$5"})
        cover.insert_chart("C6", chart)
        if macros:
            vba = path.with_suffix(".bin")
            vba.write_bytes(b"\xd0\xcf\x11\xe0macros")
            book.add_vba_project(str(vba))


class TestPersonsWorkbook:
    def test_rows_go_under_the_table_with_its_looks_and_formulas(self, tmp_path: Path) -> None:
        target = tmp_path / "books.xlsx"
        workbook(target)
        outcome = write_export(documents(1, 2), OWN, target)
        assert (outcome.appended, outcome.rows, outcome.already_there) == (True, 2, 0)
        found = sheet(target, "Books 2026")
        table = found.tables["Books"]
        assert (table.ref, table.autoFilter.ref) == ("B3:H7", "B3:H7")
        assert table.column_names == ["Nr", "Supplier", "Date", "Total", "VAT", "Note", KEY_HEADER]
        assert found["H3"].value == KEY_HEADER
        assert found.column_dimensions["H"].hidden
        assert (found["C6"].value, found["E6"].value, found["H6"].value) == ("Supplier 1", 1.5, "id-1")
        assert found["F6"].value == found["F5"].value == "=Books[[#This Row],[Total]]*0.19"
        for column in "CDEF":
            above, new = found[f"{column}5"], found[f"{column}6"]
            assert (above.number_format, above.font.color, above.fill.bgColor) == (
                new.number_format,
                new.font.color,
                new.fill.bgColor,
            )
        assert str(found["D6"].value).startswith("2026-05-02")
        assert found["B6"].value is None
        assert found["J4"].value == "beside the table"
        assert [str(rule.sqref) for rule in found.conditional_formatting] == ["E4:E7"]
        assert [str(rule.sqref) for rule in found.data_validations.dataValidation] == ["G4:G7"]
        assert found.print_title_rows == "$3:$3"
        again = write_export(documents(1, 3), OWN, target)
        assert (again.rows, again.already_there) == (1, 2)
        assert sheet(target, "Books 2026").tables["Books"].ref == "B3:H8"

    @pytest.mark.parametrize("macros", [False, True])
    def test_all_other_parts_are_the_same_bytes(self, tmp_path: Path, macros: bool) -> None:
        target = tmp_path / ("books.xlsm" if macros else "books.xlsx")
        workbook(target, macros=macros)
        before = parts(target)
        write_export(documents(1, 50), OWN, target)
        after = parts(target)
        assert list(before) == list(after)
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"xl/worksheets/sheet2.xml", "xl/tables/table1.xml"}
        assert any(name.startswith("xl/charts/") for name in after)
        assert any(name.startswith("xl/media/") for name in after)
        assert ("xl/vbaProject.bin" in after) is macros
        old, new = before["xl/worksheets/sheet2.xml"], after["xl/worksheets/sheet2.xml"]
        start, end = old.index(b'<row r="4"'), old.index(b"</sheetData>")
        assert old[start:end] in new
        assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]

    def test_a_row_of_totals_stays_the_last(self, tmp_path: Path) -> None:
        target = tmp_path / "books.xlsx"
        workbook(target, totals=True)
        write_export(documents(1, 3), OWN, target)
        found = sheet(target, "Books 2026")
        table = found.tables["Books"]
        assert (table.ref, table.autoFilter.ref) == ("B3:H9", "B3:H8")
        assert [found[f"C{row}"].value for row in range(4, 10)] == [
            "Old one", "Older one", "Supplier 1", "Supplier 2", "Supplier 3", "All"
        ]  # fmt: skip
        assert found["E9"].value == "=SUBTOTAL(109,Books[Total])"
        assert write_export(documents(1, 3), OWN, target).already_there == 3

    def test_a_list_that_is_no_table(self, tmp_path: Path) -> None:
        target = tmp_path / "list.xlsx"
        book = openpyxl.Workbook()
        found = book.active
        assert isinstance(found, Worksheet)
        found.append(["My invoices"])
        found.append([])
        found.append(["TOTAL ", "supplier", "Twice", "Date"])
        for row in (4, 5):
            found.append([row, f"Old {row}", f"=A{row}*2+$A$4", None])
        found.auto_filter.ref = "A3:D5"
        book.create_sheet("Other")["A1"] = "=Sheet!A5"
        book.save(target)
        write_export(documents(1, 2), OWN, target)
        found = sheet(target, "Sheet")
        assert [cell.value for cell in found[6]] == [
            1.5,
            "Supplier 1",
            "=A6*2+$A$4",
            found["D6"].value,
            "id-1",
        ]
        assert found["D6"].is_date
        assert found["C7"].value == "=A7*2+$A$4"
        assert found.auto_filter.ref == "A3:D7"
        assert found["E3"].value == KEY_HEADER
        assert sheet(target, "Other")["A1"].value == "=Sheet!A5"
        assert write_export(documents(1, 2), OWN, target).already_there == 2

    def test_an_empty_table_is_filled_from_its_first_row(self, tmp_path: Path) -> None:
        target = tmp_path / "empty.xlsx"
        book = openpyxl.Workbook()
        found = book.active
        assert isinstance(found, Worksheet)
        found.append(["Supplier", "Total", "Date"])
        found["B2"].number_format = '0.00" EUR"'
        found.add_table(openpyxl.worksheet.table.Table(displayName="Mine", ref="A1:C3"))
        book.save(target)
        write_export(documents(1, 1), OWN, target)
        found = sheet(target)
        assert (found["A2"].value, found["B2"].value, found["B2"].number_format) == (
            "Supplier 1",
            1.5,
            '0.00" EUR"',
        )
        assert found.tables["Mine"].ref == "A1:D3"
        write_export(documents(1, 4), OWN, target)
        assert sheet(target).tables["Mine"].ref == "A1:D5"

    def test_another_currency_is_not_shown_as_the_one_above(self, tmp_path: Path) -> None:
        target = tmp_path / "all.xlsx"
        write_export(documents(1, 1), ADD, target)
        dollars = document(2, data={"currency": "USD", "total": "7.00"})
        write_export([dollars], ADD, target)
        formats = [
            row[-2].number_format for row in sheet(target).iter_rows(min_row=2) if row[-2].value is not None
        ]
        assert formats == ['#,##0.00\\ "EUR"', '#,##0.00\\ "USD"']

    def test_days_are_those_of_the_workbook(self, tmp_path: Path) -> None:
        target = tmp_path / "mac.xlsx"
        with xlsxwriter.Workbook(str(target), {"date_1904": True}) as book:
            book.add_worksheet().write_row(0, 0, ["Date", "Supplier", "Total"])
        write_export(documents(1, 1), OWN, target)
        assert str(sheet(target)["A2"].value).startswith("2026-05-02")


def protected(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        found = book.add_worksheet()
        found.write_row(0, 0, ["Date", "Supplier", "Total"])
        found.protect()


def other_columns(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_row(0, 0, ["Colour", "Weight"])


def lacking(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_row(0, 0, ["Date", "Supplier"])


def crowded(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        found = book.add_worksheet()
        found.add_table("A1:C2", {"columns": [{"header": name} for name in ("Date", "Supplier", "Total")]})
        found.write("B4", "under it")


def sums(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        found = book.add_worksheet()
        found.write_row(0, 0, ["Supplier", "Total", "Date"])
        found.write_row(1, 0, ["One", 1])
        found.write("A3", "All")
        found.write_formula("B3", "=SUM(B2:B2)")


def fixed_totals(path: Path) -> None:
    workbook(path, totals=True)
    book = openpyxl.load_workbook(path)
    book["Cover"]["A3"] = "='Books 2026'!E6*2"
    book.save(path)


def merged(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        found = book.add_worksheet()
        found.write_row(0, 0, ["Supplier", "Total", "Date"])
        found.merge_range("A3:B4", "")


def old_excel(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))


def encrypted(path: Path) -> None:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + "EncryptedPackage".encode("utf-16-le")
    )


def no_workbook(path: Path) -> None:
    path.write_text("Date;Supplier")


def damaged(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("_rels/.rels", "<Relationships/>")


def cut_off(path: Path) -> None:
    workbook(path)
    with zipfile.ZipFile(path) as package:
        inside = {name: package.read(name) for name in package.namelist()}
    inside["xl/worksheets/sheet2.xml"] = inside["xl/worksheets/sheet2.xml"][:-200]
    with zipfile.ZipFile(path, "w") as package:
        for name, part in inside.items():
            package.writestr(name, part)


def open_elsewhere(path: Path) -> None:
    workbook(path)
    path.with_name(f"~${path.name}").write_bytes(b"me")


def signed(path: Path) -> None:
    workbook(path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (protected, "workbook_protected"),
        (other_columns, "workbook_columns"),
        (lacking, "workbook_columns"),
        (crowded, "workbook_no_room"),
        (sums, "workbook_sums"),
        (fixed_totals, "workbook_totals"),
        (merged, "workbook_no_room"),
        (old_excel, "workbook_kind"),
        (encrypted, "workbook_encrypted"),
        (no_workbook, "workbook_kind"),
        (damaged, "workbook_kind"),
        (cut_off, "workbook_damaged"),
        (open_elsewhere, "workbook_open"),
        (signed, "workbook_signed"),
    ],
)
def test_what_cannot_be_done_safely_is_refused(tmp_path: Path, make: object, code: str) -> None:
    target = tmp_path / "books.xlsx"
    assert callable(make)
    make(target)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(IngestError) as caught:
        write_export(documents(1, 3), OWN, target)
    assert caught.value.code == code, caught.value.message
    if make in {old_excel, encrypted, no_workbook, damaged, open_elsewhere, signed}:
        with pytest.raises(IngestError) as early:
            check_can_be_added_to(target)
        assert early.value.code == code
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_workbook_saved_meanwhile_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "books.xlsx"
    workbook(target)

    def saved_by_another(done: int) -> None:
        target.write_bytes(b"theirs")

    with pytest.raises(IngestError) as caught:
        write_export(documents(1, 3), OWN, target, progress=saved_by_another)
    assert caught.value.code == "workbook_changed"
    assert target.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("kind", [ExportFormat.CSV, ExportFormat.JSON])
def test_only_workbooks_are_added_to(tmp_path: Path, kind: ExportFormat) -> None:
    with pytest.raises(IngestError) as caught:
        write_export(documents(1, 1), ExportOptions(kind, append=True), tmp_path / "out")
    assert caught.value.code == "export_options"


def test_a_cancelled_addition_leaves_the_workbook(tmp_path: Path) -> None:
    target = tmp_path / "books.xlsx"
    workbook(target)
    before = target.read_bytes()
    with pytest.raises(ExportCancelled):
        write_export(documents(1, 500), OWN, target, cancelled=lambda: True)
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_names_of_elements_may_have_a_prefix(tmp_path: Path) -> None:
    """As some programs write them: `<x:row>` instead of `<row>`."""
    plain, target = tmp_path / "plain.xlsx", tmp_path / "prefixed.xlsx"
    workbook(plain, totals=True)
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(target, "w") as package:
        for name, part in parts(plain).items():
            changed = part
            if name.endswith(".xml") and b'xmlns="' + main in part:
                changed = re.sub(rb"<(/?)(?=[A-Za-z])(?!\w+:)", rb"<\1x:", part)
                changed = changed.replace(b'xmlns="' + main, b'xmlns:x="' + main)
            package.writestr(name, changed)
    for path in (plain, target):
        write_export(documents(1, 3), replace(OWN, columns=(*COLUMNS, Column("_file", "Note"))), path)
        write_export(documents(2, 4), replace(OWN, columns=(*COLUMNS, Column("_file", "Note"))), path)
    assert b"<x:row r=" in parts(target)["xl/worksheets/sheet2.xml"]
    expected, found = sheet(plain, "Books 2026"), sheet(target, "Books 2026")
    assert found.tables["Books"].ref == expected.tables["Books"].ref == "B3:H10"
    for left, right in zip(expected.iter_rows(), found.iter_rows(), strict=True):
        for one, other in zip(left, right, strict=True):
            assert (one.value, one.number_format, one.hyperlink and one.hyperlink.target) == (
                other.value,
                other.number_format,
                other.hyperlink and other.hyperlink.target,
            )


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_what_a_link_leads_to_is_added_to(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    real, link = tmp_path / "shared" / "books.xlsx", tmp_path / f"{'😀' * 50}.xlsx"
    workbook(real)
    real.chmod(0o640)
    link.symlink_to(real)
    write_export(documents(1, 2), OWN, link)
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert write_export(documents(1, 2), OWN, real).already_there == 2
