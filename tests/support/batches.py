"""Batches and documents as the service would tell them, to stand in a local store."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document, Job
from ingestio_core.contracts.extractions import (
    DocumentType,
    Evidence,
    EvidenceSource,
    Extraction,
    Finding,
    Severity,
)
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, JobStatus, PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.server import apply_batches, apply_documents

_SPACE = UUID("6f1c2a5e-0000-4000-8000-000000000000")

PLAN = FieldPlan(
    fields=(
        FieldSpec(name="vendor_name", label="Supplier"),
        FieldSpec(name="invoice_number", label="Invoice number", type=FieldType.ID),
        FieldSpec(name="total", label="Total", type=FieldType.AMOUNT),
        FieldSpec(
            name="line_items",
            label="Line items",
            type=FieldType.TABLE,
            columns=(
                FieldSpec(name="description", label="Description"),
                FieldSpec(name="amount", label="Amount", type=FieldType.AMOUNT),
            ),
        ),
    )
)

_NAMES: tuple[tuple[str, BatchStatus, int, int, int, timedelta], ...] = (
    ("March supplier invoices", BatchStatus.PROCESSING, 184, 130, 3, timedelta(minutes=12)),
    ("Card receipts, week 14", BatchStatus.PENDING_UPLOAD, 86, 0, 0, timedelta(minutes=14)),
    ("Freight bills Q1", BatchStatus.QUEUED, 58, 0, 0, timedelta(minutes=20)),
    ("Workwear and laundry", BatchStatus.PARTIALLY_COMPLETED, 48, 46, 2, timedelta(hours=2)),
    ("", BatchStatus.COMPLETED, 1, 1, 0, timedelta(hours=3)),
    ("Utilities Q1, all sites", BatchStatus.COMPLETED, 134, 134, 0, timedelta(days=1)),
    ("Travel receipts, sales team", BatchStatus.COMPLETED, 127, 127, 0, timedelta(days=1)),
    ("Contractor invoices Feb", BatchStatus.FAILED, 6, 0, 6, timedelta(days=2)),
    ("Packaging suppliers 2023", BatchStatus.COMPLETED, 188, 188, 0, timedelta(days=3)),
    ("Bank statements Q1", BatchStatus.CANCELLED, 30, 12, 0, timedelta(days=5)),
    ("Insurance policies, all sites", BatchStatus.COMPLETED, 9, 9, 0, timedelta(days=42)),
)


def sample_id(number: int) -> UUID:
    """The same id at every run."""
    return uuid5(_SPACE, str(number))


def sample_batches(count: int = len(_NAMES), now: datetime | None = None) -> list[Batch]:
    """Batches in all states, the newest first; from the twelfth on they repeat with a number."""
    moment = now or datetime.now(UTC)
    batches = []
    for number in range(count):
        name, status, documents, completed, failed, age = _NAMES[number % len(_NAMES)]
        turn = number // len(_NAMES)
        created = moment - age - timedelta(days=60 * turn)
        done = status in (BatchStatus.COMPLETED, BatchStatus.PARTIALLY_COMPLETED, BatchStatus.FAILED)
        batches.append(
            Batch(
                id=sample_id(number),
                name=f"{name}, {turn + 1}" if name and turn else name or None,
                prompt_strategy=PromptStrategy.GLOBAL,
                prompt="Supplier, invoice number, total, line items (description, amount)",
                field_plan=PLAN,
                status=status,
                document_count=documents,
                completed_count=completed,
                failed_count=failed,
                total_pages=documents * 2 + number,
                last_error_message="The files are damaged." if status is BatchStatus.FAILED else None,
                created_at=created,
                updated_at=created,
                completed_at=created + timedelta(minutes=4) if done else None,
            )
        )
    return batches


_SUPPLIERS = (
    ("VA-2024-10482.pdf", "Van Acker Provisions BV", 8),
    ("delhaize_march_0031.pdf", "Delhaize Group", 23),
    ("scan_20240305_0907.jpg", "Ijsfabriek Strombeek NV", 4),
    ("scan_20240305_0911.pdf", "", 0),
    ("INV-77120 Linnea Textil.pdf", "Linnea Textil AB", 12),
    ("electrabel-03-2024.pdf", "", 0),
    ("Facture 2024-1187.pdf", "Boulangerie Morel SARL", 16),
    ("RE-90418.pdf", "Hofmann Kältetechnik GmbH", 3),
    ("water-link 3390217.pdf", "water-link CVBA", 2),
    ("A very long name that the scanner made of the date and of the sender 2024-03-05.pdf", "Bloemen", 5),
)


def sample_documents(batch_id: UUID, count: int, now: datetime | None = None) -> list[Document]:
    """Documents of one batch: to review, confirmed, one failed, one in work, again and again."""
    moment = now or datetime.now(UTC)
    documents = []
    for number in range(count):
        filename, supplier, items = _SUPPLIERS[number % len(_SUPPLIERS)]
        kind = number % 10
        failed, working = kind == 3, kind == 5
        status = DocumentStatus.COMPLETED
        if failed:
            status = DocumentStatus.FAILED
        elif working:
            status = DocumentStatus.PROCESSING
        read = Extraction(
            data={
                "vendor_name": supplier,
                "invoice_number": f"0{number:04}",
                "total": "118.00",
                "line_items": [{"description": f"Article {i + 1}", "amount": "4.00"} for i in range(items)],
            },
            evidence={"/total": Evidence(confidence=1.0, source=EvidenceSource.XML)} if kind == 6 else {},
            findings=_findings(kind),
        )
        documents.append(
            Document(
                id=uuid5(batch_id, str(number)),
                batch_id=batch_id,
                filename=filename if number < len(_SUPPLIERS) else f"{number:04} {filename}",
                folder="March/Scans" if kind % 2 else "March",
                media_type=MediaType.JPEG if filename.endswith("jpg") else MediaType.PDF,
                size=81_000 + number,
                sha256=f"{number:064x}",
                page_count=None if failed else 1 + kind % 3,
                prompt=None,
                field_plan=PLAN,
                detected_type=DocumentType.INVOICE,
                status=status,
                error=_PASSWORD if failed else None,
                confirmed_at=moment if kind in (1, 6) else None,
                version=1,
                job=Job(attempt=1, status=JobStatus.PROCESSING, progress=40) if working else None,
                extraction=None if failed or working else read,
                created_at=moment,
                updated_at=moment,
            )
        )
    return documents


def keep_batches(store: Store, batches: list[Batch], documents: list[Document] | None = None) -> None:
    """Write them as sync would."""
    store.write(lambda unit: apply_batches(unit, batches)).result(30)
    if documents:
        store.write(lambda unit: apply_documents(unit, documents)).result(30)


def _findings(kind: int) -> tuple[Finding, ...]:
    warn, bad = Severity.WARNING, Severity.ERROR
    found = {
        0: ((bad, "Line items miss net by 3.60"),),
        2: (
            (warn, "Due date read twice, differently"),
            (warn, "No VAT number"),
            (warn, "The IBAN is not one"),
        ),
        4: ((warn, "VAT number not found"),),
        7: ((warn, "Due date read twice, differently"), (bad, "Total is not net plus VAT")),
    }
    return tuple(
        Finding(code="sample", severity=severity, message=message, paths=("/total",))
        for severity, message in found.get(kind, ())
    )


_PASSWORD = ErrorInfo(
    code="password_protected",
    title="Password-protected",
    message="The file needs a password. Save a copy without it and add that.",
)
