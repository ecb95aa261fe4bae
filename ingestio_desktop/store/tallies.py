"""How much is in the store, as numbers that say nothing about whose it is or what it is about."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_desktop.store.models import BatchModel, DocumentModel
from ingestio_desktop.store.rows import DocumentState


def tallies(session: Session) -> Mapping[str, int]:
    """Batches, documents, and documents by what became of them."""
    states = session.execute(
        sa.select(DocumentModel.state, sa.func.count())
        .where(DocumentModel.hidden.is_(False))
        .group_by(DocumentModel.state)
    )
    by_state: dict[str, int] = {row[0]: row[1] for row in states}
    return {
        "batches": session.scalar(
            sa.select(sa.func.count()).select_from(BatchModel).where(BatchModel.hidden.is_(False))
        )
        or 0,
        "documents": sum(by_state.values()),
        "documents_confirmed": by_state.get(DocumentState.CONFIRMED, 0),
        "documents_failed": by_state.get(DocumentState.ERROR, 0),
    }
