"""What became of each file, and the forms in which a person gets it."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

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
    table = Table(title="What was read", title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("File", no_wrap=True)
    headers = _KEY_HEADERS if plan is None else [field.label for field in _shown(plan)]
    for header in headers:
        numeric = header in ("Total", "Items")
        table.add_column(header, justify="right" if numeric else "left", min_width=min(10, len(header)))
    table.add_column("To check", min_width=16)
    for outcome in outcomes:
        data = outcome.data
        cells = [""] * len(headers) if data is None else _key_cells(outcome, data, plan)
        table.add_row(outcome.file.name, *cells, _to_check(outcome))
    console.print(table, markup=False)


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
