"""Presets of exports: what a person keeps under a name, and which one a plan begins with."""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_desktop.store.database import Unit
from ingestio_desktop.store.models import ExportDefaultModel, ExportPresetModel


def presets(session: Session) -> tuple[tuple[str, str, str], ...]:
    """Id, name and body of each, by name."""
    models = session.scalars(sa.select(ExportPresetModel).order_by(ExportPresetModel.name_key))
    return tuple((model.id, model.name, model.body) for model in models)


def save_preset(unit: Unit, name: str, body: str) -> str:
    """Insert, or replace the one of that name; its id."""
    statement = sa.select(ExportPresetModel).where(ExportPresetModel.name_key == name.casefold())
    model = unit.session.scalar(statement)
    if model is None:
        model = ExportPresetModel(id=str(uuid4()), name_key=name.casefold(), created_at=datetime.now(UTC))
        unit.session.add(model)
    model.name = name
    model.body = body
    return model.id


def rename_preset(unit: Unit, preset_id: str, name: str) -> bool:
    """False where another one has that name."""
    key = name.casefold()
    taken = sa.select(ExportPresetModel.id).where(
        ExportPresetModel.name_key == key, ExportPresetModel.id != preset_id
    )
    if unit.session.scalar(taken) is not None:
        return False
    unit.session.execute(
        sa.update(ExportPresetModel).where(ExportPresetModel.id == preset_id).values(name=name, name_key=key)
    )
    return True


def delete_preset(unit: Unit, preset_id: str) -> None:
    unit.session.execute(sa.delete(ExportPresetModel).where(ExportPresetModel.id == preset_id))
    unit.session.execute(sa.delete(ExportDefaultModel).where(ExportDefaultModel.preset_id == preset_id))


def default_preset(session: Session, plan: str) -> str | None:
    """The id of the one that exports of this plan begin with."""
    return session.scalar(sa.select(ExportDefaultModel.preset_id).where(ExportDefaultModel.plan == plan))


def set_default_preset(unit: Unit, plan: str, preset_id: str | None) -> None:
    """Begin exports of this plan with a preset, or with none."""
    unit.session.execute(sa.delete(ExportDefaultModel).where(ExportDefaultModel.plan == plan))
    if preset_id is not None:
        unit.session.add(ExportDefaultModel(plan=plan, preset_id=preset_id))
