"""CSV (RFC 4180), with the delimiter, decimal sign and encoding that a person's spreadsheet wants."""

import csv
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

from ingestio_core.errors import IngestError
from ingestio_core.export.model import Amount, Cell, Column, ExportDocument, ExportOptions, Link, SheetRow
from ingestio_core.export.text import neutral, printable


class CsvSink:
    """Writes one file. Text that starts like a formula gets an apostrophe; numbers stay numbers."""

    def __init__(self, path: Path, columns: Sequence[Column], options: ExportOptions) -> None:
        _check(options)
        self.shortened = 0
        self._decimal = options.decimal
        self._encoding = options.encoding
        # Closed in `close` and `abandon`: the sink outlives this call.
        self._file = path.open("w", encoding=options.encoding, newline="")
        self._writer = csv.writer(self._file, delimiter=options.delimiter, lineterminator="\r\n")
        try:
            self._write([neutral(printable(column.header)) for column in columns])
        except (IngestError, OSError):
            self.abandon()
            raise

    def row(self, row: SheetRow, document: ExportDocument) -> None:
        """Write the next row."""
        self._write([self._text(cell) for cell in row.cells])

    def findings(self, document: ExportDocument) -> None:
        """CSV has one sheet, and the data is on it."""

    def close(self) -> None:
        self._file.close()

    def abandon(self) -> None:
        # What is still buffered may not fit on the disk that was just found full.
        with suppress(OSError):
            self._file.close()

    def _write(self, cells: list[str]) -> None:
        try:
            self._writer.writerow(cells)
        except UnicodeEncodeError as error:
            odd = error.object[error.start : error.end]
            raise IngestError(
                "export_encoding",
                "Characters do not fit",
                f"“{odd}” cannot be written in {self._encoding}. Choose UTF-8 and export again.",
            ) from error

    def _text(self, cell: Cell) -> str:
        match cell:
            case None:
                return ""
            case str():
                return neutral(printable(cell))
            case Amount(value):
                return self._number(value)
            case Decimal():
                return self._number(cell)
            case date():
                return cell.isoformat()
            case Link(text):
                return neutral(printable(text))

    def _number(self, value: Decimal) -> str:
        text = f"{value:f}"
        return text if self._decimal == "." else text.replace(".", self._decimal)


def _check(options: ExportOptions) -> None:
    if len(options.delimiter) != 1 or options.delimiter in '"\r\n' or options.decimal not in {".", ","}:
        raise IngestError(
            "export_options",
            "Delimiter not usable",
            "Choose a comma, a semicolon or a tab between the columns, and a point or comma in numbers.",
        )
    try:
        "".encode(options.encoding)
    except LookupError as error:
        raise IngestError(
            "export_options",
            "Encoding not known",
            f"“{options.encoding}” is no encoding that is known here. Choose UTF-8.",
        ) from error
