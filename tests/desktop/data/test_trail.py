"""The history of a document: kept, shown offline with what waits, proven, written to files."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from ingestio_core.contracts.documents import Document, Edit
from ingestio_core.contracts.extractions import Extraction
from ingestio_core.contracts.trail import TrailEntry, TrailOperation
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.fieldplan import default_plan
from ingestio_core.trail import first_broken
from ingestio_core.trail_file import TrailFormat
from ingestio_desktop.flows.reviewing import settle_conflict
from ingestio_desktop.flows.trail import Proof, TrailFlow
from ingestio_desktop.presenters.trail_words import RowKind, trail_rows
from ingestio_desktop.presenters.values import show
from ingestio_desktop.store import library, trails
from ingestio_desktop.store.conflicts import edit_payload
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.exporting import ExportSource, export_documents
from ingestio_desktop.store.outbox import add_event, due_events, set_event_aside
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.store.server import apply_batches, apply_documents, forget_documents
from ingestio_desktop.sync.control import SyncControl
from tests.support.told import keep_account, read_batch, read_document, told_account
from tests.support.trails import NO_NETWORK, TrailService

DATA: dict[str, Any] = {
    "vendor_name": "Acme",
    "total": "119.00",
    "invoice_date": "2026-03-04",
    "line_items": [{"description": "Bolt", "quantity": "2", "amount": "60.00"}],
}


@pytest.fixture
def document(store: Store) -> Document:
    batch = read_batch("March")
    row = read_document(batch, "bolt.pdf", sha256="a" * 64, size=10).model_copy(
        update={"extraction": Extraction(data=DATA), "field_plan": default_plan("invoice")}
    )
    keep_account(store)
    store.write(lambda unit: apply_batches(unit, [batch])).result(30)
    store.write(lambda unit: apply_documents(unit, [row])).result(30)
    return row


@pytest.fixture
def service(document: Document) -> TrailService:
    service = TrailService(told_account().id)
    service.add(document.id, "/total", "119.00", "120.00")
    service.add(document.id, "/line_items/0", DATA["line_items"][0], op=TrailOperation.REMOVE)
    service.add(document.id, op=TrailOperation.CONFIRM)
    return service


@pytest.fixture
def flow(store: Store, service: TrailService) -> TrailFlow:
    return TrailFlow(store, cast(SyncControl, service))


def said(flow: TrailFlow, document: UUID, broken: int | None = None) -> list[tuple[str, str, str, str]]:
    rows = trail_rows(flow.known(document).result(30), broken)
    return [(row.field, row.before, row.after, row.state) for row in rows]


def test_what_the_service_told_shows_offline(
    flow: TrailFlow, service: TrailService, document: Document
) -> None:
    assert flow.known(document.id).result(30).fetched_at is None
    told = flow.fetch(document.id).result(30)
    assert [entry.sequence for entry in told.entries] == [1, 2, 3]
    service.away = NO_NETWORK
    kept = flow.fetch(document.id).result(30)
    assert kept.entries == told.entries
    assert (kept.error, kept.attempted) == (NO_NETWORK, True)
    assert kept.fetched_at is not None
    assert said(flow, document.id) == [
        ("Document", "", "Confirmed", ""),
        ("Line items, row 1", "Bolt · 2 · 60.00", "Removed", ""),
        ("Total", "119.00", "120.00", ""),
    ]


def test_what_is_not_sent_stands_above(store: Store, flow: TrailFlow, document: Document) -> None:
    flow.fetch(document.id).result(30)
    sent = (Edit(path="/invoice_date", value="2026-03-05"),)
    typed = (Edit(path="/vendor_name", value="Acme & Sons"),)
    draft = library.ReviewDraft(typed, document.version, {"vendor_name": "Acme"})

    def change(unit: Any) -> None:
        payload = edit_payload(sent, DATA)
        add_event(unit, EventKind.EDIT, document.id, payload=payload, based_on=document.version)
        add_event(unit, EventKind.CONFIRM, document.id)
        library.save_review_draft(unit, document.id, draft)

    store.write(change).result(30)
    spec = default_plan("invoice").get("invoice_date")
    assert spec is not None
    days = (show(spec, "2026-03-04"), show(spec, "2026-03-05"))
    assert said(flow, document.id)[:4] == [
        ("Vendor name", "Acme", "Acme & Sons", "Not saved yet"),
        ("Document", "", "Confirmed", "Waits to be sent"),
        ("Invoice date", *days, "Waits to be sent"),
        ("Document", "", "Confirmed", ""),
    ]


def test_the_choice_not_taken_in_a_conflict_is_in_it(
    store: Store, flow: TrailFlow, document: Document
) -> None:
    mine = (Edit(path="/total", value="121.00"), Edit(path="/vendor_name", value="Mine"))
    theirs = {**DATA, "total": "120.00", "vendor_name": "Theirs"}
    moved = document.model_copy(update={"version": 2, "extraction": Extraction(data=theirs)})

    def conflict(unit: Any) -> None:
        payload = edit_payload(mine, DATA)
        add_event(unit, EventKind.EDIT, document.id, payload=payload, based_on=1)
        [event] = due_events(unit.session, datetime.now(UTC))
        apply_documents(unit, [moved])
        set_event_aside(unit, event, NO_NETWORK.info())

    store.write(conflict).result(30)
    assert {row[3] for row in said(flow, document.id)} == {"Waits for your choice"}
    store.write(lambda unit: settle_conflict(unit, document.id, frozenset({"/vendor_name"}))).result(30)
    assert said(flow, document.id) == [
        ("Vendor name", "Theirs", "Mine", "Waits to be sent"),
        ("Total", "121.00", "120.00", "Not taken"),
    ]
    rows = trail_rows(flow.known(document.id).result(30), None)
    assert [row.kind for row in rows] == [RowKind.WAITS, RowKind.NOT_TAKEN]


def test_an_intact_trail_is_proven_with_and_without_the_service(
    flow: TrailFlow, service: TrailService, document: Document
) -> None:
    proven = flow.verify(document.id).result(30)
    assert (proven.proof, proven.entries, proven.by_service) == (Proof.INTACT, 3, True)
    service.away = NO_NETWORK
    again = flow.verify(document.id).result(30)
    assert (again.proof, again.entries, again.by_service) == (Proof.INTACT, 3, False)
    other = flow.verify(uuid4())
    assert other.exception(30) is NO_NETWORK


def test_an_empty_trail_is_intact(flow: TrailFlow, service: TrailService, document: Document) -> None:
    service.entries.clear()
    proven = flow.verify(document.id).result(30)
    assert (proven.proof, proven.entries) == (Proof.INTACT, 0)


def test_a_changed_entry_is_named(flow: TrailFlow, service: TrailService, document: Document) -> None:
    entries = service.entries[document.id]
    entries[1] = entries[1].model_copy(update={"before": None})
    found = flow.verify(document.id).result(30)
    assert (found.proof, found.broken, found.by_service) == (Proof.BROKEN, 2, True)
    rows = trail_rows(flow.fetch(document.id).result(30), found.broken)
    assert [row.sequence for row in rows if row.broken] == [2]


def test_a_past_that_was_rewritten_whole_is_noticed_and_stays_so(
    flow: TrailFlow, service: TrailService, document: Document
) -> None:
    seen = flow.fetch(document.id).result(30).entries
    service.rewrite(document.id, 2, "something else")
    service.add(document.id, "/total", "120.00", "1.00")
    # To the service itself all is well.
    assert flow.fetch(document.id).result(30).broken == 2
    for _ in range(2):
        found = flow.verify(document.id).result(30)
        assert (found.proof, found.broken) == (Proof.REWRITTEN, 2)
    assert flow.known(document.id).result(30).entries == seen


def test_an_end_that_was_cut_off_is_noticed(
    flow: TrailFlow, service: TrailService, document: Document
) -> None:
    flow.fetch(document.id).result(30)
    service.entries[document.id].pop()
    found = flow.verify(document.id).result(30)
    assert (found.proof, found.broken) == (Proof.REWRITTEN, 3)


def test_a_trail_goes_with_its_document(store: Store, flow: TrailFlow, document: Document) -> None:
    flow.fetch(document.id).result(30)
    store.write(lambda unit: forget_documents(unit, [document.id])).result(30)
    assert store.read(lambda session: trails.stored_trail(session, document.id)).result(30) is None
    error = flow.known(document.id).exception(30)
    assert isinstance(error, IngestError) and error.code == "document_gone"


def test_an_export_brings_what_went_on_and_nothing_else(
    store: Store, flow: TrailFlow, service: TrailService, document: Document
) -> None:
    def told() -> None:
        head = service.entries[document.id][-1].hash
        row = document.model_copy(update={"trail_entries": 3, "trail_head": head})
        store.write(lambda unit: apply_documents(unit, [row])).result(30)

    assert flow.bring([document.id]).result(30) == 0
    assert service.asked == 0
    told()
    service.away = NO_NETWORK
    assert flow.bring([document.id]).result(30) == 1
    service.away = None
    assert flow.bring([document.id]).result(30) == 0
    assert flow.bring([document.id]).result(30) == 0
    assert service.asked == 1
    service.add(document.id, op=TrailOperation.UNCONFIRM)
    told()
    assert flow.bring([document.id]).result(30) == 0
    assert len(flow.known(document.id).result(30).entries) == 4


def test_the_changes_go_into_an_export(
    store: Store, flow: TrailFlow, service: TrailService, document: Document
) -> None:
    flow.fetch(document.id).result(30)
    source = ExportSource((document.id,))
    [plain] = store.read(lambda session: list(export_documents(session, source))).result(30)
    assert plain.changes == ()
    [full] = store.read(lambda session: list(export_documents(session, source, changes=True))).result(30)
    changes = full.changes
    assert [(each.path, each.before, each.after) for each in changes] == [
        ("/total", "119.00", "120.00"),
        ("/line_items/0", DATA["line_items"][0], None),
        ("", None, "confirm"),
    ]
    assert {each.by for each in changes} == {"office@northgate.example"}
    assert changes[-1].hash == service.entries[document.id][-1].hash


def test_a_file_has_all_that_is_needed_to_prove_it(
    flow: TrailFlow, service: TrailService, document: Document, tmp_path: Path
) -> None:
    service.add(document.id, "/vendor_name", "Acme", "=cmd|' /C calc'!A0")
    trail = flow.fetch(document.id).result(30)
    names = {trail.entries[0].by: "Ada"}
    target = flow.save(trail, tmp_path / "t.json", TrailFormat.JSON, names, {"/total": "Total"}).result(30)
    content = json.loads(target.read_text("utf-8"))
    assert (content["entries"][0]["name"], content["entries"][0]["field"]) == ("Ada", "Total")
    entries = [TrailEntry.model_validate(entry) for entry in content["entries"]]
    ids = {"user_id": UUID(content["user_id"]), "document_id": UUID(content["document_id"])}
    assert first_broken(entries, **ids, count=4, head=entries[-1].hash) is None

    flow.save(trail, tmp_path / "t.csv", TrailFormat.CSV, names, {"/total": "Total"}).result(30)
    rows = list(csv.DictReader(StringIO((tmp_path / "t.csv").read_text("utf-8-sig"))))
    first = (rows[0]["by"], rows[0]["field"], rows[0]["before"], rows[0]["after"], rows[0]["operation"])
    assert first == ("Ada", "Total", "119.00", "120.00", "replace")
    assert rows[3]["after"] == "'=cmd|' /C calc'!A0"
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"t.csv", "t.json"}


def test_a_file_that_cannot_be_written_says_so(flow: TrailFlow, document: Document, tmp_path: Path) -> None:
    trail = flow.fetch(document.id).result(30)
    error = flow.save(trail, tmp_path / "none" / "t.csv", TrailFormat.CSV, {}, {}).exception(30)
    assert isinstance(error, MachineError) and error.code == "trail_not_written"


def test_an_entry_that_says_something_else_under_its_old_hash_is_noticed_and_not_kept(
    flow: TrailFlow, service: TrailService, document: Document
) -> None:
    before = flow.fetch(document.id).result(30).entries
    changed = service.entries[document.id][0].model_copy(update={"after": "999.00"})
    service.entries[document.id][0] = changed
    assert flow.fetch(document.id).result(30).broken == 1
    assert flow.known(document.id).result(30).entries == before
    assert flow.verify(document.id).result(30).proof is Proof.BROKEN
