"""Edits: data and evidence move together, and nothing is half applied."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.edits import apply_edits, join_pointer, split_pointer, value_at
from ingestio_core.errors import IngestError

OCR = Evidence(page=1, box=(1, 2, 3, 4), text="1O0", confidence=0.5, source=EvidenceSource.OCR)


def data() -> dict[str, JsonValue]:
    return {"total": "100", "items": [{"n": "a"}, {"n": "b"}, {"n": "c"}]}


def evidence() -> dict[str, Evidence]:
    return {
        "/total": OCR,
        **{f"/items/{row}/n": OCR.model_copy(update={"text": text}) for row, text in enumerate("abc")},
    }


def edit(op: str, path: str, value: JsonValue = None) -> Edit:
    return Edit(op=EditOperation(op), path=path, value=value)


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
def test_pointers_round_trip(parts: list[str]) -> None:
    assert split_pointer(join_pointer(*parts)) == tuple(parts)


def test_an_edited_value_keeps_its_place_on_the_page() -> None:
    new, moved = apply_edits(data(), evidence(), [edit("replace", "/total", "101")])
    assert new["total"] == "101"
    assert (moved["/total"].source, moved["/total"].confidence) == (EvidenceSource.PERSON, 1.0)
    assert (moved["/total"].box, moved["/total"].text) == (OCR.box, "1O0")


def test_rows_below_move_with_their_evidence() -> None:
    new, moved = apply_edits(data(), evidence(), [edit("remove", "/items/1")])
    assert [value_at(new, f"/items/{row}/n") for row in range(3)] == ["a", "c", None]
    assert [moved[f"/items/{row}/n"].text for row in range(2)] == ["a", "c"]
    assert "/items/2/n" not in moved
    new, moved = apply_edits(data(), evidence(), [edit("add", "/items/0", {"n": "new"})])
    assert value_at(new, "/items/0/n") == "new"
    assert (moved["/items/0/n"].source, moved["/items/0/n"].page) == (EvidenceSource.PERSON, None)
    assert [moved[f"/items/{row}/n"].text for row in (1, 2, 3)] == ["a", "b", "c"]
    new, _ = apply_edits(data(), evidence(), [edit("add", "/items/-", {"n": "last"})])
    assert value_at(new, "/items/3/n") == "last"


@pytest.mark.parametrize(("start", "to"), [(0, 2), (2, 0), (1, 1), (0, 1)])
def test_a_row_moves_with_its_evidence(start: int, to: int) -> None:
    order = list("abc")
    order.insert(to, order.pop(start))
    new, moved = apply_edits(data(), evidence(), [edit("move", f"/items/{start}", f"/items/{to}")])
    assert [value_at(new, f"/items/{row}/n") for row in range(3)] == order
    assert [moved[f"/items/{row}/n"].text for row in range(3)] == order
    assert {place.source for place in moved.values()} == {EvidenceSource.OCR}, (
        "moving is no change of a value"
    )


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/items/0", "/items/3"),
        ("/items/3", "/items/0"),
        ("/items/0", "/other/1"),
        ("/items/0", "/items/-"),
        ("/items/0", "/items/1/n"),
        ("/items/0", None),
        ("/items/0", "1"),
        ("/items/0/n", "/items/1/n"),
        ("/total", "/items/1"),
    ],
)
def test_a_row_moves_within_its_table_only(path: str, to: str | None) -> None:
    before = data()
    with pytest.raises(IngestError) as caught:
        apply_edits(before, evidence(), [edit("move", path, to)])
    assert caught.value.code == "bad_pointer"
    assert before == data()


@pytest.mark.parametrize(
    "path", ["total", "/items/9", "/items/x", "/total/0", "/items/0/n/deeper", "/items/-1/n", "/nothing/0/n"]
)
def test_a_pointer_to_nowhere_changes_nothing(path: str) -> None:
    before, before_evidence = data(), evidence()
    edits = [edit("replace", "/total", "7"), edit("replace", path, "x")]
    with pytest.raises(IngestError) as caught:
        apply_edits(before, before_evidence, edits)
    assert caught.value.code == "bad_pointer"
    assert (before, before_evidence) == (data(), evidence())


OPERATIONS = st.one_of(
    st.builds(lambda at: ("add", at), st.integers(0, 8)),
    st.builds(lambda at: ("remove", at), st.integers(0, 8)),
    st.builds(lambda at: ("cell", at), st.integers(0, 8)),
    st.builds(lambda at: ("up", at), st.integers(1, 8)),
)


@given(st.lists(OPERATIONS, max_size=12))
def test_evidence_always_names_the_row_it_came_with(operations: list[tuple[str, int]]) -> None:
    values, places = data(), evidence()
    original = copy.deepcopy(values)
    for number, (kind, at) in enumerate(operations):
        rows = values["items"]
        assert isinstance(rows, list)
        if kind == "add" and at <= len(rows):
            change = edit("add", f"/items/{at}", {"n": f"new {number}"})
        elif kind == "remove" and at < len(rows):
            change = edit("remove", f"/items/{at}")
        elif kind == "cell" and at < len(rows):
            change = edit("replace", f"/items/{at}/n", f"cell {number}")
        elif kind == "up" and at < len(rows):
            change = edit("move", f"/items/{at}", f"/items/{at // 2}")
        else:
            continue
        values, places = apply_edits(values, places, [change])
        for pointer, place in places.items():
            assert value_at(values, pointer) is not None
            if pointer != "/total" and place.source is EvidenceSource.OCR:
                assert place.text == value_at(values, pointer)
    assert original == data()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/total", ["1"]),
        ("/total", {"a": "1"}),
        ("/total", True),
        ("/items", "none"),
        ("/items", ["a", "b"]),
        ("/items", [{"n": ["a"]}]),
        ("/items/0", "a"),
        ("/items/0", {"n": {}}),
        ("/items/0/n", ["a"]),
        ("/new", {"a": "1"}),
    ],
)
def test_data_keeps_its_shape(path: str, value: JsonValue) -> None:
    before = data()
    with pytest.raises(IngestError) as caught:
        apply_edits(before, evidence(), [edit("replace", path, value)])
    assert caught.value.code == "bad_value"
    assert before == data()


def test_numbers_become_text() -> None:
    edits = [
        edit("replace", "/total", 12.5),
        edit("replace", "/items/0/n", 7),
        edit("add", "/items/-", {"n": 1e21}),
    ]
    new, _ = apply_edits(data(), evidence(), edits)
    assert (new["total"], value_at(new, "/items/0/n")) == ("12.5", "7")
    assert value_at(new, "/items/3/n") == "1000000000000000000000"


@pytest.mark.parametrize(("op", "value"), [("remove", None), ("replace", None), ("replace", [{"n": "z"}])])
def test_a_table_goes_with_its_evidence(op: str, value: JsonValue) -> None:
    _, moved = apply_edits(data(), evidence(), [edit(op, "/items", value)])
    assert set(moved) == {"/total", "/items"}


def test_an_index_of_thousands_of_digits_names_nothing() -> None:
    digits = "9" * 5000
    with pytest.raises(IngestError, match="no field"):
        apply_edits(data(), evidence(), [edit("remove", f"/items/{digits}")])
    assert value_at(data(), f"/items/{digits}") is None
