"""The draft of the wizard on disk."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_core.providers import ProviderKind
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.held import withdraw
from ingestio_desktop.store.models import (
    BatchModel,
    DocumentModel,
    DraftFileModel,
    DraftModel,
    UploadModel,
)
from ingestio_desktop.store.outbox import refusal
from ingestio_desktop.store.rows import StoredFile

_FILES_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """All of a draft but its files. `compiled` is the plan as the prompt compiled to it,
    `field_plan` the same with the person's changes, `listing` what was dropped and is not
    listed and checked to its end, `changed_at` when it was last written, and `refusal` why the service
    did not take it when it was submitted before."""

    id: UUID
    step: str
    name: str
    strategy: PromptStrategy
    prompt: str
    compiled: FieldPlan | None
    field_plan: FieldPlan | None
    listing: tuple[Path, ...] = ()
    engine: EngineChoice | None = None
    model_provider: ProviderKind | None = None
    changed_at: datetime | None = None
    refusal: ErrorInfo | None = None


def open_draft(session: Session) -> tuple[StoredDraft, tuple[StoredFile, ...]] | None:
    """The newest draft and its files by position; None where there is none."""
    row = session.scalar(sa.select(DraftModel).order_by(DraftModel.created_at.desc()).limit(1))
    if row is None:
        return None
    draft = StoredDraft(
        row.id,
        row.step,
        row.name,
        PromptStrategy(row.strategy),
        row.prompt,
        _plan(row.compiled),
        _plan(row.field_plan),
        tuple(Path(path) for path in json.loads(row.listing)),
        None if row.engine is None else EngineChoice(row.engine),
        None if row.model_provider is None else ProviderKind(row.model_provider),
        row.changed_at,
        ErrorInfo.model_validate_json(row.refusal) if row.refusal else None,
    )
    files = session.scalars(
        sa.select(DraftFileModel).where(DraftFileModel.draft_id == row.id).order_by(DraftFileModel.position)
    )
    return draft, tuple(_file(file) for file in files)


def save_draft(unit: Unit, draft: StoredDraft) -> None:
    values = {
        "id": draft.id,
        "step": draft.step,
        "name": draft.name,
        "strategy": draft.strategy,
        "prompt": draft.prompt,
        "compiled": _json(draft.compiled),
        "field_plan": _json(draft.field_plan),
        # ASCII, so that names that are no text can be kept too.
        "listing": json.dumps([str(path) for path in draft.listing]),
        "engine": draft.engine,
        "model_provider": draft.model_provider,
        "changed_at": draft.changed_at,
        "refusal": draft.refusal.model_dump_json() if draft.refusal else None,
    }
    statement = insert(DraftModel).values(**values, created_at=datetime.now(UTC))
    unit.session.execute(statement.on_conflict_do_update(index_elements=[DraftModel.id], set_=values))


def save_files(unit: Unit, draft_id: UUID, files: Iterable[StoredFile]) -> None:
    """Insert or replace files, by id."""
    statement = insert(DraftFileModel)
    update = {
        column.name: statement.excluded[column.name]
        for column in DraftFileModel.__table__.columns
        if not column.primary_key
    }
    statement = statement.on_conflict_do_update(index_elements=[DraftFileModel.id], set_=update)
    for piece in chunked(files, _FILES_AT_ONCE):
        give_way()
        unit.session.execute(statement, [_values(draft_id, file) for file in piece])


def delete_files(unit: Unit, ids: Iterable[UUID]) -> None:
    for piece in chunked(ids):
        unit.session.execute(sa.delete(DraftFileModel).where(DraftFileModel.id.in_(piece)))


def delete_draft(unit: Unit, draft_id: UUID) -> None:
    unit.session.execute(sa.delete(DraftFileModel).where(DraftFileModel.draft_id == draft_id))
    unit.session.execute(sa.delete(DraftModel).where(DraftModel.id == draft_id))


def reopen_batch(unit: Unit, batch_id: UUID) -> bool:
    """Make a draft, with a new id, of a batch whose creation the service refused, and forget the batch.
    False, and nothing changed, where it is not such a batch (any more)."""
    session = unit.session
    model = session.get(BatchModel, batch_id)
    reason = refusal(session, batch_id)
    if model is None or model.local is None or model.server is not None or reason is None:
        return False
    body = json.loads(model.local)
    plan = FieldPlan.model_validate(body["field_plan"]) if body["field_plan"] else None
    engine, provider = body.get("engine"), body.get("model_provider")
    draft = StoredDraft(
        id=uuid4(),
        step="review",
        name=body["name"] or "",
        strategy=PromptStrategy(body["prompt_strategy"]),
        prompt=body["prompt"] or "",
        # What it compiled to is not kept with a batch: all columns count as they are.
        compiled=plan,
        field_plan=plan,
        engine=EngineChoice(engine) if engine else None,
        model_provider=ProviderKind(provider) if provider else None,
        changed_at=datetime.now(UTC),
        refusal=reason,
    )
    records = session.execute(
        sa.select(DocumentModel.local, UploadModel.path, UploadModel.mtime_ns, UploadModel.position)
        .join(UploadModel, UploadModel.document_id == DocumentModel.id)
        .where(DocumentModel.batch_id == batch_id)
        .order_by(UploadModel.position)
    )
    files = [
        _submitted_file(DocumentCreate.model_validate_json(local), Path(path), mtime_ns, position)
        for local, path, mtime_ns, position in records
        if local is not None
    ]
    save_draft(unit, draft)
    save_files(unit, draft.id, files)
    withdraw(unit, batch_id)
    return True


def _submitted_file(create: DocumentCreate, path: Path, mtime_ns: int, position: int) -> StoredFile:
    """A file as it was in the draft. It is included whatever it repeats: that was asked before."""
    return StoredFile(
        id=uuid4(),
        position=position,
        path=path,
        name=create.filename,
        folder=create.folder,
        size=create.size,
        mtime_ns=mtime_ns,
        checked=True,
        media_type=MediaType(create.media_type),
        pages=create.pages,
        sha256=create.sha256,
        include_anyway=True,
        prompt=create.prompt or "",
        compiled=create.field_plan,
        field_plan=create.field_plan,
    )


def _values(draft_id: UUID, file: StoredFile) -> dict[str, object]:
    return {
        "id": file.id,
        "draft_id": draft_id,
        "position": file.position,
        "path": str(file.path),
        "name": file.name,
        "folder": file.folder,
        "size": file.size,
        "mtime_ns": file.mtime_ns,
        "checked": file.checked,
        "media_type": file.media_type,
        "pages": file.pages,
        "sha256": file.sha256,
        "error": file.error.model_dump_json() if file.error else None,
        "include_anyway": file.include_anyway,
        "prompt": file.prompt,
        "compiled": _json(file.compiled),
        "field_plan": _json(file.field_plan),
    }


def _file(row: DraftFileModel) -> StoredFile:
    return StoredFile(
        id=row.id,
        position=row.position,
        path=Path(row.path),
        name=row.name,
        folder=row.folder,
        size=row.size,
        mtime_ns=row.mtime_ns,
        checked=row.checked,
        media_type=MediaType(row.media_type) if row.media_type else None,
        pages=row.pages,
        sha256=row.sha256,
        error=ErrorInfo.model_validate_json(row.error) if row.error else None,
        include_anyway=row.include_anyway,
        prompt=row.prompt,
        compiled=_plan(row.compiled),
        field_plan=_plan(row.field_plan),
    )


def _plan(body: str | None) -> FieldPlan | None:
    return FieldPlan.model_validate_json(body) if body else None


def _json(plan: FieldPlan | None) -> str | None:
    return plan.model_dump_json() if plan else None
