"""What a person types becomes a stored value, or a sentence that says what fits."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.fieldplan import DEFAULT_PLANS, FieldSpec, FieldType
from ingestio_desktop.presenters.typed.writing import order_of
from ingestio_desktop.presenters.values import (
    DateOrder,
    Kind,
    ValueProblem,
    Writing,
    kind_of,
    parse_typed,
    show,
    understood,
    writing,
)

TODAY = date(2026, 11, 22)
WAYS = {
    name: writing(locale=QLocale(name), today=TODAY)
    for name in ("en_US", "en_GB", "de_DE", "de_CH", "fr_FR", "pl_PL")
}
ENGLISH, GERMAN, FRENCH = WAYS["en_GB"], WAYS["de_DE"], WAYS["fr_FR"]
AMERICAN = replace(ENGLISH, order=DateOrder.MONTH_FIRST)


def _spec(name: str, kind: FieldType = FieldType.TEXT) -> FieldSpec:
    return FieldSpec(name=name, label=name, type=kind)


AMOUNT, NUMBER = _spec("total", FieldType.AMOUNT), _spec("pieces", FieldType.NUMBER)
DAY, TIME = _spec("due_date", FieldType.DATE), _spec("time", FieldType.TIME)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1234.50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u202f234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        ("1,234", "1234"),
        ("1.234.567", "1234567"),
        ("12,34,567.80", "1234567.80"),
        ("27,80", "27.80"),
        (".5", "0.5"),
        ("12k", "12000"),
        ("1.2m", "1200000"),
        ("2,5 Mio.", "2500000"),
        ("3 Tsd", "3000"),
        ("(12.00)", "-12.00"),
        ("(3.20)", "-3.20"),
        ("12-", "-12"),
        ("-7", "-7"),
        ("−7", "-7"),
        ("+7", "7"),
        ("EUR 12", "12"),
        ("12 eur", "12"),
        ("€12", "12"),
        ("€ 12,5", "12.5"),
        ("-€12", "-12"),
        ("€-12", "-12"),
        ("(€12.00)", "-12.00"),
        ("12 zł", "12"),
        ("US$ 1,000.00", "1000.00"),
        ("12,-", "12"),
        ("12.--", "12"),
        ("CHF 12.–", "12"),
        ("19 %", "19"),
        ("7.7%", "7.7"),
        ("0.005", "0.005"),
        ("0,125", "0.125"),
        ("1 234 567", "1234567"),
        ("12 34 567.80", "1234567.80"),
        ("1 234 , 50", "1234.50"),
        ("-0", "0"),
        ("٣٤", "34"),
    ],
)
def test_amounts_in_the_forms_that_people_type(typed: str, stored: str) -> None:
    assert parse_typed(AMOUNT, typed, ENGLISH) == stored


@pytest.mark.parametrize(
    ("typed", "way", "stored"),
    [
        ("1.234", ENGLISH, "1.234"),
        ("1.234", GERMAN, "1234"),
        ("1,234", ENGLISH, "1234"),
        ("1,234", GERMAN, "1.234"),
        ("0.500", GERMAN, "0.500"),
        ("1.234", replace(ENGLISH, printed_decimal=",").on_page(), "1234"),
    ],
)
def test_a_lone_mark_means_what_it_means_to_the_person_or_on_the_page(
    typed: str, way: Writing, stored: str
) -> None:
    assert parse_typed(AMOUNT, typed, way) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        ("05/03/24", "2024-03-05"),
        ("5-3-24", "2024-03-05"),
        ("5 3 24", "2024-03-05"),
        ("050324", "2024-03-05"),
        ("05032024", "2024-03-05"),
        ("3/14/2024", "2024-03-14"),
        ("5 Mar 2024", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("5th of March 2024", "2024-03-05"),
        ("Tuesday, 5 March 2024", "2024-03-05"),
        ("2024 mar 5", "2024-03-05"),
        ("5. März 2024", "2024-03-05"),
        ("5 mrz 24", "2024-03-05"),
        ("1er mars 2024", "2024-03-01"),
        ("13 października 2025", "2025-10-13"),
        ("2024-03-05T10:41:00Z", "2024-03-05"),
        ("today", "2026-11-22"),
        ("heute", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("demain", "2026-11-23"),
        ("3.4.", "2027-04-03"),
        ("3/12", "2026-12-03"),
        ("1 dec", "2026-12-01"),
        ("0312", "2026-12-03"),
        ("1.6.85", "1985-06-01"),
        ("1.6.49", "2049-06-01"),
        ("29.2.", "2028-02-29"),
    ],
)
def test_dates_in_the_forms_that_people_type(typed: str, stored: str) -> None:
    assert parse_typed(DAY, typed, ENGLISH) == stored


@pytest.mark.parametrize(
    ("typed", "way", "stored"),
    [
        ("3/4/24", ENGLISH, "2024-04-03"),
        ("3/4/24", AMERICAN, "2024-03-04"),
        ("3.4.24", AMERICAN, "2024-04-03"),
        ("3/4/24", replace(ENGLISH, printed_order=DateOrder.MONTH_FIRST), "2024-03-04"),
        ("3/4/24", replace(AMERICAN, printed_order=DateOrder.DAY_FIRST), "2024-04-03"),
        # Where a day is shown with strokes, a text with strokes is read as it would be shown.
        ("3/4/24", replace(FRENCH, printed_order=DateOrder.MONTH_FIRST), "2024-04-03"),
        ("3/4/24", replace(FRENCH, printed_order=DateOrder.MONTH_FIRST).on_page(), "2024-03-04"),
        # A day that is shown as 2024-03-04 tells nothing of what 3-4-24 means.
        ("3-4-24", replace(AMERICAN, printed_order=DateOrder.DAY_FIRST), "2024-04-03"),
        ("3 4 24", AMERICAN, "2024-03-04"),
        ("030424", replace(AMERICAN, printed_order=DateOrder.DAY_FIRST), "2024-04-03"),
        ("030424", replace(GERMAN, printed_order=DateOrder.MONTH_FIRST), "2024-04-03"),
        ("3.4.24", replace(GERMAN, printed_order=DateOrder.MONTH_FIRST).on_page(), "2024-03-04"),
        ("3.4.24", AMERICAN.on_page(), "2024-04-03"),
        ("3.4.", replace(ENGLISH, near=date(2024, 3, 5)), "2024-04-03"),
        ("2.1.", replace(ENGLISH, near=date(2024, 12, 20)), "2025-01-02"),
    ],
)
def test_an_unclear_date_goes_by_the_document_and_the_place(typed: str, way: Writing, stored: str) -> None:
    assert parse_typed(DAY, typed, way) == stored


def test_the_document_tells_in_which_order_it_writes_days_and_with_which_mark_amounts() -> None:
    plan = DEFAULT_PLANS["invoice"]
    data = {"invoice_date": "2025-09-21", "due_date": "2025-11-05", "total": "10584.75"}

    def told(**texts: str) -> Writing:
        evidence = {
            f"/{name}": Evidence(text=text, confidence=1, source=EvidenceSource.TEXT)
            for name, text in texts.items()
        }
        return writing(plan, data, evidence, today=TODAY)

    american = told(invoice_date="09/21/2025", total="10,584.75")
    assert (american.printed_order, american.printed_decimal) == (DateOrder.MONTH_FIRST, ".")
    assert american.near == date(2025, 9, 21)
    polish = told(due_date="05.11.2025", total="10 584,75 PLN")
    assert (polish.printed_order, polish.printed_decimal) == (DateOrder.DAY_FIRST, ",")
    assert told(due_date="5 November 2025").printed_order is None
    assert order_of("03/03/2024", date(2024, 3, 3)) is None


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("14:30", "14:30"),
        ("9", "09:00"),
        ("2:30 pm", "14:30"),
        ("2pm", "14:00"),
        ("12 a.m.", "00:00"),
        ("1430", "14:30"),
        ("14h30", "14:30"),
        ("14 Uhr", "14:00"),
        ("14.30", "14:30"),
        ("14:30:15", "14:30:15"),
    ],
)
def test_times_in_the_forms_that_people_type(typed: str, stored: str) -> None:
    assert parse_typed(TIME, typed, ENGLISH) == stored


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("currency", "eur", "EUR"),
        ("currency", "€", "EUR"),
        ("currency", "Euro", "EUR"),
        ("currency", "Fr.", "CHF"),
        ("currency", "zł", "PLN"),
        ("iban", "be68539007547034", "BE68 5390 0754 7034"),
        ("iban", "IBAN: BE68-5390-0754-7034", "BE68 5390 0754 7034"),
        ("iban", "BE00 5390 0754 7034", "BE00 5390 0754 7034"),
        ("iban", "not given", "not given"),
        ("vendor_tax_id", "be  0712.345.630", "BE 0712.345.630"),
        ("vendor_tax_id", "de123456789", "DE123456789"),
        ("sku", "00042", "00042"),
        ("vendor_address", " Havenlaan 86\n1000 Brussel ", "Havenlaan 86\n1000 Brussel"),
    ],
)
def test_texts_of_a_known_kind_are_stored_in_one_form(name: str, typed: str, stored: str) -> None:
    assert parse_typed(_spec(name), typed, ENGLISH) == stored


def test_metres_of_a_page_are_no_millions() -> None:
    with pytest.raises(ValueProblem):
        parse_typed(NUMBER, "12m", GERMAN.on_page())
    assert parse_typed(NUMBER, "12m", GERMAN) == "12000000"


@pytest.mark.parametrize(
    ("spec", "typed", "told"),
    [
        (AMOUNT, "12a", "is no number. Type it like 1,234.50."),
        (NUMBER, "-", "is no number."),
        (NUMBER, "1,2,3.4", "is no number."),
        (NUMBER, "1e5", "is no number."),
        (NUMBER, "2 10.00", "is no number."),
        (NUMBER, "12 34", "is no number."),
        (NUMBER, "1.234 56", "is no number."),
        (NUMBER, "0.123.456", "is no number."),
        (NUMBER, "12 m", "is no number."),
        (NUMBER, "1" * 41, "38 are the most"),
        (DAY, "soon", "is no date. Type it like 2024-03-05."),
        (DAY, "31.2.2024", "February 2024 has days 1 to 29."),
        (DAY, "31 apr 24", "April 2024 has days 1 to 30."),
        (DAY, "13/13/24", "months go from 1 to 12."),
        (DAY, "1.2.0000", "type the year like 2024."),
        (DAY, "3/4/2", "has no whole year."),
        (DAY, "May 2024", "has no day."),
        (DAY, "jui 3 24", "is no date."),
        (TIME, "25:00", "is no time of day. Type it like 14:30."),
        (TIME, "13 pm", "is no time of day."),
        (_spec("currency"), "doubloons", "is no currency. Type its code or sign, like EUR or €."),
    ],
)
def test_what_can_not_be_is_refused_with_what_fits(spec: FieldSpec, typed: str, told: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_typed(spec, typed, ENGLISH)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("spec", "typed", "unfinished"),
    [
        (DAY, "3/", True),
        (DAY, "2024-0", True),
        (DAY, "3 a", True),
        (DAY, "tod", True),
        (DAY, "x", False),
        (DAY, "31.2.2024", False),
        (AMOUNT, "-", True),
        (AMOUNT, "EUR ", True),
        (AMOUNT, "12a", False),
        (TIME, "14:", True),
        (_spec("currency"), "E", True),
        (_spec("currency"), "QQ", False),
    ],
)
def test_what_may_still_become_a_value_is_told_apart(spec: FieldSpec, typed: str, unfinished: bool) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_typed(spec, typed, ENGLISH)
    assert refused.value.unfinished is unfinished


@pytest.mark.parametrize(
    ("spec", "typed", "way", "told"),
    [
        (DAY, "3/4/24", ENGLISH, "= 2024-04-03"),
        (DAY, "3/4/24", GERMAN, "= 03.04.2024"),
        (DAY, "2024-04-03", GERMAN, ""),
        (DAY, "3/", ENGLISH, ""),
        (AMOUNT, "12k", ENGLISH, "= 12,000"),
        (AMOUNT, "1.234,50", ENGLISH, "= 1,234.50"),
        (AMOUNT, "1234.50", ENGLISH, ""),
        (AMOUNT, "", ENGLISH, ""),
        (_spec("currency"), "€", ENGLISH, "= EUR"),
        (_spec("currency"), "eur", ENGLISH, ""),
        (_spec("vendor_name"), "  Van Acker", ENGLISH, ""),
    ],
)
def test_what_a_text_is_taken_for_is_told_where_it_is_not_obvious(
    spec: FieldSpec, typed: str, way: Writing, told: str
) -> None:
    assert understood(spec, typed, way) == told


def test_fields_are_typed_by_what_they_are() -> None:
    plan = DEFAULT_PLANS["invoice"]
    kinds = {spec.name: kind_of(spec) for spec in plan.scalars}
    assert kinds["vendor_address"] is Kind.LONG_TEXT
    assert kinds["vendor_name"] is Kind.TEXT
    assert kinds["currency"] is Kind.CURRENCY
    assert kinds["iban"] is Kind.IBAN
    assert kinds["vendor_tax_id"] is Kind.TAX_ID
    assert kinds["total"] is Kind.AMOUNT
    assert kinds["invoice_date"] is Kind.DATE
    assert kinds["invoice_number"] is Kind.ID


def test_empty_is_absent_and_ids_keep_their_zeros() -> None:
    assert parse_typed(AMOUNT, "  ", ENGLISH) is None
    assert parse_typed(_spec("sku", FieldType.ID), "00042", ENGLISH) == "00042"


_amounts = st.builds(
    lambda digits, places: f"{Decimal(digits).scaleb(-places):f}",
    st.integers(min_value=-(10**24), max_value=10**24),
    st.integers(min_value=0, max_value=6),
)


@settings(max_examples=120)
@given(_amounts, st.sampled_from([AMOUNT, NUMBER]))
def test_what_is_shown_reads_back_as_the_same_amount(stored: str, spec: FieldSpec) -> None:
    for way in WAYS.values():
        assert parse_typed(spec, show(spec, stored, way), way) == stored


@settings(max_examples=120)
@given(st.dates(min_value=date(1000, 1, 1)).map(date.isoformat), st.sampled_from([None, *DateOrder]))
def test_what_is_shown_reads_back_as_the_same_day(stored: str, printed: DateOrder | None) -> None:
    for way in WAYS.values():
        on = replace(way, printed_order=printed, near=TODAY + timedelta(900))
        assert parse_typed(DAY, show(DAY, stored, on), on) == stored


@settings(max_examples=120)
@given(st.text(max_size=14), st.sampled_from([AMOUNT, DAY, TIME, _spec("currency"), _spec("iban")]))
def test_any_text_is_a_value_that_stays_or_is_refused_in_words(text: str, spec: FieldSpec) -> None:
    try:
        value = parse_typed(spec, text, ENGLISH)
    except ValueProblem as refused:
        assert str(refused)
    else:
        assert parse_typed(spec, show(spec, value, ENGLISH), ENGLISH) == value
