"""What is typed and pasted into the grid, with undo across documents. No widget."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Final, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ingestio_core.contracts.documents import Edit
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.flows.grid import CellEdit, Changed, GridFlow, GridRow
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.grid_columns import ColumnLayout, ShownColumn
from ingestio_desktop.presenters.pasted_blocks import as_sheet
from ingestio_desktop.presenters.typed.writing import DateOrder
from ingestio_desktop.presenters.values import ValueProblem, Writing, parse_typed, show, writing
from ingestio_desktop.sentences import said_error

Result = TypeVar("Result")

Place = tuple[UUID, str]
"""A document and the key of a column."""

_PIECE: Final = 50
"""Documents that are changed in one transaction, so that others wait for none for long."""
_STEPS: Final = 200
_LONG_AGO: Final = date(1980, 6, 15)
"""Where a day without a year would be another one."""


class Deliver(Protocol):
    """Brings a result to the main thread; tells of an error, and then calls `failed`."""

    def __call__(
        self,
        future: "Future[Result]",
        done: Callable[[Result], None],
        failed: Callable[[IngestError], None] | None = None,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed and can't be the value of its cell, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A text for one cell of a row."""

    row: GridRow
    column: ShownColumn
    text: str


@dataclass(slots=True)
class _Step:
    """One change that is taken back as a whole. The drafts are known once it is done."""

    edits: tuple[CellEdit, ...]
    before: dict[UUID, tuple[Edit, ...]] = field(default_factory=dict)
    after: dict[UUID, tuple[Edit, ...]] = field(default_factory=dict)


class GridEditing(QObject):
    """Changes are drafts at once and are saved when their row is left. Where a value is refused, the cell
    keeps what was typed, with the reason."""

    changed = Signal(object)
    """frozenset[UUID]: rows that look otherwise."""
    written = Signal(object)
    """frozenset[UUID]: rows to be read again."""
    said = Signal(str)
    """A sentence about what could not be done."""

    def __init__(
        self, flow: GridFlow, layout: ColumnLayout, deliver: Deliver, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._layout = layout
        self._deliver = deliver
        self._refused: dict[Place, Refused] = {}
        self._pending: dict[Place, list[str | None]] = {}
        self._answered: list[Place] = []
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._unsaved: set[UUID] = set()
        self._reading = 0
        self._after_reading: list[Callable[[], object]] = []
        self.steps = 0
        """How many changes the person made so far."""

    def clear(self) -> None:
        """Another batch: what is unsaved of the last one is saved."""
        self.save_all()
        self._refused.clear()
        self._pending.clear()
        for steps in (self._answered, self._undo, self._redo):
            steps.clear()

    def settle(self, ids: Collection[UUID]) -> None:
        """These rows were read again: what was kept of them is in them."""
        left: list[Place] = []
        for place in self._answered:
            waiting = self._pending.get(place)
            if place[0] not in ids:
                left.append(place)
            elif waiting:
                waiting.pop(0)
                if not waiting:
                    del self._pending[place]
        self._answered = left

    # -- what cells show

    def refused(self, row: UUID, key: str) -> Refused | None:
        return self._refused.get((row, key))

    def has_refused(self, ids: Iterable[UUID]) -> bool:
        wanted = set(ids)
        return any(row in wanted for row, _ in self._refused)

    def is_pending(self, row: UUID, key: str) -> bool:
        """Whether what was typed is still being kept."""
        return (row, key) in self._pending

    def value(self, row: GridRow, column: ShownColumn) -> str | None:
        """As the person left it, be it still on its way into the store."""
        waiting = self._pending.get((row.id, column.key))
        if waiting:
            return waiting[-1]
        return row.values[column.place] if column.place < len(row.values) else None

    @property
    def busy(self) -> bool:
        """Whether something that was typed is still being kept."""
        return bool(self._pending or self._reading)

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    # -- what a person does

    def put(self, row: GridRow, column: ShownColumn, text: str) -> bool:
        """What was typed into one cell; False where it can't be its value, which the cell then says. What
        may mean several things means what it does in its document, which is asked first."""
        spec, own = self._layout.spec(column.key), writing()

        def put(way: Writing) -> None:
            self._begin(self._taken([(Typed(row, column, text), _parsed(spec, text, way))]))
            self.changed.emit(frozenset((row.id,)))

        def done(document: ReviewDocument) -> None:
            put(writing(document.plan, document.saved_data, document.saved_evidence))
            self._read()

        def failed(_error: IngestError) -> None:
            put(own)
            self._read()

        if _depends(spec, text, own):
            self._reading += 1
            self._deliver(self._flow.review.load(row.id), done, failed)
            return True
        put(own)
        return (row.id, column.key) not in self._refused

    def put_block(self, cells: Sequence[Typed]) -> None:
        """Many at once, as one step; read in another thread."""
        # The columns may be another batch's before this is read.
        specs = [self._layout.spec(cell.column.key) for cell in cells]
        own = writing()

        def read() -> list[str | Refused | None]:
            way = as_sheet(own, ((spec, cell.text) for spec, cell in zip(specs, cells, strict=True)))
            return [_parsed(spec, cell.text, way) for spec, cell in zip(specs, cells, strict=True)]

        def done(values: list[str | Refused | None]) -> None:
            self._begin(self._taken(zip(cells, values, strict=True)))
            self.changed.emit(frozenset(cell.row.id for cell in cells))
            self._read()

        self._reading += 1
        self._deliver(self._flow.aside(read), done, lambda _error: self._read())

    def when_read(self, act: Callable[[], object]) -> None:
        """What comes after a paste, once the paste was read: at once where none is being read."""
        if self._reading:
            self._after_reading.append(act)
        else:
            act()

    def put_values(self, cells: Iterable[tuple[GridRow, ShownColumn, str | None]]) -> None:
        """Values as they are stored: cleared, or filled down."""
        edits: list[CellEdit] = []
        touched: set[UUID] = set()
        for row, column, value in cells:
            cleared = self._refused.pop((row.id, column.key), None)
            edit = self._edit(row, column, value)
            if edit is not None:
                edits.append(edit)
            if edit is not None or cleared is not None:
                touched.add(row.id)
        self._begin(edits)
        self.changed.emit(frozenset(touched))

    def undo(self) -> bool:
        """Take the last step back; False where there is none."""
        if self._reading:
            self.when_read(self.undo)
            return True
        if not self._undo:
            return False
        step = self._undo.pop()
        self._redo.append(step)
        self._go(step, step.before, step.after, _turned(step.edits))
        return True

    def redo(self) -> bool:
        """Do it again."""
        if not self._redo:
            return False
        step = self._redo.pop()
        self._undo.append(step)
        self._go(step, step.after, step.before, step.edits)
        return True

    # -- saving

    def leave(self, current: UUID | None) -> None:
        """Save all rows but the one that one stands in now."""
        self.when_read(lambda: self._leave(current))

    def _leave(self, current: UUID | None) -> None:
        wanted = tuple(row for row in self._unsaved if row != current)
        if wanted:
            self._unsaved.difference_update(wanted)
            # The store tells by itself what changed.
            self._deliver(
                self._flow.save(wanted), lambda _saved: None, lambda _error: self._unsaved.update(wanted)
            )

    def save_all(self, drafted: Iterable[UUID] = ()) -> None:
        """Also those that are `drafted` from another time."""
        self._unsaved.update(drafted)
        self.leave(None)

    def unsaved(self, row: UUID) -> bool:
        """Whether it is saved as soon as one leaves it."""
        return row in self._unsaved

    # -- within

    def _read(self) -> None:
        self._reading -= 1
        if not self._reading:
            waiting, self._after_reading = self._after_reading, []
            for act in waiting:
                act()

    def _taken(self, read: Iterable[tuple[Typed, str | Refused | None]]) -> list[CellEdit]:
        edits: list[CellEdit] = []
        for cell, value in read:
            place = (cell.row.id, cell.column.key)
            if isinstance(value, Refused):
                self._refused[place] = value
                continue
            self._refused.pop(place, None)
            edit = self._edit(cell.row, cell.column, value)
            if edit is not None:
                edits.append(edit)
        return edits

    def _edit(self, row: GridRow, column: ShownColumn, value: str | None) -> CellEdit | None:
        seen = self.value(row, column)
        if value == seen:
            return None
        return CellEdit(row.id, column.column.name, value, seen, row.version)

    def _begin(self, edits: Sequence[CellEdit]) -> None:
        if not edits:
            return
        self.steps += 1
        step = _Step(tuple(edits))
        self._undo.append(step)
        del self._undo[:-_STEPS]
        self._redo.clear()
        self._change(step, edits)

    def _change(self, step: _Step, edits: Sequence[CellEdit]) -> None:
        """Keep them, so many documents at a time."""
        keys = {column.name: column.key for column in self._layout.columns}
        for piece in _pieces(edits):
            places = [(edit.document_id, keys.get(edit.name, edit.name)) for edit in piece]
            for place, edit in zip(places, piece, strict=True):
                self._pending.setdefault(place, []).append(edit.value)
            self._unsaved.update(edit.document_id for edit in piece)
            self._deliver(
                self._flow.change(piece),
                partial(self._changed, step, places),
                partial(self._not_kept, piece, places),
            )
        self.changed.emit(frozenset(edit.document_id for edit in edits))

    def _changed(self, step: _Step, places: Sequence[Place], result: Changed) -> None:
        self._answered.extend(places)
        step.before.update(result.before)
        step.after.update(result.after)
        if result.left:
            self.said.emit(
                tr("%n document(s) can’t be changed: confirmed, or not read.", "", len(result.left))
            )
        if result.moved:
            self.said.emit(
                tr(
                    "%n document(s) were changed elsewhere meanwhile. Choose between both.",
                    "",
                    len(result.moved),
                )
            )
        self.written.emit(frozenset(row for row, _ in places))

    def _not_kept(self, edits: Sequence[CellEdit], places: Sequence[Place], error: IngestError) -> None:
        """The cells say that it is in no store, and keep it for the person to try again."""
        way = writing()
        for place, edit in zip(places, edits, strict=True):
            waiting = self._pending.pop(place, [])
            if edit.value not in waiting:
                # Another batch is shown meanwhile.
                continue
            waiting.remove(edit.value)
            if waiting:
                self._pending[place] = waiting
            elif edit.value is not None:
                text = show(self._layout.spec(place[1]), edit.value, way)
                self._refused[place] = Refused(text, said_error(error))
        self.changed.emit(frozenset(row for row, _ in places))

    def _go(
        self,
        step: _Step,
        wanted: Mapping[UUID, tuple[Edit, ...]],
        present: Mapping[UUID, tuple[Edit, ...]],
        edits: tuple[CellEdit, ...],
    ) -> None:
        """To another state of a step: the draft of that time where nothing was saved since, else values."""
        drafts = {row: (wanted[row], present[row]) for row in wanted if row in present}

        def done(back: set[UUID]) -> None:
            rest = [edit for edit in edits if edit.document_id not in back]
            self.written.emit(frozenset(back))
            if rest:
                self._change(_Step(step.edits), rest)

        self._deliver(self._flow.put_back(drafts), done)


def _parsed(spec: FieldSpec, text: str, way: Writing) -> str | Refused | None:
    try:
        value = parse_typed(spec, text, way)
    except ValueProblem as problem:
        return Refused(text, str(problem))
    return None if value is None else str(value)


def _depends(spec: FieldSpec, text: str, own: Writing) -> bool:
    """Whether a text means something else in one document than in another."""
    if spec.type is not FieldType.DATE:
        return False
    ways = [replace(own, printed_order=order) for order in (None, *DateOrder)]
    ways.append(replace(own, near=_LONG_AGO))
    return len({_parsed(spec, text, way) for way in ways}) > 1


def _turned(edits: tuple[CellEdit, ...]) -> tuple[CellEdit, ...]:
    """What takes them back."""
    return tuple(replace(edit, value=edit.seen, seen=edit.value) for edit in reversed(edits))


def _pieces(edits: Sequence[CellEdit]) -> Iterable[tuple[CellEdit, ...]]:
    """All edits of a document in one piece."""
    rows: dict[UUID, list[CellEdit]] = {}
    for edit in edits:
        rows.setdefault(edit.document_id, []).append(edit)
    ids = list(rows)
    for at in range(0, len(ids), _PIECE):
        yield tuple(edit for row in ids[at : at + _PIECE] for edit in rows[row])
