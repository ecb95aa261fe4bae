"""What was exported to the person's own disk, with what it was made with."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.contracts.exports import ExportFormat, ExportStatus
from ingestio_core.errors import ErrorInfo
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.exporting import ExportSource, source_ids
from ingestio_desktop.store.models import SHOWN, DocumentModel, EventModel, ExportModel
from ingestio_desktop.store.rows import ExportRow


def save_export(unit: Unit, row: ExportRow, request: str | None = None) -> None:
    """Insert or replace; `request` is JSON of what it is made with and stays where none is given."""
    model = unit.session.get(ExportModel, row.id)
    if model is None:
        model = ExportModel(id=row.id, created_at=row.created_at, request=request)
        unit.session.add(model)
    model.format = row.format
    model.rows = row.rows
    model.status = row.status
    model.path = str(row.path)
    model.what = row.what
    model.documents = row.documents
    model.row_count = row.row_count
    model.size = row.size
    model.error = row.error.model_dump_json() if row.error else None
    model.added = row.added
    unit.exports = True


def exports(session: Session, limit: int) -> tuple[ExportRow, ...]:
    """Newest first."""
    models = session.scalars(sa.select(ExportModel).order_by(ExportModel.created_at.desc()).limit(limit))
    return tuple(_row(model) for model in models)


def export_request(session: Session, export_id: UUID) -> str | None:
    """JSON of what it was made with."""
    return session.scalar(sa.select(ExportModel.request).where(ExportModel.id == export_id))


def forget_export(unit: Unit, export_id: UUID) -> None:
    unit.session.execute(sa.delete(ExportModel).where(ExportModel.id == export_id))
    unit.exports = True


def end_broken_exports(unit: Unit, reason: ErrorInfo) -> tuple[Path, ...]:
    """After a start: what was being written when the program ended was not. Where it was to be."""
    writing = ExportModel.status == ExportStatus.WRITING
    paths = tuple(map(Path, unit.session.scalars(sa.select(ExportModel.path).where(writing))))
    hit = unit.update(
        sa.update(ExportModel)
        .where(writing)
        .values(status=ExportStatus.FAILED, error=reason.model_dump_json())
    )
    unit.exports = hit > 0
    return paths


def changed_since(session: Session, source: ExportSource, moment: datetime) -> int:
    """How many documents of a source were read, changed or confirmed after a moment, here or elsewhere."""
    own = sa.exists().where(EventModel.entity_id == DocumentModel.id, EventModel.created_at > moment)
    newer = sa.or_(DocumentModel.updated_at > moment, own)
    count = sa.select(sa.func.count()).select_from(DocumentModel).where(SHOWN, newer)
    found = 0
    for piece in chunked(source_ids(session, source)):
        found += session.scalar(count.where(DocumentModel.id.in_(piece))) or 0
    return found


def _row(model: ExportModel) -> ExportRow:
    return ExportRow(
        id=model.id,
        format=ExportFormat(model.format),
        rows=model.rows,
        status=ExportStatus(model.status),
        path=Path(model.path),
        what=model.what,
        documents=model.documents,
        row_count=model.row_count,
        size=model.size,
        done=model.documents if model.status == ExportStatus.SAVED else 0,
        error=ErrorInfo.model_validate_json(model.error) if model.error else None,
        created_at=model.created_at,
        repeatable=model.request is not None,
        added=model.added,
    )
