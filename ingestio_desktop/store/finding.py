"""Ctrl+K: documents by their names, and by what was read in them."""

import json
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_desktop.store.fold import fold
from ingestio_desktop.store.models import BatchModel, DocumentModel, DocumentTextModel
from ingestio_desktop.store.queries import documents_by_id, named
from ingestio_desktop.store.rows import FoundDocument
from ingestio_desktop.store.texts import matching_words, texts_of

_SPARE: Final = 4
"""Times as many are asked of the index of words, for those of them that are deleted or found by name."""
_LONGEST: Final = 80


def found_documents(session: Session, words: str, limit: int) -> tuple[FoundDocument, ...]:
    """Of all batches, the newest first: those found by file name or first value, then those in which it was
    read."""
    by_name = session.scalars(_visible(named(words)).limit(limit))
    found: dict[UUID, str] = dict.fromkeys(by_name, "")
    left = limit - len(found)
    asked = matching_words(words)
    if left > 0 and asked:
        numbers = list(session.scalars(_BY_WORDS, {"asked": asked, "limit": limit * _SPARE}))
        places = (
            sa.select(DocumentTextModel.document_id)
            .where(DocumentTextModel.number.in_(numbers))
            .order_by(DocumentTextModel.number.desc())
        )
        others = [document_id for document_id in session.scalars(places) if document_id not in found]
        shown = set(session.scalars(_visible(DocumentModel.id.in_(others))))
        for document_id in [each for each in others if each in shown][:left]:
            found[document_id] = _matched(session, document_id, words)
    rows = documents_by_id(session, found)
    return tuple(FoundDocument(row, found[row.id]) for row in rows)


def _visible(found: sa.ColumnElement[bool]) -> sa.Select[UUID]:
    # The batch is looked up last, and so for those alone that are found.
    batch = sa.exists().where(BatchModel.id == DocumentModel.batch_id, BatchModel.hidden.is_(False))
    visible = sa.select(DocumentModel.id).where(DocumentModel.hidden.is_(False), found, batch)
    return visible.order_by(DocumentModel.created_at.desc())


def _matched(session: Session, document_id: UUID, words: str) -> str:
    """The value in which the last word that was typed stands."""
    body = session.scalar(sa.select(DocumentModel.server).where(DocumentModel.id == document_id))
    extraction = json.loads(body or "{}").get("extraction") or {}
    wanted = fold(words).split()[-1]
    for text in texts_of(extraction.get("data")):
        if wanted in fold(text):
            return " ".join(text.split())[:_LONGEST]
    return ""


_BY_WORDS: Final = sa.text(
    "SELECT rowid FROM document_words WHERE document_words MATCH :asked ORDER BY rowid DESC LIMIT :limit"
)
