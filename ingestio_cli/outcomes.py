"""What became of each file, and the forms in which a person gets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from ingestio_core.contracts.documents import Document
from ingestio_core.errors import ErrorInfo
from ingestio_core.intake import IntakeResult
from ingestio_core.lifecycle import DocumentStatus

_MISSING: Final = ErrorInfo(
    code="not_processed",
    title="It was not read",
    message="The batch was cancelled before its turn came. Run the command again.",
    retryable=True,
)

_NUMBER: Final = ("invoice_number", "receipt_number", "order_number", "iban", "title")
_DATE: Final = ("invoice_date", "date", "order_date", "period_end", "effective_date")
_PARTY: Final = ("vendor_name", "supplier_name", "bank_name", "party", "buyer_name", "customer_name")
_TOTAL: Final = ("total", "closing_balance", "value")
_NARROWEST: Final = 110


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
        return self.intake.path

    @property
    def completed(self) -> bool:
        return self.document is not None and self.document.status is DocumentStatus.COMPLETED

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
    error, document = outcome.error, outcome.document
    extraction = document.extraction if document is not None and outcome.completed else None
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


def print_table(outcomes: Sequence[Outcome]) -> None:
    """Print the key fields of all outcomes to stdout."""
    console = Console()
    if console.width < _NARROWEST and not console.is_terminal:
        console = Console(width=_NARROWEST)
    table = Table("File", "Type", "Number", "Date", "From", title="What was read", title_justify="left")
    table.add_column("Total", justify="right")
    table.add_column("Items", justify="right")
    table.add_column("To check")
    for outcome in outcomes:
        table.add_row(*_cells(outcome))
    console.print(table, markup=False)


def _cells(outcome: Outcome) -> tuple[str, ...]:
    name = outcome.file.name
    document = outcome.document
    extraction = document.extraction if document is not None and outcome.completed else None
    if document is None or extraction is None:
        return name, "", "", "", "", "", "", outcome.error.title if outcome.error else ""
    data = extraction.data
    kind = document.detected_type.replace("_", " ") if document.detected_type else ""
    items = next((len(value) for value in data.values() if isinstance(value, list)), None)
    total = " ".join(filter(None, (_first(data, _TOTAL), _first(data, ("currency",)))))
    check = extraction.findings[0].message if extraction.findings else ""
    return (
        name,
        kind,
        _first(data, _NUMBER),
        _first(data, _DATE),
        _first(data, _PARTY),
        total,
        "" if items is None else str(items),
        check,
    )


def _first(data: dict[str, Any], names: Sequence[str]) -> str:
    """The first of the fields that has a value; known names are the same in every plan."""
    return next((str(data[name]) for name in names if data.get(name)), "")


def _pages(outcome: Outcome) -> int | None:
    if outcome.document is not None and outcome.document.page_count is not None:
        return outcome.document.page_count
    return outcome.intake.pages
