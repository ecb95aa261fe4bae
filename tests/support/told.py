"""What a service would tell of an account, a batch and a document, for tests that need none."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_core.plans import PlanName
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.server import apply_account

MOMENT = datetime(2024, 4, 10, 15, 0, tzinfo=UTC)


def told_account(**changes: object) -> Account:
    """A hosted account in the middle of its month, with changes by the names of fields."""
    return Account(
        id=UUID(int=7),
        email="office@northgate.example",
        plan=PlanName.PLUS,
        files_per_batch=200,
        max_file_bytes=50 * 1024 * 1024,
        pages_limit=2_000,
        pages_used=658,
        pages_left=1_342,
        period_start=date(2024, 4, 1),
        period_end=date(2024, 5, 1),
    ).model_copy(update=changes)


def keep_account(store: Store, **changes: object) -> None:
    """Have the store know a hosted account."""
    account = told_account(**changes)
    store.write(lambda unit: apply_account(unit, account)).result(30)


def read_batch(name: str, *, pages: int = 1, seconds: int = 0, at: datetime = MOMENT) -> Batch:
    """A batch of one document that was read in so many seconds."""
    return Batch(
        id=uuid4(),
        name=name,
        prompt_strategy=PromptStrategy.AUTO,
        prompt=None,
        field_plan=None,
        status=BatchStatus.COMPLETED,
        document_count=1,
        completed_count=1,
        failed_count=0,
        total_pages=pages,
        created_at=at,
        updated_at=at,
        completed_at=at + timedelta(seconds=seconds),
    )


def read_document(batch: Batch, filename: str, *, sha256: str, size: int) -> Document:
    """The document of it, by its content."""
    return Document(
        id=uuid4(),
        batch_id=batch.id,
        filename=filename,
        media_type=MediaType.PDF,
        size=size,
        sha256=sha256,
        page_count=1,
        prompt=None,
        field_plan=None,
        detected_type=None,
        status=DocumentStatus.COMPLETED,
        created_at=batch.created_at,
        updated_at=batch.updated_at,
        version=1,
    )
