"""Copies of the service's files: the limit is kept, what matters stays, what nobody knows of goes."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from ingestio_core.contracts.documents import Edit
from ingestio_core.errors import ErrorInfo
from ingestio_core.limits import MEBIBYTE
from ingestio_desktop.flows.cache import CacheFlow, CacheUse
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store import library
from ingestio_desktop.store.cached import cached_files, forget_files
from ingestio_desktop.store.database import Store, Unit
from ingestio_desktop.store.library import ReviewDraft
from ingestio_desktop.store.models import FileModel
from ingestio_desktop.store.outbox import add_event, due_events, set_event_aside
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.store.server import apply_batches, apply_documents, forget_documents
from tests.support.told import MOMENT, read_batch, read_document

MEGABYTE = MEBIBYTE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def cache(store: Store, folder: Path, settings: SettingsFile) -> Iterator[CacheFlow]:
    flow = CacheFlow(store, folder, settings)
    yield flow
    flow.close()


def keep(store: Store, folder: Path, megabytes: int, hour: int) -> UUID:
    """A copy that was last used in that hour. Its size is as the store says; the file is small."""
    document_id = uuid4()
    path = folder / document_id.hex[:2] / f"{document_id.hex}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")

    def write(unit: object) -> None:
        library.keep_file(unit, document_id, path, megabytes * MEGABYTE, "0" * 64)  # type: ignore[arg-type]
        unit.session.execute(  # type: ignore[attr-defined]
            sa.update(FileModel)
            .where(FileModel.document_id == document_id)
            .values(used_at=datetime(2026, 1, 1, hour, tzinfo=UTC))
        )

    store.write(write).result(30)
    return document_id


def there(folder: Path) -> set[UUID]:
    return {UUID(path.stem) for path in folder.glob("??/*.pdf")}


def test_the_longest_unused_copies_go_when_there_are_too_many(
    store: Store, folder: Path, settings: SettingsFile, cache: CacheFlow
) -> None:
    oldest, middle, newest = (keep(store, folder, 40, hour) for hour in (1, 2, 3))
    told(store, *((each, "done", True) for each in (oldest, middle, newest)))
    settings.change(cache_limit_mb=100)
    use = cache.use().result(30)
    assert use == CacheUse(2, 80 * MEGABYTE, 0, 100 * MEGABYTE)
    assert there(folder) == {middle, newest}
    settings.change(cache_limit_mb=50)
    cache.used(middle)
    cache.trim()
    assert cache.use().result(30).kept == 40 * MEGABYTE
    assert there(folder) == {middle}, "what may be on screen stays"
    assert oldest not in there(folder)


def told(store: Store, *documents: tuple[UUID, str, bool]) -> None:
    """Have the store know documents by id, batch and whether they are confirmed."""
    batches = {name: read_batch(name) for _, name, _ in documents}
    rows = [
        read_document(batches[name], f"{document_id}.pdf", sha256="0" * 64, size=1).model_copy(
            update={"id": document_id, "confirmed_at": MOMENT if confirmed else None}
        )
        for document_id, name, confirmed in documents
    ]

    def write(unit: Unit) -> None:
        apply_batches(unit, batches.values())
        apply_documents(unit, rows)

    store.write(write).result(30)


def test_what_is_done_goes_before_what_is_to_review(
    store: Store, folder: Path, settings: SettingsFile, cache: CacheFlow
) -> None:
    to_review, beside, done, new = (keep(store, folder, 40, hour) for hour in (1, 2, 3, 4))
    told(
        store,
        (to_review, "in work", False),
        (beside, "in work", True),
        (done, "done", True),
        (new, "done", True),
    )
    left = []
    for limit in (120, 80, 40):
        settings.change(cache_limit_mb=limit + 10)
        cache.use().result(30)
        left.append(there(folder))
    assert left == [{to_review, beside, new}, {to_review, beside}, {to_review}]


def test_copies_of_deleted_documents_go_whatever_room_there_is(
    store: Store, folder: Path, cache: CacheFlow
) -> None:
    gone, stays = keep(store, folder, 1, 1), keep(store, folder, 1, 2)
    told(store, (gone, "March", True), (stays, "March", True))
    store.write(lambda unit: forget_documents(unit, [gone])).result(30)
    cache.used(gone)
    cache.start()
    cache.use().result(30)
    assert there(folder) == {stays}


@pytest.mark.parametrize("kind", ["draft", "event", "set aside"])
def test_nothing_goes_while_work_on_it_is_not_sent(
    store: Store, folder: Path, settings: SettingsFile, cache: CacheFlow, kind: str
) -> None:
    mine, other = keep(store, folder, 40, 1), keep(store, folder, 40, 2)
    told(store, (mine, "March", True), (other, "March", True))

    def work(unit: Unit) -> None:
        if kind == "draft":
            library.save_review_draft(unit, mine, ReviewDraft((Edit(path="/total", value="1"),), 1, {}))
            return
        add_event(unit, EventKind.CONFIRM, mine)
        if kind == "set aside":
            [event] = due_events(unit.session, datetime.now(UTC))
            set_event_aside(unit, event, ErrorInfo(code="refused", title="Refused", message="No."))

    store.write(work).result(30)
    settings.change(cache_limit_mb=50)
    cache.use().result(30)
    assert there(folder) == {mine}


def test_work_that_begins_while_copies_are_chosen_keeps_them(store: Store, folder: Path) -> None:
    mine, other = keep(store, folder, 1, 1), keep(store, folder, 1, 2)
    told(store, (mine, "March", True), (other, "March", True))
    chosen = [file.document_id for file in store.read(cached_files).result(30) if not file.kept]
    assert set(chosen) == {mine, other}
    draft = ReviewDraft((Edit(path="/total", value="1"),), 1, {})
    store.write(lambda unit: library.save_review_draft(unit, mine, draft)).result(30)
    going = store.write(lambda unit: forget_files(unit, chosen)).result(30)
    assert going == {other}
    assert store.read(lambda session: library.cached_file(session, mine)).result(30) is not None


def test_clearing_leaves_what_is_not_sent_yet(store: Store, folder: Path, cache: CacheFlow) -> None:
    mine, other = keep(store, folder, 1, 1), keep(store, folder, 1, 2)
    told(store, (mine, "March", True), (other, "March", True))
    draft = ReviewDraft((Edit(path="/total", value="1"),), 1, {})
    store.write(lambda unit: library.save_review_draft(unit, mine, draft)).result(30)
    use = cache.clear().result(30)
    assert (use.files, use.kept, there(folder)) == (1, MEGABYTE, {mine})
    assert store.read(lambda session: library.cached_file(session, other)).result(30) is None


def test_what_nobody_knows_of_is_swept_but_nothing_that_is_coming(
    store: Store, folder: Path, cache: CacheFlow
) -> None:
    known = keep(store, folder, 1, 1)
    told(store, (known, "March", True))
    place = folder / "ab"
    place.mkdir(exist_ok=True)
    long_ago = (1_000_000_000, 1_000_000_000)
    for name in ("lost.pdf", ".old.pdf.part", "new.pdf", ".new.pdf.part"):
        (place / name).write_bytes(b"x")
    for name in ("lost.pdf", ".old.pdf.part"):
        os.utime(place / name, long_ago)
    cache.start()
    cache.use().result(30)
    assert sorted(path.name for path in place.iterdir()) == [".new.pdf.part", "new.pdf"]
    assert store.read(lambda session: library.cached_file(session, known)).result(30) is not None


def test_a_use_is_noted_for_the_next_time(store: Store, folder: Path, cache: CacheFlow) -> None:
    document_id = keep(store, folder, 1, 1)
    cache.used(document_id)
    used = store.write(lambda unit: unit.session.get_one(FileModel, document_id).used_at).result(30)
    assert used > datetime(2026, 1, 1, 1, tzinfo=UTC)


def test_a_page_of_an_account_that_was_closed_asks_for_nothing(cache: CacheFlow) -> None:
    cache.close()
    assert cache.use().cancelled() and cache.clear().cancelled()
