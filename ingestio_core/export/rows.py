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
from enum import Enum, auto
from math import isfinite
from typing import Final, NamedTuple

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
_TYPED: Final = frozenset({FieldType.DATE, FieldType.NUMBER, FieldType.AMOUNT})
_NAMELESS: Final = "–"
_ESCAPE: Final = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
"""Excel would read "_x0041_" as an A in the name of a table's column."""


class _From(Enum):
    """Where a column's cells come from."""

    DOCUMENT = auto()
    TEXT = auto()
    TYPED = auto()
    COUNT = auto()
    JOINED = auto()
    ITEM = auto()
    NOWHERE = auto()


class _Source(NamedTuple):
    """How the cells of one column are made; `name` is the field's, `inner` that of a table's column."""

    origin: _From
    name: str
    inner: str = ""
    type: FieldType = FieldType.TEXT


_NOWHERE: Final = _Source(_From.NOWHERE, "")


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of one document's plan or data; `columns` is empty for a single value."""

    name: str
    label: str
    type: FieldType
    columns: tuple["_Field", ...] = ()


@dataclass(slots=True)
class _Plan:
    """A field plan as its rows are made. `currency` is the name of the field that holds it, `sources`
    those of the columns asked for last. `plan` is kept so that its identity stays its own."""

    plan: FieldPlan
    fields: tuple[_Field, ...]
    names: frozenset[str]
    currency: str | None
    columns: Sequence[Column] = ()
    sources: tuple[_Source, ...] = ()


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
        self._plans: dict[int, _Plan] = {}
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
            return tuple(_distinct((*self._options.columns, *self._unseen()), ()))
        own = [FILE]
        own += [FOLDER] if self._has_folder else []
        own += [TYPE] if self._has_type else []
        own += [STATUS] if self._options.mark_unconfirmed or self._has_failed else []
        return (
            *(Column(key, self._headers[key]) for key in own),
            *_distinct(self._found, self._headers.values()),
        )

    def _unseen(self) -> Iterator[Column]:
        """What is in the documents and was neither picked nor left out."""
        if self._options.left_out is not None:
            known = {*self._options.left_out, *(column.key for column in self._options.columns)}
            yield from (column for column in self._found if column.key not in known)

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
        plan = self._plan(document)
        fields = self._fields(document)
        if fields is not plan.fields:
            sources = self._sources(fields, columns)
        elif plan.columns is columns:
            sources = plan.sources
        else:
            plan.columns = columns
            sources = plan.sources = self._sources(fields, columns)
        currency = _currency(document.data.get(plan.currency)) if plan.currency is not None else None
        marked = self._options.mark_unconfirmed and not document.confirmed
        cells = self._cells(document, sources, currency)
        if self._options.rows == DOCUMENT_ROWS:
            yield SheetRow(tuple(cells), marked)
            return
        own = [(at, source) for at, source in enumerate(sources) if source.origin is _From.ITEM]
        for item in self._items(document) or [{}]:
            for at, source in own:
                cells[at] = _cell(source.type, item.get(source.inner), currency, self._words)
            yield SheetRow(tuple(cells), marked)

    def _cells(
        self, document: ExportDocument, sources: Sequence[_Source], currency: str | None
    ) -> list[Cell]:
        """The cells that are the same in all rows of the document, None for the others."""
        data = document.data
        cells: list[Cell] = []
        for origin, name, inner, kind in sources:
            if origin is _From.TEXT:
                value = data.get(name)
                cells.append((value if type(value) is str else _text(value, self._words)) or None)
            elif origin is _From.TYPED:
                cells.append(_cell(kind, data.get(name), currency, self._words))
            elif origin is _From.DOCUMENT:
                cells.append(self._own(document, name))
            elif origin is _From.COUNT:
                cells.append(Decimal(len(_rows(data.get(name)))))
            elif origin is _From.JOINED:
                values = [_text(row.get(inner), self._words) for row in _rows(data.get(name))]
                cells.append(_JOINT.join(values) if any(values) else None)
            else:
                cells.append(None)
        return cells

    def _sources(self, fields: Sequence[_Field], columns: Sequence[Column]) -> tuple[_Source, ...]:
        known: dict[str, _Source] = {key: _Source(_From.DOCUMENT, key) for key in self._headers}
        for field in fields:
            if not field.columns:
                origin = _From.TYPED if field.type in _TYPED else _From.TEXT
                known[field.name] = _Source(origin, field.name, "", field.type)
                continue
            known[field.name] = _Source(_From.COUNT, field.name)
            origin = _From.ITEM if field.name == self._options.rows else _From.JOINED
            for column in field.columns:
                key = f"{field.name}.{column.name}"
                known[key] = _Source(origin, field.name, column.name, column.type)
        return tuple(known.get(column.key, _NOWHERE) for column in columns)

    def _own(self, document: ExportDocument, key: str) -> Cell:
        if key == FILE:
            if document.source and self._options.link_source:
                return Link(document.filename, document.source)
            return document.filename
        if key == STATUS:
            return _status(document, self._options.mark_unconfirmed, self._words)
        if key == FOLDER:
            return document.folder
        if key == TYPE:
            return field_label(document.document_type) if document.document_type else None
        return document.id

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

    def _items(self, document: ExportDocument) -> list[Mapping[str, JsonValue]]:
        if self._options.rows == DOCUMENT_ROWS:
            return []
        return _rows(document.data.get(self._options.rows))

    def _fields(self, document: ExportDocument) -> tuple[_Field, ...]:
        plan = self._plan(document)
        if document.data.keys() <= plan.names:
            return plan.fields
        extra = (_unplanned(name, value) for name, value in document.data.items() if name not in plan.names)
        return (*plan.fields, *extra)

    def _plan(self, document: ExportDocument) -> _Plan:
        plan = document.field_plan
        # By identity: documents of a batch share one plan, and to hash a plan costs more than to read it.
        known = self._plans.get(id(plan))
        if known is None or known.plan is not plan:
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
            currency = next((spec.name for spec in plan.scalars if spec.role == "currency"), None)
            names = frozenset(field.name for field in fields)
            known = self._plans[id(plan)] = _Plan(plan, fields, names, currency)
        return known


def _currency(value: JsonValue) -> str | None:
    if not isinstance(value, str):
        return None
    code = _CURRENCY_SIGNS.get(value.strip(), value.strip().upper())
    return code if len(code) == 3 and code.isascii() and code.isalpha() else None


def _unplanned(name: str, value: JsonValue) -> _Field:
    rows = _rows(value)
    columns = dict.fromkeys(key for row in rows for key in row)
    if not columns:
        return _Field(name, field_label(name), FieldType.TEXT)
    inner = tuple(_Field(key, field_label(key), FieldType.TEXT) for key in columns)
    return _Field(name, field_label(name), FieldType.TABLE, inner)


def _rows(value: JsonValue) -> list[Mapping[str, JsonValue]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _cell(kind: FieldType, value: JsonValue, currency: str | None, words: ExportWords) -> Cell:
    """The value as its column has it; what is no such value stays text, so nothing is lost."""
    if value is None or value == "":
        return None
    match kind:
        case FieldType.DATE:
            return date_of(value) or _text(value, words)
        case FieldType.NUMBER:
            number = decimal_of(value)
            return _text(value, words) if number is None else number
        case FieldType.AMOUNT:
            number = decimal_of(value)
            if number is None:
                return _text(value, words)
            printed = _decimals(value, number)
            least = 0 if currency in _NO_DECIMALS else 2
            return Amount(number, currency, min(max(printed, least), _MAX_DECIMALS))
        case _:
            return _text(value, words)


def _decimals(value: JsonValue, number: Decimal) -> int:
    if isinstance(value, str):
        point = value.rstrip().rfind(".")
        return len(value.rstrip()) - point - 1 if point >= 0 else 0
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _text(value: JsonValue, words: ExportWords) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return words.yes if value else words.no
        case list():
            return _JOINT.join(_text(part, words) for part in value)
        case dict():
            return ", ".join(f"{key}: {_text(part, words)}" for key, part in value.items())
        case float():
            return f"{Decimal(repr(value)):f}" if isfinite(value) else str(value)
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
