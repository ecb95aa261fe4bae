"""The documents of a batch as a sheet: read in pages, sorted and searched beside the main thread, edited."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from typing import Final, TypeVar
from uuid import UUID

from ingestio_core.contracts.documents import Edit
from ingestio_core.fieldplan import FieldPlan
from ingestio_desktop.flows.grid_edits import (
    CellEdit,
    Changed,
    Confirmed,
    change_cells,
    confirm_rows,
    put_drafts_back,
    save_rows,
)
from ingestio_desktop.flows.grid_view import Arranged, GridFacts, GridQuery, arranged, facts_of
from ingestio_desktop.flows.review import ReviewFlow
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store import batches, grid, queries
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.grid import GridColumn, GridPage, GridRow
from ingestio_desktop.store.rows import BatchRow, EventKind
from ingestio_desktop.store.rows import Changed as StoreChanged

__all__ = [
    "Arranged",
    "CellEdit",
    "Changed",
    "Confirmed",
    "GridColumn",
    "GridFlow",
    "GridPage",
    "GridQuery",
    "GridRow",
]

Result = TypeVar("Result")

PAGE: Final = 500
"""Rows that are read at once."""


class GridFlow:
    """Reads come from the local store only; what a person does becomes a draft, then an outbox event.
    `changed` names the documents to look at again."""

    def __init__(self, store: Store, review: ReviewFlow) -> None:
        self.changed: Notifier[StoreChanged] = store.changed
        self.review = review
        self._store = store

    def batch(self, batch_id: UUID) -> "Future[BatchRow | None]":
        """None when it was deleted."""
        return self._store.read(
            lambda session: next(iter(queries.batches_by_id(session, (batch_id,), whole=True)), None)
        )

    def columns(self, batch_id: UUID, first: FieldPlan | None) -> "Future[tuple[GridColumn, ...]]":
        """Of all plans that are known by now, those of `first` before the others."""
        return self._store.read(lambda session: grid.grid_columns(session, batch_id, first))

    def page(
        self, batch_id: UUID, columns: Sequence[GridColumn], after: tuple[int, UUID] | None = None
    ) -> "Future[GridPage]":
        """The next rows."""
        return self._store.read(lambda session: grid.grid_page(session, batch_id, columns, after, PAGE))

    def rows(self, ids: Iterable[UUID], columns: Sequence[GridColumn]) -> "Future[tuple[GridRow, ...]]":
        """Those that are still there."""
        wanted = tuple(ids)
        return self._store.read(lambda session: grid.grid_rows(session, wanted, columns))

    def of_batch(self, ids: Iterable[UUID], batch_id: UUID) -> "Future[frozenset[UUID]]":
        """Those of the documents that are in this batch."""
        wanted = tuple(ids)
        return self._store.read(lambda session: grid.grid_batch_of(session, wanted, batch_id))

    def fill(self, ids: Iterable[UUID]) -> "Future[None]":
        """Make the cells of documents that were read since."""
        wanted = tuple(ids)
        return self._store.write(lambda unit: grid.fill_cells(unit, grid.missing_cells(unit.session, wanted)))

    def arrange(
        self, rows: Sequence[GridRow], columns: Sequence[GridColumn], query: GridQuery
    ) -> "Future[Arranged]":
        """Filter, sort and sum, in another thread."""
        return self.aside(lambda: arranged(rows, columns, query))

    def facts(
        self, rows: Sequence[GridRow], shown: Sequence[GridRow], columns: Sequence[GridColumn]
    ) -> "Future[GridFacts]":
        """Count all and sum what is shown."""
        return self.aside(lambda: facts_of(rows, shown, columns))

    def aside(self, work: Callable[[], Result]) -> "Future[Result]":
        """Something that would take the main thread too long."""
        return self._store.read(lambda _session: work())

    def change(self, edits: Sequence[CellEdit]) -> "Future[Changed]":
        """Keep what was typed as drafts."""
        return self._store.write(lambda unit: change_cells(unit, edits))

    def put_back(
        self, drafts: Mapping[UUID, tuple[tuple[Edit, ...], tuple[Edit, ...]]]
    ) -> "Future[set[UUID]]":
        """For each document that still has the second of two drafts, the first; gives which they were."""
        return self._store.write(lambda unit: put_drafts_back(unit, drafts))

    def save(self, ids: Iterable[UUID]) -> "Future[tuple[UUID, ...]]":
        """Make drafts edits that are sent."""
        wanted = tuple(ids)
        return self._store.write(lambda unit: save_rows(unit, wanted))

    def confirm(self, ids: Iterable[UUID], *, failing: bool = False) -> "Future[Confirmed]":
        """Save what is unsaved, then confirm those that can be, with `failing` also where a check failed."""
        wanted = tuple(ids)
        return self._store.write(lambda unit: confirm_rows(unit, wanted, failing=failing))

    def unconfirm(self, ids: Iterable[UUID]) -> "Future[int]":
        wanted = tuple(ids)
        return self._store.write(lambda unit: len(batches.document_events(unit, EventKind.UNCONFIRM, wanted)))
