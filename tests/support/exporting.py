"""Batches to export: documents as a service would tell them, with items, in every state."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5

from pydantic import JsonValue

from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.extractions import DocumentType, Extraction
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.store.database import Store, Unit
from ingestio_desktop.store.server import apply_batches, apply_documents

_NAMESPACE = UUID("5f0a4b1c-5f59-4ef0-b1a7-04f1f8f0a7c2")
MOMENT = datetime(2026, 3, 5, 10, 41, tzinfo=UTC)
_SUPPLIERS = ("Van Acker Provisions BV", "Delhaize Group", "Northgate Supplies Ltd", "Müller & Söhne GmbH")
_ITEMS = (
    ("Olive oil, extra virgin, 5 l", "12", "23.50"),
    ("Sea salt flakes, 1 kg", "10", "4.20"),
    ("Arborio rice, 10 kg", "6", "18.90"),
    ("Plum tomatoes, 2.5 kg tin", "24", "5.10"),
    ("Dijon mustard, 5 kg", "4", "16.75"),
)


def fill_exports(
    store: Store,
    documents: int,
    *,
    unconfirmed: int = 0,
    in_progress: int = 0,
    failed: int = 0,
    cancelled: int = 0,
    name: str = "March supplier invoices",
    plan: FieldPlan | None = None,
) -> UUID:
    """A batch with so many documents that were read, and so many that were not. Its id."""
    batch_id = uuid5(_NAMESPACE, name)
    read = [
        read_document(batch_id, number, number >= unconfirmed, plan or default_plan("invoice"))
        for number in range(documents)
    ]
    cancelled_error = ErrorInfo(code="cancelled", title="Cancelled", message="It was cancelled.")
    failed_error = ErrorInfo(code="damaged", title="Damaged", message="The file is damaged.")
    others = [
        *((DocumentStatus.PROCESSING, None) for _ in range(in_progress)),
        *((DocumentStatus.FAILED, failed_error) for _ in range(failed)),
        *((DocumentStatus.FAILED, cancelled_error) for _ in range(cancelled)),
    ]
    rows = [
        *read,
        *(
            _document(batch_id, documents + at, status, error=error)
            for at, (status, error) in enumerate(others)
        ),
    ]

    def fill(unit: Unit) -> None:
        apply_batches(unit, [_batch(batch_id, name, rows)])
        apply_documents(unit, rows)

    store.write(fill).result(60)
    return batch_id


def document_id(batch_id: UUID, number: int) -> UUID:
    """Of the document of this number."""
    return uuid5(batch_id, str(number))


def item_count(number: int) -> int:
    """How many items the document of this number has."""
    return 1 + number % len(_ITEMS)


def read_document(batch_id: UUID, number: int, confirmed: bool, plan: FieldPlan) -> Document:
    """The document of this number, as it was read."""
    items: list[JsonValue] = [
        {"description": text, "quantity": quantity, "unit_price": price, "amount": price}
        for text, quantity, price in _ITEMS[: item_count(number)]
    ]
    values: dict[str, JsonValue] = {
        "vendor_name": _SUPPLIERS[number % len(_SUPPLIERS)],
        "invoice_number": f"{number:06}",
        "invoice_date": f"2026-03-{1 + number % 28:02}",
        "due_date": f"2026-04-{1 + number % 28:02}",
        "purchase_order": f"00{number}",
        "currency": "EUR",
        "subtotal": f"{100 + number}.50",
        "total": f"{120 + number}.00",
        "line_items": items,
    }
    known = {field.name for field in plan.fields}
    data = {key: value for key, value in values.items() if key in known}
    return _document(batch_id, number, DocumentStatus.COMPLETED, plan=plan).model_copy(
        update={
            "extraction": Extraction(data=data, evidence={}, findings=()),
            "confirmed_at": MOMENT if confirmed else None,
        }
    )


def _document(
    batch_id: UUID,
    number: int,
    status: DocumentStatus,
    *,
    plan: FieldPlan | None = None,
    error: ErrorInfo | None = None,
) -> Document:
    return Document(
        id=document_id(batch_id, number),
        batch_id=batch_id,
        filename=f"invoice-{number:05}.pdf",
        media_type=MediaType.PDF,
        size=12_345,
        sha256=f"{number:064x}",
        page_count=1,
        prompt=None,
        field_plan=plan,
        detected_type=DocumentType.INVOICE if plan is not None else None,
        status=status,
        error=error,
        version=1,
        created_at=MOMENT,
        updated_at=MOMENT,
    )


def _batch(batch_id: UUID, name: str, rows: Sequence[Document]) -> Batch:
    return Batch(
        id=batch_id,
        name=name,
        prompt_strategy=PromptStrategy.AUTO,
        prompt=None,
        field_plan=None,
        status=BatchStatus.PARTIALLY_COMPLETED,
        document_count=len(rows),
        completed_count=sum(row.status is DocumentStatus.COMPLETED for row in rows),
        failed_count=sum(row.status is DocumentStatus.FAILED for row in rows),
        total_pages=len(rows),
        created_at=MOMENT,
        updated_at=MOMENT,
        completed_at=MOMENT,
    )
