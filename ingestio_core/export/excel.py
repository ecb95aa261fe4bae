"""Excel workbooks by XlsxWriter.

Text is always written as text, so nothing becomes a formula. Up to `_TABLE_CELLS` cells the sheet
holds a real table; above, rows stream to disk (XlsxWriter's constant memory, which has no tables)
and the header gets the same filters.
"""

import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any, Final

import xlsxwriter

from ingestio_core.contracts.extractions import Severity
from ingestio_core.errors import IngestError
from ingestio_core.export.model import Amount, Cell, Column, ExportDocument, Link, SheetRow
from ingestio_core.export.text import printable, shortened, utf16_length

MAX_SHEET_ROWS: Final = 1_048_576
MAX_SHEET_COLUMNS: Final = 16_384
MAX_CELL_LENGTH: Final = 32_767
_MAX_LINKS: Final = 65_530
_MAX_LINK_LENGTH: Final = 2_079
_MAX_DIGITS: Final = 15
"""Excel's numbers are doubles: more digits are written as text, so that none is lost."""
_TABLE_CELLS: Final = 200_000
_FIRST_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; earlier days are written as text."""
_WIDTHS: Final = (8, 60)
_ENOUGH_FOR_WIDTHS: Final = 1_000
_FINDING_COLUMNS: Final = ("File", "Severity", "Field", "What is wrong")
_FINDING_WIDTHS: Final = (32, 10, 28, 90)
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")


@dataclass(frozen=True, slots=True)
class SheetSize:
    """How large the sheet will be; `rows` without the header."""

    rows: int
    columns: int


def check_size(size: SheetSize) -> None:
    """Raises `IngestError` (export_too_large) where a sheet of Excel cannot hold that much."""
    if size.rows + 1 > MAX_SHEET_ROWS or size.columns > MAX_SHEET_COLUMNS:
        raise IngestError(
            "export_too_large",
            "Too much for one sheet",
            f"The export has {size.rows:,} rows and {size.columns:,} columns; a sheet of Excel holds "
            f"{MAX_SHEET_ROWS - 1:,} and {MAX_SHEET_COLUMNS:,}. Export fewer documents at once, or as CSV.",
        )


class ExcelSink:
    """Writes one workbook. Call `row` and `findings` as documents come, then `close` or `abandon`."""

    def __init__(self, path: Path, columns: Sequence[Column], size: SheetSize, *, findings: bool) -> None:
        check_size(size)
        self.shortened = 0
        self._columns = columns
        self._size = size
        self._streams = (size.rows + 1) * max(1, size.columns) > _TABLE_CELLS
        self._scratch = tempfile.TemporaryDirectory(prefix="ingestio-export-", ignore_cleanup_errors=True)
        self._book: Any = xlsxwriter.Workbook(
            str(path),
            {"constant_memory": self._streams, "tmpdir": self._scratch.name, "strings_to_urls": False},
        )
        self._sheet: Any = self._book.add_worksheet("Data")
        self._findings: Any = self._book.add_worksheet("Findings") if findings else None
        self._header: Any = self._book.add_format(
            {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True}
        )
        self._formats: dict[tuple[str, bool], Any] = {}
        self._widths = [utf16_length(column.header) + 3 for column in columns]
        self._row = 0
        self._finding_row = 0
        self._links = 0
        for index, column in enumerate(columns):
            self._sheet.write_string(0, index, column.header, self._header)
        if self._findings is not None:
            for index, header in enumerate(_FINDING_COLUMNS):
                self._findings.write_string(0, index, header, self._header)

    def row(self, row: SheetRow, document: ExportDocument) -> None:
        """Write the next row."""
        self._row += 1
        measure = self._row <= _ENOUGH_FOR_WIDTHS
        for index, cell in enumerate(row.cells):
            if cell is None or cell == "":
                continue
            length = self._write(self._row, index, cell, row.marked, document)
            if measure and length + 2 > self._widths[index]:
                self._widths[index] = length + 2

    def findings(self, document: ExportDocument) -> None:
        """Write the document's findings on the sheet of their own."""
        for finding in document.findings:
            field = finding.paths[0].lstrip("/") if finding.paths else ""
            self._finding(document, finding.severity, field, finding.message)

    def close(self) -> None:
        """Finish the workbook. Raises OSError or XlsxWriter's error where it cannot be written."""
        last = len(self._columns) - 1
        for index, width in enumerate(self._widths):
            self._sheet.set_column(index, index, min(max(width, _WIDTHS[0]), _WIDTHS[1]))
        self._sheet.freeze_panes(1, 1)
        # Ids with leading zeros are text on purpose: no green corner on them.
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self._row + 1}"})
        if last >= 0 and self._row > 0:
            if self._streams:
                self._sheet.autofilter(0, 0, self._row, last)
            else:
                self._add_table(last)
        if self._findings is not None:
            for index, width in enumerate(_FINDING_WIDTHS):
                self._findings.set_column(index, index, width)
            self._findings.freeze_panes(1, 0)
            self._findings.autofilter(0, 0, self._finding_row, len(_FINDING_COLUMNS) - 1)
        try:
            self._book.close()
        finally:
            self._scratch.cleanup()

    def abandon(self) -> None:
        """Drop everything written so far."""
        for sheet in self._book.worksheets():
            for handle in (sheet.fh, sheet.row_data_fh):
                # What is still buffered may not fit on the disk that was just found full.
                with suppress(OSError):
                    if handle is not None:
                        handle.close()
        self._scratch.cleanup()

    def _add_table(self, last: int) -> None:
        headers = [{"header": column.header, "header_format": self._header} for column in self._columns]
        self._sheet.add_table(
            0, 0, self._row, last, {"columns": headers, "style": "Table Style Light 1", "name": "Documents"}
        )

    def _write(self, row: int, column: int, cell: Cell, marked: bool, document: ExportDocument) -> int:
        """Write a cell that is not empty; its length as shown, for the column's width."""
        match cell:
            case str():
                return self._text(row, column, cell, marked, document)
            case Amount(value, currency, decimals):
                pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
                if currency:
                    pattern += f'\\ "{currency}"'
                return self._number(row, column, value, pattern, marked, document)
            case Decimal():
                return self._number(row, column, cell, "General", marked, document)
            case date():
                if cell < _FIRST_DAY:
                    return self._text(row, column, cell.isoformat(), marked, document)
                self._sheet.write_datetime(row, column, cell, self._format("yyyy-mm-dd", marked))
                return 10
            case Link(text, target):
                return self._link(row, column, text, target, marked, document)
            case _:
                return 0

    def _text(self, row: int, column: int, text: str, marked: bool, document: ExportDocument) -> int:
        text = printable(text)
        length = utf16_length(text)
        if length > MAX_CELL_LENGTH:
            self.shortened += 1
            header = self._columns[column].header
            self._finding(
                document,
                Severity.WARNING,
                header,
                f"The text has {length:,} characters, a cell of Excel holds {MAX_CELL_LENGTH:,}: "
                f"it was cut in row {row + 1}. CSV and JSON hold all of it.",
            )
            text = shortened(text, MAX_CELL_LENGTH)
        self._sheet.write_string(row, column, text, self._format("@", marked))
        return min(length, _WIDTHS[1]) if "\n" not in text else max(map(len, text.split("\n")))

    def _number(
        self, row: int, column: int, value: Decimal, pattern: str, marked: bool, document: ExportDocument
    ) -> int:
        digits = len("".join(map(str, value.as_tuple().digits)).strip("0"))
        if digits > _MAX_DIGITS:
            return self._text(row, column, f"{value:f}", marked, document)
        self._sheet.write_number(row, column, float(value), self._format(pattern, marked))
        return len(f"{value:,f}") + max(0, len(pattern) - 10)

    def _link(
        self, row: int, column: int, text: str, target: str, marked: bool, document: ExportDocument
    ) -> int:
        text = printable(text)
        address = _address(target)
        if address is None or self._links >= _MAX_LINKS or utf16_length(text) > MAX_CELL_LENGTH:
            return self._text(row, column, text, marked, document)
        self._links += 1
        self._sheet.write_url(row, column, address, self._format("link", marked), text)
        return utf16_length(text)

    def _format(self, pattern: str, marked: bool) -> Any:
        """The cell format of a number pattern; marked rows are in italics."""
        known = self._formats.get((pattern, marked))
        if known is None:
            properties: dict[str, object] = {"valign": "top"}
            if pattern == "link":
                properties |= {"font_color": "#0563C1", "underline": 1}
            elif pattern != "General":
                properties["num_format"] = pattern
            if marked:
                properties["italic"] = True
            known = self._formats[(pattern, marked)] = self._book.add_format(properties)
        return known

    def _finding(self, document: ExportDocument, severity: Severity, field: str, message: str) -> None:
        if self._findings is None or self._finding_row + 1 >= MAX_SHEET_ROWS:
            return
        self._finding_row += 1
        name = f"{document.folder}/{document.filename}" if document.folder else document.filename
        for index, text in enumerate((name, severity.value, field, message)):
            self._findings.write_string(self._finding_row, index, shortened(printable(text), MAX_CELL_LENGTH))


def _address(target: str) -> str | None:
    """A link's address as XlsxWriter takes it, None where none can be made."""
    if target.startswith(("http://", "https://")):
        address = target
    elif _DRIVE.match(target) or target.startswith("\\\\"):
        address = _file_address(PureWindowsPath(target))
    elif target.startswith("/"):
        address = _file_address(PurePosixPath(target))
    else:
        return None
    return address if len(address) <= _MAX_LINK_LENGTH and printable(address) == address else None


def _file_address(path: PurePath) -> str:
    # In lower case XlsxWriter would turn it into a Windows path and cut it at a "#"; schemes have no case.
    return "File" + path.as_uri().removeprefix("file")
