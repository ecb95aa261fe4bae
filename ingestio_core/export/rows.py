"""Turn documents into rows.

One row a document: a single field is a column; a table becomes a column with the number of its
rows, and one column for each of its own, its values joined by "; " in the order of the rows.

Multi-row on a table: one row for each item, with the item's values in columns of their own and
the document's values repeated beside them; a document without items still has one row. Other
tables are flattened as above.

The header is the union of all documents' columns in the order of their field plans. Fields that
no plan names (of forms) follow as they stand in the data.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pydantic import JsonValue

from ingestio_core.export.model import (
    DOCUMENT_ROWS,
    Amount,
    Cell,
    Column,
    ExportDocument,
    ExportOptions,
    ExportWords,
    Link,
    SheetRow,
)
from ingestio_core.export.text import printable
from ingestio_core.fieldplan import FieldPlan, FieldType
from ingestio_core.fieldplan.defaults import field_label
from ingestio_core.values import date_of, decimal_of

FILE, FOLDER, TYPE, STATUS, ID = "_file", "_folder", "_type", "_status", "_id"
_JOINT: Final = "; "
_CURRENCY_SIGNS: Final = {"€": "EUR", "£": "GBP", "zł": "PLN", "¥": "JPY", "₹": "INR"}
_NO_DECIMALS: Final = frozenset({"JPY", "KRW", "CLP", "ISK", "VND", "XAF", "XOF", "PYG", "UGX"})
"""Currencies of ISO 4217 with no minor unit."""
_MAX_DECIMALS: Final = 8
_MAX_HEADER: Final = 100
_NAMELESS: Final = "–"
_ESCAPE: Final = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
"""Excel would read "_x0041_" as an A in the name of a table's column."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of one document's plan or data; `columns` is empty for a single value."""

    name: str
    label: str
    type: FieldType
    columns: tuple["_Field", ...] = ()


class SheetLayout:
    """Collects the columns of all documents, then makes rows of them."""

    def __init__(self, options: ExportOptions) -> None:
        self._options = options
        self._words = options.words
        self._headers = _document_headers(options.words)
        self._found: list[Column] = []
        self._keys: set[str] = set()
        self._has_folder = False
        self._has_type = False
        self._has_failed = False
        self._plans: dict[int, tuple[FieldPlan, tuple[_Field, ...]]] = {}
        self._merged_last: tuple[_Field, ...] | None = None
        self.row_count = 0
        self.document_count = 0

    def add(self, document: ExportDocument) -> None:
        """Take note of a document's columns and how many rows it will have."""
        self.document_count += 1
        self.row_count += max(1, len(self._items(document)))
        self._has_folder = self._has_folder or bool(document.folder)
        self._has_type = self._has_type or document.document_type is not None
        self._has_failed = self._has_failed or document.error is not None
        fields = self._fields(document)
        if fields is self._merged_last:
            return
        self._merged_last = fields
        self._merge(self._columns_of(fields))

    def columns(self) -> tuple[Column, ...]:
        """The columns in order, as the options pick them or else all."""
        if self._options.columns:
            return tuple(_distinct(self._options.columns, ()))
        own = [FILE]
        own += [FOLDER] if self._has_folder else []
        own += [TYPE] if self._has_type else []
        own += [STATUS] if self._options.mark_unconfirmed or self._has_failed else []
        return (
            *(Column(key, self._headers[key]) for key in own),
            *_distinct(self._found, self._headers.values()),
        )

    def available(self) -> tuple[Column, ...]:
        """All columns that there could be: the documents' own, then the fields in plan order."""
        return (
            *(Column(key, header) for key, header in self._headers.items()),
            *_distinct(self._found, self._headers.values()),
        )

    def is_of_item(self, key: str) -> bool:
        """Whether the column's values are those of the row's item, not of its document."""
        return self._options.rows != DOCUMENT_ROWS and key.startswith(f"{self._options.rows}.")

    def rows(self, document: ExportDocument, columns: Sequence[Column]) -> Iterator[SheetRow]:
        """The document's rows, cells in the order of `columns`."""
        cells = self._document_cells(document)
        fields = {field.name: field for field in self._fields(document)}
        currency = currency_of(document)
        marked = self._options.mark_unconfirmed and not document.confirmed
        table = fields.get(self._options.rows)
        for item in self._items(document) or [{}]:
            if table is not None:
                for column in table.columns:
                    cells[f"{table.name}.{column.name}"] = _cell(column.type, item.get(column.name), currency)
            yield SheetRow(tuple(cells.get(column.key) for column in columns), marked)

    def _columns_of(self, fields: Sequence[_Field]) -> list[Column]:
        columns = []
        for field in fields:
            split = field.name == self._options.rows
            if not split:
                columns.append(Column(field.name, field.label))
            for column in field.columns:
                header = column.label if split else f"{field.label}: {column.label}"
                columns.append(Column(f"{field.name}.{column.name}", header))
        return columns

    def _merge(self, columns: Sequence[Column]) -> None:
        """Put columns not seen yet behind the one they follow in their own plan."""
        if all(column.key in self._keys for column in columns):
            return
        at = 0
        for column in columns:
            if column.key in self._keys:
                at = next(i for i, known in enumerate(self._found) if known.key == column.key) + 1
            else:
                self._found.insert(at, column)
                self._keys.add(column.key)
                at += 1

    def _document_cells(self, document: ExportDocument) -> dict[str, Cell]:
        cells: dict[str, Cell] = {
            FILE: self._file(document),
            FOLDER: document.folder,
            TYPE: field_label(document.document_type) if document.document_type else None,
            STATUS: _status(document, self._options.mark_unconfirmed, self._words),
            ID: document.id,
        }
        currency = currency_of(document)
        for field in self._fields(document):
            value = document.data.get(field.name)
            if not field.columns:
                cells[field.name] = _cell(field.type, value, currency)
                continue
            rows = _rows(value)
            cells[field.name] = Decimal(len(rows))
            if field.name != self._options.rows:
                for column in field.columns:
                    values = [_text(row.get(column.name)) for row in rows]
                    cells[f"{field.name}.{column.name}"] = _JOINT.join(values) if any(values) else None
        return cells

    def _file(self, document: ExportDocument) -> Cell:
        if document.source and self._options.link_source:
            return Link(document.filename, document.source)
        return document.filename

    def _items(self, document: ExportDocument) -> list[Mapping[str, JsonValue]]:
        if self._options.rows == DOCUMENT_ROWS:
            return []
        return _rows(document.data.get(self._options.rows))

    def _fields(self, document: ExportDocument) -> tuple[_Field, ...]:
        plan = document.field_plan
        # By identity: documents of a batch share one plan, and to hash a plan costs more than to read it.
        known = self._plans.get(id(plan))
        if known is None or known[0] is not plan:
            fields = tuple(
                _Field(
                    spec.name,
                    spec.label,
                    spec.type,
                    tuple(_Field(column.name, column.label, column.type) for column in spec.columns),
                )
                for spec in plan.fields
            )
            if len(self._plans) > 1_000:
                self._plans.clear()
            known = self._plans[id(plan)] = (plan, fields)
        planned = {field.name for field in known[1]}
        if document.data.keys() <= planned:
            return known[1]
        extra = (_unplanned(name, value) for name, value in document.data.items() if name not in planned)
        return (*known[1], *extra)


def currency_of(document: ExportDocument) -> str | None:
    """The document's currency as an ISO 4217 code, None where it is not known."""
    for spec in document.field_plan.scalars:
        if spec.role == "currency":
            value = document.data.get(spec.name)
            if not isinstance(value, str):
                return None
            code = _CURRENCY_SIGNS.get(value.strip(), value.strip().upper())
            return code if len(code) == 3 and code.isascii() and code.isalpha() else None
    return None


def _unplanned(name: str, value: JsonValue) -> _Field:
    rows = _rows(value)
    columns = dict.fromkeys(key for row in rows for key in row)
    if not columns:
        return _Field(name, field_label(name), FieldType.TEXT)
    inner = tuple(_Field(key, field_label(key), FieldType.TEXT) for key in columns)
    return _Field(name, field_label(name), FieldType.TABLE, inner)


def _rows(value: JsonValue) -> list[Mapping[str, JsonValue]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _cell(kind: FieldType, value: JsonValue, currency: str | None) -> Cell:
    """The value as its column has it; what is no such value stays text, so nothing is lost."""
    if value is None or value == "":
        return None
    match kind:
        case FieldType.DATE:
            return date_of(value) or _text(value)
        case FieldType.NUMBER:
            number = decimal_of(value)
            return _text(value) if number is None else number
        case FieldType.AMOUNT:
            number = decimal_of(value)
            if number is None:
                return _text(value)
            exponent = number.as_tuple().exponent
            printed = -exponent if isinstance(exponent, int) and exponent < 0 else 0
            least = 0 if currency in _NO_DECIMALS else 2
            return Amount(number, currency, min(max(printed, least), _MAX_DECIMALS))
        case _:
            return _text(value)


def _text(value: JsonValue) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case list():
            return _JOINT.join(_text(part) for part in value)
        case dict():
            return ", ".join(f"{key}: {_text(part)}" for key, part in value.items())
        case _:
            return str(value)


def _status(document: ExportDocument, mark_unconfirmed: bool, words: ExportWords) -> str:
    if document.error is not None:
        return words.failed.replace("{reason}", document.error.message)
    if not mark_unconfirmed:
        return words.completed
    return words.confirmed if document.confirmed else words.unconfirmed


def _document_headers(words: ExportWords) -> dict[str, str]:
    return {
        FILE: words.file,
        FOLDER: words.folder,
        TYPE: words.type,
        STATUS: words.status,
        ID: words.document,
    }


def _header(text: str) -> str:
    return " ".join(_ESCAPE.sub("x", printable(text)).split())[:_MAX_HEADER].strip()


def _distinct(columns: Sequence[Column], taken: Iterable[str]) -> Iterator[Column]:
    """Headers on one line and made different from one another, ignoring case: Excel's tables want that."""
    used = {header.casefold() for header in taken}
    for column in columns:
        plain = _header(column.header) or _header(column.key) or _NAMELESS
        header, number = plain, 1
        while header.casefold() in used:
            number += 1
            header = f"{plain} ({number})"
        used.add(header.casefold())
        yield replace(column, header=header)
