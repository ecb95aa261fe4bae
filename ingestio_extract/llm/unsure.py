"""What of a local reading a model is worth asking about."""

from collections.abc import Iterator
from typing import Final

from ingestio_core.checks.states import FieldState, field_states
from ingestio_core.contracts.extractions import DocumentType, Extraction
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType

_DOUBT: Final = frozenset({FieldState.NEEDS_LOOK, FieldState.RULE_FAILED})
_NEEDED: Final = {
    DocumentType.INVOICE: frozenset({"invoice_number", "invoice_date", "vendor_name", "total", "line_items"}),
    DocumentType.RECEIPT: frozenset({"vendor_name", "date", "total"}),
    DocumentType.PURCHASE_ORDER: frozenset({"order_number", "order_date", "supplier_name", "line_items"}),
    DocumentType.BANK_STATEMENT: frozenset({"closing_balance", "transactions"}),
    DocumentType.CONTRACT: frozenset({"title", "parties"}),
}
"""What hardly a document of a type is without: not found, it was overlooked."""


def unsure_plan(plan: FieldPlan, extraction: Extraction, kind: DocumentType, *, by_prompt: bool) -> FieldPlan:
    """The fields to ask about: those in doubt, tables with a cell in doubt or sums that do not match, and
    those that were not found though they are needed. A person who named the fields (`by_prompt`) needs
    them all."""
    states = field_states(plan, extraction.data, extraction.evidence, extraction.findings)
    needed = _NEEDED.get(kind, frozenset[str]())
    return FieldPlan(
        fields=tuple(
            spec
            for spec in plan.fields
            if any(state in _DOUBT for state in _states(spec, extraction, states))
            or (
                states.get(join_pointer(spec.name)) is FieldState.NOT_FOUND
                and (by_prompt or (spec.role or "") in needed)
            )
        )
    )


def _states(spec: FieldSpec, extraction: Extraction, states: dict[str, FieldState]) -> Iterator[FieldState]:
    pointer = join_pointer(spec.name)
    if pointer in states:
        yield states[pointer]
    rows = extraction.data.get(spec.name)
    if spec.type is not FieldType.TABLE or not isinstance(rows, list):
        return
    for index in range(len(rows)):
        for column in spec.columns:
            if (state := states.get(join_pointer(spec.name, index, column.name))) is not None:
                yield state
