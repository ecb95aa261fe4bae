"""Keys of model providers, and which engine was chosen, in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document, ExtractionBatch, ModelKey, User
from ingestio_cloud.db.scope import (
    changed_rows,
    own_user,
    owned,
    owned_columns,
    owned_delete,
    upsert_rows,
    user_update,
)
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.providers import ProviderKind


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen for a batch or as an account's default; None for what the service does by itself."""

    engine: EngineChoice | None = None
    provider: ProviderKind | None = None


def keys(session: Session, user_id: UUID) -> Sequence[ModelKey]:
    return session.scalars(owned(ModelKey, user_id).order_by(ModelKey.provider)).all()


def key(session: Session, user_id: UUID, provider: ProviderKind) -> ModelKey | None:
    found: ModelKey | None = session.scalars(
        owned(ModelKey, user_id).where(ModelKey.provider == provider)
    ).one_or_none()
    return found


def put_key(session: Session, user_id: UUID, provider: ProviderKind, **values: object) -> None:
    """Keep a key in place of the one before with the same provider."""
    upsert_rows(session, ModelKey, [{"user_id": user_id, "provider": provider, **values}])


def delete_key(session: Session, user_id: UUID, provider: ProviderKind) -> bool:
    return changed_rows(session, owned_delete(ModelKey, user_id).where(ModelKey.provider == provider)) == 1


def default(session: Session, user_id: UUID) -> Chosen:
    """What the account chose for batches that do not say."""
    row = session.execute(own_user(user_id).with_only_columns(User.engine, User.model_provider)).one_or_none()
    return Chosen() if row is None else Chosen(*row)


def set_default(session: Session, user_id: UUID, chosen: Chosen) -> None:
    session.execute(user_update(user_id).values(engine=chosen.engine, model_provider=chosen.provider))


def chosen_for(session: Session, user_id: UUID, document_id: UUID) -> tuple[Chosen, ModelKey | None]:
    """What reads a document, by its batch, and the user's own key for that."""
    row = session.execute(
        owned_columns(Document, user_id, ExtractionBatch.engine, ExtractionBatch.model_provider)
        .join(
            ExtractionBatch,
            and_(ExtractionBatch.id == Document.batch_id, ExtractionBatch.user_id == Document.user_id),
        )
        .where(Document.id == document_id)
    ).one_or_none()
    chosen = Chosen() if row is None else Chosen(*row)
    own = None if chosen.provider is None else key(session, user_id, chosen.provider)
    return chosen, own
