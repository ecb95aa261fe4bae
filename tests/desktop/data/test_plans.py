"""A person's changes to a plan survive typing on."""

from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_desktop.flows.plans import add_column, drop_column, merge_plan, rename_column, retype_column


def spec(name: str, kind: FieldType = FieldType.TEXT, *columns: str) -> FieldSpec:
    return FieldSpec(
        name=name, label=name.title(), type=kind, columns=tuple(spec(column) for column in columns)
    )


def names(plan: FieldPlan) -> list[str]:
    return [field.name for field in plan.fields]


BEFORE = FieldPlan(
    fields=(spec("number", FieldType.ID), spec("total"), spec("lines", FieldType.TABLE, "what", "amount"))
)


def test_an_untouched_plan_follows_the_prompt() -> None:
    after = FieldPlan(fields=(spec("total"),), unread=("hm",))
    assert merge_plan(BEFORE, BEFORE, after) == after
    assert merge_plan(None, None, after) == after


def test_changes_by_hand_stay_while_the_prompt_goes_on() -> None:
    edited = retype_column(BEFORE, "total", FieldType.AMOUNT, None)
    edited = rename_column(edited, "number", "Our number", None)
    edited = add_column(edited, "Cost centre", FieldType.ID, None)
    after = FieldPlan(fields=(*BEFORE.fields, spec("iban")), unread=("x",))
    merged = merge_plan(BEFORE, edited, after)
    assert names(merged) == ["number", "total", "lines", "cost_centre", "iban"]
    assert merged.get("total").type is FieldType.AMOUNT  # type: ignore[union-attr]
    assert merged.get("number").label == "Our number"  # type: ignore[union-attr]
    assert merged.unread == ("x",)


def test_a_dropped_column_stays_dropped_and_one_out_of_the_prompt_goes() -> None:
    edited = drop_column(BEFORE, "total", None)
    after = FieldPlan(fields=(spec("total"), BEFORE.fields[2], spec("iban")))
    assert names(merge_plan(BEFORE, edited, after)) == ["lines", "iban"]


def test_columns_of_a_table_merge_likewise() -> None:
    edited = drop_column(BEFORE, "amount", "lines")
    edited = rename_column(edited, "what", "Goods", "lines")
    grown = FieldPlan(
        fields=(*BEFORE.fields[:2], spec("lines", FieldType.TABLE, "what", "amount", "quantity"))
    )
    lines = merge_plan(BEFORE, edited, grown).get("lines")
    assert lines is not None
    assert [(column.name, column.label) for column in lines.columns] == [
        ("what", "Goods"),
        ("quantity", "Quantity"),
    ]


def test_a_table_without_columns_goes_and_a_new_one_has_one() -> None:
    one = FieldPlan(fields=(spec("lines", FieldType.TABLE, "what"),))
    assert drop_column(one, "what", "lines").fields == ()
    added = add_column(one, "Items", FieldType.TABLE, None).get("items")
    assert added is not None
    assert [column.name for column in added.columns] == ["description"]
    flat = retype_column(one, "lines", FieldType.TEXT, None).get("lines")
    assert flat is not None
    assert flat.columns == ()


def test_names_of_new_columns_are_keys_and_never_twice() -> None:
    plan = add_column(FieldPlan(), "2nd total (net)", FieldType.AMOUNT, None)
    plan = add_column(plan, "2nd Total, net", FieldType.AMOUNT, None)
    plan = add_column(plan, "Größe", FieldType.TEXT, None)
    assert names(plan)[:2] == ["field_2nd_total_net", "field_2nd_total_net_2"]
    assert plan.fields[2].label == "Größe"
