"""Whatever is done to documents, the cells that are kept of them say what they say now."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import pytest
import sqlalchemy as sa

from ingestio_core.contracts.documents import Document, Edit
from ingestio_core.errors import ErrorInfo
from ingestio_desktop.flows.grid_edits import CellEdit, change_cells, confirm_rows, put_drafts_back, save_rows
from ingestio_desktop.flows.reviewing import settle_conflict
from ingestio_desktop.store import held, library, outbox
from ingestio_desktop.store.batches import document_events
from ingestio_desktop.store.conflicts import settle_draft
from ingestio_desktop.store.database import Unit
from ingestio_desktop.store.deleted_there import without_edits
from ingestio_desktop.store.grid import fill_cells, missing_cells
from ingestio_desktop.store.models import DocumentCellsModel, DocumentModel, EventModel
from ingestio_desktop.store.outbox import event_row
from ingestio_desktop.store.rows import EventKind, EventRow, EventState
from ingestio_desktop.store.server import apply_documents, forget_documents
from tests.support.desktop import fresh_store
from tests.support.sheet import PLAN, keep_sheet, sheet_documents

_COUNT: Final = 8
_STEPS: Final = 60
_KINDS: Final = (EventKind.CONFIRM, EventKind.UNCONFIRM, EventKind.REDO, EventKind.CANCEL_DOCUMENT)
_REFUSED: Final = ErrorInfo(code="refused", title="Refused", message="The service did not take it.")
Cells = dict[UUID, tuple[object, ...]]


class _Life:
    """What happens to documents, by dice."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.told = {document.id: document for document in sheet_documents(_COUNT)}
        self.turn = 0

    def step(self, unit: Unit) -> str:
        """One thing that somebody does; gives which it was."""
        self.turn += 1
        deeds: tuple[Callable[[Unit, UUID], object], ...] = (
            self.type,
            self.type,
            self.type_in_review,
            self.take_back,
            self.save,
            self.confirm,
            self.tell,
            self.tell,
            self.tell_of_another_plan,
            self.event,
            self.delete_and_undo,
            self.answer,
            self.refuse,
            self.choose,
            self.bring_draft_up,
            self.delete_there,
        )
        deed = self.dice.choice(deeds)
        deed(unit, self.dice.choice(list(self.told)))
        return deed.__name__

    def value(self) -> str:
        return f"{self.dice.randrange(1, 2_000)}.00"

    def type(self, unit: Unit, key: UUID) -> None:
        row = unit.session.get_one(DocumentModel, key)
        name = self.dice.choice(("total", "subtotal", "tax", "vendor_name"))
        change_cells(unit, [CellEdit(key, name, self.value(), None, row.version)])

    def type_in_review(self, unit: Unit, key: UUID) -> None:
        edit = Edit(path="/line_items/0/amount", value=self.value())
        version = unit.session.get_one(DocumentModel, key).version
        library.save_review_draft(unit, key, library.ReviewDraft((edit,), version, {}))

    def take_back(self, unit: Unit, key: UUID) -> None:
        draft = library.review_draft(unit.session, key)
        if draft is not None:
            put_drafts_back(unit, {key: ((), draft.edits)})

    def save(self, unit: Unit, key: UUID) -> None:
        save_rows(unit, [key])

    def confirm(self, unit: Unit, key: UUID) -> None:
        confirm_rows(unit, [key], failing=self.dice.random() < 0.5)

    def tell(self, unit: Unit, key: UUID) -> None:
        document = self.told[key]
        extraction = document.extraction
        if extraction is not None:
            data = {**extraction.data, self.dice.choice(("total", "tax")): self.value()}
            extraction = extraction.model_copy(update={"data": data})
        self._tell(unit, document.model_copy(update={"extraction": extraction}))

    def tell_of_another_plan(self, unit: Unit, key: UUID) -> None:
        few = PLAN.model_copy(update={"fields": PLAN.fields[self.dice.randrange(3) :]})
        self._tell(unit, self.told[key].model_copy(update={"field_plan": few}))

    def event(self, unit: Unit, key: UUID) -> None:
        document_events(unit, self.dice.choice(_KINDS), [key])

    def delete_and_undo(self, unit: Unit, key: UUID) -> None:
        held.delete_documents(unit, (key,), timedelta(seconds=30))
        if self.dice.random() < 0.5:
            self.tell(unit, key)
        held.undo(unit, (key,))

    def answer(self, unit: Unit, key: UUID) -> None:
        for event in self._events(unit, key)[:1]:
            if event.state is not EventState.SET_ASIDE:
                outbox.settle_event(unit, event, self.told[key].version)

    def refuse(self, unit: Unit, key: UUID) -> None:
        for event in self._events(unit, key)[:1]:
            outbox.set_event_aside(unit, event, _REFUSED)

    def choose(self, unit: Unit, key: UUID) -> None:
        settle_conflict(unit, key, frozenset(("/total",)))

    def bring_draft_up(self, unit: Unit, key: UUID) -> None:
        settle_draft(unit, key, self.told[key])

    def delete_there(self, unit: Unit, key: UUID) -> None:
        if len(self.told) > _COUNT // 2:
            for gone in without_edits(unit, (key,)):
                forget_documents(unit, (gone,))
                del self.told[gone]

    def _events(self, unit: Unit, key: UUID) -> list[EventRow]:
        query = sa.select(EventModel).where(EventModel.entity_id == key).order_by(EventModel.seq)
        return [event_row(event) for event in unit.session.scalars(query)]

    def _tell(self, unit: Unit, document: Document) -> None:
        at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=self.turn)
        told = document.model_copy(update={"version": document.version + 1, "updated_at": at})
        self.told[document.id] = told
        apply_documents(unit, [told])


def _cells(unit: Unit) -> Cells:
    rows = unit.session.execute(sa.select(DocumentCellsModel.__table__)).all()
    return {row.document_id: tuple(row) for row in rows}


def _made_anew(unit: Unit) -> Cells:
    unit.session.execute(sa.delete(DocumentCellsModel))
    every = list(unit.session.scalars(sa.select(DocumentModel.id)))
    fill_cells(unit, missing_cells(unit.session, every))
    return _cells(unit)


@pytest.mark.parametrize("seed", range(3))
def test_cells_are_never_behind_their_documents(tmp_path: Path, seed: int) -> None:
    store = fresh_store(tmp_path / "store.sqlite")
    try:
        keep_sheet(store, sheet_documents(_COUNT))
        store.write(_made_anew).result(30)
        life = _Life(seed)
        for _ in range(_STEPS):
            deed = store.write(life.step).result(30)
            kept = store.write(_cells).result(30)
            fresh = store.write(_made_anew).result(30)
            # Those that are hidden or not read are made when they are seen again.
            behind = [key for key, cells in kept.items() if key in fresh and cells != fresh[key]]
            assert not behind, f"after {deed}"
            assert kept.keys() <= life.told.keys(), "what is forgotten leaves no cells"
    finally:
        store.close()
