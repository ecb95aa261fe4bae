"""Numbers as printed, read with one decimal sign for the whole document."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestio_extract.local.numbers import NumberStyle, find_numbers, infer_style, parse_figure


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("27,80", "27.80"),
        ("3 038,14", "3038.14"),
        ("1.234,5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("2.34", "2.34"),
        ("1'234.50", "1234.50"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("0,025", "0.025"),
        ("15387,08", "15387.08"),
    ],
)
def test_each_printed_form_comes_out_right_alone(printed: str, value: str) -> None:
    hits = find_numbers(printed, infer_style([printed]))
    assert [hit.value for hit in hits] == [value]


@pytest.mark.parametrize(
    ("printed", "value", "currency"),
    [
        ("$1,203.39", "1203.39", "USD"),
        ("-5,00 €", "-5.00", "EUR"),
        ("(12.00)", "-12.00", None),
        ("100.00-", "-100.00", None),
        ("CHF 1'082.76", "1082.76", "CHF"),
        ("Rs 1939", "1939", "INR"),
        ("45,93 zł", "45.93", "PLN"),
        ("1,500.00DR", "1500.00", None),
        ("3,50A", "3.50", None),
    ],
)
def test_signs_and_currencies(printed: str, value: str, currency: str | None) -> None:
    (hit,) = find_numbers(printed, infer_style([printed]))
    assert (hit.value, hit.currency) == (value, currency)


def test_what_is_no_amount_is_left_alone() -> None:
    style = NumberStyle(",", sure=True)
    assert find_numbers("12.05.2014", style) == []
    assert find_numbers("RE-2014/502", style) == []
    assert find_numbers("0,75L 1,50m 230,50V 12,50Ah", style) == []
    assert [hit.percent for hit in find_numbers("19 %", style)] == [True]


def test_three_figures_after_a_sign_follow_the_document() -> None:
    comma = infer_style(["12,50", "1.300,00"])
    point = infer_style(["12.50", "1,300.00"])
    assert parse_figure("1.234", comma) == "1234"
    assert parse_figure("1,234", point) == "1234"
    assert parse_figure("1,234", comma) == "1.234"
    assert parse_figure("0.025", point) == "0.025"


def test_a_wide_gap_is_no_thousands_sign() -> None:
    assert [hit.value for hit in find_numbers("2  100,00", NumberStyle(","))] == ["2", "100.00"]


def _printed(value: Decimal, thousands: str, decimal: str) -> str:
    return f"{value:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)


@given(
    st.lists(st.integers(min_value=1, max_value=10**9), min_size=1, max_size=8),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", ","), ("", ".")]),
)
def test_amounts_survive_printing_in_any_style(cents: list[int], signs: tuple[str, str]) -> None:
    thousands, decimal = signs
    values = [Decimal(item) / 100 for item in cents]
    texts = [_printed(value, thousands, decimal) for value in values]
    style = infer_style(texts)
    for text, value in zip(texts, values, strict=True):
        (hit,) = find_numbers(text, style)
        assert hit.amount == value
        assert hit.value == f"{value:.2f}"
