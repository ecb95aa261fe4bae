"""Real prompts in eight languages and the whole plans that they compile to."""

import pytest

from ingestio_core.fieldplan import FieldPlan
from ingestio_core.fieldplan.compiler import compile_prompt
from tests.support.prompts import FOLDER, Prompt, differences, prompts

KNOWN = prompts(FOLDER / "known.json")


@pytest.mark.parametrize("asked", KNOWN, ids=[each.id for each in KNOWN])
def test_a_prompt_compiles_to_its_plan(asked: Prompt) -> None:
    assert differences(asked, compile_prompt(asked.prompt)) == []


@pytest.mark.parametrize(
    "wordings",
    [
        (
            "supplier, total, IBAN",
            "IBAN; total; supplier",
            "- total\n- supplier\n- IBAN",
            "total/supplier/IBAN",
        ),
        ("supplier's VAT number", "VAT number of the supplier", "supplier VAT #"),
        ("Adresse des Kunden", "Kundenadresse", "Kunden-Adresse", "die Adresse vom Kunden"),
        ("le numéro de TVA du fournisseur", "numéro TVA fournisseur"),
        ("opening and closing balance", "closing balance, opening balance", "the opening/closing balance"),
        ("total (net, gross)", "net and gross total", "total gross, total net"),
        ("line items (qty, price)", "every line with price and qty", "for each line: price, qty"),
        ("total, no addresses", "Total. Don't need addresses!", "total without addresses"),
        ("Consumption: number", "consumption (number)", "consumption as number", "consumption in kWh"),
    ],
)
def test_other_words_for_the_same_give_the_same_columns(wordings: tuple[str, ...]) -> None:
    first, *others = [_columns(compile_prompt(wording)) for wording in wordings]
    assert first and others == [first] * len(others)


def test_columns_of_two_parties_have_labels_that_tell_them_apart() -> None:
    plan = compile_prompt("supplier (name, address), customer (name, address)")
    labels = [field.label for field in plan.fields]
    assert labels == ["Vendor name", "Vendor address", "Customer name", "Customer address"]


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        (
            "contact person, country, price list, valve, phone",
            "contact_person country price_list valve phone",
        ),
        ("first name, check number, work order", "first_name check_number work_order"),
        ("No. of pages", "no_of_pages"),
    ],
)
def test_names_that_are_near_to_known_words_stay_the_persons_own(prompt: str, names: str) -> None:
    assert [field.name for field in compile_prompt(prompt).fields] == names.split()


def _columns(plan: FieldPlan) -> set[tuple[str, ...]]:
    """Names and types with the names of a table's columns, in no order."""
    return {
        (field.name, field.type, *sorted(column.name for column in field.columns)) for field in plan.fields
    }
