"""What checks see: values by role, with the place of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import JsonValue

from ingestio_core.contracts.extractions import Adjustment, Evidence, Suggestion
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_core.values import date_of, decimal_of


@dataclass(frozen=True, slots=True)
class Place:
    """One value: its JSON Pointer, its column and what is there (None where nothing is)."""

    pointer: str
    spec: FieldSpec
    value: JsonValue

    @property
    def label(self) -> str:
        return self.spec.label

    @property
    def number(self) -> Decimal | None:
        return decimal_of(self.value)

    @property
    def day(self) -> date | None:
        return date_of(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `number` counts from 1, as people do."""

    number: int
    pointer: str
    cells: Mapping[str, Place]
    """By role where the column has one, else by name."""

    def amount(self, role: str) -> Decimal | None:
        place = self.cells.get(role)
        return place.number if place else None


class DataView:
    """Data with its plan and evidence, looked at by role."""

    def __init__(
        self,
        plan: FieldPlan,
        data: Mapping[str, JsonValue],
        evidence: Mapping[str, Evidence],
        today: date,
        adjustments: Iterable[Adjustment] = (),
    ) -> None:
        self._plan = plan
        self._data = data
        self._evidence = evidence
        self._adjustments = tuple(adjustments)
        self._rows_of: dict[str, tuple[Row, ...]] = {}
        self.today = today

    def adjustment(self, path: str = "") -> Decimal:
        """What is added to a row, or to the rows of the whole document; a discount is negative."""
        amounts = (decimal_of(item.amount) for item in self._adjustments if item.path == path)
        return sum((amount for amount in amounts if amount is not None), Decimal(0))

    def field(self, role: str) -> Place | None:
        """The first single field of that role, None where the plan has none."""
        return next((place for place in self.fields() if place.spec.role == role), None)

    def fields(self) -> Iterator[Place]:
        for spec in self._plan.scalars:
            yield Place(join_pointer(spec.name), spec, self._data.get(spec.name))

    def required(self) -> Iterator[Place]:
        """The fields and tables that must have a value."""
        for spec in self._plan.fields:
            if spec.required:
                yield Place(join_pointer(spec.name), spec, self._data.get(spec.name))

    def table(self, role: str) -> tuple[FieldSpec, tuple[Row, ...]] | None:
        """The first table of that role with its rows, None where the plan has none."""
        spec = next((spec for spec in self._plan.tables if spec.role == role), None)
        return None if spec is None else (spec, self._rows(spec))

    def cells(self) -> Iterator[tuple[Row, Place]]:
        """Every cell of every table."""
        for spec in self._plan.tables:
            for row in self._rows(spec):
                for place in row.cells.values():
                    yield row, place

    def alternative(self, place: Place, fits: Callable[[JsonValue], bool]) -> Suggestion | None:
        """The other reading of a value that fits, where exactly one does."""
        evidence = self._evidence.get(place.pointer)
        readings = [] if evidence is None else [r.value for r in evidence.alternatives if fits(r.value)]
        return Suggestion(path=place.pointer, value=readings[0]) if len(readings) == 1 else None

    def _rows(self, spec: FieldSpec) -> tuple[Row, ...]:
        if spec.name not in self._rows_of:
            self._rows_of[spec.name] = tuple(self._made_rows(spec))
        return self._rows_of[spec.name]

    def _made_rows(self, spec: FieldSpec) -> Iterator[Row]:
        rows = self._data.get(spec.name)
        columns = [(column.role or column.name, join_pointer(column.name), column) for column in spec.columns]
        for index, cells in enumerate(rows if isinstance(rows, list) else []):
            if isinstance(cells, dict):
                pointer = join_pointer(spec.name, index)
                places = {
                    role: Place(pointer + below, column, cells.get(column.name))
                    for role, below, column in columns
                }
                yield Row(index + 1, pointer, places)


def table_pointer(spec: FieldSpec) -> str:
    """The JSON Pointer of a whole table."""
    return join_pointer(spec.name)


def is_number(spec: FieldSpec) -> bool:
    return spec.type in {FieldType.AMOUNT, FieldType.NUMBER}


def money(value: Decimal) -> str:
    """A figure for a sentence: at least two decimals, marks between thousands, no exponent."""
    return f"{value:,f}" if decimals_of(value) >= 2 else f"{value:,.2f}"


def plain(value: Decimal) -> str:
    """A figure as it stands in `data`: no exponent."""
    return f"{value:f}"


def decimals_of(value: Decimal) -> int:
    """How many digits are written behind the decimal point."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def as_printed(value: Decimal, like: Decimal) -> str:
    """The value in `data` form, rounded to the decimals of `like` but at least two."""
    return f"{value:.{max(2, decimals_of(like))}f}"
