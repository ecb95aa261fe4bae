"""CSV (RFC 4180), with the delimiter, decimal sign and encoding that a person's spreadsheet wants."""

import csv
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final, Literal

from ingestio_core.contracts.exports import LineEnd, Quoting
from ingestio_core.errors import IngestError
from ingestio_core.export.looks import cell_text, look_of
from ingestio_core.export.model import (
    Cell,
    Column,
    ColumnFormat,
    ExportDocument,
    ExportOptions,
    Link,
    SheetRow,
)
from ingestio_core.export.text import neutral, printable

_LINE_ENDS: Final = {LineEnd.CRLF: "\r\n", LineEnd.LF: "\n"}
_QUOTING: Final[dict[Quoting, Literal[0, 1, 2]]] = {
    Quoting.WHERE_NEEDED: csv.QUOTE_MINIMAL,
    Quoting.TEXT: csv.QUOTE_NONNUMERIC,
    Quoting.ALL: csv.QUOTE_ALL,
}


class _Figure(str):
    """Text that the csv module takes for a number, which QUOTE_NONNUMERIC leaves bare."""

    __slots__ = ()

    def __float__(self) -> float:
        return float(self)


_NOTHING: Final = _Figure()


class CsvSink:
    """Writes one file. Text that starts like a formula gets an apostrophe; numbers stay numbers."""

    def __init__(self, path: Path, columns: Sequence[Column], options: ExportOptions) -> None:
        _check(options)
        self.shortened = 0
        self._decimal = options.decimal
        self._looks = [look_of(column, options) for column in columns]
        self._encoding = options.encoding
        # Closed in `close` and `abandon`: the sink outlives this call.
        self._file = path.open("w", encoding=options.encoding, newline="")
        self._writer = csv.writer(
            self._file,
            delimiter=options.delimiter,
            lineterminator=_LINE_ENDS[options.line_end],
            quoting=_QUOTING[options.quoting],
        )
        try:
            self._write([neutral(printable(column.header)) for column in columns])
        except (IngestError, OSError):
            self.abandon()
            raise

    def row(self, row: SheetRow, document: ExportDocument) -> None:
        """Write the next row."""
        line: list[str] = []
        for cell, look in zip(row.cells, self._looks, strict=True):
            if type(cell) is str and cell.isprintable() and cell[:1].isalnum():
                line.append(cell)
            elif cell is None:
                line.append(_NOTHING)
            else:
                line.append(self._text(cell, look))
        self._write(line)

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

    def _text(self, cell: Cell, look: ColumnFormat) -> str:
        match cell:
            case None:
                return _NOTHING
            case str():
                return neutral(printable(cell))
            case Link(text):
                return neutral(printable(text))
            case date():
                return cell_text(cell, look)
            case _:
                text = cell_text(cell, look, self._decimal)
                return text if look.text else _Figure(text)


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
