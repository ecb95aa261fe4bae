"""Reads of batches and documents for screens: filtered, sorted, page by page (keyset)."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.contracts.documents import Document, DocumentCreate
from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.database import chunked
from ingestio_desktop.store.fold import fold
from ingestio_desktop.store.models import SHOWN, BatchModel, DocumentModel, EventModel, UploadModel
from ingestio_desktop.store.projection import placeholder, projected_document
from ingestio_desktop.store.records import (
    DOCUMENT_COLUMNS,
    STOPPED,
    batch_rows,
    document_counts,
    document_rows,
)
from ingestio_desktop.store.rows import (
    TAB_STATES,
    BatchRow,
    DocumentCounts,
    DocumentDetail,
    DocumentRow,
    DocumentState,
    DocumentTab,
)


class BatchSort(StrEnum):
    CREATED = "created_at"
    COMPLETED = "completed_at"
    NAME = "name"
    STATUS = "status"
    DOCUMENTS = "document_count"
    PAGES = "total_pages"
    PROGRESS = "progress"


class DocumentSort(StrEnum):
    POSITION = "position"
    FILENAME = "filename"
    STATE = "state"
    FIRST_VALUE = "first_value"
    LINE_ITEMS = "line_items"
    PAGES = "page_count"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class BatchQuery:
    """`search` looks in name and id. `after` is the `next` of the page before (None: the first)."""

    search: str = ""
    statuses: frozenset[BatchStatus] = frozenset()
    sort: BatchSort = BatchSort.CREATED
    descending: bool = True
    after: str | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class BatchPage:
    """`total` counts all batches that match; `any_at_all` is false where there is no batch at all
    (the empty state differs from “nothing found”)."""

    rows: tuple[BatchRow, ...]
    next: str | None
    total: int
    any_at_all: bool


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    batch_id: UUID
    tab: DocumentTab = DocumentTab.ALL
    search: str = ""
    sort: DocumentSort = DocumentSort.POSITION
    descending: bool = False
    after: str | None = None
    limit: int = 500


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """`counts` are of the whole batch, whatever the tab."""

    rows: tuple[DocumentRow, ...]
    next: str | None
    counts: DocumentCounts


_PIECE: Final = 500
"""Rows between two moments in which a main thread that paints may go first."""
_STATES: Final = {state.value: state for state in DocumentState}
_BATCH_KEYS: Final[Mapping[BatchSort, sa.ColumnElement[Any]]] = {
    BatchSort.CREATED: sa.type_coerce(BatchModel.created_at, sa.BigInteger),
    BatchSort.COMPLETED: sa.func.coalesce(sa.type_coerce(BatchModel.completed_at, sa.BigInteger), 0),
    BatchSort.NAME: sa.type_coerce(BatchModel.name_key, sa.Text),
    BatchSort.STATUS: sa.type_coerce(BatchModel.status, sa.Text),
    BatchSort.DOCUMENTS: sa.type_coerce(BatchModel.document_count, sa.BigInteger),
    BatchSort.PAGES: sa.type_coerce(BatchModel.total_pages, sa.BigInteger),
    BatchSort.PROGRESS: sa.func.coalesce(
        1000
        * (BatchModel.completed_count + BatchModel.failed_count)
        / sa.func.nullif(BatchModel.document_count, 0),
        0,
    ),
}
_DOCUMENT_KEYS: Final[Mapping[DocumentSort, sa.ColumnElement[Any]]] = {
    DocumentSort.POSITION: sa.type_coerce(DocumentModel.position, sa.BigInteger),
    DocumentSort.FILENAME: sa.type_coerce(DocumentModel.name_key, sa.Text),
    DocumentSort.STATE: sa.type_coerce(DocumentModel.state, sa.Text),
    DocumentSort.FIRST_VALUE: sa.type_coerce(DocumentModel.first_key, sa.Text),
    DocumentSort.PAGES: sa.func.coalesce(sa.type_coerce(DocumentModel.page_count, sa.BigInteger), -1),
    DocumentSort.LINE_ITEMS: sa.func.coalesce(sa.type_coerce(DocumentModel.line_items, sa.BigInteger), -1),
    DocumentSort.FINDINGS: sa.type_coerce(DocumentModel.findings, sa.BigInteger),
}


def batch_page(session: Session, query: BatchQuery) -> BatchPage:
    where: list[sa.ColumnElement[bool]] = [BatchModel.hidden.is_(False), *_batch_named(query.search)]
    if query.statuses:
        where.append(BatchModel.status.in_(sorted(query.statuses)))
    statement = sa.select(BatchModel).where(*where)
    key = _BATCH_KEYS[query.sort]
    page = _keyset(statement, key, BatchModel.id, query.descending, query.after, query.limit)
    models = list(session.scalars(page))
    total = session.scalar(sa.select(sa.func.count()).select_from(BatchModel).where(*where)) or 0
    some = total > 0 or bool(session.scalar(sa.select(sa.exists().where(BatchModel.hidden.is_(False)))))
    rows = batch_rows(session, models[: query.limit])
    more = _cursor(session, key, BatchModel.id, models, query.limit)
    return BatchPage(rows, more, total, some)


def batch_counts(session: Session, search: str = "") -> dict[BatchStatus, int]:
    """Batches whose name or id fits, by status."""
    grouped = session.execute(
        sa.select(BatchModel.status, sa.func.count())
        .where(BatchModel.hidden.is_(False), *_batch_named(search))
        .group_by(BatchModel.status)
    )
    return {BatchStatus(status): count for status, count in grouped}


def batch_ids_that_fit(session: Session, ids: Iterable[UUID], query: BatchQuery) -> frozenset[UUID]:
    """Those of the batches that search and filter let through."""
    found: set[UUID] = set()
    for piece in chunked(ids):
        where = [BatchModel.id.in_(piece), BatchModel.hidden.is_(False), *_batch_named(query.search)]
        if query.statuses:
            where.append(BatchModel.status.in_(sorted(query.statuses)))
        found.update(session.scalars(sa.select(BatchModel.id).where(*where)))
    return frozenset(found)


def batches_by_id(session: Session, ids: Iterable[UUID], *, whole: bool = False) -> tuple[BatchRow, ...]:
    """Those that are still there, in the order of the ids. `whole` ones know their field plan too."""
    wanted = list(ids)
    found: dict[UUID, BatchRow] = {}
    for piece in chunked(wanted):
        where = BatchModel.id.in_(piece), BatchModel.hidden.is_(False)
        models = list(session.scalars(sa.select(BatchModel).where(*where)))
        found.update((row.id, row) for row in batch_rows(session, models, whole=whole))
    return tuple(found[batch_id] for batch_id in wanted if batch_id in found)


def document_page(session: Session, query: DocumentQuery) -> DocumentPage:
    statement = sa.select(*DOCUMENT_COLUMNS).where(*_document_where(query))
    key = _DOCUMENT_KEYS[query.sort]
    page = _keyset(statement, key, DocumentModel.id, query.descending, query.after, query.limit)
    records = list(session.execute(page))
    rows = document_rows(session, records[: query.limit])
    counts = document_counts(session, (query.batch_id,)).get(query.batch_id, DocumentCounts())
    return DocumentPage(rows, _cursor(session, key, DocumentModel.id, records, query.limit), counts)


def document_ids(session: Session, query: DocumentQuery) -> tuple[UUID, ...]:
    """All ids that match, in the query's order."""
    statement = sa.select(DocumentModel.id).where(*_document_where(query))
    return tuple(
        session.scalars(_ordered(statement, _DOCUMENT_KEYS[query.sort], DocumentModel.id, query.descending))
    )


def document_states(session: Session, query: DocumentQuery) -> dict[UUID, DocumentState]:
    """All that match with their states, in the query's order."""
    statement = sa.select(DocumentModel.id, DocumentModel.state).where(*_document_where(query))
    ordered = _ordered(statement, _DOCUMENT_KEYS[query.sort], DocumentModel.id, query.descending)
    found: dict[UUID, DocumentState] = {}
    for piece in session.execute(ordered).partitions(_PIECE):
        give_way()
        found.update((document_id, _STATES[state]) for document_id, state in piece)
    return found


def document_ids_that_fit(session: Session, ids: Iterable[UUID], query: DocumentQuery) -> frozenset[UUID]:
    """Those of the documents that batch, tab and search let through."""
    found: set[UUID] = set()
    for piece in chunked(ids):
        where = (DocumentModel.id.in_(piece), *_document_where(query))
        found.update(session.scalars(sa.select(DocumentModel.id).where(*where)))
    return frozenset(found)


def documents_by_id(session: Session, ids: Iterable[UUID]) -> tuple[DocumentRow, ...]:
    """Those that are still there, in the order of the ids."""
    wanted = list(ids)
    found: dict[UUID, DocumentRow] = {}
    for piece in chunked(wanted):
        where = DocumentModel.id.in_(piece), SHOWN
        records = session.execute(sa.select(*DOCUMENT_COLUMNS).where(*where))
        found.update((row.id, row) for row in document_rows(session, list(records)))
    return tuple(found[document_id] for document_id in wanted if document_id in found)


def document_detail(session: Session, document_id: UUID) -> DocumentDetail | None:
    """A document with its data, as the person last left it."""
    rows = documents_by_id(session, (document_id,))
    model = session.get(DocumentModel, document_id)
    if not rows or model is None:
        return None
    events = session.scalars(
        sa.select(EventModel).where(EventModel.entity_id == document_id).order_by(EventModel.seq)
    )
    server = Document.model_validate_json(model.server) if model.server else None
    return DocumentDetail(rows[0], projected_document(server or _local(model), tuple(events)), server)


def ids_in_state(
    session: Session, ids: Iterable[UUID], states: frozenset[DocumentState]
) -> tuple[tuple[UUID, UUID | None, int], ...]:
    """Id, batch and version of those of the documents that are in one of the states, in the order
    of the ids."""
    wanted = list(ids)
    found: dict[UUID, tuple[UUID, UUID | None, int]] = {}
    for piece in chunked(wanted):
        records = session.execute(
            sa.select(DocumentModel.id, DocumentModel.batch_id, DocumentModel.version).where(
                DocumentModel.id.in_(piece),
                SHOWN,
                DocumentModel.state.in_(sorted(states)),
            )
        )
        found.update((record.id, (record.id, record.batch_id, record.version)) for record in records)
    return tuple(found[document_id] for document_id in dict.fromkeys(wanted) if document_id in found)


def earlier_documents(session: Session, hashes: Iterable[str]) -> dict[str, tuple[UUID, UUID, str, datetime]]:
    """For each content known already: the newest document (not a failed one) with its batch's title."""
    found: dict[str, tuple[UUID, UUID, str, datetime]] = {}
    for piece in chunked(set(hashes)):
        records = session.execute(
            sa.select(
                DocumentModel.sha256,
                DocumentModel.id,
                BatchModel.id,
                BatchModel.name,
                DocumentModel.created_at,
            )
            .join(BatchModel, BatchModel.id == DocumentModel.batch_id)
            .where(
                DocumentModel.sha256.in_(piece),
                DocumentModel.hidden.is_(False),
                BatchModel.hidden.is_(False),
                BatchModel.status != BatchStatus.CANCELLED,
                DocumentModel.state.not_in(STOPPED),
            )
            .order_by(DocumentModel.created_at)
        )
        for sha256, document_id, batch_id, name, at in records:
            found[sha256] = (document_id, batch_id, name or f"{str(batch_id)[:8]}…", at)
    return found


def _document_where(query: DocumentQuery) -> list[sa.ColumnElement[bool]]:
    where = [DocumentModel.batch_id == query.batch_id, DocumentModel.hidden.is_(False)]
    if query.tab is not DocumentTab.ALL:
        where.append(DocumentModel.state.in_(sorted(TAB_STATES[query.tab])))
    if query.search.strip():
        where.append(named(query.search.strip()))
    return where


def named(words: str) -> sa.ColumnElement[bool]:
    """Documents whose file name or first value contains it, whatever its case and accents."""
    key = fold(words)
    # Three times as fast as LIKE, and both sides are folded.
    return sa.or_(
        sa.func.instr(DocumentModel.name_key, key) > 0, sa.func.instr(DocumentModel.first_key, key) > 0
    )


def _batch_named(search: str) -> list[sa.ColumnElement[bool]]:
    words = search.strip()
    if not words:
        return []
    found = sa.func.instr(BatchModel.name_key, fold(words)) > 0
    plain = words.rstrip("…").replace("-", "").lower()
    if plain and all(letter in "0123456789abcdef" for letter in plain):
        found = sa.or_(found, sa.type_coerce(BatchModel.id, sa.String).startswith(plain))
    return [found]


def _ordered(statement: Any, key: Any, ident: Any, descending: bool) -> Any:
    order = (key.desc(), ident.desc()) if descending else (key, ident)
    return statement.order_by(*order)


def _keyset(statement: Any, key: Any, ident: Any, descending: bool, after: str | None, limit: int) -> Any:
    """One row more than the page, to know whether another page follows."""
    if after is not None:
        value, last = json.loads(base64.urlsafe_b64decode(after))
        mark = sa.tuple_(key, sa.type_coerce(ident, sa.String))
        border = sa.tuple_(sa.literal(value), sa.literal(last))
        statement = statement.where(mark < border if descending else mark > border)
    return _ordered(statement, key, ident, descending).limit(limit + 1)


def _cursor(session: Session, key: Any, ident: Any, records: list[Any], limit: int) -> str | None:
    if len(records) <= limit or limit == 0:
        return None
    last = records[limit - 1].id
    value = session.scalar(sa.select(key).where(ident == last))
    return base64.urlsafe_b64encode(json.dumps([value, last.hex]).encode()).decode()


def _local(model: DocumentModel) -> Document:
    assert model.local is not None, "a document comes from the service or from here"
    return placeholder(DocumentCreate.model_validate_json(model.local), model.batch_id, model.created_at)


def local_path(session: Session, document_id: UUID) -> tuple[Path, int, int, str] | None:
    """Path, size, mtime_ns and hash of the person's own file as it was submitted."""
    upload = session.get(UploadModel, document_id)
    return (Path(upload.path), upload.size, upload.mtime_ns, upload.sha256) if upload else None
