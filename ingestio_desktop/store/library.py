"""Saved prompts, cached files and review drafts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import sqlalchemy as sa
from pydantic import JsonValue
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from ingestio_core.contracts.documents import Edit
from ingestio_core.fieldplan import FieldPlan
from ingestio_desktop.store.database import Unit
from ingestio_desktop.store.models import FileModel, PromptModel, ReviewDraftModel
from ingestio_desktop.store.projection import EDITS, forget_cells
from ingestio_desktop.store.rows import SavedPrompt


def saved_prompts(session: Session) -> tuple[SavedPrompt, ...]:
    models = session.scalars(sa.select(PromptModel).order_by(PromptModel.name_key))
    return tuple(_saved_prompt(model) for model in models)


def save_prompt(unit: Unit, name: str, prompt: str, field_plan: FieldPlan | None = None) -> SavedPrompt:
    """Insert, or replace the one of that name."""
    model = unit.session.scalar(sa.select(PromptModel).where(PromptModel.name_key == name.casefold()))
    if model is None:
        model = PromptModel(id=str(uuid4()), name_key=name.casefold(), created_at=datetime.now(UTC))
        unit.session.add(model)
    model.name = name
    model.prompt = prompt
    model.field_plan = field_plan.model_dump_json() if field_plan is not None else None
    unit.prompts = True
    return _saved_prompt(model)


def rename_prompt(unit: Unit, prompt_id: str, name: str) -> bool:
    """False where another one has that name."""
    key = name.casefold()
    other = unit.session.scalar(
        sa.select(PromptModel.id).where(PromptModel.name_key == key, PromptModel.id != prompt_id)
    )
    if other is not None:
        return False
    unit.session.execute(
        sa.update(PromptModel).where(PromptModel.id == prompt_id).values(name=name, name_key=key)
    )
    unit.prompts = True
    return True


def _saved_prompt(model: PromptModel) -> SavedPrompt:
    plan = FieldPlan.model_validate_json(model.field_plan) if model.field_plan else None
    return SavedPrompt(model.id, model.name, model.prompt, field_plan=plan)


def delete_prompt(unit: Unit, prompt_id: str) -> None:
    unit.session.execute(sa.delete(PromptModel).where(PromptModel.id == prompt_id))
    unit.prompts = True


def cached_file(session: Session, document_id: UUID) -> Path | None:
    model = session.get(FileModel, document_id)
    return Path(model.path) if model else None


def keep_file(unit: Unit, document_id: UUID, path: Path, size: int, sha256: str) -> None:
    unit.session.merge(
        FileModel(
            document_id=document_id, path=str(path), size=size, sha256=sha256, used_at=datetime.now(UTC)
        )
    )


def hand_on_file(unit: Unit, document_id: UUID, to: UUID) -> None:
    """The copy of a document's file, where there is one, is another document's from now on."""
    unit.session.execute(
        sa.update(FileModel).where(FileModel.document_id == document_id).values(document_id=to)
    )


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """Unsaved edits, the version that they were begun on, and what the fields they touch were then.
    `kept_at` is when one that was read was last written."""

    edits: tuple[Edit, ...]
    based_on: int
    base: Mapping[str, JsonValue]
    kept_at: datetime | None = None


def review_draft(session: Session, document_id: UUID) -> ReviewDraft | None:
    model = session.get(ReviewDraftModel, document_id)
    if model is None:
        return None
    return ReviewDraft(
        EDITS.validate_json(model.edits), model.based_on, json.loads(model.base), model.updated_at
    )


def count_review_drafts(session: Session, ids: Iterable[UUID]) -> int:
    """How many of these documents have unsaved edits."""
    drafts = set(session.scalars(sa.select(ReviewDraftModel.document_id)))
    return len(drafts.intersection(ids))


def drop_review_draft(unit: Unit, document_id: UUID) -> None:
    unit.session.execute(sa.delete(ReviewDraftModel).where(ReviewDraftModel.document_id == document_id))
    forget_cells(unit.session, (document_id,))


def save_review_draft(unit: Unit, document_id: UUID, draft: ReviewDraft) -> None:
    """No edits take the draft away."""
    if not draft.edits:
        drop_review_draft(unit, document_id)
        return
    values = {
        "document_id": document_id,
        "edits": EDITS.dump_json(draft.edits).decode(),
        "based_on": draft.based_on,
        "updated_at": datetime.now(UTC),
        "base": json.dumps(dict(draft.base)),
    }
    statement = insert(ReviewDraftModel).values(**values)
    unit.session.execute(
        statement.on_conflict_do_update(index_elements=[ReviewDraftModel.document_id], set_=values)
    )
    forget_cells(unit.session, (document_id,))
