"""The local store: migrations, paging, and the projection of unsent events on the service's rows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.changes import Change, ChangeKind, ChangePage
from ingestio_core.contracts.documents import Document, DocumentCreate, Edit
from ingestio_core.contracts.extractions import DocumentType, Extraction
from ingestio_core.errors import ErrorInfo, MachineError
from ingestio_core.fieldplan import default_plan
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.store import batches, outbox, projection, queries, server, uploads
from ingestio_desktop.store.conflicts import conflicting_event, edit_payload, field_conflicts, settled_edits
from ingestio_desktop.store.cursor import read_cursor
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.migrations import downgrade, upgrade
from ingestio_desktop.store.models import Base
from ingestio_desktop.store.queries import BatchQuery, BatchSort, DocumentQuery, DocumentSort
from ingestio_desktop.store.rows import Changed, DocumentState, DocumentTab, EventKind

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
# The index of words is made of tables of SQLite's own.
_TABLES = {"include_name": lambda name, kind, _parents: kind != "table" or "document_words" not in name}
PLAN = default_plan(DocumentType.INVOICE)


def batch(number: int, name: str | None = None, status: BatchStatus = BatchStatus.COMPLETED) -> Batch:
    return Batch(
        id=uuid4(),
        name=name,
        prompt_strategy=PromptStrategy.AUTO,
        prompt=None,
        field_plan=None,
        status=status,
        document_count=number % 7 + 1,
        completed_count=0,
        failed_count=0,
        total_pages=number % 5,
        created_at=NOW + timedelta(minutes=number // 3),
        updated_at=NOW,
    )


def document(batch_id: UUID, number: int = 1, **changes: object) -> Document:
    data = {"invoice_number": f"R-{number}", "total": "119.00", "subtotal": "100.00", "tax": "19.00"}
    body = Document(
        id=uuid4(),
        batch_id=batch_id,
        filename=f"{number}.pdf",
        media_type=MediaType.PDF,
        size=10,
        sha256=f"{number:064x}",
        page_count=1,
        prompt=None,
        field_plan=PLAN,
        detected_type=DocumentType.INVOICE,
        status=DocumentStatus.COMPLETED,
        version=3,
        extraction=Extraction(data={**data, "line_items": [{"description": "x"}]}),
        created_at=NOW,
        updated_at=NOW,
    )
    return body.model_copy(update=changes)


def keep(store: Store, *rows: Batch | Document) -> None:
    def write(unit: object) -> None:
        server.apply_batches(unit, [row for row in rows if isinstance(row, Batch)])  # type: ignore[arg-type]
        server.apply_documents(unit, [row for row in rows if isinstance(row, Document)])  # type: ignore[arg-type]

    store.write(write).result(30)


def only(store: Store, document_id: UUID) -> queries.DocumentRow:
    (row,) = store.read(lambda session: queries.documents_by_id(session, (document_id,))).result(30)
    return row


def test_the_migrations_make_the_models_and_go_back(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'm.sqlite'}")
    with engine.begin() as connection:
        upgrade(connection)
        assert compare_metadata(MigrationContext.configure(connection, opts=_TABLES), Base.metadata) == []
        downgrade(connection, "base")
        assert set(sa.inspect(connection).get_table_names()) <= {"alembic_version"}
        upgrade(connection)
    engine.dispose()


def test_documents_that_were_cancelled_before_are_so_after_the_migration(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite")
    store.open()
    home = batch(1)
    reasons = (ErrorInfo(code=code, title="Title", message="Message.") for code in ("cancelled", "failed"))
    rows = [
        document(home.id, number, status=DocumentStatus.FAILED).model_copy(
            update={"extraction": None, "error": reason}
        )
        for number, reason in enumerate(reasons)
    ]
    keep(store, home, *rows)
    store.close()
    engine = sa.create_engine(f"sqlite:///{store.path}")
    states = sa.text("SELECT state FROM documents ORDER BY position")
    with engine.begin() as connection:
        downgrade(connection, "0009")
        assert list(connection.scalars(states)) == ["error", "error"]
        upgrade(connection)
        assert list(connection.scalars(states)) == ["cancelled", "error"]
    engine.dispose()


def test_rows_outlive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    for expected in (0, 1):
        store = Store(path)
        store.open()
        assert store.read(lambda s: queries.batch_page(s, BatchQuery())).result(30).total == expected
        keep(store, batch(1))
        store.close()


def test_a_file_that_is_no_store_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"not a database, certainly not" * 100)
    store = Store(path)
    with pytest.raises(MachineError) as refused:
        store.open()
    store.close()
    assert refused.value.code == "store_unusable"


def test_a_failed_write_changes_nothing_and_tells_nobody(store: Store) -> None:
    told: list[Changed] = []
    store.changed.subscribe(told.append)

    def fail(unit: object) -> None:
        server.apply_batches(unit, [batch(1)])  # type: ignore[arg-type]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(fail).result(30)
    assert store.read(lambda s: queries.batch_page(s, BatchQuery())).result(30).total == 0
    assert told == []


@pytest.mark.parametrize("sort", list(BatchSort))
@pytest.mark.parametrize("descending", [True, False])
def test_pages_of_batches_miss_none_and_repeat_none(store: Store, sort: BatchSort, descending: bool) -> None:
    keep(store, *(batch(number, name="Ab"[: number % 3] or None) for number in range(25)))
    seen: list[queries.BatchRow] = []
    after = None
    while True:
        query = BatchQuery(sort=sort, descending=descending, after=after, limit=4)
        page = store.read(lambda s, query=query: queries.batch_page(s, query)).result(30)
        seen.extend(page.rows)
        after = page.next
        if after is None:
            break
    assert len({row.id for row in seen}) == len(seen) == page.total == 25
    empty = "" if sort is BatchSort.NAME else NOW - timedelta(days=1)
    values = [empty if (value := getattr(row, sort.value)) is None else value for row in seen]
    ordered = [value.casefold() if isinstance(value, str) else value for value in values]
    assert ordered == sorted(ordered, reverse=descending)


def test_search_finds_names_and_ids_and_tells_nothing_found_from_nothing_there(store: Store) -> None:
    kept = batch(1, "Größe 100%")
    keep(store, kept, batch(2, "other"))

    def found(words: str) -> list[UUID]:
        page = store.read(lambda s: queries.batch_page(s, BatchQuery(search=words))).result(30)
        assert page.any_at_all
        return [row.id for row in page.rows]

    assert found("GRÖSSE") == found("größe") == found("100%") == [kept.id]
    assert kept.id in found(str(kept.id)[:8] + "…")
    assert found("nowhere") == []


def test_documents_of_all_batches_are_found_by_name_and_first_value(store: Store) -> None:
    first, second, gone = batch(1), batch(2), batch(3)
    keep(store, first, second, gone)
    rows = [
        document(first.id, 1, filename="Größe 100%.pdf"),
        document(second.id, 2, filename="größe.pdf"),
        document(gone.id, 3, filename="größe too.pdf"),
    ]
    store.write(lambda unit: server.apply_documents(unit, rows)).result(30)
    flow = BatchesFlow(store)
    flow.delete([gone.id]).result(30)

    def found(words: str, limit: int = 8) -> list[str]:
        return [each.row.filename for each in flow.find(words, limit).result(30)[1]]

    assert sorted(found("GRÖSSE")) == ["Größe 100%.pdf", "größe.pdf"]
    assert found("100%")[0] == "Größe 100%.pdf", "what is called so stands before what says so"
    assert len(found("größe", 1)) == 1
    read = flow.find("größe.pdf", 1).result(30)[1][0].row.first_value
    assert read and "größe.pdf" in found(read.lower())
    assert found("nowhere") == []


def test_tabs_counts_and_sorting_of_documents(store: Store) -> None:
    home = batch(1)
    rows = [
        document(home.id, 1),
        document(home.id, 2, confirmed_at=NOW),
        document(home.id, 3, status=DocumentStatus.FAILED, extraction=None),
        document(home.id, 4, status=DocumentStatus.PROCESSING, extraction=None),
    ]
    keep(store, home, *rows)

    def page(tab: DocumentTab, **more: object) -> queries.DocumentPage:
        query = DocumentQuery(home.id, tab, **more)  # type: ignore[arg-type]
        return store.read(lambda s: queries.document_page(s, query)).result(30)

    for tab, expected in zip(DocumentTab, ([1, 2, 3, 4], [4], [1], [2], [3]), strict=True):
        assert [row.filename for row in page(tab).rows] == [f"{number}.pdf" for number in expected]
    counts = page(DocumentTab.ALL).counts
    assert [counts.of(tab) for tab in DocumentTab] == [4, 1, 1, 1, 1]
    backwards = page(DocumentTab.ALL, sort=DocumentSort.FILENAME, descending=True, limit=3)
    assert [row.filename for row in backwards.rows] == ["4.pdf", "3.pdf", "2.pdf"]
    assert backwards.next is not None
    assert [row.first_value for row in page(DocumentTab.ALL, search="r-2").rows] == ["R-2"]


def test_unsent_events_show_at_once_and_the_service_row_stays_untouched(store: Store) -> None:
    home = batch(1)
    read = document(home.id)
    keep(store, home, read)
    edit = edit_payload([Edit(path="/total", value="1.00")], read.extraction.data)  # type: ignore[union-attr]
    store.write(
        lambda unit: outbox.add_event(unit, EventKind.EDIT, read.id, payload=edit, based_on=3)
    ).result(30)
    confirm = lambda unit: batches.document_events(unit, EventKind.CONFIRM, [read.id])  # noqa: E731
    assert store.write(confirm).result(30) == (read.id,)
    row = only(store, read.id)
    assert (row.state, row.pending, row.findings) == (DocumentState.CONFIRMED, True, 1)
    detail = store.read(lambda s: queries.document_detail(s, read.id)).result(30)
    assert detail is not None
    assert detail.document.extraction.data["total"] == "1.00"  # type: ignore[union-attr]
    assert detail.server == read
    assert store.write(confirm).result(30) == ()


def test_an_older_row_never_replaces_a_newer_one(store: Store) -> None:
    home = batch(1)
    newer = document(home.id, version=5, updated_at=NOW + timedelta(seconds=1), confirmed_at=NOW)
    keep(store, home, newer)
    keep(store, newer.model_copy(update={"version": 4, "updated_at": NOW, "confirmed_at": None}))
    assert only(store, newer.id).state is DocumentState.CONFIRMED


def test_the_change_feed_is_believed_although_its_clock_was_set_back(store: Store) -> None:
    home = batch(1, status=BatchStatus.PROCESSING)
    read = document(home.id, confirmed_at=NOW)
    keep(store, home, read)
    earlier = NOW - timedelta(hours=1)
    done = home.model_copy(update={"status": BatchStatus.COMPLETED, "updated_at": earlier})
    opened = read.model_copy(update={"confirmed_at": None, "version": 4, "updated_at": earlier})
    page = ChangePage(
        changes=(
            Change(number=1, kind=ChangeKind.BATCH, id=home.id, batch=done),
            Change(number=2, kind=ChangeKind.DOCUMENT, id=read.id, document=opened),
        ),
        next=2,
    )
    store.write(lambda unit: server.apply_changes(unit, page, answered={read.id})).result(30)
    (row,) = store.read(lambda s: queries.batches_by_id(s, (home.id,))).result(30)
    assert row.status is BatchStatus.COMPLETED
    assert only(store, read.id).state is DocumentState.CONFIRMED, "the answer came after the page was read"
    store.write(lambda unit: server.apply_changes(unit, page)).result(30)
    assert only(store, read.id).state is DocumentState.TO_REVIEW


def test_what_was_deleted_here_does_not_come_back_with_a_page_from_before(store: Store) -> None:
    home = batch(1)
    page = ChangePage(changes=(Change(number=1, kind=ChangeKind.BATCH, id=home.id, batch=home),), next=1)
    store.write(lambda unit: server.apply_changes(unit, page, answered={home.id})).result(30)
    assert store.read(lambda s: queries.batches_by_id(s, (home.id,))).result(30) == ()


def test_pages_that_were_counted_here_stand_until_the_service_counted_them(store: Store) -> None:
    created = DocumentCreate(
        id=uuid4(), filename="a.pdf", size=10, sha256="0" * 64, pages=7, media_type=MediaType.PDF
    )
    files = (batches.NewDocument(created, Path("a.pdf"), 0),)
    new = batches.NewBatch(uuid4(), None, PromptStrategy.AUTO, None, None, files)
    store.write(lambda unit: batches.submit_batch(unit, new)).result(30)
    told = document(new.id, status=DocumentStatus.PENDING_UPLOAD).model_copy(
        update={"id": created.id, "page_count": None, "extraction": None}
    )
    keep(store, told)
    store.write(lambda unit: projection.project_documents(unit, (created.id,))).result(30)
    assert only(store, created.id).page_count == 7
    keep(store, told.model_copy(update={"page_count": 8, "updated_at": NOW + timedelta(seconds=1)}))
    assert only(store, created.id).page_count == 8


def test_a_try_after_a_loss_shows_only_once_something_went(store: Store) -> None:
    created = DocumentCreate(
        id=uuid4(), filename="a.pdf", size=10, sha256="0" * 64, pages=1, media_type=MediaType.PDF
    )
    files = (batches.NewDocument(created, Path("a.pdf"), 0),)
    new = batches.NewBatch(uuid4(), None, PromptStrategy.AUTO, None, None, files)
    store.write(lambda unit: batches.submit_batch(unit, new)).result(30)
    assert store.write(lambda unit: uploads.begin_upload(unit, created.id, shown=False)).result(30)
    assert only(store, created.id).state is DocumentState.WAITING
    store.write(lambda unit: uploads.keep_offsets(unit, {created.id: 5})).result(30)
    row = only(store, created.id)
    assert (row.state, row.progress) == (DocumentState.UPLOADING, 50)
    store.write(lambda unit: uploads.rest_upload(unit, created.id)).result(30)
    store.write(lambda unit: uploads.keep_offsets(unit, {created.id: 6})).result(30)
    assert only(store, created.id).state is DocumentState.WAITING


def test_a_file_that_arrived_wakes_the_outbox_because_a_submit_may_wait_for_it(store: Store) -> None:
    created = DocumentCreate(
        id=uuid4(), filename="a.pdf", size=10, sha256="0" * 64, pages=1, media_type=MediaType.PDF
    )
    new = batches.NewBatch(
        uuid4(),
        None,
        PromptStrategy.AUTO,
        None,
        None,
        (batches.NewDocument(created, Path("a.pdf"), 0),),
    )
    store.write(lambda unit: batches.submit_batch(unit, new)).result(30)
    told: list[Changed] = []
    store.changed.subscribe(told.append)
    arrived = document(new.id, status=DocumentStatus.UPLOADED).model_copy(update={"id": created.id})
    keep(store, arrived)
    assert told[-1].outbox
    keep(store, arrived)
    assert not told[-1].outbox


def test_a_redo_that_failed_is_told_on_a_document_that_can_be_reviewed(store: Store) -> None:
    home = batch(1)
    failed = ErrorInfo(code="page_quota_reached", title="The redo failed", message="The values were kept.")
    read = document(home.id).model_copy(update={"error": failed})
    keep(store, home, read)
    row = only(store, read.id)
    assert (row.state, row.error, row.note) == (DocumentState.TO_REVIEW, None, failed)
    store.write(lambda unit: batches.document_events(unit, EventKind.CONFIRM, [read.id])).result(30)
    assert only(store, read.id).note is None


def test_a_cancel_shows_what_the_service_will_say(store: Store) -> None:
    home = batch(1)
    over, again = document(home.id, 1), document(home.id, 2)
    fresh = document(home.id, 3, status=DocumentStatus.PROCESSING).model_copy(update={"extraction": None})
    keep(store, home, over, again, fresh)
    ids = [over.id, again.id, fresh.id]
    store.write(lambda unit: batches.document_events(unit, EventKind.REDO, [again.id])).result(30)
    done = store.write(lambda unit: batches.document_events(unit, EventKind.CANCEL_DOCUMENT, ids)).result(30)
    assert done == (again.id, fresh.id)
    assert [only(store, each).state for each in ids] == [
        DocumentState.TO_REVIEW,
        DocumentState.TO_REVIEW,
        DocumentState.CANCELLED,
    ]
    assert only(store, fresh.id).error is not None


def test_what_was_due_before_is_not_waited_for_again(store: Store) -> None:
    read = document(batch(1).id)
    keep(store, read)
    store.write(lambda unit: batches.document_events(unit, EventKind.REDO, [read.id])).result(30)
    moment = datetime.now(UTC)
    store.write(lambda unit: outbox.postpone_event(unit, 1, moment)).result(30)
    assert store.read(lambda s: outbox.next_due(s, moment)).result(30) is None
    assert store.read(lambda s: outbox.next_due(s, moment - timedelta(seconds=1))).result(30) == moment


def test_confirming_many_does_not_throw_refused_edits_away(store: Store) -> None:
    home = batch(1)
    one, two = document(home.id, 1), document(home.id, 2)
    keep(store, home, one, two)
    payload = edit_payload([Edit(path="/total", value="1.00")], {"total": "119.00"})
    store.write(
        lambda unit: outbox.add_event(unit, EventKind.EDIT, one.id, payload=payload, based_on=2)
    ).result(30)
    (event,) = store.read(lambda s: outbox.due_events(s, datetime.now(UTC))).result(30)
    reason = ErrorInfo(code="version_conflict", title="Changed", message="Choose.")
    store.write(lambda unit: outbox.set_event_aside(unit, event, reason)).result(30)
    ids = [one.id, two.id]
    assert store.write(lambda unit: batches.document_events(unit, EventKind.CONFIRM, ids)).result(30) == (
        two.id,
    )
    kept = store.read(lambda s: conflicting_event(s, one.id)).result(30)
    assert kept is not None and kept.payload == payload


def test_rows_and_cursor_come_together_and_tombstones_take_all_with_them(store: Store) -> None:
    home = batch(1)
    read = document(home.id)
    told: list[Changed] = []
    store.changed.subscribe(told.append)
    page = ChangePage(
        changes=(
            Change(number=1, kind=ChangeKind.BATCH, id=home.id, batch=home),
            Change(number=2, kind=ChangeKind.DOCUMENT, id=read.id, document=read),
        ),
        next=2,
    )
    store.write(lambda unit: server.apply_changes(unit, page)).result(30)
    assert store.read(read_cursor).result(30) == 2
    assert (told[-1].batches, told[-1].documents) == ({home.id}, {read.id})
    gone = ChangePage(changes=(Change(number=3, kind=ChangeKind.BATCH, id=home.id, deleted=True),), next=3)
    store.write(lambda unit: server.apply_changes(unit, gone)).result(30)
    assert store.read(lambda s: queries.documents_by_id(s, (read.id,))).result(30) == ()
    assert told[-1].documents == {read.id}


def test_events_of_one_document_wait_for_each_other_and_follow_its_version(store: Store) -> None:
    home = batch(1)
    one, two = document(home.id, 1), document(home.id, 2)
    keep(store, home, one, two)
    payload = edit_payload([Edit(path="/total", value="1.00")], {"total": "119.00"})
    store.write(
        lambda unit: outbox.add_event(unit, EventKind.EDIT, one.id, payload=payload, based_on=3)
    ).result(30)
    store.write(lambda unit: batches.document_events(unit, EventKind.CONFIRM, [one.id, two.id])).result(30)
    due = store.read(lambda s: outbox.due_events(s, datetime.now(UTC))).result(30)
    assert [(event.kind, event.entity_id) for event in due] == [
        (EventKind.EDIT, one.id),
        (EventKind.CONFIRM, two.id),
    ]
    store.write(lambda unit: outbox.settle_event(unit, due[0], 4)).result(30)
    after = store.read(lambda s: outbox.due_events(s, datetime.now(UTC))).result(30)
    assert {(event.entity_id, event.based_on) for event in after} == {(one.id, 4), (two.id, 3)}


def test_a_refused_event_is_set_aside_and_holds_only_its_own_entity(store: Store) -> None:
    home = batch(1)
    one, two = document(home.id, 1), document(home.id, 2)
    keep(store, home, one, two)
    store.write(lambda unit: batches.document_events(unit, EventKind.REDO, [one.id, two.id])).result(30)
    first = store.read(lambda s: outbox.due_events(s, datetime.now(UTC))).result(30)[0]
    reason = ErrorInfo(code="quota", title="No pages left", message="Wait for the next month.")
    store.write(lambda unit: outbox.set_event_aside(unit, first, reason)).result(30)
    due = store.read(lambda s: outbox.due_events(s, datetime.now(UTC))).result(30)
    assert [event.entity_id for event in due] == [two.id]
    assert store.read(outbox.counts).result(30) == (1, 1)
    row = only(store, first.entity_id)
    assert (row.set_aside, row.pending, row.state) == (reason, False, DocumentState.TO_REVIEW)


def test_a_conflict_is_only_where_both_sides_changed_a_field(store: Store) -> None:
    home = batch(1)
    read = document(home.id)
    keep(store, home, read)
    before = read.extraction.data  # type: ignore[union-attr]
    edits = [Edit(path="/total", value="1.00"), Edit(path="/tax", value="2.00")]
    payload = edit_payload(edits, before)
    store.write(
        lambda unit: outbox.add_event(unit, EventKind.EDIT, read.id, payload=payload, based_on=3)
    ).result(30)
    (event,) = store.read(lambda s: outbox.due_events(s, datetime.now(UTC))).result(30)

    def now(**values: object) -> Document:
        data = {**before, **values}
        return read.model_copy(update={"version": 4, "extraction": Extraction(data=data)})

    assert field_conflicts(event, now(iban="DE1")) == ((), True)
    assert field_conflicts(event, now(total="1.00", tax="2.00")) == ((), False)
    (conflict,), left = field_conflicts(event, now(total="7.00"))
    assert (conflict.path, conflict.label, conflict.base, conflict.mine, conflict.theirs, left) == (
        "/total",
        "Total",
        "119.00",
        "1.00",
        "7.00",
        True,
    )
    mine = settled_edits(event, now(total="7.00"), frozenset({"/total"}))
    theirs = settled_edits(event, now(total="7.00"), frozenset())
    assert {(edit.path, edit.value) for edit in mine} == {("/total", "1.00"), ("/tax", "2.00")}
    assert {(edit.path, edit.value) for edit in theirs} == {("/tax", "2.00")}
    assert store.read(lambda s: conflicting_event(s, read.id)).result(30) is None
