"""Excel workbooks. XlsxWriter makes a new one with its headers, table, widths and frozen rows; rows
go into it as they go into a workbook that a person has already (`workbook`).

Text is always written as text, so nothing becomes a formula.
"""

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final
from urllib.parse import quote

import xlsxwriter
from pydantic import JsonValue

from ingestio_core.contracts.extractions import Severity
from ingestio_core.errors import IngestError
from ingestio_core.export.looks import excel_amount, excel_date, excel_number, look_of
from ingestio_core.export.model import (
    Amount,
    Cell,
    Column,
    ColumnFormat,
    ExportDocument,
    ExportOptions,
    ExportWords,
    Link,
    SheetRow,
)
from ingestio_core.export.places import place_name
from ingestio_core.export.text import printable, shortened, utf16_length
from ingestio_core.export.workbook.book import Book, missing_columns
from ingestio_core.export.workbook.markup import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    letters,
    number_cell,
    serial,
    text_cell,
)
from ingestio_core.export.workbook.place import KEY_HEADER, folded
from ingestio_core.export.workbook.sheet import Filled, SheetRows

_MAX_LINK_LENGTH: Final = 2_079
_MAX_DIGITS: Final = 15
"""Excel's numbers are doubles: more digits are written as text, so that none is lost."""
_MAX_EXPONENT: Final = 307
_FIRST_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; earlier days are written as text."""
_FIRST_DAY_OF_1904: Final = date(1904, 1, 2)
_MOMENT: Final = "yyyy-mm-dd hh:mm:ss"
_DAY_SECONDS: Final = 86_400
_WIDTHS: Final = (8, 60)
_FINDING_WIDTHS: Final = (32, 10, 28, 90)
_CHANGE_WIDTHS: Final = (32, 20, 24, 28, 40, 40)
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
_NOT_IN_TABS: Final = re.compile(r"[\[\]:*?/\\]")
_MAX_TAB: Final = 31
_IN_ADDRESSES: Final = "%/:=&?~#+!$,;'@()*[]"
_KEY: Final = -1


@dataclass(frozen=True, slots=True)
class SheetSize:
    """How large the sheet will be; `rows` without the header."""

    rows: int
    columns: int


def check_size(size: SheetSize) -> None:
    """Raises `IngestError` (export_too_large) where a sheet of Excel cannot hold that much."""
    # One column is for the documents' ids.
    if size.rows + 1 > MAX_ROWS or size.columns + 1 > MAX_COLUMNS:
        raise IngestError(
            "export_too_large",
            "Too much for one sheet",
            f"The export has {size.rows:,} rows and {size.columns:,} columns; a sheet of Excel holds "
            f"{MAX_ROWS - 1:,} and {MAX_COLUMNS - 1:,}. Export fewer documents at once, or as CSV.",
        )


@dataclass(slots=True)
class _Slot:
    """One column of the sheet: the cell of the row that goes there (`_KEY`: the document's id), or what
    is filled down. `base` is the style that the list has there already. `styles` are the styles found
    so far, `texts` those of texts by whether the row is marked."""

    at: int
    column: int
    name: str
    base: int | None
    look: ColumnFormat
    filled: Filled | None = None
    styles: dict[tuple[str, bool], int] = field(default_factory=dict)
    texts: dict[bool, str] = field(default_factory=dict)


class ExcelSink:
    """Writes one workbook: a new one, or `book` with more rows.

    Call `row`, `findings` and `changes` as documents come, then `close` or `abandon`.
    """

    def __init__(
        self,
        path: Path,
        columns: Sequence[Column],
        options: ExportOptions,
        size: SheetSize,
        sample: Sequence[SheetRow] = (),
        book: Book | None = None,
    ) -> None:
        """`sample` are some rows for the widths of the columns. Raises `IngestError`, `OSError`."""
        check_size(size)
        self.shortened = 0
        self._path = path
        self._columns = columns
        self._headers = {column.key: column.header for column in columns}
        self._options = options
        self._words = words = options.words
        self._scratch = tempfile.TemporaryDirectory(prefix="ingestio-export-", ignore_cleanup_errors=True)
        self._adds = book is not None
        self._missing: set[str] = set()
        try:
            if book is None:
                new = Path(self._scratch.name) / "new.xlsx"
                _make(new, columns, options, sample)
                book = Book(new)
            self._book = book
            headers = [column.header for column in columns]
            self._rows, places, key = book.rows(headers) if self._adds else book.first_rows(len(headers))
            self._absent = [at for at, place in enumerate(places) if place is None]
            self._slots = self._slots_for(places, key)
            self._order = [slot.column for slot in self._slots]
            self._findings = self._other(
                options.findings_sheet, words.findings_sheet, _finding_headers(words)
            )
            self._changes = self._other(options.changes_sheet, words.changes_sheet, _change_headers(words))
        except BaseException:
            self._scratch.cleanup()
            raise
        p = self._rows.prefix
        self._text_end = f"</{p}t></{p}is></{p}c>"
        self._first_day = _FIRST_DAY_OF_1904 if book.since_1904 else _FIRST_DAY

    def row(self, row: SheetRow, document: ExportDocument) -> None:
        """Write the next row."""
        cells, marked, number = row.cells, row.marked, self._rows.row
        key = document.key or document.id
        for at in self._absent:
            if cells[at] not in {None, ""}:
                self._missing.add(self._columns[at].header)
        out: list[str] = []
        for slot in self._slots:
            at = slot.at
            if slot.filled is not None:
                out.append(self._rows.fill(slot.filled, number))
                continue
            cell = key if at == _KEY else cells[at]
            if type(cell) is str:
                if cell.isprintable() and "_x" not in cell and len(cell) < MAX_TEXT // 2 and cell:
                    if "&" in cell or "<" in cell or ">" in cell:
                        cell = cell.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                    if cell[0] != " " and cell[-1] != " ":
                        start = slot.texts.get(marked) or self._text_start(slot, marked)
                        out.append(f"{slot.name}{number}{start}{cell}{self._text_end}")
                        continue
                    cell = key if at == _KEY else str(cells[at])
                out.append(self._text(slot, number, cell, marked, document) if cell else "")
            elif cell is None:
                out.append("")
            else:
                out.append(self._cell(slot, number, cell, marked, document))
        self._rows.add(self._order, out)

    def findings(self, document: ExportDocument) -> None:
        """Write the document's findings on the sheet of their own."""
        for finding in document.findings:
            place = self._place(document, finding.paths[0]) if finding.paths else ""
            self._finding(document, finding.severity, place, finding.message)

    def changes(self, document: ExportDocument) -> None:
        """Write who changed what on the sheet of its own."""
        rows = self._changes
        if rows is None:
            return
        for change in document.changes:
            if rows.row > MAX_ROWS:
                return
            at = change.at.astimezone().replace(tzinfo=None)
            moment = Decimal(serial(at.date(), since_1904=self._book.since_1904))
            seconds = Decimal(at.hour * 3_600 + at.minute * 60 + at.second)
            style = self._book.styles.derived(0, _MOMENT, None, link=False)
            value = moment + (seconds / _DAY_SECONDS).quantize(Decimal("1.0000000000"))
            cells = [
                self._plain(rows, 0, _name(document)),
                number_cell(f"B{rows.row}", style, f"{value:f}", rows.prefix),
                self._plain(rows, 2, change.by),
                self._plain(rows, 3, self._place(document, change.path)),
                self._plain(rows, 4, _said(change.before)),
                self._plain(rows, 5, _said(change.after)),
            ]
            rows.add(range(1, len(cells) + 1), cells)

    def _place(self, document: ExportDocument, path: str) -> str:
        return place_name(document.field_plan, path, self._headers, self._words.row)

    def close(self) -> None:
        """Finish the workbook. Raises `IngestError`, `OSError`."""
        if self._missing:
            in_order = [column.header for column in self._columns if column.header in self._missing]
            raise missing_columns(self._book.package.name, in_order)
        self._book.write(self._path, recalculate=self._adds)
        self.abandon()

    def abandon(self) -> None:
        """Drop everything written so far."""
        self._book.close()
        self._scratch.cleanup()

    def _slots_for(self, places: Sequence[int | None], key: int) -> list[_Slot]:
        rows, p = self._rows, self._rows.prefix
        slots = [
            _Slot(at, place, f'<{p}c r="{letters(place)}', self._base(place), look_of(column, self._options))
            for at, (column, place) in enumerate(zip(self._columns, places, strict=True))
            if place is not None
        ]
        written = {slot.column for slot in slots}
        if key not in written:
            slots.append(_Slot(_KEY, key, f'<{p}c r="{letters(key)}', self._base(key), ColumnFormat()))
        slots += [
            _Slot(_KEY, cell.column, "", cell.style, ColumnFormat(), cell)
            for cell in rows.filled(frozenset({*written, key}))
        ]
        return sorted(slots, key=lambda slot: slot.column)

    def _base(self, column: int) -> int | None:
        return self._rows.style_of(column)

    def _other(self, asked: bool, name: str, headers: tuple[str, ...]) -> SheetRows | None:
        return self._book.other_rows(_tab(name), headers) if asked else None

    def _cell(self, slot: _Slot, row: int, cell: Cell, marked: bool, document: ExportDocument) -> str:
        look = slot.look
        match cell:
            case Link(text, target):
                return self._link(slot, row, text, target, marked, document)
            case Amount(value):
                if look.text:
                    return self._text(slot, row, f"{value:f}", marked, document)
                return self._number(slot, row, value, excel_amount(cell, look), cell, marked, document)
            case Decimal():
                if look.text:
                    return self._text(slot, row, f"{cell:f}", marked, document)
                return self._number(slot, row, cell, excel_number(cell, look), None, marked, document)
            case date():
                if look.text or cell < self._first_day:
                    return self._text(slot, row, cell.isoformat(), marked, document)
                style = self._style(slot, excel_date(look), marked)
                day = serial(cell, since_1904=self._book.since_1904)
                return self._figure(slot, row, style, str(day))
            case _:
                return ""

    def _text(self, slot: _Slot, row: int, text: str, marked: bool, document: ExportDocument) -> str:
        text = printable(text)
        length = utf16_length(text)
        if length > MAX_TEXT:
            self.shortened += 1
            header = self._columns[slot.at].header if slot.at != _KEY else KEY_HEADER
            self._finding(
                document,
                Severity.WARNING,
                header,
                f"The text has {length:,} characters, a cell of Excel holds {MAX_TEXT:,}: "
                f"it was cut in row {row}. CSV and JSON hold all of it.",
            )
            text = shortened(text, MAX_TEXT)
        return text_cell(
            f"{letters(slot.column)}{row}", self._style(slot, "@", marked), text, self._rows.prefix
        )

    def _number(
        self,
        slot: _Slot,
        row: int,
        value: Decimal,
        pattern: str,
        amount: Amount | None,
        marked: bool,
        document: ExportDocument,
    ) -> str:
        digits = f"{value:f}"
        too_many = len(digits) > _MAX_DIGITS and len(digits.replace(".", "").strip("-0")) > _MAX_DIGITS
        if too_many or (value and abs(value.adjusted()) > _MAX_EXPONENT):
            return self._text(slot, row, digits, marked, document)
        known = slot.styles.get((pattern, marked))
        style = self._style(slot, pattern, marked, amount=amount) if known is None else known
        return self._figure(slot, row, style, digits)

    def _figure(self, slot: _Slot, row: int, style: int, digits: str) -> str:
        p = self._rows.prefix
        return f'{slot.name}{row}" s="{style}"><{p}v>{digits}</{p}v></{p}c>'

    def _link(
        self, slot: _Slot, row: int, text: str, target: str, marked: bool, document: ExportDocument
    ) -> str:
        text = printable(text)
        address = _address(target)
        place = f"{letters(slot.column)}{row}"
        if address is None or utf16_length(text) > MAX_TEXT or not self._rows.link(place, address):
            return self._text(slot, row, text, marked, document)
        return text_cell(place, self._style(slot, "link", marked), text, self._rows.prefix)

    def _text_start(self, slot: _Slot, marked: bool) -> str:
        p = self._rows.prefix
        style = self._style(slot, "@", marked)
        slot.texts[marked] = f'" s="{style}" t="inlineStr"><{p}is><{p}t>'
        return slot.texts[marked]

    def _style(self, slot: _Slot, pattern: str, marked: bool, *, amount: Amount | None = None) -> int:
        """The style of a cell: that of the row above where it suits the value, marked rows in italics."""
        known = slot.styles.get((pattern, marked))
        if known is not None:
            return known
        styles, base = self._book.styles, slot.base
        italic = marked if self._options.mark_unconfirmed and slot.at != _KEY else None
        if pattern == "link":
            style = styles.derived(base or 0, None, italic, link=True)
        elif base is None:
            style = styles.derived(0, pattern, italic, link=False)
        else:
            suits = _suits(styles.pattern(base), styles.is_date(base), pattern)
            if amount is not None and amount.currency and slot.look.currency is not False:
                shown = styles.currency(base)
                suits = suits and (shown is None or shown == amount.currency)
            style = styles.derived(base, None if suits else pattern, italic, link=False)
        slot.styles[pattern, marked] = style
        return style

    def _finding(self, document: ExportDocument, severity: Severity, field_name: str, message: str) -> None:
        rows = self._findings
        if rows is None or rows.row > MAX_ROWS:
            return
        words = self._words
        said = {Severity.INFO: words.info, Severity.WARNING: words.warning, Severity.ERROR: words.error}
        texts = (_name(document), said[severity], field_name, message)
        cells = [self._plain(rows, at, text) for at, text in enumerate(texts)]
        rows.add(range(1, len(cells) + 1), cells)

    def _plain(self, rows: SheetRows, at: int, text: str) -> str:
        style = self._book.styles.derived(0, "@", None, link=False)
        kept = shortened(printable(text), MAX_TEXT)
        return text_cell(f"{letters(at + 1)}{rows.row}", style, kept, rows.prefix)


def _suits(base: str, base_is_date: bool, pattern: str) -> bool:
    """Whether a value that would look like `pattern` may keep the format that its column has."""
    if pattern == "@":
        return True
    if any(mark in pattern for mark in ("yy", "dd")):
        return base_is_date
    return not base_is_date and (pattern == "General" or base not in {"General", "@"})


def _make(path: Path, columns: Sequence[Column], options: ExportOptions, sample: Sequence[SheetRow]) -> None:
    """A workbook with all but the rows."""
    words = options.words
    with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as book:
        looks = {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True}
        header, right = book.add_format(looks), book.add_format(looks | {"align": "right"})
        sheet: Any = book.add_worksheet(_tab(words.data_sheet))
        own = any(folded(column.header) == folded(KEY_HEADER) for column in columns)
        headers = [column.header for column in columns] + ([] if own else [KEY_HEADER])
        for index, width in enumerate(_widths(columns, options, sample)):
            sheet.set_column(index, index, width)
        if not own:
            sheet.set_column(len(columns), len(columns), 38, None, {"hidden": True})
        sheet.freeze_panes(1, 1)
        _print_well(sheet)
        # Ids with leading zeros are text on purpose: no green corner on them.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MAX_ROWS}"})
        figures = [any(_is_figure(row.cells[at]) for row in sample) for at in range(len(columns))]
        named = [
            {"header": name, "header_format": right if figure else header}
            for name, figure in zip_longest(headers, figures, fillvalue=False)
        ]
        sheet.add_table(
            0,
            0,
            1,
            len(headers) - 1,
            {"columns": named, "style": "Table Style Light 1", "name": "Documents"},
        )
        taken = {_tab(words.data_sheet).casefold()}
        others = (
            (options.findings_sheet, words.findings_sheet, _finding_headers(words), _FINDING_WIDTHS),
            (options.changes_sheet, words.changes_sheet, _change_headers(words), _CHANGE_WIDTHS),
        )
        for asked, name, titles, widths in others:
            if not asked or _tab(name).casefold() in taken:
                continue
            taken.add(_tab(name).casefold())
            other: Any = book.add_worksheet(_tab(name))
            for index, (title, width) in enumerate(zip(titles, widths, strict=True)):
                other.write_string(0, index, title, header)
                other.set_column(index, index, width)
            other.freeze_panes(1, 0)
            _print_well(other)
            other.autofilter(0, 0, 0, len(titles) - 1)


def _print_well(sheet: Any) -> None:
    """On paper: as wide as the page, with the headers on each."""
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, Amount | Decimal | date)


def _widths(columns: Sequence[Column], options: ExportOptions, sample: Sequence[SheetRow]) -> list[int]:
    widths = [utf16_length(column.header) + 3 for column in columns]
    looks = [look_of(column, options) for column in columns]
    for row in sample:
        for index, (cell, look) in enumerate(zip(row.cells, looks, strict=True)):
            widths[index] = max(widths[index], _length(cell, look) + 2)
    return [min(max(width, _WIDTHS[0]), _WIDTHS[1]) for width in widths]


def _length(cell: Cell, look: ColumnFormat) -> int:
    match cell:
        case None:
            return 0
        case str():
            return max(map(utf16_length, printable(cell[:200]).split("\n")))
        case Link(text):
            return utf16_length(printable(text[:200]))
        case Amount(value, currency, _):
            return len(f"{value:,f}") + (len(currency) + 1 if currency and look.currency is not False else 0)
        case Decimal():
            return len(f"{cell:,f}")
        case date():
            return 10


def _tab(name: str) -> str:
    """A name that a sheet's tab can have."""
    plain = _NOT_IN_TABS.sub(" ", printable(name)).strip("' ")
    plain = shortened(" ".join(plain.split()), _MAX_TAB).strip("' ")
    return plain if plain and plain.casefold() != "history" else "Sheet"


def _finding_headers(words: ExportWords) -> tuple[str, ...]:
    return (words.file, words.severity, words.field, words.message)


def _change_headers(words: ExportWords) -> tuple[str, ...]:
    return (words.file, words.at, words.by, words.field, words.before, words.after)


def _name(document: ExportDocument) -> str:
    return f"{document.folder}/{document.filename}" if document.folder else document.filename


def _said(value: JsonValue) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


def _address(target: str) -> str | None:
    """A link's address, with nothing in it that an address cannot hold; None where none can be made."""
    if target.startswith(("http://", "https://")):
        address = quote(target, safe=_IN_ADDRESSES, errors="replace")
    elif _DRIVE.match(target) or target.startswith("\\\\"):
        address = PureWindowsPath(target).as_uri()
    elif target.startswith("/"):
        address = PurePosixPath(target).as_uri()
    else:
        return None
    return address if len(address) <= _MAX_LINK_LENGTH and printable(address) == address else None
