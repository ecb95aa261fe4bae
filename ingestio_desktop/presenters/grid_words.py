"""What the grid says: texts of cells, sums by currency, what a search looks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ingestio_core.checks.states import FieldState
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.flows.grid import GridRow
from ingestio_desktop.flows.grid_view import number_of
from ingestio_desktop.language import amount, number, tr
from ingestio_desktop.presenters.grid_columns import ColumnLayout, ShownColumn
from ingestio_desktop.presenters.grid_editing import GridEditing
from ingestio_desktop.presenters.values import ValueProblem, Writing, parse_typed, show, writing
from ingestio_desktop.store.rows import DocumentState
from ingestio_desktop.theme import words
from ingestio_desktop.theme.words import STATE_WORDS, StateWord, Tone

_DAY = FieldSpec(name="day", label="", type=FieldType.DATE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is painted. `problem` says why what stands in it can't be its value."""

    text: str = ""
    state: FieldState | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """What stands in the footer of a column: `text` is empty where figures of several currencies are not
    added, and `tip` says them one by one."""

    text: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class RangeWords:
    """Of the cells that are selected."""

    count: int
    text: str


class CellTexts:
    """Cells of rows, with what was typed into them over what is stored."""

    def __init__(self, layout: ColumnLayout, editing: GridEditing) -> None:
        self._layout = layout
        self._editing = editing
        self._way: Writing | None = None

    def forget(self) -> None:
        """The language may be another one."""
        self._way = None

    def cell(self, row: GridRow, column: ShownColumn) -> Cell:
        refused = self._editing.refused(row.id, column.key)
        if refused is not None:
            return Cell(refused.text, FieldState.RULE_FAILED, refused.reason)
        state = row.state_at(column.place)
        if state is None:
            return Cell()
        if self._editing.is_pending(row.id, column.key):
            state = FieldState.EDITED
        # A value of several lines stands in one here.
        return Cell(" ".join(self.text(self._editing.value(row, column), column).split("\n")), state)

    def whole(self, row: GridRow, column: ShownColumn) -> str:
        """With all its lines: as it is copied, and typed into."""
        refused = self._editing.refused(row.id, column.key)
        if refused is not None:
            return refused.text
        return (
            "" if row.state_at(column.place) is None else self.text(self._editing.value(row, column), column)
        )

    def text(self, value: str | None, column: ShownColumn) -> str:
        """A stored value as the person writes it."""
        if value is None:
            return ""
        if self._way is None:
            self._way = writing()
        if column.column.type is FieldType.TABLE:
            return number(int(value)) if value.isdecimal() else value
        return show(self._layout.spec(column.key), value, self._way)


def document_word(row: GridRow) -> StateWord:
    """What is to be done with a document; of one that was changed on both sides, to compare."""
    if row.set_aside is not None:
        return StateWord(tr("Compare"), "arrow-right-left", Tone.BAD)
    if row.state is DocumentState.PAUSED:
        return STATE_WORDS[words.BatchState.UPLOAD_PAUSED]
    return STATE_WORDS[words.DocumentState(row.state.value)]


def sum_words(sums: Mapping[str | None, Decimal], column: ShownColumn) -> Sum:
    """The sum of one column: one figure where there is one currency only, never two added up."""
    if not sums:
        return Sum()
    if column.column.type is FieldType.TABLE:
        return Sum(number(int(sum(sums.values()))))
    unknown = tr("without a currency")
    each = [f"{amount(value)} {currency or unknown}" for currency, value in _by(sums)]
    if len(sums) == 1:
        (currency, value), *_ = sums.items()
        return Sum(amount(value), each[0] if currency else "")
    return Sum("", tr("Currencies are not added up:") + "\n" + "\n".join(each))


def range_words(cells: list[tuple[str | None, ShownColumn, str | None]]) -> RangeWords:
    """Count, sum and average of selected cells, each with its document's currency; of figures only where all
    that have a value are some, and never of two currencies."""
    values = [(value, column) for value, column, _ in cells]
    filled = [(value, column) for value, column in values if value is not None]
    currencies = {
        currency
        for value, column, currency in cells
        if value is not None and column.column.type is FieldType.AMOUNT
    }
    figures = [number_of(value) for value, column in filled if column.right]
    numbers = [figure for figure in figures if figure is not None]
    count = tr("%n cell(s)", "", len(values))
    if not numbers or len(numbers) != len(filled) or len(currencies) > 1:
        return RangeWords(len(values), count)
    whole = sum(numbers, Decimal())
    digits = max(-int(each.as_tuple().exponent) for each in numbers)
    average = (whole / len(numbers)).quantize(Decimal(1).scaleb(-max(digits, 2)))
    text = tr(
        "{count}, sum {sum}, average {average}", count=count, sum=amount(whole), average=amount(average)
    )
    return RangeWords(len(values), text)


def looked_for(text: str) -> tuple[str, ...]:
    """The ways in which what a person looks for may be stored: as typed, as a plain number, as a day."""
    text = text.strip()
    if not text:
        return ()
    way = writing()
    ways = {text}
    bare = text.replace(way.group, "").replace("\u00a0", "").replace(way.decimal, ".")
    if any(letter.isdigit() for letter in bare) and all(letter in "0123456789.-" for letter in bare):
        ways.add(bare)
    try:
        day = parse_typed(_DAY, text, way)
    except ValueProblem:
        day = None
    if isinstance(day, str) and len(text) >= 6:
        ways.add(day)
    return tuple(sorted(ways))


def _by(sums: Mapping[str | None, Decimal]) -> list[tuple[str | None, Decimal]]:
    return sorted(sums.items(), key=lambda pair: pair[0] or "\uffff")
