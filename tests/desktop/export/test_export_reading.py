"""Documents of an export are what the person last left, whichever way they are read."""

import json
from pathlib import Path
from uuid import UUID

from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.export import ExportOptions
from ingestio_desktop.store import batches, held, outbox
from ingestio_desktop.store.conflicts import edit_payload
from ingestio_desktop.store.exporting import ExportSource, ExportTask, export_documents, run_export
from ingestio_desktop.store.queries import document_detail
from ingestio_desktop.store.rows import EventKind
from tests.support.desktop import fresh_store
from tests.support.exporting import document_id, fill_exports

WAIT = 60


def test_unsent_changes_are_in_it_and_what_is_deleted_is_not(tmp_path: Path) -> None:
    store = fresh_store(tmp_path / "store.db")
    batch = fill_exports(store, 300, unconfirmed=290, in_progress=2, failed=1, cancelled=1)
    edited, confirmed, gone = (document_id(batch, number) for number in (3, 270, 5))
    before = store.read(lambda session: document_detail(session, edited)).result(WAIT)
    assert before is not None and before.document.extraction is not None
    payload = edit_payload([Edit(path="/total", value="1.00")], before.document.extraction.data)
    store.write(
        lambda unit: outbox.add_event(
            unit, EventKind.EDIT, edited, payload=payload, based_on=before.document.version
        )
    ).result(WAIT)
    store.write(lambda unit: batches.document_events(unit, EventKind.CONFIRM, [confirmed])).result(WAIT)
    store.write(lambda unit: held.delete_documents(unit, [gone])).result(WAIT)

    everything = ExportSource(batch_id=batch)
    found = store.read(lambda session: list(export_documents(session, everything))).result(WAIT)
    assert len(found) == 299 + 2, "not what is in work, nor what was deleted"
    assert len({id(document.field_plan) for document in found if document.data}) == 1, "one plan, read once"
    for document in found:
        detail = store.read(lambda session, name=document.id: document_detail(session, UUID(name))).result(
            WAIT
        )
        assert detail is not None
        extraction = detail.document.extraction
        assert document.data == (extraction.data if extraction else {})
        assert document.findings == (extraction.findings if extraction else ())
        assert document.field_plan.fields == (
            detail.document.field_plan.fields if detail.document.field_plan else ()
        )
        assert (document.confirmed, document.error) == (
            detail.document.confirmed_at is not None,
            detail.row.error,
        )
    chosen = ExportSource((confirmed, gone, edited))
    options = ExportOptions(ExportFormat.JSON)
    task = ExportTask(tmp_path / "store.db", chosen, options, tmp_path / "out.json")
    outcome = run_export(task, lambda _done: None, lambda: False)
    entries = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [entry["id"] for entry in entries] == [str(confirmed), str(edited)]
    assert (outcome.documents, entries[1]["data"]["total"], entries[0]["confirmed"]) == (2, "1.00", True)
    store.close()
