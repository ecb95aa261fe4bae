"""The columns of the grid as a person arranged them, kept for each plan."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.flows.grid_view import NUMERIC
from ingestio_desktop.sentences import label_said
from ingestio_desktop.store.grid import GridColumn

LEAST_WIDTH: Final = 48
_MOST_WIDTH: Final = 480
_ROLE_WIDTHS: Final = {
    "vendor_name": 145,
    "customer_name": 145,
    "invoice_number": 144,
    "invoice_date": 100,
    "tax": 92,
    "total": 96,
    "currency": 84,
}
_WIDTHS: Final = {
    FieldType.DATE: 117,
    FieldType.TIME: 84,
    FieldType.AMOUNT: 94,
    FieldType.NUMBER: 96,
    FieldType.TABLE: 53,
    FieldType.ID: 144,
}
_TEXT_WIDTH: Final = 160


class States(Protocol):
    """Where arrangements are kept between starts: opaque bytes by name."""

    def widget_state(self, name: str) -> bytes | None: ...
    def keep_widget_state(self, name: str, state: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column that is shown: `place` is where its values stand in a row."""

    column: GridColumn
    place: int
    title: str
    width: int

    @property
    def key(self) -> str:
        return self.column.key

    @property
    def right(self) -> bool:
        return self.column.type in NUMERIC

    @property
    def strong(self) -> bool:
        """What the document is about in one figure."""
        return self.column.role == "total"

    @property
    def typed(self) -> bool:
        """Whether one types into it; how many rows a table has, one sees."""
        return self.column.type is not FieldType.TABLE


class ColumnLayout(QObject):
    """Order, widths and what is hidden. `changed` when one of them is another."""

    changed = Signal()

    def __init__(self, states: States | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states = states
        self._columns: tuple[GridColumn, ...] = ()
        self._order: list[str] = []
        self._hidden: set[str] = set()
        self._widths: dict[str, int] = {}
        self._specs: dict[str, FieldSpec] = {}
        self._shown: tuple[ShownColumn, ...] = ()

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """All of them, as values stand in the rows."""
        return self._columns

    @property
    def shown(self) -> tuple[ShownColumn, ...]:
        """Those that are shown, in the person's order."""
        return self._shown

    def set_columns(self, columns: Sequence[GridColumn]) -> None:
        """Another plan, with the arrangement that was kept of it."""
        self._columns = tuple(columns)
        self._specs = {
            column.key: FieldSpec.model_construct(
                name=column.name, label=column.label, type=column.type, role=column.role, columns=()
            )
            for column in columns
        }
        self._order, self._hidden, self._widths = self._kept()
        self._settle()

    def spec(self, key: str) -> FieldSpec:
        """How its values are shown and typed."""
        return self._specs[key]

    def arranged(self) -> tuple[tuple[GridColumn, bool], ...]:
        """All columns in the person's order, and whether each is shown."""
        by_key = {column.key: column for column in self._columns}
        return tuple((by_key[key], key not in self._hidden) for key in self._order)

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide one; the last one stays."""
        if not shown and len(self._shown) <= 1:
            return
        (self._hidden.discard if shown else self._hidden.add)(key)
        self._settle(keep=True)

    def move(self, key: str, by: int) -> None:
        """So many places to the right, or to the left."""
        at = self._order.index(key)
        self._order.insert(min(max(0, at + by), len(self._order) - 1), self._order.pop(at))
        self._settle(keep=True)

    def resize(self, key: str, width: int) -> None:
        self._widths[key] = min(max(LEAST_WIDTH, width), _MOST_WIDTH)
        self._settle(keep=True)

    def reset(self) -> None:
        """As the plan has them."""
        self._order = [column.key for column in self._columns]
        self._hidden, self._widths = set(), {}
        self._settle(keep=True)

    def _settle(self, *, keep: bool = False) -> None:
        places = {column.key: place for place, column in enumerate(self._columns)}
        self._shown = tuple(
            ShownColumn(
                self._columns[places[key]],
                places[key],
                column_title(self._columns[places[key]]),
                self._widths.get(key) or _width(self._columns[places[key]]),
            )
            for key in self._order
            if key not in self._hidden
        )
        if keep and self._states is not None:
            state = {"order": self._order, "hidden": sorted(self._hidden), "widths": self._widths}
            self._states.keep_widget_state(self._name, json.dumps(state).encode())
        self.changed.emit()

    def _kept(self) -> tuple[list[str], set[str], dict[str, int]]:
        kept: Mapping[str, object] = {}
        if self._states is not None:
            with suppress(ValueError):
                kept = json.loads(self._states.widget_state(self._name) or b"{}")
        keys = [column.key for column in self._columns]
        order, hidden, widths = (kept.get(name) for name in ("order", "hidden", "widths"))
        first = [key for key in order if key in keys] if isinstance(order, list) else []
        hides = {key for key in hidden if key in keys} if isinstance(hidden, list) else set()
        wide = (
            {key: width for key, width in widths.items() if isinstance(width, int)}
            if isinstance(widths, dict)
            else {}
        )
        if len(hides) >= len(keys):
            hides = set()
        return first + [key for key in keys if key not in first], hides, wide

    @property
    def _name(self) -> str:
        plan = json.dumps(sorted(column.key for column in self._columns))
        return f"grid.{sha256(plan.encode()).hexdigest()[:16]}"


def column_title(column: GridColumn) -> str:
    """What stands over it."""
    return label_said(column.label)


def _width(column: GridColumn) -> int:
    role = column.role or column.name
    return _ROLE_WIDTHS.get(role) or _WIDTHS.get(column.type, _TEXT_WIDTH)
