"""Columns as a person arranges them."""

from ingestio_core.contracts.exports import DateFormat
from ingestio_core.export import ColumnFormat, ExportWords
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.flows.export_presets import PresetColumn
from ingestio_desktop.presenters import export_columns as columns
from ingestio_desktop.presenters.export_columns import Columns, offered
from ingestio_desktop.store.export_facts import ColumnFacts

FACTS = (
    ColumnFacts("_file", (), None),
    ColumnFacts("_id", (), None, given=False),
    ColumnFacts("invoice_date", ("Invoice date",), FieldType.DATE),
    ColumnFacts("total", ("Total",), FieldType.AMOUNT),
    ColumnFacts("line_items.amount", ("Line items", "Amount"), FieldType.TEXT),
)


def start() -> Columns:
    return offered(FACTS, ExportWords(file="Datei"))


def keys(found: Columns) -> str:
    """The picked ones, then those that are left out in brackets."""
    return " ".join(column.key if column.picked else f"({column.key})" for column in found)


def test_they_begin_as_the_plan_has_them() -> None:
    assert keys(start()) == "_file invoice_date total line_items.amount (_id)"
    assert [column.shown for column in start()][:1] == ["Datei"]
    assert start()[3].label == "Line items: Amount"


def test_one_is_moved_up_to_the_ends() -> None:
    once = columns.moved(start(), "total", -1)
    assert keys(once) == "_file total invoice_date line_items.amount (_id)"
    assert keys(columns.moved(once, "total", -9)).startswith("total _file")
    assert keys(columns.moved(once, "total", 9)) == "_file invoice_date line_items.amount total (_id)"
    assert columns.moved(once, "_id", -1) == once
    assert keys(columns.placed(once, "line_items.amount", 0)).startswith("line_items.amount _file")


def test_what_is_left_out_stands_as_it_was_offered_and_comes_back_at_the_end() -> None:
    without = columns.picked(columns.picked(start(), "total", False), "_file", False)
    assert keys(without) == "invoice_date line_items.amount (_file) (_id) (total)"
    assert (
        keys(columns.picked(without, "_file", True)) == "invoice_date line_items.amount _file (_id) (total)"
    )
    last = columns.picked(columns.picked(without, "invoice_date", False), "line_items.amount", False)
    assert keys(last).startswith("line_items.amount (")


def test_names_and_formats_go_into_the_file() -> None:
    iso = ColumnFormat(dates=DateFormat.DOTS)
    named = columns.renamed(columns.formatted(start(), "invoice_date", iso), "total", "  Sum \n total ")
    by_key = {column.key: column for column in columns.written(named)}
    assert (by_key["total"].header, by_key["invoice_date"].format) == ("Sum total", iso)
    assert "_id" not in by_key
    for own in ("", "Total"):
        assert columns.renamed(named, "total", own)[2].header is None


def test_a_preset_is_taken_where_columns_are_missing_and_others_are_new() -> None:
    preset = (
        PresetColumn("total", "Summe"),
        PresetColumn("cost_centre", "KST"),
        PresetColumn("gone", picked=False),
        PresetColumn("_file", picked=False),
        PresetColumn("invoice_date", format=ColumnFormat(text=True)),
    )
    found = columns.applied(start(), preset)
    # A column that an import counts on is there, and empty; what the preset does not know is left out.
    assert keys(found) == "total cost_centre invoice_date (_file) (_id) (line_items.amount)"
    assert [column.missing for column in found][:3] == [False, True, False]
    assert [(column.key, column.header) for column in columns.written(found)] == [
        ("total", "Summe"),
        ("cost_centre", "KST"),
        ("invoice_date", "Invoice date"),
    ]
    assert columns.applied(start(), columns.kept(found)) == found
    without = columns.picked(found, "cost_centre", False)
    assert "cost_centre" not in keys(without)
    assert columns.applied(start(), ()) == start()


def test_those_found_later_stand_behind_the_picked_ones_and_in_no_preset() -> None:
    arranged = columns.picked(start(), "total", False)
    later = offered((*FACTS, ColumnFacts("due_date", ("Due date",), FieldType.DATE)), ExportWords())
    found = columns.joined(arranged, later, picked=True)
    assert keys(found) == "_file invoice_date line_items.amount due_date (_id) (total)"
    found = columns.joined(arranged, later, picked=False)
    assert keys(found) == "_file invoice_date line_items.amount (_id) (total) (due_date)"
