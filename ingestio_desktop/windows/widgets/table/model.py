"""A list model over frozen rows that sorts and filters itself: 100,000 rows in tens of milliseconds."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ingestio_desktop.language import percent, tr
from ingestio_desktop.windows.widgets.badge import as_word

Row = TypeVar("Row")
Key = Hashable
SortValue = str | int | float | Decimal | datetime | None
Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
_RANGES = 50
"""Rows that are taken out one by one; for more, the list is made anew."""


class CellKind(Enum):
    """How a cell is drawn; `value` of the column gives what each one needs."""

    TEXT = "text"  # str
    STATE = "state"  # StateWord or one of the state enums: a badge
    STATE_LINE = "state_line"  # the same, icon and word without a ground
    PROGRESS = "progress"  # ProgressCell
    CHECK = "check"  # bool: whether the row is checked
    CUSTOM = "custom"  # drawn by the column's own `paint`


@dataclass(frozen=True, slots=True)
class ProgressCell:
    """Parts of a total, and the words at their right."""

    completed: int
    failed: int
    total: int
    done: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: `value` is what it shows, `sort` what it sorts by (None: can't be sorted).

    `width` is in pixels, `stretch` makes it take what is left (weights). `icon`, `tone`, `tip` are asked for
    each visible row only; `tone` is a colour token, `icon` a Lucide name. `paint(painter, rect, row, state)`
    draws a CUSTOM cell.
    """

    key: str
    title: str
    value: Callable[[Row], Any]
    width: int = 100
    stretch: int = 0
    kind: CellKind = CellKind.TEXT
    right: bool = False
    strong: bool = False
    elide_middle: bool = False
    sort: Callable[[Row], SortValue] | None = None
    icon: Callable[[Row], str] | None = None
    tone: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    paint: Callable[..., None] | None = None


@dataclass(slots=True)
class _Order:
    column: str = ""
    descending: bool = False
    keep: Callable[[Any], bool] | None = None
    first: Callable[[Any], int] | None = None
    shown: list[int] = field(default_factory=list)
    place: dict[Key, int] = field(default_factory=dict)


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows are frozen dataclasses, known by `key`. The sort never runs by itself: `update_rows` changes rows
    where they stand, `append_rows` adds below, `resort` (a click on a header) sorts."""

    counts_changed = Signal()

    def __init__(self, columns: Sequence[Column[Row]], key: Callable[[Row], Key]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[Row] = []
        self._at: dict[Key, int] = {}
        self._order = _Order()
        self._checked: set[Key] = set()

    # What is there

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, shown or not, in the order in which they came."""
        return self._rows

    def row(self, index: Index | int) -> Row:
        """The row shown at a place."""
        place = index if isinstance(index, int) else index.row()
        return self._rows[self._order.shown[place]]

    def shown_rows(self) -> list[Row]:
        """The rows as they stand on the screen."""
        return [self._rows[i] for i in self._order.shown]

    def key_of(self, row: Row) -> Key:
        return self._key(row)

    def place_of(self, key: Key) -> int:
        """Where the row with this key is shown; -1 when it is not."""
        return self._order.place.get(key, -1)

    @property
    def sorting(self) -> tuple[str, bool]:
        """The column that it is sorted by ("" for none), and whether from the top down."""
        return self._order.column, self._order.descending

    # Changes

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Replace everything; sort and filter stay."""
        self.beginResetModel()
        self._rows = list(rows)
        self._index()
        self._checked &= self._at.keys()
        self.endResetModel()
        self.counts_changed.emit()

    def append_rows(self, rows: Iterable[Row]) -> None:
        """Add rows below all others; those with a known key take the place of the old ones."""
        fresh: list[Row] = []
        known: list[Row] = []
        for row in rows:
            (known if self._key(row) in self._at else fresh).append(row)
        start = len(self._rows)
        shown = [start + i for i, row in enumerate(fresh) if self._keeps(row)]
        if shown:
            first = len(self._order.shown)
            self.beginInsertRows(_ROOT, first, first + len(shown) - 1)
        self._rows.extend(fresh)
        self._at.update((self._key(row), start + i) for i, row in enumerate(fresh))
        for offset, index in enumerate(shown):
            self._order.place[self._key(self._rows[index])] = len(self._order.shown) + offset
        self._order.shown.extend(shown)
        if shown:
            self.endInsertRows()
        if known:
            self.update_rows(known)
        if fresh:
            self.counts_changed.emit()

    def update_rows(self, rows: Iterable[Row]) -> None:
        """Replace rows where they stand; unknown ones are left out. Nothing moves."""
        places = []
        for row in rows:
            key = self._key(row)
            index = self._at.get(key)
            if index is None:
                continue
            self._rows[index] = row
            if key in self._order.place:
                places.append(self._order.place[key])
        if places:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), last))
            self.counts_changed.emit()

    def prepend_rows(self, rows: Iterable[Row]) -> None:
        """Add rows above all others, in a list that neither sorts nor filters by itself."""
        fresh = [row for row in rows if self._key(row) not in self._at]
        if not fresh:
            return
        self.beginInsertRows(_ROOT, 0, len(fresh) - 1)
        self._rows = [*fresh, *self._rows]
        self._index()
        self.endInsertRows()
        self.counts_changed.emit()

    def remove_keys(self, keys: Iterable[Key]) -> None:
        """Take rows out; the others, the current row and the selection stay as they are."""
        gone = set(keys) & self._at.keys()
        if not gone:
            return
        places = sorted((self._order.place[key] for key in gone if key in self._order.place), reverse=True)
        if len(places) > _RANGES:
            self.set_rows([row for row in self._rows if self._key(row) not in gone])
            return
        for place in places:
            self.beginRemoveRows(_ROOT, place, place)
            del self._order.shown[place]
            self.endRemoveRows()
        left = [index for index, row in enumerate(self._rows) if self._key(row) not in gone]
        moved = {old: new for new, old in enumerate(left)}
        self._rows = [self._rows[index] for index in left]
        self._at = {self._key(row): index for index, row in enumerate(self._rows)}
        self._order.shown = [moved[index] for index in self._order.shown]
        self._order.place = {
            self._key(self._rows[index]): place for place, index in enumerate(self._order.shown)
        }
        self._checked -= gone
        self.counts_changed.emit()

    def _index(self) -> None:
        self._at = {self._key(row): index for index, row in enumerate(self._rows)}
        self._arrange()

    def set_filter(self, keep: Callable[[Row], bool] | None) -> None:
        """Show only rows that `keep` says yes to; None shows all."""
        self._order.keep = keep
        self._again()

    def set_first(self, rank: Callable[[Row], int] | None) -> None:
        """Put rows of a lower rank before all others, whatever the sort."""
        self._order.first = rank
        self._again()

    def resort(self, column: str, descending: bool) -> None:
        """Sort by a column's key; "" keeps the order in which the rows came."""
        self._order.column, self._order.descending = column, descending
        self._again()

    def _again(self) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        keys = [self._key(self.row(index)) for index in kept]
        self._arrange()
        for old, key in zip(kept, keys, strict=True):
            place = self.place_of(key)
            self.changePersistentIndex(old, self.index(place, old.column()) if place >= 0 else QModelIndex())
        self.layoutChanged.emit()
        self.counts_changed.emit()

    def _keeps(self, row: Row) -> bool:
        return self._order.keep is None or self._order.keep(row)

    def _arrange(self) -> None:
        order, rows = self._order, self._rows
        shown = [i for i, row in enumerate(rows) if order.keep is None or order.keep(row)]
        sort = next((c.sort for c in self.columns if c.key == order.column), None)
        if sort is not None:
            values = [sort(rows[i]) for i in range(len(rows))]
            # Empty values stand last either way; the sort is stable, so equal ones keep their order.
            filled = [i for i in shown if values[i] is not None]
            filled.sort(key=lambda i: cast(Any, values[i]), reverse=order.descending)
            shown = filled + [i for i in shown if values[i] is None]
        if order.first is not None:
            rank = order.first
            shown.sort(key=lambda i: rank(rows[i]))
        order.shown = shown
        order.place = {self._key(rows[i]): place for place, i in enumerate(shown)}

    # Check boxes

    @property
    def checked(self) -> frozenset[Key]:
        """The keys of the checked rows, shown or not."""
        return frozenset(self._checked)

    @property
    def checked_count(self) -> int:
        """How many rows are checked."""
        return len(self._checked)

    def has_checked(self, key: Key) -> bool:
        """Whether the row with this key is checked."""
        return key in self._checked

    def set_checked(self, keys: Iterable[Key], on: bool = True) -> None:
        """Check or uncheck rows."""
        wanted = keys if isinstance(keys, frozenset) else frozenset(keys)
        # Far more may be chosen than is loaded, or far fewer.
        few = len(wanted) < len(self._at)
        changed = {key for key in (wanted if few else self._at) if key in (self._at if few else wanted)}
        self._checked = self._checked | changed if on else self._checked - changed
        if self._order.shown:
            last = self.index(len(self._order.shown) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.counts_changed.emit()

    def is_checked(self, index: Index) -> bool:
        return self._key(self.row(index)) in self._checked

    # Qt's side

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._order.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.row(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_text(column, column.value(row))
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip is not None else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


def cell_text(column: Column[Any], value: object) -> str:
    """What a screen reader says of a cell, and what is drawn in a text cell."""
    if column.kind in (CellKind.STATE, CellKind.STATE_LINE):
        return as_word(cast(Any, value)).word if value is not None else ""
    if isinstance(value, ProgressCell):
        return percent(progress_percent(value))
    if column.kind is CellKind.CHECK:
        return tr("Checked") if value else tr("Not checked")
    return "" if value is None else str(value)


def progress_percent(cell: ProgressCell) -> int:
    """Whole percent of a batch; 100 only when nothing is left."""
    return 100 * (cell.completed + cell.failed) // cell.total if cell.total else 0


def columns_by_key(columns: Sequence[Column[Row]]) -> Mapping[str, int]:
    """The place of each column."""
    return {column.key: index for index, column in enumerate(columns)}
