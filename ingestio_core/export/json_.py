"""JSON: values exactly as they are in `data`, decimals as strings, nothing rounded or renamed.

With `json_numbers` what the field plan calls an amount or a number is a JSON number instead, with all
the digits that were read ("1284.60" as 1284.60), so that a reader of decimals loses nothing.
"""

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import uuid4

from pydantic import JsonValue

from ingestio_core.export.model import (
    DOCUMENT_ROWS,
    Amount,
    Cell,
    ExportChange,
    ExportDocument,
    ExportOptions,
    Link,
)
from ingestio_core.export.rows import SheetLayout
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_core.values import decimal_of

_NUMBERS: Final = frozenset({FieldType.AMOUNT, FieldType.NUMBER})
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class JsonSink:
    """Writes one list: of documents, or multi-row of a table's items with the document's values.

    A document is `{id, file, folder, document_type, confirmed, error, data, findings}`, and `changes`
    where those are asked for. An item has `file`, `folder`, the document's single values and its own,
    under `"table.column"`. With picked columns an entry is a row: values under their headers.
    """

    def __init__(self, path: Path, options: ExportOptions, layout: SheetLayout) -> None:
        self.shortened = 0
        self._options = options
        self._rows = options.rows
        self._layout = layout
        self._columns = layout.columns() if options.columns else ()
        self._texts = [column.format.text or options.formats.text for column in self._columns]
        self._first = True
        # What no document can say, before numbers that the encoder would round.
        self._mark = uuid4().hex
        self._marked = re.compile(rf'"{self._mark}(-?\d+(?:\.\d+)?)"')
        # Closed in `close` and `abandon`: the sink outlives this call. Lone surrogates become a "?".
        self._file = path.open("w", encoding="utf-8", errors="replace", newline="\n")
        self._file.write("[")

    def document(self, document: ExportDocument) -> int:
        """Write one document; how many entries it became."""
        if self._columns:
            return self._sheet_rows(document)
        data = self._data(document)
        if self._rows == DOCUMENT_ROWS:
            self._entry(self._whole(document, data))
            return 1
        value = data.get(self._rows)
        items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        common: dict[str, JsonValue] = {
            "file": document.filename,
            "folder": document.folder,
            **{name: value for name, value in data.items() if name != self._rows},
        }
        for item in items or [{}]:
            self._entry(common | {f"{self._rows}.{name}": cell for name, cell in item.items()})
        return max(1, len(items))

    def close(self) -> None:
        self._file.write("\n]\n")
        self._file.close()

    def abandon(self) -> None:
        # What is still buffered may not fit on the disk that was just found full.
        with suppress(OSError):
            self._file.close()

    def _sheet_rows(self, document: ExportDocument) -> int:
        count = 0
        for row in self._layout.rows(document, self._columns):
            cells = zip(self._columns, row.cells, self._texts, strict=True)
            self._entry({column.header: self._value(cell, text) for column, cell, text in cells})
            count += 1
        return count

    def _value(self, cell: Cell, text: bool) -> JsonValue:
        match cell:
            case Link(shown):
                return shown
            case Amount(value):
                return self._number(value, text)
            case Decimal():
                return self._number(cell, text)
            case date():
                return cell.isoformat()
            case _:
                return cell

    def _number(self, value: Decimal, text: bool = False) -> str:
        digits = f"{value:f}"
        return f"{self._mark}{digits}" if self._options.json_numbers and not text else digits

    def _data(self, document: ExportDocument) -> dict[str, JsonValue]:
        data = dict(document.data)
        return self._exact(data, document.field_plan.fields) if self._options.json_numbers else data

    def _exact(self, data: Mapping[str, JsonValue], specs: Iterable[FieldSpec]) -> dict[str, JsonValue]:
        exact = dict(data)
        for spec in specs:
            value = exact.get(spec.name)
            if spec.type is FieldType.TABLE and isinstance(value, list):
                exact[spec.name] = [
                    self._exact(row, spec.columns) if isinstance(row, dict) else row for row in value
                ]
            elif spec.type in _NUMBERS and (number := decimal_of(value)) is not None:
                exact[spec.name] = self._number(number)
        return exact

    def _whole(self, document: ExportDocument, data: dict[str, JsonValue]) -> dict[str, JsonValue]:
        whole: dict[str, JsonValue] = {
            "id": document.id,
            "file": document.filename,
            "folder": document.folder,
            "document_type": document.document_type,
            "confirmed": document.confirmed,
            "error": document.error.model_dump(mode="json") if document.error else None,
            "data": data,
            "findings": [finding.model_dump(mode="json") for finding in document.findings],
        }
        if self._options.changes_sheet:
            whole["changes"] = [_change(change) for change in document.changes]
        return whole

    def _entry(self, entry: Mapping[str, JsonValue]) -> None:
        text = _encode(entry)
        if self._options.json_numbers:
            text = self._marked.sub(r"\1", text)
        self._file.write(f"\n{text}" if self._first else f",\n{text}")
        self._first = False


def _change(change: ExportChange) -> dict[str, JsonValue]:
    return {
        "at": change.at.isoformat(),
        "by": change.by,
        "path": change.path,
        "before": change.before,
        "after": change.after,
        "hash": change.hash or None,
    }
