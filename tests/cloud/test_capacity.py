"""The calculation of what many pages a day need, and the page that tells it."""

import math
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from benchmarks.capacity import LIMITS, MILLION, ROWS, SOURCES, Inputs, Limit, bottlenecks, need, reached

OPERATIONS = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text("utf-8")


def test_every_input_says_where_it_is_from() -> None:
    assert SOURCES.keys() == {field.name for field in fields(Inputs)}


def test_ten_times_the_pages_need_ten_times_as_much() -> None:
    few, many = need(MILLION, Inputs()), need(10 * MILLION, Inputs())
    for name in ("documents_s", "child_cores", "wal_gb_day", "puts_day", "store_growth_gb_day"):
        assert getattr(many, name) == pytest.approx(10 * getattr(few, name))
    assert few.documents_s == pytest.approx(3 * MILLION / 2 / 86_400)
    assert many.worker_processes > few.worker_processes
    assert many.cost_month < 10 * few.cost_month


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_a_limit_is_passed_just_where_it_is_said(limit: Limit) -> None:
    given, pages = Inputs(), reached(limit, Inputs())
    assert not math.isinf(pages)
    assert limit.load(need(pages, given), given) > limit.most
    assert limit.load(need(pages - 5_000, given), given) <= limit.most


def test_what_gives_way_moves_with_what_it_is_made_of() -> None:
    assert bottlenecks(Inputs())[0][1].name == "connections of one PostgreSQL"
    pooled = replace(Inputs(), connections=1.0)
    assert bottlenecks(pooled)[0][1].name != "connections of one PostgreSQL"
    kept = replace(pooled, keep_days=5_000.0)
    assert bottlenecks(kept)[0][0] < bottlenecks(pooled)[0][0]


def test_the_page_tells_what_the_calculation_says() -> None:
    needs = [need(pages, Inputs()) for pages in (1_000, 100_000, MILLION, 10 * MILLION)]
    for title, name, form in ROWS:
        if name:
            figures = " | ".join(f"{getattr(one, name):{form}}" for one in needs)
            assert f"| {title.strip()} | {figures} |" in OPERATIONS
    told = re.findall(r"^\d\. \*\*(.+?)\*\*, from ([\d.]+) M", OPERATIONS, re.MULTILINE)
    found = [(limit.name, f"{pages / MILLION:.1f}") for pages, limit in bottlenecks(Inputs())]
    assert told == found
