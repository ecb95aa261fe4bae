"""What became of each file, and the forms in which a person gets it."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ingestio_cli.terminal import clean
from ingestio_client.paths import printable
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.extractions import Extraction
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan, FieldSpec
from ingestio_core.intake import IntakeResult
from ingestio_core.lifecycle import DocumentStatus

_MISSING: Final = ErrorInfo(
    code="not_processed",
    title="It was not read",
    message="The batch was cancelled before its turn came. Run the command again.",
    retryable=True,
)

_KEY_HEADERS: Final = ("Type", "Number", "Date", "From", "Total", "Items")
_SCALARS_SHOWN: Final = 5
_TABLES_SHOWN: Final = 2
_NUMBER: Final = ("invoice_number", "receipt_number", "order_number", "iban", "title")
_DATE: Final = ("invoice_date", "date", "order_date", "period_end", "effective_date")
_PARTY: Final = ("vendor_name", "supplier_name", "bank_name", "party", "buyer_name", "customer_name")
_TOTAL: Final = ("total", "closing_balance", "value")
_FILE_WIDTH: Final = 32
_MOST: Final = 1_000
_SQUEEZED: Final = 1.6
"""How many times as wide as its place a table can be and still be read, with its cells broken."""
_WIDTH: Final = 160
"""Columns of text where stdout is no terminal."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input file. `document` is None where it was refused before it was uploaded, `upload_error`
    says why it could not be."""

    intake: IntakeResult
    folder: str = ""
    document: Document | None = None
    upload_error: ErrorInfo | None = None

    @property
    def file(self) -> Path:
        """The path as the person gave it, or below the folder that they gave."""
        return Path(printable(str(self.intake.path)))

    @property
    def completed(self) -> bool:
        return self.document is not None and self.document.status is DocumentStatus.COMPLETED

    @property
    def extraction(self) -> Extraction | None:
        """What was read, of a completed document only."""
        return self.document.extraction if self.document is not None and self.completed else None

    @property
    def data(self) -> dict[str, Any] | None:
        return self.extraction.data if self.extraction is not None else None

    @property
    def error(self) -> ErrorInfo | None:
        """Why it failed; the reason that is nearest to the cause."""
        if self.completed:
            return None
        return (
            self.intake.error
            or self.upload_error
            or (self.document and (self.document.error or (self.document.job and self.document.job.error)))
            or _MISSING
        )


def record(outcome: Outcome) -> dict[str, Any]:
    """The outcome as an item of the JSON output."""
    error, document, extraction = outcome.error, outcome.document, outcome.extraction
    plain = extraction.model_dump(mode="json") if extraction is not None else {}
    return {
        "file": str(outcome.file),
        "status": "completed" if outcome.completed else "failed",
        "error": error and {"code": error.code, "title": error.title, "message": error.message},
        "document_type": document.detected_type if document is not None else None,
        "pages": _pages(outcome),
        "data": plain.get("data"),
        "evidence": plain.get("evidence", {}),
        "findings": plain.get("findings", []),
    }


def print_table(outcomes: Sequence[Outcome], plan: FieldPlan | None) -> None:
    """Print the key fields of all outcomes to stdout: the first of `plan`, else those of each type."""
    console = Console() if sys.stdout.isatty() else Console(width=_WIDTH)
    headers = _KEY_HEADERS if plan is None else tuple(clean(field.label) for field in _shown(plan))
    headers = ("File", *headers, "To check")
    rows = [_row(outcome, len(headers), plan) for outcome in outcomes]
    shown: RenderableType = _as_table(headers, rows)
    if (
        console.measure(shown, options=console.options.update(max_width=_MOST)).maximum
        > _SQUEEZED * console.width
    ):
        shown = _as_list(headers, rows)
    # A table that nobody reads to its end has not failed.
    with suppress(BrokenPipeError):
        console.print(shown, markup=False, highlight=False)


def _as_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title="What was read", title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for header in headers:
        match header:
            case "File":
                table.add_column(header, no_wrap=True, max_width=_FILE_WIDTH)
            case "Total" | "Items":
                table.add_column(header, no_wrap=True, justify="right")
            case "Date":
                table.add_column(header, no_wrap=True)
            case "To check":
                table.add_column(header, min_width=16 if any(row[-1] for row in rows) else None)
            case _:
                table.add_column(header, min_width=min(10, len(header)), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _as_list(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Text:
    """A paragraph for each file, where columns find no place."""
    lines = []
    for file, *cells in rows:
        named = zip(headers[1:], cells, strict=True)
        lines += [file, *(f"  {header}: {cell}" for header, cell in named if cell)]
    return Text("\n".join(lines))


def _row(outcome: Outcome, width: int, plan: FieldPlan | None) -> list[str]:
    data = outcome.data
    cells = [""] * (width - 2) if data is None else _key_cells(outcome, data, plan)
    return [clean(cell) for cell in (outcome.file.name, *cells, _to_check(outcome))]


def _shown(plan: FieldPlan) -> tuple[FieldSpec, ...]:
    return (*plan.scalars[:_SCALARS_SHOWN], *plan.tables[:_TABLES_SHOWN])


def _key_cells(outcome: Outcome, data: dict[str, Any], plan: FieldPlan | None) -> list[str]:
    if plan is not None:
        return [_text(data.get(field.name)) for field in _shown(plan)]
    kind = outcome.document.detected_type if outcome.document is not None else None
    return [
        kind.replace("_", " ") if kind else "",
        _first(data, _NUMBER),
        _first(data, _DATE),
        _first(data, _PARTY),
        f"{_first(data, _TOTAL)} {_first(data, ('currency',))}".strip(),
        next((_text(value) for value in data.values() if isinstance(value, list)), ""),
    ]


def _to_check(outcome: Outcome) -> str:
    if outcome.error is not None:
        return outcome.error.title
    findings = outcome.extraction.findings if outcome.extraction is not None else ()
    return findings[0].message if findings else ""


def _text(value: Any) -> str:
    """A value as it is, a table as the number of its rows."""
    if value is None:
        return ""
    return str(len(value)) if isinstance(value, list) else str(value)


def _first(data: dict[str, Any], names: Sequence[str]) -> str:
    """The first of the fields that has a value; known names are the same in every plan."""
    return next((str(data[name]) for name in names if data.get(name)), "")


def _pages(outcome: Outcome) -> int | None:
    if outcome.document is not None and outcome.document.page_count is not None:
        return outcome.document.page_count
    return outcome.intake.pages
