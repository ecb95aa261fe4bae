"""Columns that a prompt calls required, and what becomes of a document that lacks one."""

import pytest
from pydantic import JsonValue

from ingestio_core.checks import check_again, run_checks
from ingestio_core.checks.states import FieldState, field_states
from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.extractions import Extraction
from ingestio_core.edits import apply_edits
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.fieldplan.compiler import compile_prompt

SCHEMA = """{"type": "object", "required": ["total"], "properties": {"invoiceNumber": {"type": "string"},
"total": {"type": "number"}, "line_items": {"type": "array", "items": {"type": "object",
"properties": {"sku": {}, "amount": {}}, "required": ["amount"]}}}}"""


def _required(plan: FieldPlan) -> set[str]:
    names = {field.name for field in plan.fields if field.required}
    return names | {f"{field.name}/{c.name}" for field in plan.fields for c in field.columns if c.required}


@pytest.mark.parametrize(
    ("prompt", "required"),
    [
        ("invoice number (required), due date (optional), total (mandatory)", {"invoice_number", "total"}),
        ("Rechnungsnummer (Pflichtfeld), Fälligkeit", {"invoice_number"}),
        ("numéro de facture (obligatoire), total", {"invoice_number"}),
        ("invoice date, invoice number and total (amount, required)", {"total"}),
        ("- invoice number: required\n- total: optional", {"invoice_number"}),
        (
            "Line items (description (required), amount (required)), total",
            {"line_items/description", "line_items/amount"},
        ),
        ("delivery date (required by the customer), required date", set()),
        ("invoice number, total", set()),
        (SCHEMA, {"total", "line_items/amount"}),
        ('{"required": "no list", "total": 1}', set()),
    ],
)
def test_a_prompt_calls_columns_required(prompt: str, required: set[str]) -> None:
    plan = compile_prompt(prompt)
    assert _required(plan) == required
    names = [field.name for field in compile_prompt(prompt.replace("(required)", "")).fields]
    assert names == [field.name for field in plan.fields], "nothing else of the plan changes"


PLAN = compile_prompt("total (required), due date, line items (description, amount (required))")


def test_a_required_value_that_is_not_there_is_a_failed_rule() -> None:
    data: dict[str, JsonValue] = {
        "total": None,
        "due_date": None,
        "line_items": [{"description": "Oil", "amount": "  "}],
    }
    findings = [finding for finding in run_checks(PLAN, data, {}) if finding.code == "required_missing"]
    assert [(finding.paths, finding.message) for finding in findings] == [
        (("/total",), "Total is required and not there"),
        (("/line_items/0/amount",), "Amount is required and not there in row 1"),
    ]
    states = field_states(PLAN, data, {}, findings)
    assert states["/total"] is FieldState.RULE_FAILED
    assert states["/due_date"] is FieldState.NOT_FOUND


def test_typing_it_settles_the_rule_and_clearing_it_breaks_it_again() -> None:
    before = Extraction(data={"total": None}, findings=run_checks(PLAN, {"total": None}, {}))
    assert [finding.code for finding in before.findings] == ["required_missing"]

    def after(value: str | None) -> Extraction:
        edits = (Edit(path="/total", value=value),)
        return check_again(PLAN, before, *apply_edits(before.data, before.evidence, edits), edits)

    assert after("12.00").findings == ()
    assert [finding.code for finding in after(None).findings] == ["required_missing"]
