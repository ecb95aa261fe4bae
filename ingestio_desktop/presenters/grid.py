"""A batch as a sheet: its rows as they come, what is filtered and sorted, what is confirmed. No widget."""

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Future
from dataclasses import replace
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.checks.states import FieldState
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.exports import ExportSource
from ingestio_desktop.flows.grid import (
    Arranged,
    Confirmed,
    GridColumn,
    GridFlow,
    GridPage,
    GridQuery,
    GridRow,
)
from ingestio_desktop.flows.grid_view import GridFacts
from ingestio_desktop.flows.review import ReviewDocument, ReviewQueue
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.batches import AWAY
from ingestio_desktop.presenters.grid_columns import ColumnLayout, States
from ingestio_desktop.presenters.grid_editing import GridEditing
from ingestio_desktop.presenters.grid_words import looked_for
from ingestio_desktop.presenters.undo import UndoStack
from ingestio_desktop.store.rows import BatchRow, Changed
from ingestio_desktop.workers.bridge import Bridge

Result = TypeVar("Result")

_NOBODY: Final = UUID(int=0)
_REFRESH_MS: Final = 150
_FACTS_MS: Final = 250
_FACTS_OF_MANY_MS: Final = 1_000
_FILL: Final = 200
"""Documents whose cells are made at once; what a person changes meanwhile waits for no more."""
_MANY: Final = 1_000
"""Changed rows from which on all are read anew."""


class GridPresenter(QObject):
    """Open a batch by its id. Rows stay where they are when they change; they move only when the person
    sorts, filters or searches, and come and go while the list need not be still."""

    batch_changed = Signal(object)
    """A `BatchRow`."""
    gone = Signal()
    """The batch was deleted."""
    order_changed = Signal()
    """Other rows, or in another order."""
    rows_changed = Signal(object)
    """frozenset[UUID]: where they stand."""
    facts_changed = Signal()
    """Counts and sums."""
    loading_changed = Signal(bool)
    document_ready = Signal(object)
    """The `ReviewDocument` that was asked for."""
    doubt_found = Signal(object)
    """tuple[UUID]: documents that were not confirmed, because a check failed in them."""
    said = Signal(str)
    failed = Signal(object)
    """An `IngestError` that the person should read."""
    review_wanted = Signal(object, object)
    """A `ReviewQueue` and the id of the document to show first."""
    export_wanted = Signal(object)
    """An `ExportSource`."""

    def __init__(
        self,
        flow: GridFlow,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        undo: UndoStack | None = None,
        states: States | None = None,
        account: AccountFlow | None = None,
    ) -> None:
        """`undo` is the window's, unless the grid stands alone; `states` keep the columns."""
        super().__init__(parent)
        self.flow = flow
        self.bridge = bridge
        self.undo = undo or UndoStack(self)
        self.layout = ColumnLayout(states, self)
        self.editing = GridEditing(flow, self.layout, self._deliver, self)
        self.batch: BatchRow | None = None
        self.batch_id = _NOBODY
        self.rows: dict[UUID, GridRow] = {}
        self.order: tuple[UUID, ...] = ()
        self.query = GridQuery()
        self.search = ""
        self.facts = GridFacts()
        self.loading = False
        self.in_sight: Callable[[], Iterable[UUID]] = tuple
        """Which rows the person sees: their cells are made first."""
        self._account = account
        self._places: dict[UUID, int] | None = None
        self._asked = 0
        self._sorted = 0
        self._coming: dict[UUID, GridRow] = {}
        self._newer: set[UUID] | None = None
        self._filling = False
        self._still = self._moved = False
        self._stale: set[UUID] = set()
        self._wanted: UUID | None = None
        self._steps_when_confirmed = -1
        self._refresh = self._timer(_REFRESH_MS, self._refresh_now)
        self._recount = self._timer(_FACTS_MS, lambda: self._arrange(move=False))
        self.editing.changed.connect(self._touched)
        self.editing.written.connect(self._reread)
        self.editing.said.connect(self.said)
        bridge.listen(flow.changed, self, self._changed)

    @property
    def offline(self) -> bool:
        return self._account is not None and self._account.status().link in AWAY

    def row(self, place: int) -> GridRow | None:
        """The row at a place; None for one that was deleted and still stands there."""
        return self.rows.get(self.order[place]) if 0 <= place < len(self.order) else None

    def place_of(self, row: UUID) -> int:
        """-1 for one that is not shown."""
        if self._places is None:
            self._places = {key: at for at, key in enumerate(self.order)}
        return self._places.get(row, -1)

    def forget_sight(self) -> None:
        """Nobody looks any more."""
        self.in_sight = tuple

    @property
    def filtered(self) -> bool:
        return bool(self.search) or self.query.state is not None

    # -- what is asked for

    def open(self, batch_id: UUID) -> None:
        """Show a batch; the same one again is only brought up to date."""
        again = batch_id == self.batch_id
        if not again:
            self.editing.clear()
            self.batch_id, self.batch = batch_id, None
            self.rows, self.facts = {}, GridFacts()
            self._set_order(())
            self.query, self.search = GridQuery(), ""
            self.layout.set_columns(())
        self._load(fresh=not again)

    def set_search(self, text: str) -> None:
        """Leave rows in which it stands, as it is shown or as it is stored."""
        if text != self.search:
            self.search = text
            self.query = replace(self.query, words=looked_for(text))
            self._arrange()

    def set_state(self, state: FieldState | None) -> None:
        """Leave rows that have a cell of this state."""
        if state is not self.query.state:
            self.query = replace(self.query, state=state)
            self._arrange()

    def sort(self, key: str) -> None:
        """By a column; a second time the other way round, a third time as the batch has them."""
        query = self.query
        if query.sort != key:
            self.query = replace(query, sort=key, descending=False)
        elif not query.descending:
            self.query = replace(query, descending=True)
        else:
            self.query = replace(query, sort="", descending=False)
        self._arrange()

    def keep_still(self, still: bool) -> None:
        """Whether rows must stay where they are for now."""
        self._still = still
        if not still and self._moved:
            self._arrange()

    def ask_document(self, row: UUID) -> None:
        """The whole document, for reasons and pages; the last that was asked for comes."""
        self._wanted = row

        def done(document: ReviewDocument) -> None:
            if self._wanted == document.row.id:
                self.document_ready.emit(document)

        self.bridge.deliver(self.flow.review.load(row), self, done, lambda _error: None)

    # -- what a person does

    def confirm(self, ids: Iterable[UUID], *, failing: bool = False) -> None:
        """These documents; can be undone. What a check failed in is asked about first."""
        wanted = tuple(ids)
        self.editing.when_read(lambda: self._confirm(wanted, failing))

    def confirm_clean(self) -> None:
        """Exactly those without findings; can be undone."""
        clean = self.facts.without_findings
        self.editing.when_read(lambda: self._confirm_clean(clean))

    def take_back(self) -> None:
        """What was done last: a change of cells, or a confirmation while it can be undone."""
        offered = self.undo.offer is not None
        if (offered and self._steps_when_confirmed == self.editing.steps) or (
            not self.editing.undo() and offered
        ):
            self.undo.undo()

    def unconfirm(self, ids: Iterable[UUID]) -> None:
        self._deliver(self.flow.unconfirm(tuple(ids)), lambda _count: None)

    def save(self, *, drafts: bool = False) -> None:
        """What was typed here, at once; with `drafts` also what was left in the review, or by a crash."""
        self.editing.save_all(key for key, row in self.rows.items() if drafts and row.drafted)

    def review(self, row: UUID) -> None:
        """Open a document; the others come before and after it in the order of the grid."""
        self.editing.save_all()
        title = self.batch.title if self.batch is not None else ""
        self.review_wanted.emit(ReviewQueue(title, tuple(k for k in self.order if k in self.rows)), row)

    def export(self, ids: Collection[UUID] = ()) -> None:
        """These documents, or the whole batch."""
        self.editing.save_all()
        self.export_wanted.emit(ExportSource(tuple(ids), None if ids else self.batch_id))

    # -- within

    def _confirm(self, wanted: tuple[UUID, ...], failing: bool) -> None:
        if self.editing.has_refused(wanted):
            self.said.emit(tr("A red cell holds what can’t be its value. Correct it or clear it first."))
            return

        def done(result: Confirmed) -> None:
            self._confirmed(result.confirmed)
            if result.failing:
                self.doubt_found.emit(result.failing)
            elif not result.confirmed:
                self.said.emit(tr("Nothing to confirm"))

        self._deliver(self.flow.confirm(wanted, failing=failing), done)

    def _confirm_clean(self, clean: tuple[UUID, ...]) -> None:
        wanted = [key for key in clean if not self.editing.has_refused((key,))]
        self._deliver(self.flow.confirm(wanted), lambda result: self._confirmed(result.confirmed))

    def _confirmed(self, ids: tuple[UUID, ...]) -> None:
        if ids:
            self._steps_when_confirmed = self.editing.steps
            self.undo.add(tr("%n document(s) confirmed", "", len(ids)), lambda: self.unconfirm(ids))

    def _timer(self, interval: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        return timer

    def _deliver(
        self,
        future: "Future[Result]",
        done: Callable[[Result], None],
        failed: Callable[[IngestError], None] | None = None,
    ) -> None:
        def told(error: IngestError) -> None:
            self.failed.emit(error)
            if failed is not None:
                failed(error)

        self.bridge.deliver(future, self, done, told)

    def _load(self, *, fresh: bool) -> None:
        """All rows, page by page. `fresh` ones are shown as they come, others when all are there."""
        self._asked += 1
        asked = self._asked
        self._coming, self._newer = {}, set()
        if fresh:
            self._set_loading(True)

        def batch(row: BatchRow | None) -> None:
            if asked != self._asked:
                return
            self.batch = row
            if row is None:
                self._set_loading(False)
                self.gone.emit()
                return
            self.batch_changed.emit(row)
            self._deliver(self.flow.columns(self.batch_id, row.field_plan), columns)

        def columns(found: tuple[GridColumn, ...]) -> None:
            if asked == self._asked:
                if fresh:
                    self.layout.set_columns(found)
                self._deliver(self.flow.page(self.batch_id, found), lambda came: page(found, came))

        def page(found: tuple[GridColumn, ...], came: GridPage) -> None:
            if asked != self._asked:
                return
            self._coming.update((row.id, row) for row in came.rows)
            if fresh:
                self.rows.update((row.id, row) for row in came.rows)
                if not self.filtered and not self.query.sort:
                    self._set_order((*self.order, *(row.id for row in came.rows)))
                    self.order_changed.emit()
            if came.next is not None:
                following = self.flow.page(self.batch_id, found, came.next)
                self._deliver(following, lambda more: page(found, more))
                return
            same = found == self.layout.columns
            if not same:
                # In the same moment as the rows, whose values stand as these columns do.
                self.layout.set_columns(found)
            # What came of them by themselves may be newer than their page.
            newer, self._newer = frozenset(self._newer or ()) & self.rows.keys() & self._coming.keys(), None
            if same:
                self._coming.update((key, self.rows[key]) for key in newer)
            self.rows, self._coming = self._coming, {}
            self.editing.settle(self.rows.keys())
            self._set_loading(False)
            # Rows that are here already stay in their order.
            self._arrange(move=self.rows.keys() != set(self.order) or self.filtered or bool(self.query.sort))
            self._reread(newer)
            self._fill()

        self._deliver(self.flow.batch(self.batch_id), batch)

    def _set_loading(self, loading: bool) -> None:
        if loading is not self.loading:
            self.loading = loading
            self.loading_changed.emit(loading)

    def _set_order(self, order: tuple[UUID, ...]) -> None:
        self.order, self._places = order, None

    def _arrange(self, *, move: bool = True) -> None:
        """Filter and sort anew, or only count."""
        if self.loading and not self.filtered and not self.query.sort:
            return
        asked, rows = self._asked, tuple(self.rows.values())

        def counted(facts: GridFacts) -> None:
            if asked == self._asked:
                self.facts = facts
                self.facts_changed.emit()

        if not move:
            shown = tuple(self.rows[key] for key in self.order if key in self.rows)
            self._deliver(self.flow.facts(rows, shown, self.layout.columns), counted)
            return
        self._sorted += 1
        self._moved = False
        ordered = self._sorted

        def done(arranged: Arranged) -> None:
            if asked == self._asked and ordered == self._sorted:
                self._set_order(arranged.order)
                self.order_changed.emit()
                counted(arranged.facts)

        self._deliver(self.flow.arrange(rows, self.layout.columns, self.query), done)

    def _fill(self) -> None:
        """Have the cells made that are not, those in sight first."""
        if self._filling or self.loading:
            return
        seen = [key for key in self.in_sight() if key in self.rows and not self.rows[key].known]
        missing = seen or [row.id for row in self.rows.values() if not row.known]
        if not missing:
            return
        self._filling = True
        piece, asked = missing[:_FILL], self._asked

        def filled(_done: None) -> None:
            plan = self.batch.field_plan if self.batch is not None else None
            self._deliver(self.flow.columns(self.batch_id, plan), columns)

        def columns(found: tuple[GridColumn, ...]) -> None:
            self._filling = False
            if asked != self._asked:
                self._fill()
            elif found != self.layout.columns:
                self._load(fresh=False)
            else:
                self._deliver(self.flow.rows(piece, found), rows)

        def rows(came: tuple[GridRow, ...]) -> None:
            if asked == self._asked:
                # A row that came without its cells would be asked for again and again.
                self._take([row if row.known else replace(row, states=" ") for row in came])
            self._fill()

        self.bridge.deliver(self.flow.fill(piece), self, filled, self._not_filled)

    def _not_filled(self, error: IngestError) -> None:
        self._filling = False
        self.failed.emit(error)

    def _take(self, rows: Collection[GridRow]) -> None:
        self.rows.update((row.id, row) for row in rows)
        if self._newer is not None:
            self._newer.update(row.id for row in rows)
        self._touched(frozenset(row.id for row in rows))

    def _touched(self, ids: frozenset[UUID]) -> None:
        if ids:
            self.rows_changed.emit(ids)
            # Once it is quiet: many rows come one after the other, and so do keys.
            self._recount.start(_FACTS_OF_MANY_MS if self._filling else _FACTS_MS)

    def _reread(self, ids: frozenset[UUID]) -> None:
        columns, batch_id = self.layout.columns, self.batch_id
        # What was typed into another batch is kept there all the same.
        self.editing.settle(ids - self.rows.keys())
        ids &= self.rows.keys()

        def done(rows: tuple[GridRow, ...]) -> None:
            if batch_id != self.batch_id:
                self.editing.settle(ids)
            elif columns is not self.layout.columns:
                self._reread(ids)
            else:
                self.editing.settle(ids)
                self._take(rows)
                self._drop(ids - {row.id for row in rows})
                self._fill()

        if ids:
            self._deliver(self.flow.rows(ids, self.layout.columns), done)

    def _drop(self, ids: frozenset[UUID]) -> None:
        """They were deleted; their places stay empty while the list is to be still."""
        gone = [key for key in ids if self.rows.pop(key, None) is not None]
        if gone:
            self.rows_changed.emit(frozenset(gone))
            self._move_when_quiet()

    def _move_when_quiet(self) -> None:
        self._moved = True
        if not self._still:
            self._arrange()

    def _changed(self, changed: Changed) -> None:
        if self.batch_id in changed.batches:
            self._read_batch()
        if self.batch_id in changed.batches or any(key in self.rows for key in changed.documents):
            self._stale |= changed.documents
            if not self._refresh.isActive():
                self._refresh.start()

    def _read_batch(self) -> None:
        batch_id = self.batch_id

        def done(row: BatchRow | None) -> None:
            if batch_id != self.batch_id:
                return
            self.batch = row
            if row is None:
                self.gone.emit()
            else:
                self.batch_changed.emit(row)

        self._deliver(self.flow.batch(batch_id), done)

    def _refresh_now(self) -> None:
        stale, self._stale = frozenset(self._stale), set()
        known = stale & self.rows.keys()
        if len(known) > _MANY:
            self._load(fresh=False)
            return
        if known and len(known) <= _FILL:
            # With their cells at once: what changed is not empty in between.
            self._deliver(
                self.flow.fill(known), lambda _done: self._reread(known), lambda _error: self._reread(known)
            )
        else:
            self._reread(known)
        fresh = stale - known
        asked = self._asked

        def of_batch(ids: frozenset[UUID]) -> None:
            if asked == self._asked and ids:
                self._deliver(self.flow.rows(ids, self.layout.columns), came)

        def came(rows: tuple[GridRow, ...]) -> None:
            if asked == self._asked:
                self.rows.update((row.id, row) for row in rows)
                self._move_when_quiet()
                self._fill()

        if fresh:
            self._deliver(self.flow.of_batch(fresh, self.batch_id), of_batch)
