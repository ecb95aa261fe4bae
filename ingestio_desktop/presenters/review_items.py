"""The tables of a document as the review shows them: cells made as they are asked for, and their sums."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from pydantic import JsonValue

from ingestio_core.checks.states import FieldState
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldSpec
from ingestio_core.values import decimal_of, is_absent
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.language import amount, tr
from ingestio_desktop.presenters.review_fields import FormField, blamed_pointers, form_field, writing_of
from ingestio_desktop.presenters.values import NUMERIC, Writing
from ingestio_desktop.sentences import label_said

_CENT: Final = Decimal("0.01")
_NO_UNFIT: Final[Mapping[str, "Unfit"]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Unfit:
    """What a person typed or pasted into a cell though it can't be its value, and why not."""

    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A sum that stands on the document, to compare the rows with."""

    label: str
    value: Decimal
    doubted: bool = False
    """Whether the check of the rows against the printed sums failed."""


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """The sum of a column and how it compares with what is printed, in words. `fits` says that nothing
    speaks against it: it is the printed one, or the check allows the difference."""

    label: str
    total: Decimal
    words: str
    fits: bool


@dataclass(frozen=True, slots=True, eq=False)
class ItemRows:
    """A table of a document. A cell is made when it is asked for first: of a long table only what is seen."""

    document: ReviewDocument
    spec: FieldSpec
    rows: tuple[JsonValue, ...] | list[JsonValue]
    unfit: Mapping[str, Unfit] = field(default_factory=dict)
    _blamed: frozenset[str] = frozenset()
    _way: Writing | None = None
    _made: dict[tuple[int, int], FormField] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def label(self) -> str:
        return label_said(self.spec.label)

    @property
    def columns(self) -> tuple[FieldSpec, ...]:
        return self.spec.columns

    def pointer(self, row: int, column: int) -> str:
        return join_pointer(self.spec.name, row, self.columns[column].name)

    def cell(self, row: int, column: int) -> FormField:
        """The cell in a row and a column of the plan, both from 0."""
        made = self._made.get((row, column))
        if made is None:
            made = self._made[row, column] = self._cell(row, column)
        return made

    def problem(self, row: int, column: int) -> str:
        """Why what stands in a cell can't be its value; empty where it is."""
        unfit = self.unfit.get(self.pointer(row, column)) if self.unfit else None
        return unfit.problem if unfit else ""

    def row_failed(self, row: int) -> bool:
        """Whether a rule failed in the row."""
        reviews = self.document.reviews
        return any(
            (review := reviews.get(self.pointer(row, at))) is not None
            and review.state is FieldState.RULE_FAILED
            for at in range(len(self.columns))
        )

    def shows_the_same(self, other: "ItemRows") -> bool:
        """Whether nothing of the table can look otherwise than in `other`."""
        mine, theirs = self.document, other.document
        if self.spec != other.spec or self.rows is not other.rows or self.unfit != other.unfit:
            return False
        checked = (
            mine.reviews is theirs.reviews
            and mine.evidence is theirs.evidence
            and mine.findings is theirs.findings
        )
        # Until the checks have caught up, a field that was typed into changes nothing of a table.
        return checked or not mine.checked

    def _cell(self, row: int, column: int) -> FormField:
        spec, pointer = self.columns[column], self.pointer(row, column)
        cells = self.rows[row]
        value = cells.get(spec.name) if isinstance(cells, dict) else None
        made = form_field(
            self.document, pointer, value, spec, self._blamed, self._way or writing_of(self.document)
        )
        unfit = self.unfit.get(pointer)
        if unfit is not None:
            return replace(
                made, text=unfit.text, state=FieldState.RULE_FAILED, reason=unfit.problem, blamed=True
            )
        # A cell without a value is no value that was not found: a table has a column once one row has it.
        empty = made.state is FieldState.NOT_FOUND and is_absent(value)
        return replace(made, state=None, reason="") if empty else made


def item_tables(document: ReviewDocument, unfit: Mapping[str, Unfit] = _NO_UNFIT) -> tuple[ItemRows, ...]:
    """The tables in the order of the plan. `unfit` are the texts that are no values, by their cells."""
    blamed, way = blamed_pointers(document), writing_of(document)
    tables = []
    for spec in document.plan.tables:
        rows = document.data.get(spec.name)
        tables.append(ItemRows(document, spec, rows if isinstance(rows, list) else (), unfit, blamed, way))
    return tuple(tables)


def column_sums(rows: ItemRows) -> tuple[ColumnSum, ...]:
    """The sums of the columns that the document prints one for, and of the amounts in any case. None where a
    cell of the column is no number."""
    sums: list[ColumnSum] = []
    for column in rows.columns:
        printed = printed_totals(rows.document, rows.spec, column)
        if column.type not in NUMERIC or not (printed or column.role == "amount"):
            continue
        total = _sum(rows, column)
        if total is None:
            continue
        words, fits = compared(total, printed, len(rows.rows))
        sums.append(ColumnSum(label_said(column.label), total, words, fits))
    return tuple(sums)


def printed_totals(document: ReviewDocument, table: FieldSpec, column: FieldSpec) -> tuple[PrintedTotal, ...]:
    """What a column's sum may be on the document, the likeliest first.

    Amounts of line items make the subtotal, the total, or the total without its tax, with or without what
    is taken off or added below the rows; movements of an account what lies between its balances. Any other
    column is compared with the single field of the same meaning.
    """
    if table.role == "transactions" and column.role == "amount":
        return _between_balances(document)
    if table.role != "line_items" or column.role != "amount":
        return _namesakes(document, column)
    doubted = any(finding.code == "line_sum_mismatch" for finding in document.findings)
    known = (_of_role(document, role) for role in ("subtotal", "total"))
    found = [PrintedTotal(*there, doubted) for there in known if there is not None]
    tax, total = _of_role(document, "tax"), _of_role(document, "total")
    if tax is not None and total is not None:
        label = tr("{total} without {tax}", total=total[0], tax=tax[0])
        found.append(PrintedTotal(label, total[1] - tax[1], doubted))
    adjusted = sum(
        (decimal_of(item.amount) or Decimal(0) for item in document.adjustments if not item.path), Decimal(0)
    )
    if adjusted:
        words = tr("less discounts") if adjusted < 0 else tr("with surcharges")
        found += [
            PrintedTotal(f"{printed.label} {words}", printed.value - adjusted, doubted) for printed in found
        ]
    return tuple(found)


def compared(total: Decimal, printed: tuple[PrintedTotal, ...], rows: int = 1) -> tuple[str, bool]:
    """How a sum of rows compares with the printed sums, in words, and whether nothing speaks against it: it
    is one of them, or the check allows the difference (a tax that the plan doesn't ask for)."""
    if not printed:
        return "", True
    for candidate in printed:
        if candidate.value == total:
            return f"{candidate.label} {amount(candidate.value)}", True
    nearest = min(printed, key=lambda candidate: abs(candidate.value - total))
    # Each row may have been rounded for itself.
    first = nearest if abs(nearest.value - total) <= _CENT * rows / 2 else printed[0]
    apart = first.value - total
    told = {"label": first.label, "value": amount(first.value), "apart": amount(abs(apart))}
    if apart > 0:
        return tr("{label} {value}, {apart} more", **told), not first.doubted
    return tr("{label} {value}, {apart} less", **told), not first.doubted


def _between_balances(document: ReviewDocument) -> tuple[PrintedTotal, ...]:
    opening, closing = _of_role(document, "opening_balance"), _of_role(document, "closing_balance")
    if opening is None or closing is None:
        return ()
    doubted = any(finding.code == "balance_mismatch" for finding in document.findings)
    label = tr("From {opening} to {closing}", opening=opening[0], closing=closing[0])
    return (PrintedTotal(label, closing[1] - opening[1], doubted),)


def _namesakes(document: ReviewDocument, column: FieldSpec) -> tuple[PrintedTotal, ...]:
    """The single field that means, or is called, the same as the column; no check compares these."""
    for spec in document.plan.scalars:
        if spec.type in NUMERIC and (spec.name == column.name or (spec.role and spec.role == column.role)):
            value = decimal_of(document.data.get(spec.name))
            return () if value is None else (PrintedTotal(label_said(spec.label), value, doubted=True),)
    return ()


def _of_role(document: ReviewDocument, role: str) -> tuple[str, Decimal] | None:
    spec = next((spec for spec in document.plan.scalars if spec.role == role), None)
    value = decimal_of(document.data.get(spec.name)) if spec else None
    return None if spec is None or value is None else (label_said(spec.label), value)


def _sum(rows: ItemRows, column: FieldSpec) -> Decimal | None:
    if not rows.rows:
        return None
    total = Decimal(0)
    for cells in rows.rows:
        value = cells.get(column.name) if isinstance(cells, dict) else None
        if is_absent(value):
            continue
        number = decimal_of(value)
        if number is None:
            return None
        total += number
    return total
