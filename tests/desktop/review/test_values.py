"""What a person types becomes a stored value, or a sentence that says how to type it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestio_core.fieldplan import FieldType
from ingestio_desktop.presenters.review_fields import PrintedTotal, compared
from ingestio_desktop.presenters.values import ValueProblem, parsed, shown


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1234.50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1,234", "1234"),
        ("1.234.567", "1234567"),
        ("27,80", "27.80"),
        ("€ 12,5", "12.5"),
        ("12k", "12000"),
        ("(3.20)", "-3.20"),
        ("3.20-", "-3.20"),
        ("-7", "-7"),
        ("0.005", "0.005"),
    ],
)
def test_amounts_in_the_forms_that_people_type(typed: str, stored: str) -> None:
    assert parsed(typed, FieldType.AMOUNT) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2024-03-05", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        ("05/03/24", "2024-03-05"),
        ("3/14/2024", "2024-03-14"),
        ("5 Mar 2024", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
    ],
)
def test_dates_in_the_forms_that_people_type(typed: str, stored: str) -> None:
    assert parsed(typed, FieldType.DATE) == stored


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("12a", FieldType.AMOUNT),
        ("soon", FieldType.DATE),
        ("31.2.2024", FieldType.DATE),
        ("-", FieldType.NUMBER),
    ],
)
def test_what_can_not_be_is_refused_with_an_example(typed: str, kind: FieldType) -> None:
    with pytest.raises(ValueProblem, match="Type it like"):
        parsed(typed, kind)


def test_empty_is_absent_and_ids_keep_their_zeros() -> None:
    assert parsed("  ", FieldType.AMOUNT) is None
    assert parsed("00042", FieldType.ID) == "00042"


@given(st.decimals(min_value=Decimal("-1e9"), max_value=Decimal("1e9"), places=2))
def test_what_is_shown_reads_back_as_the_same_amount(amount: Decimal) -> None:
    text = shown(f"{amount:f}", FieldType.AMOUNT)
    assert Decimal(str(parsed(text, FieldType.AMOUNT))) == amount


def test_a_sum_is_only_doubted_where_the_check_failed() -> None:
    lines = Decimal("7217.70")
    tax_not_asked_for = PrintedTotal("Total", Decimal("7795.12"))
    words = "Total 7,795.12, 577.42 more"
    assert compared(lines, [tax_not_asked_for]) == (words, True)
    assert compared(lines, [PrintedTotal("Total", Decimal("7795.12"), doubted=True)]) == (words, False)
    assert compared(lines, [PrintedTotal("Total", lines, doubted=True)]) == ("Total 7,217.70", True)
    assert compared(lines, []) == ("", True)
