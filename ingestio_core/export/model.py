"""What goes into an export and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.contracts.extractions import Evidence, Finding
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.fieldplan import FieldPlan

DOCUMENT_ROWS: Final = "documents"
"""The value of `rows` for one row a document."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet: its key and the header over it.

    Keys: a field's name ("total"), a table's column ("line_items.amount"), a table by itself
    ("line_items", the number of its rows), or one of `_file`, `_folder`, `_type`, `_status`, `_id`.
    """

    key: str
    header: str


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to write. `rows` is `documents`, else the name of a table, one row for each of its items.

    `columns` picks, orders and names the columns; empty means all of them. Documents that are not
    confirmed are left out with `only_confirmed` and else, with `mark_unconfirmed`, say so in a
    column of their own (and in italics in Excel); failed ones are left out unless
    `include_failed`, and give their reason in that column. `delimiter`, `decimal` and `encoding`
    are for CSV only, `findings_sheet` for Excel only.
    """

    format: ExportFormat
    rows: str = DOCUMENT_ROWS
    columns: tuple[Column, ...] = ()
    only_confirmed: bool = False
    mark_unconfirmed: bool = True
    include_failed: bool = False
    findings_sheet: bool = True
    delimiter: str = ","
    decimal: str = "."
    encoding: str = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class ExportDocument:
    """One document with the data read from it.

    `source` is where the file itself is, as a path or an http(s) address, for the link in Excel.
    """

    id: str
    filename: str
    field_plan: FieldPlan
    data: Mapping[str, JsonValue]
    folder: str = ""
    source: str | None = None
    document_type: str | None = None
    confirmed: bool = False
    error: ErrorInfo | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """What was written. `rows` counts without the header, `documents` those in the file,
    `left_out` those that the options left out, `shortened` cells too long for Excel."""

    path: Path
    documents: int
    rows: int
    left_out: int = 0
    shortened: int = 0


class ExportCancelled(IngestError):
    """A person cancelled the export; nothing is left of it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in a cell. `decimals` is how many are shown, `currency` an ISO 4217 code or None."""

    value: Decimal
    currency: str | None
    decimals: int


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to a file or an address."""

    text: str
    target: str


Cell = str | Decimal | date | Amount | Link | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of one row in the order of the columns; `marked` rows are not confirmed."""

    cells: tuple[Cell, ...]
    marked: bool = False
