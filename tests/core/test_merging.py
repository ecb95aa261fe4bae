"""Two sides of the same data: what is the same, what only one changed, and what is to be chosen."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.differences import edits_between
from ingestio_core.edits import apply_edits
from ingestio_core.merging import Merged, Side, merge


def row(name: str, amount: str = "1.00") -> dict[str, JsonValue]:
    return {"name": name, "amount": amount}


BASE: dict[str, JsonValue] = {
    "total": "10.00",
    "number": "A-1",
    "order": None,
    "items": [row("a"), row("b"), row("c")],
}


def done(merged: Merged, mine: set[str] | None = None, theirs: set[str] | None = None) -> dict[str, Any]:
    edits = merged.edits(frozenset(mine or ()), frozenset(theirs or ()))
    data, _ = apply_edits(merged.theirs, {}, edits)
    return data


def names(data: dict[str, Any]) -> str:
    return "".join(line["name"] for line in data["items"])


def told(merged: Merged) -> list[tuple[str, Side | None]]:
    return [(item.path, item.chosen) for item in merged.differences]


def test_only_what_both_sides_changed_is_undecided() -> None:
    edits = [Edit(path="/total", value="11.00"), Edit(path="/number", value="A-2")]
    merged = merge(BASE, edits, {**BASE, "total": "12.00", "order": "PO-7"})
    assert told(merged) == [("/total", None), ("/number", Side.MINE), ("/order", Side.THEIRS)]
    kept = done(merged)
    assert (kept["total"], kept["number"], kept["order"]) == ("12.00", "A-2", "PO-7")
    turned = done(merged, {"/total", "/order"}, {"/number"})
    assert (turned["total"], turned["number"], turned["order"]) == ("11.00", "A-1", None)


def test_cells_of_the_same_table_do_not_stand_against_each_other() -> None:
    edits = [Edit(path="/items/0/amount", value="5.00"), Edit(path="/items/1/amount", value="6.00")]
    theirs = {**BASE, "items": [row("a"), row("b", "7.00"), row("see", "1.00")]}
    merged = merge(BASE, edits, theirs)
    assert told(merged) == [
        ("/items/0/amount", Side.MINE),
        ("/items/1/amount", None),
        ("/items/2/name", Side.THEIRS),
    ]
    assert done(merged, {"/items/1/amount"})["items"] == [row("a", "5.00"), row("b", "6.00"), row("see")]


def test_rows_that_one_side_added_or_removed() -> None:
    edits = [
        Edit(op=EditOperation.REMOVE, path="/items/0"),
        Edit(op=EditOperation.ADD, path="/items/-", value=row("mine")),
    ]
    merged = merge(BASE, edits, {**BASE, "items": [row("a"), row("b"), row("theirs"), row("c")]})
    assert told(merged) == [
        ("/items/0", Side.MINE),
        ("/items/2", Side.THEIRS),
        ("/items/+2", Side.MINE),
    ]
    assert names(done(merged)) == "btheirscmine"
    assert names(done(merged, {"/items/2"}, {"/items/0", "/items/+2"})) == "abc"


def test_a_row_that_one_side_changed_and_the_other_removed_is_to_be_chosen() -> None:
    merged = merge(
        BASE, [Edit(path="/items/1/amount", value="9.00")], {**BASE, "items": [row("a"), row("c")]}
    )
    assert told(merged) == [("/items/+1", None)]
    assert names(done(merged)) == "ac"
    assert done(merged, {"/items/+1"})["items"] == [row("a"), row("b", "9.00"), row("c")]


def test_a_value_of_a_removed_row_never_goes_into_the_changed_one_behind_it() -> None:
    base = {"items": [row("Bolts M8"), row("Washers")]}
    theirs = {"items": [row("Washers, steel")]}
    merged = merge(base, [Edit(path="/items/0/amount", value="5.00")], theirs)  # type: ignore[arg-type]
    assert told(merged) == [("/items/+0", None), ("/items/0/name", Side.THEIRS)]
    assert done(merged)["items"] == [row("Washers, steel")]


def test_the_same_row_added_on_both_sides_is_one() -> None:
    added = Edit(op=EditOperation.ADD, path="/items/-", value=row("d"))
    merged = merge(BASE, [added], {**BASE, "items": [row("a"), row("b"), row("c"), row("d")]})
    assert merged.differences == ()
    assert merged.edits() == ()


def test_an_order_of_ones_own_stays_unless_they_have_one() -> None:
    up = Edit(op=EditOperation.MOVE, path="/items/2", value="/items/0")
    changed = {**BASE, "items": [row("a"), row("b", "2.00"), row("c")]}
    assert names(done(merge(BASE, [up], changed))) == "cab"
    theirs = {**BASE, "items": [row("b"), row("a"), row("c")]}
    assert sorted(names(done(merge(BASE, [up], theirs)))) == list("abc")


SIDES = st.lists(st.sampled_from("abcdef"), min_size=0, max_size=6, unique=True)


@given(SIDES, SIDES, SIDES)
def test_all_of_one_side_is_that_side(base: list[str], mine: list[str], theirs: list[str]) -> None:
    started, wanted, there = ({"items": [row(name) for name in side]} for side in (base, mine, theirs))
    edits = edits_between(started, wanted)  # type: ignore[arg-type]
    assert apply_edits(started, {}, edits)[0] == wanted  # type: ignore[arg-type]
    merged = merge(started, edits, there)  # type: ignore[arg-type]
    paths = {item.path for item in merged.differences}
    assert len(paths) == len(merged.differences), "each has a name of its own"
    assert sorted(names(done(merged, paths))) == sorted(mine)
    assert sorted(names(done(merged, None, paths))) == sorted(names(done(merged, None, set(paths))))
    all_theirs = done(merged, set(), paths)
    assert sorted(names(all_theirs)) == sorted(theirs)
