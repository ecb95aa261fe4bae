"""JSON: values exactly as they are in `data`, decimals as strings, nothing rounded or renamed."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import JsonValue

from ingestio_core.export.model import DOCUMENT_ROWS, ExportDocument, ExportOptions
from ingestio_core.export.rows import SheetLayout


class JsonSink:
    """Writes one list: of documents, or multi-row of a table's items with the document's values.

    A document is `{id, file, folder, document_type, confirmed, error, data, findings}`. An item
    has `file`, `folder`, the document's single values and its own, under `"table.column"`.
    """

    def __init__(self, path: Path, options: ExportOptions, layout: SheetLayout) -> None:
        self.shortened = 0
        self._rows = options.rows
        self._first = True
        # Closed in `close` and `abandon`: the sink outlives this call.
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._file.write("[")

    def document(self, document: ExportDocument) -> int:
        """Write one document; how many entries it became."""
        if self._rows == DOCUMENT_ROWS:
            self._entry(_document(document))
            return 1
        value = document.data.get(self._rows)
        items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        common: dict[str, JsonValue] = {
            "file": document.filename,
            "folder": document.folder,
            **{name: value for name, value in document.data.items() if name != self._rows},
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

    def _entry(self, entry: Mapping[str, JsonValue]) -> None:
        self._file.write("\n" if self._first else ",\n")
        self._first = False
        # Lone surrogates cannot be encoded; `ensure_ascii` is off so that people can read the rest.
        text = json.dumps(entry, ensure_ascii=False)
        self._file.write(text.encode("utf-8", "replace").decode())


def _document(document: ExportDocument) -> dict[str, JsonValue]:
    return {
        "id": document.id,
        "file": document.filename,
        "folder": document.folder,
        "document_type": document.document_type,
        "confirmed": document.confirmed,
        "error": document.error.model_dump(mode="json") if document.error else None,
        "data": dict(document.data),
        "findings": [finding.model_dump(mode="json") for finding in document.findings],
    }
