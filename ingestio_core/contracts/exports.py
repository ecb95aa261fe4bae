"""Exports made by the service."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from ingestio_core.contracts.base import Flag, Wire
from ingestio_core.contracts.selections import DocumentFilter
from ingestio_core.errors import ErrorInfo


class ExportFormat(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


class DateFormat(StrEnum):
    """How days are written. `system` is the short form of whoever opens the workbook; CSV has ISO then."""

    ISO = "iso"
    DOTS = "dots"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    DASHES = "dashes"
    SYSTEM = "system"


class LineEnd(StrEnum):
    CRLF = "crlf"
    LF = "lf"


class Quoting(StrEnum):
    """`where_needed` quotes what holds a delimiter, a quote or a line end; `text` everything but
    numbers; `all` every cell."""

    WHERE_NEEDED = "where_needed"
    TEXT = "text"
    ALL = "all"


class ExportStatus(StrEnum):
    WRITING = "writing"
    SAVED = "saved"
    FAILED = "failed"


class CsvEncoding(StrEnum):
    """`utf-8-sig` begins with a byte order mark, by which Excel knows UTF-8."""

    UTF_8_BOM = "utf-8-sig"
    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS_1252 = "cp1252"
    LATIN_9 = "iso8859-15"


Word = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$")]


class ExportFormats(Wire):
    """How values look in Excel and CSV; null leaves it to the export, and there to the value. `decimals`
    rounds what is shown (in CSV the rest is gone), `thousands` groups digits, `currency` shows the
    document's currency beside amounts, `text` writes all values as texts."""

    dates: DateFormat | None = None
    decimals: Annotated[int, Field(ge=0, le=15)] | None = None
    thousands: bool | None = None
    currency: bool | None = None
    text: Flag = False


class ExportColumn(Wire):
    """One column of a person's choice: a field ("total"), a table's column ("line_items.amount"), or
    one of `_file`, `_folder`, `_type`, `_status`, `_id`; the header over it, and how its values look."""

    key: Word
    header: Word
    format: ExportFormats = ExportFormats()


class ExportCreate(Wire):
    """What to export: a batch, a list of documents, or all that a filter lets through. `rows` is
    `documents` for one row a document, else the name of an array field, one row for each of its items.

    `columns` picks, orders and names the columns; none means all. What is not confirmed is left out
    with `only_confirmed` and else, with `mark_unconfirmed`, says so; documents that failed are there
    with `include_failed`. `formats` holds for all columns that do not say themselves how they look.

    `delimiter`, `decimal`, `encoding`, `line_end` and `quoting` are for CSV, `findings_sheet` for Excel,
    `changes_sheet` (who changed what) for Excel and JSON; with `json_numbers` amounts and numbers are JSON
    numbers with all their digits instead of strings.
    """

    id: UUID
    format: ExportFormat
    rows: Annotated[str, StringConstraints(pattern=r'^[^"\\\x00-\x1f]{1,100}$')] = "documents"
    batch_id: UUID | None = None
    document_ids: tuple[UUID, ...] = Field(default=(), max_length=100_000)
    filter: DocumentFilter | None = None
    columns: tuple[ExportColumn, ...] = Field(default=(), max_length=1_000)
    only_confirmed: Flag = False
    mark_unconfirmed: Flag = True
    include_failed: Flag = False
    findings_sheet: Flag = True
    delimiter: Literal[",", ";", "\t", "|"] = ","
    decimal: Literal[".", ","] = "."
    encoding: CsvEncoding = CsvEncoding.UTF_8_BOM
    formats: ExportFormats = ExportFormats()
    changes_sheet: Flag = False
    line_end: LineEnd = LineEnd.CRLF
    quoting: Quoting = Quoting.WHERE_NEEDED
    json_numbers: Flag = False

    @model_validator(mode="after")
    def _one_source(self) -> "ExportCreate":
        if sum((self.batch_id is not None, bool(self.document_ids), self.filter is not None)) != 1:
            raise ValueError("name one of batch_id, document_ids and filter")
        return self


class Export(Wire):
    """An export and, once it is saved, a link to its file that is good until `expires_at`. The export
    itself is kept until `kept_until`."""

    id: UUID
    format: ExportFormat
    rows: str
    status: ExportStatus
    filename: str
    row_count: int | None = None
    size: int | None = None
    error: ErrorInfo | None = None
    created_at: AwareDatetime
    kept_until: AwareDatetime | None = None
    download_url: str | None = None
    expires_at: AwareDatetime | None = None
