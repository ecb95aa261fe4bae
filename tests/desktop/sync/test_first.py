"""The first sync of an account: it streams in, says how far it is, and is cut off without harm."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from pytest import MonkeyPatch

from ingestio_cloud.features.changes.repository import Changed, record_changes
from ingestio_core.contracts.changes import ChangeKind, ChangePage
from ingestio_desktop.api import ServiceClient
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.models import BatchModel, DocumentModel
from ingestio_desktop.sync.status import Link, SyncStatus
from tests.cloud.served import Served
from tests.support.desktop import fresh_store
from tests.support.lists import add_batches, add_documents
from tests.support.sending import syncing
from tests.support.waiting import until

_DOCUMENTS = 60
_PAGE = 10


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_store(tmp_path / "store.sqlite")
    yield opened
    opened.close()


def test_it_streams_in_and_says_how_far_it_is(
    shared_service: Served, store: Store, monkeypatch: MonkeyPatch
) -> None:
    person = filled(shared_service)
    ask = ServiceClient.changes
    seen: list[int] = []

    async def small(client: ServiceClient, after: int) -> ChangePage:
        seen.append(count(store, DocumentModel))
        return await ask(client, after, limit=_PAGE)

    monkeypatch.setattr(ServiceClient, "changes", small)
    said: list[SyncStatus] = []
    with syncing(store, shared_service.url, person) as sync:
        sync.status_changed.subscribe(said.append)
        until(lambda: sync.status.link is Link.ONLINE and count(store, DocumentModel) == _DOCUMENTS)
        assert sync.status.fetching is None, "when it is over nothing is said of it"
    told = [status.fetching.documents for status in said if status.fetching is not None]
    assert told == sorted(told) and 0 < told[-1] <= _DOCUMENTS
    shares = [status.fetching.percent for status in said if status.fetching and status.fetching.percent]
    assert shares == sorted(shares) and all(0 < share <= 100 for share in shares)
    assert {status.link for status in said if status.fetching is not None} == {Link.SYNCING}
    assert any(0 < number < _DOCUMENTS for number in seen), "what is there is shown before all is there"


def test_one_that_is_cut_off_goes_on_where_it_was(
    shared_service: Served, store: Store, monkeypatch: MonkeyPatch
) -> None:
    person = filled(shared_service)
    ask = ServiceClient.changes
    asked: list[int] = []

    async def cut_off(client: ServiceClient, after: int) -> ChangePage:
        asked.append(after)
        if len(asked) == 4:
            raise RuntimeError("killed")
        return await ask(client, after, limit=_PAGE)

    monkeypatch.setattr(ServiceClient, "changes", cut_off)
    with syncing(store, shared_service.url, person):
        until(lambda: len(asked) == 4)
    kept = count(store, DocumentModel)
    assert 0 < kept < _DOCUMENTS
    with syncing(store, shared_service.url, person) as sync:
        until(lambda: sync.status.link is Link.ONLINE and count(store, DocumentModel) == _DOCUMENTS)
    assert asked[4] == asked[3], "from the last page that was written, and not from the beginning"
    places = store.read(lambda s: list(s.scalars(sa.select(DocumentModel.position)))).result(30)
    assert sorted(places) == list(range(_DOCUMENTS)), "each has a place of its own in its batch"
    assert count(store, BatchModel) == 1


def filled(service: Served) -> str:
    """Somebody with a batch of documents, which the change feed tells of; their token."""
    person = service.person()
    (batch,) = add_batches(service.sessions, person.user_id, [{"document_count": _DOCUMENTS}])
    ids = add_documents(
        service.sessions, person.user_id, [{"batch_id": UUID(batch)} for _ in range(_DOCUMENTS)]
    )
    changed = [
        Changed(ChangeKind.BATCH, UUID(batch)),
        *(Changed(ChangeKind.DOCUMENT, UUID(key)) for key in ids),
    ]
    with service.sessions.of(person.user_id).write() as session:
        record_changes(session, person.user_id, changed)
    return person.token


def count(store: Store, model: type) -> int:
    return store.read(lambda s: s.scalar(sa.select(sa.func.count()).select_from(model)) or 0).result(30)
