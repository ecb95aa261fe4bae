"""A change feed that begins anew: rows are gone over again, and nothing that waits here is lost."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from ingestio_cloud.db.models import Change, Document, ExtractionBatch, User
from ingestio_core.contracts.changes import ChangePage
from ingestio_desktop.api import connect
from ingestio_desktop.store.anew import NOT_THROUGH
from ingestio_desktop.store.cursor import read_cursor
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.outbox import add_event, counts
from ingestio_desktop.store.queries import BatchQuery, batch_page
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.sync.access import AsyncStore
from ingestio_desktop.sync.pull import Pull
from ingestio_desktop.sync.session import Contact
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served, batch_request
from tests.support.desktop import fresh_store
from tests.support.people import Person


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_store(tmp_path / "store.sqlite")
    yield opened
    opened.close()


async def test_a_feed_of_another_database_is_gone_over_again(store: Store, shared_service: Served) -> None:
    person = shared_service.person()
    kept, lost = create(person, "kept"), create(person, "lost")
    await pull(store, shared_service, person)
    assert names(store) == {"kept", "lost"}
    store.write(
        lambda unit: add_event(unit, EventKind.RENAME_BATCH, UUID(kept), payload={"name": "renamed here"})
    ).result()

    restored(shared_service, person, without=lost)
    await pull(store, shared_service, person)
    assert names(store) == {"renamed here"}, "what is gone is gone, what was done here stays"
    assert store.read(counts).result() == (1, 0)
    number = person.http.get("/v1/changes").json()["next"]
    assert store.read(read_cursor).result() == number
    create(person, "new")
    await pull(store, shared_service, person)
    assert names(store) == {"renamed here", "new"}


async def test_a_going_over_that_is_broken_off_begins_again(
    store: Store, shared_service: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = shared_service.person()
    batches = [create(person, f"{number}") for number in range(3)]
    await pull(store, shared_service, person)
    restored(shared_service, person, without=batches[0])
    async with connect(shared_service.url, person.token) as client:
        ask = client.changes
        broken = Pull(AsyncStore(store), client, set(), Contact(lambda: None))
        asked = 0

        async def two_pages(after: int) -> ChangePage:
            nonlocal asked
            asked += 1
            if asked > 2:
                raise InterruptedError
            return await ask(after, limit=1)

        monkeypatch.setattr(client, "changes", two_pages)
        with pytest.raises(InterruptedError):
            await broken.cycle()
    assert store.read(read_cursor).result() == NOT_THROUGH
    assert names(store) == {"0", "1", "2"}, "nothing goes before all was heard"
    await pull(store, shared_service, person)
    assert names(store) == {"1", "2"}


async def pull(store: Store, service: Served, person: Person) -> None:
    async with connect(service.url, person.token) as client:
        await Pull(AsyncStore(store), client, set(), Contact(lambda: None)).cycle()


def create(person: Person, name: str) -> str:
    request = batch_request(make_pdf(name), name=name)
    assert person.http.post("/v1/batches", json=request).status_code == 201
    return str(request["id"])


def restored(service: Served, person: Person, *, without: str) -> None:
    """As from a backup: a batch with its documents and the last numbers were never there."""
    user, batch = person.user_id, UUID(without)
    with service.sessions.of(user).write() as session:
        documents = session.scalars(
            sa.select(Document.id).where(Document.user_id == user, Document.batch_id == batch)
        ).all()
        session.execute(sa.delete(Document).where(Document.user_id == user, Document.id.in_(documents)))
        session.execute(
            sa.delete(ExtractionBatch).where(ExtractionBatch.user_id == user, ExtractionBatch.id == batch)
        )
        gone = (*documents, batch)
        session.execute(sa.delete(Change).where(Change.user_id == user, Change.entity_id.in_(gone)))
        left = session.scalars(sa.select(Change).where(Change.user_id == user).order_by(Change.number)).all()
        for number, row in enumerate(left, 1):
            row.number = number
        session.execute(sa.update(User).where(User.id == user).values(change_number=len(left)))


def names(store: Store) -> set[str | None]:
    return {row.name for row in store.read(lambda session: batch_page(session, BatchQuery())).result().rows}
