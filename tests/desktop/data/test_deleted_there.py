"""What was changed here outlives what the service deletes, and what is made of it anew."""

from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.changes import Change, ChangeKind, ChangePage
from ingestio_core.contracts.documents import Document, Edit
from ingestio_core.contracts.extractions import Extraction
from ingestio_core.lifecycle import DocumentStatus
from ingestio_desktop.flows.reviewing import bring_draft_up, draft_is_behind, keep_as_new, load_document
from ingestio_desktop.store import library
from ingestio_desktop.store.anew import Anew, begin_anew, finish_anew
from ingestio_desktop.store.batches import document_events
from ingestio_desktop.store.cached import cached_files
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.deleted_there import DELETED_THERE
from ingestio_desktop.store.library import ReviewDraft
from ingestio_desktop.store.models import BatchModel, DocumentModel
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.store.server import apply_changes, forget_documents
from tests.desktop.data.test_store import batch, document, keep, only

MINE = Edit(path="/total", value="1.00")


def typed(store: Store, into: Document) -> None:
    draft = ReviewDraft((MINE,), into.version, {"total": "119.00"})
    store.write(lambda unit: library.save_review_draft(unit, into.id, draft)).result(30)


def deleted(store: Store, *gone: Batch | Document) -> None:
    changes = tuple(
        Change(
            number=number,
            kind=ChangeKind.BATCH if isinstance(row, Batch) else ChangeKind.DOCUMENT,
            id=row.id,
            deleted=True,
        )
        for number, row in enumerate(gone, start=1)
    )
    page = ChangePage(changes=changes, next=len(changes), more=False)
    store.write(lambda unit: apply_changes(unit, page)).result(30)


def rows(store: Store) -> tuple[set[UUID], set[UUID]]:
    """The batches and the documents that are here."""
    return store.read(
        lambda session: (
            set(session.scalars(sa.select(BatchModel.id))),
            set(session.scalars(sa.select(DocumentModel.id))),
        )
    ).result(30)


def test_a_batch_deleted_there_stays_for_what_was_changed_in_it(store: Store) -> None:
    home, other = batch(1), batch(2)
    changed, untouched = document(home.id), document(home.id, 2)
    keep(store, home, other, changed, untouched)
    typed(store, changed)
    deleted(store, changed, untouched, home)
    assert rows(store) == ({home.id, other.id}, {changed.id})
    reason = only(store, changed.id).set_aside
    assert reason is not None and reason.code == DELETED_THERE
    store.write(lambda unit: forget_documents(unit, (changed.id,))).result(30)
    assert rows(store) == ({other.id}, set()), "with the last of its documents it goes, too"


def test_a_batch_that_is_not_told_of_any_more_stays_for_what_was_changed_in_it(store: Store) -> None:
    home = batch(1)
    changed = document(home.id)
    keep(store, home, changed)
    typed(store, changed)
    anew = Anew(0, store.read(begin_anew).result(30))
    page = ChangePage(changes=(), next=1, more=False)
    store.write(lambda unit: finish_anew(unit, page, anew, frozenset())).result(30)
    assert rows(store) == ({home.id}, {changed.id})


def kept_as_new(store: Store, path: Path, was: Document) -> UUID:
    typed(store, was)
    deleted(store, was)
    new = store.write(lambda unit: keep_as_new(unit, was.id, path)).result(30)
    assert new is not None
    return new


def test_what_is_kept_as_new_is_no_conflict_while_it_is_not_read(store: Store, tmp_path: Path) -> None:
    home = batch(1)
    was = document(home.id)
    keep(store, home, was)
    path = tmp_path / "1.pdf"
    path.write_bytes(b"x" * was.size)
    new = kept_as_new(store, path, was)

    told = was.model_copy(
        update={"id": new, "version": 1, "status": DocumentStatus.UPLOADED, "extraction": None}
    )
    keep(store, told)
    assert not store.read(lambda session: draft_is_behind(session, new)).result(30)
    waiting = store.read(lambda session: load_document(session, new)).result(30)
    assert waiting.conflict is None and waiting.edits == (MINE,)

    extraction = Extraction(data={"total": "119.00", "invoice_number": "R-1"})
    read = {"version": 3, "status": DocumentStatus.COMPLETED, "extraction": extraction}
    keep(store, told.model_copy(update=read))
    assert store.read(lambda session: draft_is_behind(session, new)).result(30)
    store.write(lambda unit: bring_draft_up(unit, new)).result(30)
    found = store.read(lambda session: load_document(session, new)).result(30)
    assert found.conflict is None and found.edits == (MINE,) and found.data["total"] == "1.00"


def test_the_copy_that_a_new_document_is_sent_from_stays(store: Store, tmp_path: Path) -> None:
    home = batch(1)
    was = document(home.id)
    keep(store, home, was)
    path = tmp_path / "copy.pdf"
    path.write_bytes(b"x" * was.size)
    store.write(lambda unit: library.keep_file(unit, was.id, path, was.size, was.sha256)).result(30)
    new = kept_as_new(store, path, was)
    (copy,) = store.read(cached_files).result(30)
    assert (copy.document_id, copy.path, copy.kept) == (new, path, True)


def test_what_was_typed_after_the_choice_was_put_off_is_kept_as_new_too(store: Store, tmp_path: Path) -> None:
    home = batch(1)
    was = document(home.id)
    keep(store, home, was)
    path = tmp_path / "1.pdf"
    path.write_bytes(b"x" * was.size)
    typed(store, was)
    deleted(store, was)
    later = Edit(path="/invoice_number", value="MINE")
    draft = ReviewDraft((later,), was.version, {"invoice_number": "R-1"})
    store.write(lambda unit: library.save_review_draft(unit, was.id, draft)).result(30)
    new = store.write(lambda unit: keep_as_new(unit, was.id, path)).result(30)
    assert new is not None
    found = store.read(lambda session: load_document(session, new)).result(30)
    assert found.edits == (MINE, later)


def test_nothing_is_read_again_that_the_service_has_no_more(store: Store) -> None:
    home = batch(1)
    changed, other = document(home.id), document(home.id, 2)
    keep(store, home, changed, other)
    typed(store, changed)
    deleted(store, changed)
    ids = (changed.id, other.id)
    redone = store.write(lambda unit: document_events(unit, EventKind.REDO, ids)).result(30)
    assert redone == (other.id,)
    reason = only(store, changed.id).set_aside
    assert reason is not None and reason.code == DELETED_THERE
