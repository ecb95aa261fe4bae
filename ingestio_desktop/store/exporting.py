"""Read documents out of the store for an export. Runs in the child process, on its own connection."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from pydantic import JsonValue, TypeAdapter
from sqlalchemy.orm import Session

from ingestio_core.contracts.extractions import Finding
from ingestio_core.errors import ErrorInfo
from ingestio_core.export import ExportDocument, ExportOptions, ExportOutcome, write_export
from ingestio_core.fieldplan import FieldPlan
from ingestio_desktop.store.database import chunked, open_for_reading
from ingestio_desktop.store.models import BatchModel, DocumentModel, EventModel, UploadModel
from ingestio_desktop.store.projection import documents_as_left
from ingestio_desktop.store.records import STOPPED
from ingestio_desktop.store.rows import DocumentState
from ingestio_desktop.store.trails import export_changes

_NO_PLAN: Final = FieldPlan()
_FINDINGS: Final = TypeAdapter(tuple[Finding, ...])
_PARTS: Final = ("$.field_plan", "$.extraction.data", "$.extraction.findings")
_ROWS: Final = sa.select(
    DocumentModel.id,
    DocumentModel.hidden,
    DocumentModel.filename,
    DocumentModel.folder,
    DocumentModel.detected_type,
    DocumentModel.confirmed_at,
    DocumentModel.state,
    DocumentModel.error,
    UploadModel.path,
).join(UploadModel, UploadModel.document_id == DocumentModel.id, isouter=True)
_PIECE: Final = 250
_PLANS: Final = 500


@dataclass(frozen=True, slots=True)
class ExportSource:
    """What to export: these documents, or a batch, or (both empty) all that is confirmed."""

    document_ids: tuple[UUID, ...] = ()
    batch_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExportTask:
    """All that the child process needs; `store` is the store's file."""

    store: Path
    source: ExportSource
    options: ExportOptions
    target: Path


def run_export(
    task: ExportTask, progress: Callable[[int], None], cancelled: Callable[[], bool]
) -> ExportOutcome:
    """Write the export. Raises `IngestError`."""
    with open_for_reading(task.store) as session:
        documents = export_documents(session, task.source, changes=task.options.changes_sheet)
        return write_export(documents, task.options, task.target, progress=progress, cancelled=cancelled)


def export_documents(
    session: Session, source: ExportSource, *, changes: bool = False
) -> Iterator[ExportDocument]:
    """Documents with the person's unsent changes; those that were not read yet are passed over. With
    `changes` they bring who changed what, as far as it is known here."""
    plans = _Plans()
    for piece in chunked(source_ids(session, source), _PIECE):
        contents = _contents(session, piece, plans)
        rows = {row.id: row for row in session.execute(_ROWS.where(DocumentModel.id.in_(piece)))}
        for document_id in piece:
            row, found = rows.get(document_id), contents.get(document_id)
            if row is None or row.hidden or found is None:
                continue
            error = ErrorInfo.model_validate_json(row.error) if row.error and row.state in STOPPED else None
            if found.data is None and error is None:
                continue
            yield ExportDocument(
                id=str(document_id),
                filename=row.filename,
                field_plan=found.plan,
                data=found.data or {},
                folder=row.folder,
                source=row.path if row.path and Path(row.path).is_file() else None,
                document_type=row.detected_type,
                confirmed=row.confirmed_at is not None,
                error=error,
                findings=found.findings,
                changes=export_changes(session, document_id) if changes else (),
            )
        session.expunge_all()


class _Plans:
    """Field plans by their JSON: a batch's documents have one, and to read it costs more than all else."""

    def __init__(self) -> None:
        self._plans: dict[str, FieldPlan] = {}
        self._same: dict[FieldPlan, FieldPlan] = {}

    def of(self, text: str | None) -> FieldPlan:
        if not text:
            return _NO_PLAN
        plan = self._plans.get(text)
        if plan is None:
            if len(self._plans) >= _PLANS:
                self._plans.clear()
            plan = self._plans[text] = self.one(FieldPlan.model_validate_json(text))
        return plan

    def one(self, plan: FieldPlan | None) -> FieldPlan:
        """Equal plans as one object, by which rows are made faster."""
        if plan is None:
            return _NO_PLAN
        if len(self._same) >= _PLANS:
            self._same.clear()
        return self._same.setdefault(plan, plan)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What was read from a document; `data` is None where nothing was."""

    plan: FieldPlan
    data: dict[str, JsonValue] | None
    findings: tuple[Finding, ...]


def _contents(session: Session, ids: Sequence[UUID], plans: _Plans) -> dict[UUID, _Contents]:
    changed = set(session.scalars(sa.select(EventModel.entity_id).where(EventModel.entity_id.in_(ids))))
    found = {
        document_id: _Contents(
            plans.one(document.field_plan),
            document.extraction.data if document.extraction else None,
            document.extraction.findings if document.extraction else (),
        )
        for document_id, document in documents_as_left(session, tuple(changed & set(ids))).items()
    }
    # Of the others only what an export has: the evidence is by far the largest part of a document.
    parts = (sa.func.json_extract(DocumentModel.server, path) for path in _PARTS)
    for document_id, plan, data, findings in session.execute(
        sa.select(DocumentModel.id, *parts).where(
            DocumentModel.id.in_([each for each in ids if each not in found])
        )
    ):
        found[document_id] = _Contents(
            plans.of(plan),
            json.loads(data) if data is not None else None,
            () if findings in {None, "[]"} else _FINDINGS.validate_json(findings),
        )
    return found


def source_ids(session: Session, source: ExportSource) -> tuple[UUID, ...]:
    """In the order given, or as they stand in their batch; whole batches oldest first."""
    if source.document_ids:
        return source.document_ids
    statement = sa.select(DocumentModel.id).where(DocumentModel.hidden.is_(False))
    if source.batch_id is not None:
        statement = statement.where(DocumentModel.batch_id == source.batch_id)
        return tuple(session.scalars(statement.order_by(DocumentModel.position)))
    statement = (
        statement.join(BatchModel, BatchModel.id == DocumentModel.batch_id, isouter=True)
        .where(DocumentModel.state == DocumentState.CONFIRMED)
        .order_by(BatchModel.created_at, BatchModel.id, DocumentModel.position)
    )
    return tuple(session.scalars(statement))
