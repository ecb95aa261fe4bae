"""Dates as printed, in eight languages, with one order of day and month for the whole document."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestio_extract.local.dates import DateOrder, find_dates, infer_order


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("25.04.2018", "2018-04-25"),
        ("8-9-2022", "2022-09-08"),
        ("2018-04-25", "2018-04-25"),
        ("25 de abril de 2018", "2018-04-25"),
        ("1er janvier 2020", "2020-01-01"),
        ("May 25, 2018", "2018-05-25"),
        ("25-May-18", "2018-05-25"),
        ("Sep 24, 2019", "2019-09-24"),
        ("5 kwietnia 2018 r.", "2018-04-05"),
        ("3. März 2014", "2014-03-03"),
        ("7 settembre 2025", "2025-09-07"),
        ("19 april 2014", "2014-04-19"),
        ("1 de março de 2025", "2025-03-01"),
        ("02 août 2015", "2015-08-02"),
        ("30 .10 .2018", "2018-10-30"),
        ("20180425", "2018-04-25"),
        ("25th of May 2018", "2018-05-25"),
    ],
)
def test_each_printed_form(printed: str, value: str) -> None:
    (hit,) = find_dates(f"x {printed} y", DateOrder())
    assert hit.value == value


@pytest.mark.parametrize("printed", ["31.02.2024", "99/99/2024", "12.50", "0800 123 456", "1.2.3.4"])
def test_what_is_no_date(printed: str) -> None:
    assert find_dates(printed, DateOrder()) == []


def test_one_clear_date_decides_for_the_whole_document() -> None:
    assert infer_order(["04/05/2018", "11/25/2018"], american=False) == DateOrder(month_first=True, sure=True)
    assert infer_order(["04/05/2018", "25/11/2018"], american=True) == DateOrder(month_first=False, sure=True)


def test_an_unclear_order_keeps_the_other_reading() -> None:
    (hit,) = find_dates("04/05/2018", infer_order(["04/05/2018"], american=True))
    assert (hit.value, hit.other) == ("2018-04-05", "2018-05-04")
    (dotted,) = find_dates("04.05.2018", DateOrder())
    assert (dotted.value, dotted.other) == ("2018-05-04", None)


@given(st.dates(date(1990, 1, 1), date(2059, 12, 31)), st.booleans(), st.sampled_from("/-"))
def test_numeric_dates_survive_printing(day: date, month_first: bool, sign: str) -> None:
    form = f"%m{sign}%d{sign}%Y" if month_first else f"%d{sign}%m{sign}%Y"
    (hit,) = find_dates(day.strftime(form), DateOrder(month_first, sure=True))
    assert hit.value == day.isoformat()
