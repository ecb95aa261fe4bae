"""What goes into an export and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import JsonValue

from ingestio_core.contracts.exports import DateFormat, ExportFormat, LineEnd, Quoting
from ingestio_core.contracts.extractions import Evidence, Finding
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.fieldplan import FieldPlan

DOCUMENT_ROWS: Final = "documents"
"""The value of `rows` for one row a document."""


@dataclass(frozen=True, slots=True)
class ColumnFormat:
    """How the values of a column look in Excel and CSV; None leaves it to the export's own format.

    `decimals` rounds what is shown: in Excel the cell keeps all digits, in CSV the rest is gone.
    `thousands` groups digits, `currency` shows the document's currency beside amounts. Where nobody
    says: dates as ISO 8601; in Excel amounts are grouped and carry their currency, with as many
    decimals as were read; CSV has numbers plain. `text` writes every value as text, as it was read.
    """

    dates: DateFormat | None = None
    decimals: int | None = None
    thousands: bool | None = None
    currency: bool | None = None
    text: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet: its key, the header over it and how its values look.

    Keys: a field's name ("total"), a table's column ("line_items.amount"), a table by itself
    ("line_items", the number of its rows), or one of `_file`, `_folder`, `_type`, `_status`, `_id`.
    """

    key: str
    header: str
    format: ColumnFormat = ColumnFormat()


@dataclass(frozen=True, slots=True)
class ExportWords:
    """What the export itself says, in English unless given in a person's language."""

    data_sheet: str = "Data"
    findings_sheet: str = "Findings"
    changes_sheet: str = "Changes"
    file: str = "File"
    folder: str = "Folder"
    type: str = "Type"
    status: str = "Status"
    document: str = "Document"
    severity: str = "Severity"
    field: str = "Field"
    row: str = "{table}, row {number}"
    message: str = "What is wrong"
    at: str = "When"
    by: str = "Who"
    before: str = "Before"
    after: str = "After"
    completed: str = "Completed"
    confirmed: str = "Confirmed"
    unconfirmed: str = "Not confirmed"
    failed: str = "Failed: {reason}"
    info: str = "info"
    warning: str = "warning"
    error: str = "error"
    yes: str = "yes"
    no: str = "no"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to write. `rows` is `documents`, else the name of a table, one row for each of its items.

    `columns` picks, orders, names and formats the columns; empty means all of them. Where `left_out` has
    the keys that were seen and not picked, columns that nobody saw follow the picked ones. Documents that
    are not confirmed are left out with `only_confirmed` and else, with `mark_unconfirmed`, say so in
    a column of their own (and in italics in Excel); failed ones are left out unless `include_failed`,
    and give their reason in that column. `formats` holds for all columns that do not say themselves.

    Excel only: `findings_sheet`, `changes_sheet` (who changed what; JSON has it in each document),
    `link_source` (the file's name leads to the file), `append` (add to the workbook at the target,
    without the documents that are in it already; where there is none, it is made).
    CSV only: `delimiter`, `decimal`, `encoding`, `line_end`, `quoting`. JSON only: `json_numbers`
    writes amounts and numbers as JSON numbers with all their digits instead of as strings.
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
    formats: ColumnFormat = ColumnFormat()
    changes_sheet: bool = False
    link_source: bool = True
    append: bool = False
    line_end: LineEnd = LineEnd.CRLF
    quoting: Quoting = Quoting.WHERE_NEEDED
    json_numbers: bool = False
    words: ExportWords = ExportWords()
    left_out: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ExportChange:
    """One entry of a document's trail. `by` is a name as it is to be shown, `path` a JSON Pointer into
    the data, `hash` the entry's in the chain."""

    at: datetime
    by: str
    path: str
    before: JsonValue
    after: JsonValue
    hash: str = ""


@dataclass(frozen=True, slots=True)
class ExportDocument:
    """One document with the data read from it.

    `source` is where the file itself is, as a path or an http(s) address, for the link in Excel. `key`
    is what a workbook knows the document by, its id unless given.
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
    changes: tuple[ExportChange, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """What was written. `rows` counts without the header, `documents` those in the file,
    `left_out` those that the options left out, `shortened` cells too long for Excel.

    Where rows were `appended` to a workbook, `documents` and `rows` are those added now and
    `already_there` the documents that it had before."""

    path: Path
    documents: int
    rows: int
    left_out: int = 0
    shortened: int = 0
    appended: bool = False
    already_there: int = 0


class ExportCancelled(IngestError):
    """A person cancelled the export; nothing is left of it."""


class Amount(NamedTuple):
    """Money in a cell. `decimals` is how many are shown, `currency` an ISO 4217 code or None."""

    value: Decimal
    currency: str | None
    decimals: int


class Link(NamedTuple):
    """Text that leads to a file or an address."""

    text: str
    target: str


Cell = str | Decimal | date | Amount | Link | None


class SheetRow(NamedTuple):
    """The cells of one row in the order of the columns; `marked` rows are not confirmed."""

    cells: tuple[Cell, ...]
    marked: bool = False
