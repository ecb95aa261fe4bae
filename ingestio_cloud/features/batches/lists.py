"""The list of batches: searched, filtered, sorted, page by page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from ingestio_cloud.db.folding import folded
from ingestio_cloud.db.models import ExtractionBatch
from ingestio_cloud.db.scope import owned
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
from ingestio_core.lifecycle import BatchStatus


class BatchSort(StrEnum):
    """A minus in front sorts downwards. What has no name, or is not completed, comes last."""

    CREATED_AT = "created_at"
    CREATED_AT_DOWN = "-created_at"
    COMPLETED_AT = "completed_at"
    COMPLETED_AT_DOWN = "-completed_at"
    NAME = "name"
    NAME_DOWN = "-name"
    STATUS = "status"
    STATUS_DOWN = "-status"
    DOCUMENTS = "document_count"
    DOCUMENTS_DOWN = "-document_count"
    PAGES = "total_pages"
    PAGES_DOWN = "-total_pages"


@dataclass(frozen=True, slots=True)
class BatchFilter:
    """None and empty mean all. `name` is what a batch's name contains or its short id begins with."""

    statuses: tuple[BatchStatus, ...] = ()
    name: str | None = None


_ID: Final = Key(ExtractionBatch.id, parse_uuid)
_CREATED: Final = Key(ExtractionBatch.created_at, parse_moment)
_KEYS: Final[Mapping[str, tuple[Key, ...]]] = {
    "created_at": (_CREATED, _ID),
    "completed_at": (Key(ExtractionBatch.completed_at, parse_moment), _ID),
    "name": (Key(ExtractionBatch.name_folded, parse_text), _ID),
    "status": (Key(ExtractionBatch.status, BatchStatus), _CREATED, _ID),
    "document_count": (Key(ExtractionBatch.document_count, parse_integer, int), _ID),
    "total_pages": (Key(ExtractionBatch.total_pages, parse_integer, int), _ID),
}
_MAY_BE_EMPTY: Final = frozenset({"completed_at", "name"})
_SHORT_ID: Final = re.compile("([0-9a-f]{4,8})…?")


def page(
    session: Session,
    user_id: UUID,
    chosen: BatchFilter,
    *,
    sort: BatchSort,
    cursor: str | None,
    limit: int,
) -> tuple[Sequence[ExtractionBatch], str | None]:
    """One page and the cursor of the next one, None on the last. Raises `RefusedError` (bad_cursor)."""
    word = sort.removeprefix("-")
    order = Order(_KEYS[word], down=sort.startswith("-"), nulls=word in _MAY_BE_EMPTY)
    statement = owned(ExtractionBatch, user_id)
    if chosen.statuses:
        statement = statement.where(ExtractionBatch.status.in_(chosen.statuses))
    if chosen.name:
        statement = statement.where(_named(chosen.name))
    tag = list_tag("batches", sort, sorted(chosen.statuses), chosen.name)
    return page_of(session, statement, order, tag=tag, cursor=cursor, limit=limit)


def _named(text: str) -> ColumnElement[bool]:
    named: ColumnElement[bool] = ExtractionBatch.name_folded.contains(folded(text), autoescape=True)
    short = _SHORT_ID.fullmatch(text.strip().lower())
    if short is None:
        return named
    first, last = (UUID(short[1].ljust(32, digit)) for digit in "0f")
    return named | and_(
        ExtractionBatch.name_folded.is_(None), ExtractionBatch.id >= first, ExtractionBatch.id <= last
    )
