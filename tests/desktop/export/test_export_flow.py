"""What an export has, is made with and becomes: real store, real child process."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import openpyxl
import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.exports import ExportFormat, ExportStatus
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.export import Column, ExportDocument, ExportOptions
from ingestio_core.export.rows import SheetLayout
from ingestio_core.fieldplan import FieldType, default_plan
from ingestio_desktop.flows.export_presets import ExportSettings, PresetColumn
from ingestio_desktop.flows.exports import ExportFlow, ExportRequest
from ingestio_desktop.presenters.export_history import ExportHistory
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.export_facts import export_facts
from ingestio_desktop.store.export_history import changed_since, save_export
from ingestio_desktop.store.exporting import ExportSource
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.store.server import apply_documents
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.desktop.export.conftest import ExportDesk
from tests.support.desktop import fresh_store
from tests.support.exporting import document_id, fill_exports, item_count, read_document
from tests.support.waiting import until

WAIT = 60
EXCEL = ExportOptions(ExportFormat.XLSX)
BY_ITEM = replace(EXCEL, rows="line_items")


def code_of(error: BaseException | None) -> str:
    assert isinstance(error, IngestError), error
    return error.code


def test_documents_are_counted_by_their_states(desk: ExportDesk) -> None:
    counts = desk.flow.prepare(desk.source).result(WAIT).facts.counts
    assert (counts.confirmed, counts.unconfirmed, counts.in_progress) == (15, 9, 5)
    # Those that were cancelled are no errors.
    assert (counts.failed, counts.cancelled) == (3, 2)
    assert counts.title == "March supplier invoices"
    everything = desk.flow.prepare(ExportSource()).result(WAIT).facts.counts
    assert (everything.confirmed, everything.unconfirmed, everything.title) == (15, 0, None)
    two = ExportSource((document_id(desk.batch, 0), document_id(desk.batch, 23)))
    chosen = desk.flow.prepare(two).result(WAIT).facts.counts
    assert (chosen.confirmed, chosen.unconfirmed, chosen.failed) == (1, 1, 0)


def test_rows_are_counted_for_each_table_and_columns_known_with_their_types(desk: ExportDesk) -> None:
    facts = desk.flow.prepare(desk.source).result(WAIT).facts
    (table,) = facts.tables
    items = [item_count(number) for number in range(24)]
    assert (table.name, table.unconfirmed_rows, table.confirmed_rows) == (
        "line_items",
        sum(items[:9]),
        sum(items[9:]),
    )
    by_key = {column.key: column for column in facts.columns["line_items"]}
    assert by_key["invoice_date"].type is FieldType.DATE and not by_key["invoice_date"].of_item
    assert by_key["line_items.amount"].type is FieldType.AMOUNT and by_key["line_items.amount"].of_item
    joined = {column.key: column for column in facts.columns["documents"]}["line_items.amount"]
    assert joined.labels == ("Line items", "Amount") and not joined.of_item
    assert not by_key["_id"].given and by_key["_status"].given
    assert facts.plan and facts.plan == desk.flow.prepare(ExportSource()).result(WAIT).facts.plan


def test_another_table_than_the_first_is_counted_too(tmp_path: Path) -> None:
    store = fresh_store(tmp_path / "store.sqlite")
    plan = default_plan("invoice")
    taxes = plan.tables[0].model_copy(update={"name": "taxes", "label": "Taxes"})
    batch = fill_exports(store, 3, plan=plan.model_copy(update={"fields": (*plan.fields, taxes)}))
    row = read_document(batch, 0, True, plan)
    assert row.extraction is not None
    data = row.extraction.data | {"taxes": [{"amount": "1"}, {"amount": "2"}, {"amount": "3"}]}
    changed = row.model_copy(
        update={"extraction": row.extraction.model_copy(update={"data": data}), "version": 2}
    )
    store.write(lambda unit: apply_documents(unit, [changed])).result(WAIT)
    facts = store.read(lambda session: export_facts(session, ExportSource(batch_id=batch))).result(WAIT)
    store.close()
    rows = {table.name: table.confirmed_rows for table in facts.tables}
    # A document without items has one row.
    assert rows == {"line_items": sum(map(item_count, range(3))), "taxes": 3 + 1 + 1}


def test_fields_that_only_few_documents_have_are_offered_too(tmp_path: Path) -> None:
    store, plan = fresh_store(tmp_path / "store.sqlite"), default_plan("invoice")
    batch = fill_exports(store, 40)

    def tell(number: int, name: str) -> None:
        row = read_document(batch, number, True, plan)
        assert row.extraction is not None
        told = row.extraction.model_copy(update={"data": row.extraction.data | {name: "x"}})
        changed = row.model_copy(update={"extraction": told, "version": 2})
        store.write(lambda unit: apply_documents(unit, [changed])).result(WAIT)

    # One of the first says that they differ, so that all are looked into.
    tell(3, "cost_centre")
    tell(39, "site")
    facts = store.read(lambda session: export_facts(session, ExportSource(batch_id=batch))).result(WAIT)
    store.close()
    labels = {column.key: column.labels for column in facts.columns["documents"]}
    assert labels["cost_centre"] == ("Cost centre",) and labels["site"] == ("Site",)


@pytest.mark.parametrize("rows", ["documents", "line_items"])
def test_the_preview_is_what_the_file_says(desk: ExportDesk, target: Path, rows: str) -> None:
    columns = (
        Column("_status", "State"),
        Column("invoice_number", "No."),
        Column("line_items.description", "What"),
    )
    options = replace(EXCEL, rows=rows, columns=columns)
    shown = desk.flow.first_rows(desk.source, options).result(WAIT).sheet
    desk.flow.start(ExportRequest(desk.source, target, options)).result(WAIT)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    # Behind the columns that were chosen stands the hidden one that tells doubles.
    written = list(sheet.iter_rows(values_only=True, max_col=len(columns)))
    assert [column.column.header for column in shown.columns if column.picked] == list(written[0])
    assert len(shown.rows) == min(50, len(written) - 1)
    for row, cells in zip(shown.rows, written[1:], strict=False):
        assert list(row.cells) == [str(cell) if cell is not None else "" for cell in cells]


def test_the_preview_of_text_is_the_text_itself(desk: ExportDesk, target: Path) -> None:
    options = replace(BY_ITEM, format=ExportFormat.CSV, delimiter=";", decimal=",", encoding="utf-16")
    place = target.with_suffix(".csv")
    lines = desk.flow.first_rows(desk.source, options).result(WAIT).lines
    desk.flow.start(ExportRequest(desk.source, place, options)).result(WAIT)
    assert list(lines) == place.read_text("utf-16").splitlines()[:51]
    found = list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"))
    assert found[0]["Invoice number"] == "000000" and "," in found[0]["Total"]
    as_json = replace(EXCEL, format=ExportFormat.JSON)
    assert desk.flow.first_rows(desk.source, as_json).result(WAIT).lines[0] == "["


def test_the_preview_needs_few_documents_of_many(desk: ExportDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    add = SheetLayout.add

    def noted(layout: SheetLayout, document: ExportDocument) -> None:
        taken.append(document.id)
        add(layout, document)

    monkeypatch.setattr(SheetLayout, "add", noted)
    shown = desk.flow.first_rows(desk.source, replace(BY_ITEM, only_confirmed=True)).result(WAIT).sheet
    assert not any(row.marked for row in shown.rows) and len(shown.rows) == 45
    taken.clear()
    assert len(desk.flow.first_rows(desk.source, BY_ITEM).result(WAIT).sheet.rows) == 50
    assert len(taken) < 24


def test_an_encoding_that_lacks_a_sign_says_so_before_the_file_is_written(tmp_path: Path) -> None:
    store = fresh_store(tmp_path / "store.sqlite")
    batch = fill_exports(store, 4, name="Łódź")
    flow = ExportFlow(store, None, None)  # type: ignore[arg-type]
    options = ExportOptions(
        ExportFormat.CSV, columns=(Column("vendor_name", "Vendor → name"),), encoding="cp1252"
    )
    answer = flow.first_rows(ExportSource(batch_id=batch), options)
    assert code_of(answer.exception(WAIT)) == "export_encoding"
    store.close()


def test_exports_wait_for_one_another_and_one_that_waits_is_cancelled_at_once(
    desk: ExportDesk, tmp_path: Path
) -> None:
    seen: list[ExportRow] = []
    stop = desk.flow.changed.subscribe(seen.append)
    first, second, third = (
        desk.flow.start(ExportRequest(desk.source, tmp_path / name, BY_ITEM))
        for name in ("one.xlsx", "two.xlsx", "three.xlsx")
    )
    until(lambda: len({row.id for row in seen}) == 3, WAIT)
    waiting = next(row for row in seen if row.path.name == "three.xlsx")
    assert waiting.queued
    desk.flow.cancel(waiting.id)
    assert code_of(third.exception(WAIT)) == "export_cancelled"
    assert {first.result(WAIT).status, second.result(WAIT).status} == {ExportStatus.SAVED}
    stop()
    assert desk.flow.running() == ()
    assert {path.name for path in tmp_path.iterdir()} == {"one.xlsx", "two.xlsx"}
    # Two never run at once.
    names = [row.path.name for row in seen if row.status is ExportStatus.WRITING and not row.queued]
    assert names == sorted(names, key=("one.xlsx", "two.xlsx").index)


def test_the_end_of_an_account_leaves_no_half_of_a_file(desk: ExportDesk, tmp_path: Path) -> None:
    flow = ExportFlow(desk.store, desk.cpu, desk.settings)
    begun = [flow.start(ExportRequest(desk.source, tmp_path / f"{n}.xlsx", BY_ITEM)) for n in range(3)]
    until(lambda: len(flow.running()) == 3 or begun[0].done(), WAIT)
    flow.close()
    assert all(each.done() for each in begun)
    codes = {code_of(each.exception()) for each in begun if each.exception() is not None}
    assert codes <= {"export_cancelled"} and begun[2].exception() is not None
    assert all(path.suffix == ".xlsx" for path in tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == sum(each.exception() is None for each in begun)


def test_an_export_is_made_again_with_the_same_settings(desk: ExportDesk, target: Path) -> None:
    options = replace(
        BY_ITEM, columns=(Column("_file", "Datei"), Column("total", "Summe")), only_confirmed=True
    )
    row = desk.flow.start(ExportRequest(desk.source, target, options)).result(WAIT)
    first = openpyxl.load_workbook(target).worksheets[0]
    told = {each.id: each for each in desk.flow.history().result(WAIT)}
    assert told[row.id].repeatable and not told[row.id].missing and told[row.id].changed == 0
    target.unlink()
    assert {each.id: each for each in desk.flow.history().result(WAIT)}[row.id].missing
    again = desk.flow.again(row.id).result(WAIT)
    assert again.id != row.id and again.path == target
    second = openpyxl.load_workbook(target).worksheets[0]
    assert list(first.values) == list(second.values)
    desk.flow.forget(row.id).result(WAIT)
    assert row.id not in {each.id for each in desk.flow.history().result(WAIT)}
    assert target.exists()
    assert code_of(desk.flow.again(row.id).exception(WAIT)) == "export_unknown"


def test_documents_that_changed_since_are_counted(tmp_path: Path) -> None:
    store = fresh_store(tmp_path / "store.sqlite")
    batch = fill_exports(store, 5)
    source, moment = ExportSource(batch_id=batch), datetime.now(UTC)

    def count() -> int:
        return store.read(lambda session: changed_since(session, source, moment)).result(WAIT)

    assert count() == 0
    row = read_document(batch, 1, True, default_plan("invoice"))
    later = row.model_copy(update={"version": 2, "updated_at": moment + timedelta(minutes=1)})
    store.write(lambda unit: apply_documents(unit, [later])).result(WAIT)
    assert count() == 1
    store.close()


def test_a_disk_that_fails_leaves_what_was_there(desk: ExportDesk, tmp_path: Path) -> None:
    folder = tmp_path / "a file"
    folder.write_text("in the way")
    failed = desk.flow.start(ExportRequest(desk.source, folder / "x.xlsx", EXCEL)).exception(WAIT)
    assert code_of(failed) == "export_not_written"
    newest = desk.flow.history().result(WAIT)[0]
    assert newest.status is ExportStatus.FAILED and isinstance(newest.error, ErrorInfo)
    place = desk.flow.look_at(folder / "x.xlsx").result(WAIT)
    assert not place.folder and not place.exists
    here = tmp_path / "here.xlsx"
    here.write_text("mine")
    (tmp_path / "here (2).xlsx").write_text("mine too")
    found = desk.flow.look_at(here).result(WAIT)
    assert found.exists and found.writable and found.free == tmp_path / "here (3).xlsx"


def test_presets_are_kept_renamed_and_taken_out(desk: ExportDesk) -> None:
    presets, plan = desk.flow.presets, "a" * 64
    mine = ExportSettings(
        rows="line_items", columns=(PresetColumn("total", "Summe"), PresetColumn("iban", picked=False))
    )
    (saved,) = presets.save(" Bookkeeping ", mine).result(WAIT)
    assert (saved.name, saved.settings) == ("Bookkeeping", mine)
    (same,) = presets.save("bookkeeping", replace(mine, delimiter=";")).result(WAIT)
    assert same.id == saved.id and same.settings.delimiter == ";"
    other = next(p for p in presets.save("Other", mine).result(WAIT) if p.name == "Other")
    assert code_of(presets.rename(other.id, "BOOKKEEPING").exception(WAIT)) == "name_taken"
    assert code_of(presets.save("  ", mine).exception(WAIT)) == "name_missing"
    assert [p.name for p in presets.rename(other.id, "Another").result(WAIT)] == ["Another", "bookkeeping"]
    facts = desk.flow.prepare(desk.source).result(WAIT).facts
    presets.use_for(facts.plan, other.id).result(WAIT)
    presets.use_for(plan, saved.id).result(WAIT)
    assert desk.flow.prepare(desk.source).result(WAIT).default == other.id
    presets.delete(other.id).result(WAIT)
    offer = desk.flow.prepare(desk.source).result(WAIT)
    assert offer.default is None and [p.name for p in offer.presets] == ["bookkeeping"]
    presets.delete(saved.id).result(WAIT)


def test_nothing_to_export_says_so(desk: ExportDesk, target: Path) -> None:
    nothing = ExportSource(batch_id=UUID(int=1))
    assert (
        code_of(desk.flow.start(ExportRequest(nothing, target, EXCEL)).exception(WAIT)) == "nothing_to_export"
    )
    assert desk.flow.first_rows(nothing, EXCEL).result(WAIT).sheet.rows == ()
    empty = desk.flow.first_rows(nothing, replace(EXCEL, format=ExportFormat.JSON)).result(WAIT).lines
    assert json.loads("".join(empty)) == []


def test_what_a_killed_program_was_writing_is_told_and_nothing_of_it_stays(tmp_path: Path) -> None:
    store, folder = fresh_store(tmp_path / "store.sqlite"), tmp_path / "[exports]"
    folder.mkdir()
    row = ExportRow(
        id=uuid4(),
        format=ExportFormat.XLSX,
        rows="documents",
        status=ExportStatus.WRITING,
        path=folder / "March [1].xlsx",
        what="March",
        documents=3,
        row_count=None,
        size=None,
        done=0,
        error=None,
        created_at=datetime.now(UTC),
    )
    part, other = folder / f".March [1].xlsx.{uuid4().hex}.part", folder / f".April.xlsx.{uuid4().hex}.part"
    for path in (part, other):
        path.write_bytes(b"half")
    store.write(lambda unit: save_export(unit, row)).result(WAIT)
    flow = ExportFlow(store, CpuProcess(), SettingsFile(tmp_path / "settings.json"))
    flow.begin()
    until(lambda: not part.exists(), WAIT)
    (told,) = flow.history().result(WAIT)
    assert told.status is ExportStatus.FAILED and told.error is not None
    assert told.error.code == "export_broken_off"
    assert other.exists()
    flow.close()
    store.close()


def test_rows_are_added_to_the_file_that_is_there_without_doubles(desk: ExportDesk, target: Path) -> None:
    some = ExportSource(tuple(document_id(desk.batch, number) for number in range(4)))
    options = replace(BY_ITEM, append=True)
    first = desk.flow.start(ExportRequest(some, target, options)).result(WAIT)
    assert first.added is None and first.row_count == sum(map(item_count, range(4)))
    second = desk.flow.start(ExportRequest(desk.source, target, options)).result(WAIT)
    assert second.added == second.row_count == sum(map(item_count, range(4, 24)))
    rows = list(openpyxl.load_workbook(target).worksheets[0].values)
    assert len(rows) == 1 + sum(map(item_count, range(24)))
    assert desk.flow.again(second.id).result(WAIT).added == 0


def test_the_history_says_how_many_rows_were_added_again(
    qtbot: QtBot, desk: ExportDesk, target: Path
) -> None:
    options = replace(EXCEL, append=True)
    desk.flow.start(ExportRequest(desk.source, target, options)).result(WAIT)
    added = desk.flow.start(ExportRequest(desk.source, target, options)).result(WAIT)
    history = ExportHistory(desk.flow, Bridge(lambda error: pytest.fail(repr(error))), hosted=False)
    with qtbot.waitSignal(history.told, timeout=WAIT * 1000) as told:
        history.again(str(added.id))
    # What it reads after this is nobody's any more.
    shiboken6.delete(history)
    assert told.args == [f"Added 0 rows to {target.name}."]
