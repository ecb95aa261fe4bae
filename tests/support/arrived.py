"""A user's batch with documents whose files have come, straight into the database."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document, ExtractionBatch, User
from ingestio_core.lifecycle import DocumentStatus, PromptStrategy
from ingestio_core.limits import MediaType


def add_batch(
    session: Session, user: UUID, batch: UUID, documents: int, *, local: bool, customer: str | None = None
) -> None:
    """A new user with a batch that is to have so many documents."""
    session.add(User(id=user, local=local, stripe_customer_id=customer))
    session.flush()
    session.add(
        ExtractionBatch(
            id=batch,
            user_id=user,
            prompt_strategy=PromptStrategy.AUTO,
            request_hash="0" * 64,
            document_count=documents,
        )
    )
    session.flush()


def uploaded(user: UUID, batch: UUID, ids: Sequence[UUID], *, pages: int, path: str) -> list[Document]:
    """Documents at their first attempt, in order; `path` is where their files are in the store, with the
    document's id for `{id}`."""
    return [
        Document(
            id=document,
            user_id=user,
            batch_id=batch,
            position=position,
            filename=f"{position}.pdf",
            storage_path=path.format(id=document),
            media_type=MediaType.PDF,
            size=1,
            sha256="0" * 64,
            page_count=pages,
            status=DocumentStatus.UPLOADED,
            attempt=1,
        )
        for position, document in enumerate(ids)
    ]
