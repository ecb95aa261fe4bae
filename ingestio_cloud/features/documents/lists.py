"""Lists of documents, of one batch or of all: searched, filtered, sorted, page by page."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, and_, not_
from sqlalchemy.orm import Session

from ingestio_cloud.db.folding import folded
from ingestio_cloud.db.models import Document
from ingestio_cloud.db.scope import owned, owned_columns
from ingestio_cloud.features.keyset import (
    Key,
    Order,
    list_tag,
    page_of,
    parse_integer,
    parse_moment,
    parse_text,
    parse_uuid,
)
from ingestio_core.contracts.selections import DocumentFilter
from ingestio_core.lifecycle import DocumentStatus


class DocumentSort(StrEnum):
    """A minus in front sorts downwards. `position` is the order in which a batch announced them.
    What has no known pages comes last."""

    POSITION = "position"
    POSITION_DOWN = "-position"
    CREATED_AT = "created_at"
    CREATED_AT_DOWN = "-created_at"
    FILENAME = "filename"
    FILENAME_DOWN = "-filename"
    STATUS = "status"
    STATUS_DOWN = "-status"
    PAGES = "page_count"
    PAGES_DOWN = "-page_count"


_ID: Final = Key(Document.id, parse_uuid)
_CREATED: Final = Key(Document.created_at, parse_moment)
_KEYS: Final[Mapping[str, tuple[Key, ...]]] = {
    "position": (Key(Document.position, parse_integer, int), _ID),
    "created_at": (_CREATED, _ID),
    "filename": (Key(Document.filename_folded, parse_text), _ID),
    "status": (Key(Document.status, DocumentStatus), _CREATED, _ID),
    "page_count": (Key(Document.page_count, parse_integer, int), _ID),
}


def page(
    session: Session,
    user_id: UUID,
    chosen: DocumentFilter,
    *,
    sort: DocumentSort,
    cursor: str | None,
    limit: int,
) -> tuple[Sequence[Document], str | None]:
    """One page and the cursor of the next one, None on the last. Raises `RefusedError` (bad_cursor)."""
    word = sort.removeprefix("-")
    order = Order(_KEYS[word], down=sort.startswith("-"), nulls=word == "page_count")
    statement = _narrowed(owned(Document, user_id), chosen)
    tag = list_tag("documents", sort, chosen.model_dump(mode="json"))
    return page_of(session, statement, order, tag=tag, cursor=cursor, limit=limit)


def ids(session: Session, user_id: UUID, chosen: DocumentFilter, limit: int | None = None) -> Sequence[UUID]:
    """The ids of what a filter lets through: a batch's in the order announced, else by time."""
    statement = _narrowed(owned_columns(Document, user_id, Document.id), chosen)
    first = Document.position if chosen.batch_id else Document.created_at
    return session.scalars(statement.order_by(first, Document.position, Document.id).limit(limit)).all()


def _narrowed(statement: Select[Any], chosen: DocumentFilter) -> Select[Any]:
    if chosen.batch_id is not None:
        statement = statement.where(Document.batch_id == chosen.batch_id)
    if chosen.status:
        statement = statement.where(Document.status.in_(chosen.status))
    if chosen.type:
        statement = statement.where(Document.detected_type.in_(chosen.type))
    if chosen.confirmed is not None:
        confirmed = and_(Document.status == DocumentStatus.COMPLETED, Document.confirmed_at.is_not(None))
        statement = statement.where(confirmed if chosen.confirmed else not_(confirmed))
    if chosen.findings is not None:
        count = Document.finding_count
        statement = statement.where(count > 0 if chosen.findings else count == 0)
    if chosen.search:
        statement = statement.where(Document.search_text.contains(folded(chosen.search), autoescape=True))
    return statement
