"""Checks: what fails, with which figures, and which fix is offered."""

from datetime import date

import pytest
from pydantic import JsonValue

from ingestio_core.checks import run_checks
from ingestio_core.checks.states import FieldState, field_reviews, field_states
from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.extractions import Evidence, EvidenceSource, Finding, Reading, Severity
from ingestio_core.edits import apply_edits
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType, default_plan

TODAY = date(2026, 6, 1)
Data = dict[str, JsonValue]


def invoice(**changes: JsonValue) -> Data:
    return {
        "invoice_number": "0042",
        "invoice_date": "2026-05-04",
        "due_date": "2026-06-03",
        "vendor_tax_id": "DE136695976",
        "subtotal": "100.00",
        "tax": "19.00",
        "total": "119.00",
        "iban": "DE89 3704 0044 0532 0130 00",
        "line_items": [item("2", "25.00", "50.00"), item("1", "50.00", "50.00")],
        **changes,
    }


def item(quantity: str | None, unit_price: str | None, amount: str | None) -> Data:
    return {"description": "Paper", "quantity": quantity, "unit_price": unit_price, "amount": amount}


def statement(*amounts: str, closing: str, balances: tuple[str, ...] = ()) -> Data:
    return {
        "period_start": "2026-05-01",
        "period_end": "2026-05-31",
        "opening_balance": "1000.00",
        "closing_balance": closing,
        "transactions": [
            {
                "date": "2026-05-10",
                "description": "x",
                "amount": amount,
                "balance": balances[n] if balances else None,
            }
            for n, amount in enumerate(amounts)
        ],
    }


def findings(
    data: Data, kind: str = "invoice", evidence: dict[str, Evidence] | None = None
) -> dict[str, Finding]:
    found = run_checks(default_plan(kind), data, evidence or {}, today=TODAY)
    return {finding.code: finding for finding in found}


def read(confidence: float, *others: JsonValue, text: str = "", source: str = "ocr") -> Evidence:
    alternatives = tuple(Reading(value=value, text=str(value), confidence=0.3) for value in others)
    return Evidence(
        page=1, text=text, confidence=confidence, source=EvidenceSource(source), alternatives=alternatives
    )


def test_a_sound_invoice_has_no_findings() -> None:
    assert findings(invoice()) == {}


def test_empty_data_has_no_findings() -> None:
    for kind in ("invoice", "receipt", "purchase_order", "bank_statement", "contract", "form"):
        assert findings({}, kind) == {}


def test_total_says_figures_and_paths() -> None:
    found = findings(invoice(total="118.00"))["total_mismatch"]
    assert found.message == "Subtotal 100.00 and tax 19.00 make 119.00, total says 118.00"
    assert found.severity is Severity.ERROR
    assert found.paths == ("/total", "/subtotal", "/tax")
    assert found.suggestion is None


def test_the_one_other_reading_that_fits_is_suggested() -> None:
    found = findings(invoice(total="118.00"), evidence={"/total": read(0.6, "119.00", "19.00")})
    suggestion = found["total_mismatch"].suggestion
    assert suggestion is not None
    assert (suggestion.path, suggestion.value) == ("/total", "119.00")


def test_line_items_tell_which_subtotal_is_right() -> None:
    found = findings(invoice(subtotal="700.00"))["total_mismatch"].suggestion
    assert found is not None
    assert (found.path, found.value) == ("/subtotal", "100.00")


def test_line_sum() -> None:
    data = invoice(subtotal=None, tax=None, line_items=[item(None, None, "50.00"), item(None, None, "68.00")])
    found = findings(data)["line_sum_mismatch"]
    assert found.message == "Line items sum to 118.00, total says 119.00"
    assert found.paths == ("/total", "/line_items")


@pytest.mark.parametrize(
    "amounts",
    [("50.00", "50.00"), ("59.50", "59.50"), ("50.00", "50.01")],
    ids=["net", "gross", "rounded"],
)
def test_line_items_may_be_net_or_gross(amounts: tuple[str, ...]) -> None:
    data = invoice(line_items=[item(None, None, amount) for amount in amounts])
    assert findings(data) == {}


def test_row_amount_is_fixed_by_the_sum() -> None:
    data = invoice(line_items=[item("2", "25.00", "60.00"), item("1", "50.00", "50.00")])
    found = findings(data)["line_amount_mismatch"]
    assert found.message == "Row 1: 2 × 25.00 is 50.00, amount says 60.00"
    assert found.suggestion is not None
    assert (found.suggestion.path, found.suggestion.value) == ("/line_items/0/amount", "50.00")


def test_quantity_is_fixed_where_the_sum_is_right() -> None:
    data = invoice(line_items=[item("7", "25.00", "50.00"), item("1", "50.00", "50.00")])
    found = findings(data)["line_amount_mismatch"].suggestion
    assert found is not None
    assert (found.path, found.value) == ("/line_items/0/quantity", "2")


def test_rounded_unit_prices_and_gross_amounts_are_no_mismatch() -> None:
    assert findings({"line_items": [item("300", "0.33", "100.00")]}) == {}
    gross = [item("2", "25.00", "59.50"), item("1", "50.00", "59.50")]
    assert findings(invoice(line_items=gross)) == {}
    assert findings(invoice(line_items=[item("2", "50.00", "119.00")])) == {}
    assert findings({"line_items": [item("6", "18.33", "-109.98")]}) == {}
    two_rates = [item("1", "160.00", "171.20"), item("400", "0.79", "376.04"), item("200", "0.10", "23.80")]
    sums = {"subtotal": "496.00", "tax": "75.04", "total": "571.04"}
    assert findings(invoice(line_items=two_rates, **sums)) == {}


def test_a_row_with_a_discount_is_left_alone() -> None:
    plan = FieldPlan(
        fields=(
            FieldSpec(
                name="lines",
                label="Lines",
                type=FieldType.TABLE,
                role="line_items",
                columns=tuple(
                    FieldSpec(name=name, label=name, type=FieldType.AMOUNT, role=role)
                    for name, role in (
                        ("q", "quantity"),
                        ("p", "unit_price"),
                        ("a", "amount"),
                        ("discount", None),
                    )
                ),
            ),
        )
    )
    row = {"q": "2", "p": "10.00", "a": "18.00"}
    assert run_checks(plan, {"lines": [{**row, "discount": "2.00"}]}, {}) == ()
    assert [f.code for f in run_checks(plan, {"lines": [row]}, {})] == ["line_amount_mismatch"]


def test_missing_amount_is_worked_out() -> None:
    data = invoice(line_items=[item("2", "25.00", None), item("1", "50.00", "50.00")])
    found = findings(data)["row_amount_missing"]
    assert found.message == "Row 1 has no amount; 2 × 25.00 is 50.00"
    assert found.suggestion is not None
    assert found.suggestion.value == "50.00"
    assert "line_sum_mismatch" not in findings(data)


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        (
            {"due_date": "2026-05-01"},
            "date_order",
            "Due date 2026-05-01 is before invoice date 2026-05-04",
        ),
        ({"invoice_date": "2026-02-30"}, "date_invalid", "“2026-02-30”"),
        (
            {"invoice_date": "2062-05-04", "due_date": None},
            "date_unlikely",
            "2062-05-04 is far in the future",
        ),
        ({"invoice_date": "1926-05-04"}, "date_unlikely", "1926-05-04 is long ago"),
        ({"total": "1.284,60"}, "number_invalid", "Total is no number: “1.284,60”"),
        ({"iban": "DE88 3704 0044 0532 0130 00"}, "iban_invalid", "fails its checksum"),
        ({"iban": "DE89 3704 0044"}, "iban_invalid", "IBAN"),
        ({"vendor_tax_id": "DE136695977"}, "vat_invalid", "fails its checksum"),
    ],
)
def test_single_values(changes: Data, code: str, words: str) -> None:
    found = findings(invoice(**changes))
    assert code in found
    assert words in found[code].message


def test_an_iban_of_a_bank_that_no_list_knows_is_right() -> None:
    assert "iban_invalid" not in findings(invoice(iban="BE68 5390 0754 7034"))


def test_a_misread_character_of_an_iban_is_suggested() -> None:
    found = findings(invoice(iban="DE89 37O4 0044 0532 0130 00"))["iban_invalid"].suggestion
    assert found is not None
    assert found.value == "DE89 3704 0044 0532 0130 00"


@pytest.mark.parametrize(
    "number", ["21/815/08150", "DE 136 695 976", "GB 980 7806 84", "CHE-107.787.577 MWST"]
)
def test_sound_and_national_tax_numbers_pass(number: str) -> None:
    assert findings(invoice(vendor_tax_id=number)) == {}


def test_statement_balances() -> None:
    assert findings(statement("-200.00", "50.50", closing="850.50"), "bank_statement") == {}
    found = findings(statement("-200.00", "50.50", closing="900.00"), "bank_statement")["balance_mismatch"]
    assert found.message == (
        "Opening balance 1,000.00 and transactions of -149.50 make 850.50, closing balance says 900.00"
    )


def test_a_turned_sign_is_found() -> None:
    found = findings(statement("200.00", "50.50", closing="850.50"), "bank_statement")["balance_mismatch"]
    assert found.suggestion is not None
    assert (found.suggestion.path, found.suggestion.value) == ("/transactions/0/amount", "-200.00")


def test_running_balance() -> None:
    good = statement("-200.00", "50.00", closing="850.00", balances=("800.00", "850.00"))
    assert findings(good, "bank_statement") == {}
    bad = statement("-200.00", "60.00", closing="860.00", balances=("800.00", "850.00"))
    found = findings(bad, "bank_statement")["running_balance_mismatch"]
    assert found.message == "Row 2: 800.00 and 60.00 make 860.00, balance says 850.00"
    assert found.suggestion is not None
    assert found.suggestion.value == "50.00"


def test_transactions_outside_the_period() -> None:
    data = statement("-200.00", closing="800.00")
    data["period_end"] = "2026-05-02"
    assert "date_outside_period" in findings(data, "bank_statement")


def test_renamed_columns_are_checked_by_role() -> None:
    plan = FieldPlan(
        fields=tuple(
            FieldSpec(name=name, label=label, type=FieldType.AMOUNT, role=role)
            for name, label, role in (
                ("netto", "Netto", "subtotal"),
                ("mwst", "MwSt", "tax"),
                ("brutto", "Brutto", "total"),
            )
        )
    )
    (found,) = run_checks(plan, {"netto": "1.00", "mwst": "1.00", "brutto": "3.00"}, {})
    assert found.message == "Netto 1.00 and mwst 1.00 make 2.00, brutto says 3.00"
    assert found.paths[0] == "/brutto"


def test_absurd_figures_do_not_raise() -> None:
    huge = "9" * 39
    run_checks(
        default_plan("invoice"),
        invoice(
            total=huge, subtotal=huge, line_items=[item(huge, huge, huge), "no row", item("0", "0", "1")]
        ),
        {},
    )


class TestStates:
    def test_each_state_with_its_reason(self) -> None:
        evidence = {
            "/invoice_number": read(0.95),
            "/total": read(0.99),
            "/tax": read(0.9),
            "/subtotal": read(0.9),
            "/invoice_date": read(0.6, "2026-04-05", text="04.05.2026"),
            "/vendor_tax_id": read(0.5, text="DE13"),
            "/due_date": read(1.0, source="person"),
        }
        data = invoice(total="118.00", customer_name=None, vendor_name="Made up")
        plan = default_plan("invoice")
        found = run_checks(plan, data, evidence, today=TODAY)
        reviews = field_reviews(plan, data, evidence, found)
        states = {pointer: review.state for pointer, review in reviews.items()}
        assert states["/invoice_number"] is FieldState.SURE
        assert states["/total"] is states["/tax"] is FieldState.RULE_FAILED
        assert "total says 118.00" in reviews["/total"].reason
        assert reviews["/invoice_date"].reason == "Read twice, differently: 04.05.2026 / 2026-04-05"
        assert states["/vendor_tax_id"] is FieldState.NEEDS_LOOK
        assert states["/vendor_name"] is FieldState.NEEDS_LOOK
        assert states["/due_date"] is FieldState.EDITED
        assert states["/customer_name"] is FieldState.NOT_FOUND
        assert states["/line_items/0/amount"] is FieldState.NEEDS_LOOK
        assert states == field_states(plan, data, evidence, found)

    def test_the_reason_says_what_the_doubt_is(self) -> None:
        far = read(0.7, "2026-05-05", text="04.05.2026")
        close = read(0.5, "2026-05-05", text="04.05.2026")
        scan, print_ = read(0.6, text="DE13"), read(0.6, text="DE13", source="text")
        reasons = []
        for evidence in (far, close, scan, print_):
            found = field_reviews(FieldPlan(), {"due": "2026-05-04"}, {"/due": evidence}, ())["/due"]
            assert found.state is FieldState.NEEDS_LOOK
            reasons.append(found.reason)
        assert reasons == [
            "Read with doubt: “04.05.2026”, 70% sure; it may also be “2026-05-05”",
            "Read twice, differently: 04.05.2026 / 2026-05-05",
            "Read from a picture with doubt: “DE13”, 60% sure; compare each sign",
            "Read with doubt: “DE13”, 60% sure; no label says clearly that it is this",
        ]

    def test_an_edit_clears_and_causes_findings(self) -> None:
        plan, data = default_plan("invoice"), invoice(total="118.00")
        evidence = {f"/{name}": read(0.95) for name in data}
        for value, state in (("119.00", FieldState.EDITED), ("120.00", FieldState.RULE_FAILED)):
            new, new_evidence = apply_edits(data, evidence, [Edit(path="/total", value=value)])
            found = run_checks(plan, new, new_evidence, today=TODAY)
            assert field_states(plan, new, new_evidence, found)["/total"] is state

    def test_form_fields_without_a_plan_have_states(self) -> None:
        data: Data = {"room/no": "7", "rows": [{"a": "1"}]}
        states = field_states(FieldPlan(), data, {"/room~1no": read(0.9)}, ())
        assert states == {
            "/room~1no": FieldState.SURE,
            "/rows": FieldState.SURE,
            "/rows/0/a": FieldState.NEEDS_LOOK,
        }


@pytest.mark.parametrize(
    ("total", "fails"), [("142.80", False), ("124.00", False), ("121.00", True), ("170.00", True)]
)
def test_net_lines_under_a_gross_total_are_no_finding_where_no_tax_was_asked_for(
    total: str, fails: bool
) -> None:
    data = invoice(subtotal=None, tax=None, total=total, line_items=[item(None, None, "120.00")])
    assert ("line_sum_mismatch" in findings(data)) == fails
