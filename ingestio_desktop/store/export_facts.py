"""What an export would have: how many documents and rows, which columns, and its first rows as they would
be written."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.export import (
    DOCUMENT_ROWS,
    Column,
    ExportDocument,
    ExportOptions,
    PreviewSheet,
    preview_sheet,
    write_export,
)
from ingestio_core.export.rows import SheetLayout
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.store.database import chunked
from ingestio_desktop.store.exporting import ExportSource, export_documents
from ingestio_desktop.store.models import SHOWN, BatchModel, DocumentModel
from ingestio_desktop.store.projection import table_name
from ingestio_desktop.store.rows import DocumentState

FIRST_ROWS: Final = 50
"""Rows, or lines of text, of a preview."""
_SAMPLES: Final = 400
"""Documents that are looked into for their columns, at most; some of each batch and type."""
_OF_A_KIND: Final = 25
_ALL_OF_A_KIND: Final = 2_000
"""The same where documents of one kind have not all the same fields."""
_TYPES: Final = 2
"""Fewer types of documents need no column that tells them apart."""
_READ: Final = (DocumentState.CONFIRMED, DocumentState.TO_REVIEW)
_STOPPED: Final = (DocumentState.ERROR, DocumentState.CANCELLED)


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """A column that there could be. `labels` are the field's, or the table's and the column's; empty for
    what is known of the document itself (`_file` and the like). `given` says that it is there unless a person
    leaves it out."""

    key: str
    labels: tuple[str, ...]
    type: FieldType | None
    of_item: bool = False
    given: bool = True


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table whose items can become rows, and how many that makes: a document without items has one."""

    name: str
    label: str
    confirmed_rows: int
    unconfirmed_rows: int


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """The documents of a source by their states; `title` is of the batch or of the single document, None for
    several."""

    confirmed: int = 0
    unconfirmed: int = 0
    in_progress: int = 0
    failed: int = 0
    cancelled: int = 0
    title: str | None = None

    @property
    def read(self) -> int:
        return self.confirmed + self.unconfirmed


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """What there is to export. `columns` are by the value of `rows`; `plan` stands for the columns, equal for
    equal ones."""

    counts: SourceCounts = SourceCounts()
    tables: tuple[TableFacts, ...] = ()
    columns: Mapping[str, tuple[ColumnFacts, ...]] = field(default_factory=dict)
    plan: str = ""


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The begin of an export: the rows of its sheet, and for CSV and JSON the lines of its text."""

    sheet: PreviewSheet
    lines: tuple[str, ...] = ()


def source_counts(session: Session, source: ExportSource) -> SourceCounts:
    """How many documents there are, from an index of the store."""
    counts: dict[str, int] = {}
    for where in _pieces(source):
        of_state = sa.select(DocumentModel.state, sa.func.count(DocumentModel.id))
        for state, number in session.execute(of_state.where(*where).group_by(DocumentModel.state)):
            counts[state] = counts.get(state, 0) + number
    confirmed, unconfirmed = (counts.pop(state, 0) for state in _READ)
    failed, cancelled = (counts.pop(state, 0) for state in _STOPPED)
    in_progress = sum(counts.values())
    return SourceCounts(confirmed, unconfirmed, in_progress, failed, cancelled, _title(session, source))


def export_facts(session: Session, source: ExportSource) -> ExportFacts:
    """For the dialog, from the columns of the store but for a few documents of each batch and type."""
    groups: dict[_Group, list[UUID]] = {}
    for where in _pieces(source):
        _group(session, where, groups)
    samples = {group: _looked_into(session, source, group, ids) for group, ids in _chosen(groups).items()}
    documents = [document for found in samples.values() for document in found]
    tables = _tables(documents)
    columns = {rows: _columns(documents, rows) for rows in (DOCUMENT_ROWS, *tables)}
    return ExportFacts(
        source_counts(session, source),
        _counted(session, source, samples, tables),
        columns,
        _plan_mark(columns[DOCUMENT_ROWS]),
    )


def first_rows(session: Session, source: ExportSource, options: ExportOptions) -> FirstRows:
    """The first rows of an export by the code that writes it. Raises `IngestError` where that would."""
    documents: list[ExportDocument] = []

    def kept() -> Iterator[ExportDocument]:
        for document in _wanted(session, source, options):
            documents.append(document)
            yield document

    sheet = preview_sheet(kept(), options, FIRST_ROWS)
    lines = () if options.format is ExportFormat.XLSX else _first_lines(documents, options)
    return FirstRows(sheet, lines)


_Group = tuple[UUID | None, str | None]
"""Batch and detected type: documents of one have one plan, mostly."""


def _pieces(source: ExportSource) -> Iterator[list[sa.ColumnElement[bool]]]:
    shown = DocumentModel.hidden.is_(False)
    if source.document_ids:
        for piece in chunked(source.document_ids):
            yield [DocumentModel.id.in_(piece), SHOWN]
    elif source.batch_id is not None:
        yield [DocumentModel.batch_id == source.batch_id, shown]
    else:
        yield [DocumentModel.state == DocumentState.CONFIRMED, shown]


def _group(
    session: Session, where: Sequence[sa.ColumnElement[bool]], found: dict[_Group, list[UUID]]
) -> None:
    """The first documents of each group, in the order of their batch."""
    place = sa.func.row_number().over(
        partition_by=(DocumentModel.batch_id, DocumentModel.detected_type), order_by=DocumentModel.position
    )
    placed = (
        sa.select(DocumentModel.id, DocumentModel.batch_id, DocumentModel.detected_type, place.label("place"))
        .where(*where, DocumentModel.state.in_(_READ))
        .subquery()
    )
    for record in session.execute(sa.select(placed).where(placed.c.place <= _OF_A_KIND)):
        ids = found.setdefault((record.batch_id, record.detected_type), [])
        if len(ids) < _OF_A_KIND:
            ids.append(record.id)


def _chosen(groups: Mapping[_Group, list[UUID]]) -> dict[_Group, tuple[UUID, ...]]:
    each = max(1, _SAMPLES // max(1, len(groups)))
    return {group: tuple(ids[:each]) for group, ids in islice(groups.items(), _SAMPLES)}


def _looked_into(
    session: Session, source: ExportSource, group: _Group, ids: tuple[UUID, ...]
) -> list[ExportDocument]:
    """Some of a group, or, where these have not all the same fields (forms, a prompt for each), all of it."""
    documents = list(export_documents(session, ExportSource(ids))) if ids else []
    if len(documents) < _OF_A_KIND or len({_fields_of(document) for document in documents}) == 1:
        return documents
    batch_id, detected = group
    found: list[UUID] = []
    for where in _pieces(source):
        of_group = sa.select(DocumentModel.id).where(
            *where,
            DocumentModel.batch_id == batch_id,
            DocumentModel.detected_type == detected,
            DocumentModel.state.in_(_READ),
            DocumentModel.id.not_in(ids),
        )
        found.extend(session.scalars(of_group.order_by(DocumentModel.position).limit(_ALL_OF_A_KIND)))
    if found:
        documents.extend(export_documents(session, ExportSource(tuple(found[:_ALL_OF_A_KIND]))))
    return documents


def _fields_of(document: ExportDocument) -> tuple[str, ...]:
    names = dict.fromkeys(field.name for field in document.field_plan.fields)
    return (*names, *sorted(document.data.keys() - names.keys()))


def _tables(documents: Sequence[ExportDocument]) -> dict[str, str]:
    """Name and label of the tables of all plans."""
    found: dict[str, str] = {}
    for document in documents:
        for table in document.field_plan.tables:
            found.setdefault(table.name, table.label)
    return found


def _columns(documents: Sequence[ExportDocument], rows: str) -> tuple[ColumnFacts, ...]:
    layout = SheetLayout(ExportOptions(ExportFormat.XLSX, rows))
    fields: dict[str, FieldSpec] = {}
    for document in documents:
        layout.add(document)
        for spec in document.field_plan.fields:
            fields.setdefault(spec.name, spec)
    columns = layout.available()
    given = {column.key for column in layout.columns()}
    if len({document.document_type for document in documents}) < _TYPES:
        given.discard("_type")
    own = tuple(ColumnFacts(key, (), None, given=key in given) for key in _OWN)
    return own + tuple(_column(column, fields, rows) for column in columns if column.key not in _OWN)


_OWN: Final = ("_file", "_folder", "_type", "_status", "_id")


def _column(column: Column, fields: Mapping[str, FieldSpec], rows: str) -> ColumnFacts:
    field = fields.get(column.key)
    if field is not None:
        # A table by itself is the number of its rows.
        kind = FieldType.NUMBER if field.columns else field.type
        return ColumnFacts(column.key, (field.label,), kind)
    name, _, inner = column.key.partition(".")
    table = fields.get(name)
    if table is not None:
        part = next((part for part in table.columns if part.name == inner), None)
        label, kind = (part.label, part.type) if part is not None else (inner, FieldType.TEXT)
        if name == rows:
            return ColumnFacts(column.key, (label,), kind, of_item=True)
        return ColumnFacts(column.key, (table.label, label), FieldType.TEXT)
    return ColumnFacts(column.key, (column.header,), FieldType.TEXT, of_item=bool(inner) and name == rows)


def _counted(
    session: Session,
    source: ExportSource,
    samples: Mapping[_Group, Sequence[ExportDocument]],
    tables: Mapping[str, str],
) -> tuple[TableFacts, ...]:
    if not tables:
        return ()
    # The store counts the items of a document's first table. Another one is counted where it is kept.
    first: dict[_Group, str | None] = {
        group: table_name(found[0].field_plan, dict(found[0].data)) if found else None
        for group, found in samples.items()
    }
    other = [name for name in tables if any(name != known for known in first.values())]
    rows = {name: dict.fromkeys(_READ, 0) for name in tables}
    own = sa.func.max(1, sa.func.coalesce(DocumentModel.line_items, 0))
    lengths = [sa.func.max(1, sa.func.coalesce(_length(name), 0)) for name in other]
    sums: list[Any] = [sa.func.sum(length) for length in (own, *lengths)]
    of_group = sa.select(DocumentModel.batch_id, DocumentModel.detected_type, DocumentModel.state, *sums)
    for where in _pieces(source):
        grouped = of_group.where(*where, DocumentModel.state.in_(_READ)).group_by(
            DocumentModel.batch_id, DocumentModel.detected_type, DocumentModel.state
        )
        for batch_id, detected, state, items, *others in session.execute(grouped):
            known = first.get((batch_id, detected))
            for name in tables:
                rows[name][state] += items if name == known else others[other.index(name)]
    confirmed, unconfirmed = _READ
    return tuple(
        TableFacts(name, label, rows[name][confirmed], rows[name][unconfirmed])
        for name, label in tables.items()
    )


def _length(table: str) -> sa.ColumnElement[int | None]:
    path = f'$.extraction.data."{table}"'
    kind = sa.func.json_type(DocumentModel.server, path)
    return sa.case((kind == "array", sa.func.json_array_length(DocumentModel.server, path)), else_=0)


def _title(session: Session, source: ExportSource) -> str | None:
    if source.batch_id is not None:
        return session.scalar(sa.select(BatchModel.name).where(BatchModel.id == source.batch_id))
    if len(source.document_ids) != 1:
        return None
    name = session.scalar(sa.select(DocumentModel.filename).where(DocumentModel.id == source.document_ids[0]))
    return Path(name).stem if name else None


def _plan_mark(columns: Sequence[ColumnFacts]) -> str:
    fields = sorted(column.key for column in columns if column.labels)
    return sha256("\n".join(fields).encode()).hexdigest() if fields else ""


def _wanted(session: Session, source: ExportSource, options: ExportOptions) -> Iterator[ExportDocument]:
    """As many as the first rows can need: each document has one at least."""
    is_all = not source.document_ids and source.batch_id is None
    states = _READ[:1] if options.only_confirmed or is_all else _READ
    fits = sa.select(DocumentModel.id).where(DocumentModel.state.in_(states))
    found: list[UUID] = []
    if source.document_ids:
        for piece in chunked(source.document_ids):
            known = set(session.scalars(fits.where(DocumentModel.id.in_(piece), SHOWN)))
            found.extend(document_id for document_id in piece if document_id in known)
            if len(found) >= FIRST_ROWS:
                break
    else:
        # In the order of `source_ids`, without all the others.
        fits = fits.where(DocumentModel.hidden.is_(False))
        if source.batch_id is not None:
            fits = fits.where(DocumentModel.batch_id == source.batch_id)
        batches = fits.join(BatchModel, BatchModel.id == DocumentModel.batch_id, isouter=True)
        ordered = batches.order_by(BatchModel.created_at, BatchModel.id, DocumentModel.position)
        found.extend(session.scalars(ordered.limit(FIRST_ROWS)))
    if found:
        yield from export_documents(session, ExportSource(tuple(found[:FIRST_ROWS])))


def _first_lines(documents: Sequence[ExportDocument], options: ExportOptions) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory(prefix="ingestio-preview-") as folder:
        target = Path(folder) / f"preview.{options.format.value}"
        write_export(documents, options, target)
        encoding = options.encoding if options.format is ExportFormat.CSV else "utf-8"
        with target.open(encoding=encoding, newline="\n") as file:
            return tuple(line.rstrip("\r\n") for line in islice(file, FIRST_ROWS + 1))
