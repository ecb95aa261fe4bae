"""What the grid's cells say: columns of several plans, what drops them, and what is read of them."""

from functools import partial
from uuid import UUID

from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.extractions import Extraction
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_desktop.store import grid, library
from tests.support.sheet import PLAN, SHEET, SheetDesk, keep_sheet, sheet_documents


def test_columns_are_those_of_all_plans_in_their_order(desk: SheetDesk) -> None:
    other = FieldPlan(
        fields=(
            FieldSpec(name="vendor_name", label="Supplier"),
            FieldSpec(name="customer", label="Customer"),
            FieldSpec(name="total", label="Total due", type=FieldType.AMOUNT),
            FieldSpec(name="tax", label="Tax number", type=FieldType.ID),
        )
    )
    data: dict[str, JsonValue] = {
        "vendor_name": "A",
        "customer": "B",
        "total": "5.00",
        "tax": "BE 1",
        "remark": "by hand",
    }
    changed = sheet_documents(20)[2].model_copy(
        update={"field_plan": other, "extraction": Extraction(data=data), "version": 2}
    )
    keep_sheet(desk.store, [changed])
    ids = [document.id for document in sheet_documents(20)]
    desk.grid.fill(ids).result(30)
    columns = desk.grid.columns(SHEET, PLAN).result(30)
    assert [column.key for column in columns] == [
        "vendor_name",
        "customer",
        "invoice_number",
        "invoice_date",
        "due_date",
        "subtotal",
        "tax",
        "total",
        "tax:id",
        "remark",
        "line_items",
    ]
    row = desk.grid.rows([changed.id], columns).result(30)[0]
    said = {column.key: value for column, value in zip(columns, row.values, strict=True) if value}
    assert said == {
        "vendor_name": "A",
        "customer": "B",
        "total": "5.00",
        "tax:id": "BE 1",
        "remark": "by hand",
    }
    # A document has no cell in a column that its plan lacks.
    assert row.state_at([column.key for column in columns].index("invoice_number")) is None


def test_pages_follow_one_another_without_a_gap(desk: SheetDesk) -> None:
    columns = desk.grid.columns(SHEET, PLAN).result(30)
    found: list[UUID] = []
    after: tuple[int, UUID] | None = None
    while not found or after is not None:
        read = partial(grid.grid_page, batch_id=SHEET, columns=columns, after=after, limit=7)
        page = desk.store.read(read).result(30)
        found += [row.id for row in page.rows]
        after = page.next
    assert sorted(found) == sorted(document.id for document in sheet_documents(20))
    assert len(set(found)) == 20


def test_cells_go_with_every_change_and_are_made_again(desk: SheetDesk) -> None:
    documents = sheet_documents(20)
    ids = [document.id for document in documents]
    desk.grid.fill(ids).result(30)
    assert desk.store.read(lambda s: grid.missing_cells(s, ids)).result(30) == ()
    draft = library.ReviewDraft((Edit(path="/total", value="1.00"),), 1, {"total": "225.06"})
    desk.store.write(lambda unit: library.save_review_draft(unit, ids[2], draft)).result(30)
    keep_sheet(desk.store, [documents[3].model_copy(update={"version": 2})])
    assert set(desk.store.read(lambda s: grid.missing_cells(s, ids)).result(30)) == {ids[2], ids[3]}
    desk.grid.fill(ids).result(30)
    columns = desk.grid.columns(SHEET, PLAN).result(30)
    row = desk.grid.rows([ids[2]], columns).result(30)[0]
    assert row.drafted and "1.00" in row.values and row.findings > 0
