"""A real store that syncs with the real service behind a proxy that can fail."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_desktop.store.batches import document_events
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.models import DocumentModel, EventModel
from ingestio_desktop.store.rows import EventKind, EventState
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.sync.status import Link, SyncStatus
from tests.cloud.conftest import make_pdf
from tests.cloud.served import TOKEN, Served, SharedInspector, served
from tests.support.desktop import fresh_store
from tests.support.fault_proxy import FaultProxy, fault_proxy
from tests.support.sending import pdf_of, syncing
from tests.support.waiting import until

DOCUMENTS = 4


@dataclass
class Rig:
    """A person's store on one side, the service on the other. `said` are all states that were told."""

    store: Store
    sync: SyncControl
    service: Served
    proxy: FaultProxy
    documents: tuple[UUID, ...]
    said: list[SyncStatus]

    @property
    def link(self) -> Link:
        return self.sync.status.link

    def do(self, kind: EventKind, *documents: UUID) -> None:
        """As a person does it to documents."""
        done = self.store.write(lambda unit: document_events(unit, kind, documents)).result(30)
        assert len(done) == len(documents)

    def events(self) -> list[tuple[UUID, str]]:
        """What is in the outbox, with its state."""

        def read(session: Session) -> list[tuple[UUID, str]]:
            found = session.scalars(sa.select(EventModel).order_by(EventModel.seq))
            return [(event.entity_id, event.state) for event in found]

        return self.store.read(read).result(30)

    def told_truly(self) -> bool:
        """Whether the last state that was told counts what is in the store."""
        states = [state for _, state in self.events()]
        aside = states.count(EventState.SET_ASIDE)
        status = self.sync.status
        return (status.pending, status.set_aside) == (len(states) - aside, aside)

    def settled(self) -> None:
        """Wait until all is sent; nobody waits for what backs off meanwhile."""

        def quiet() -> bool:
            self.sync.sync_now()
            return not self.events() and self.link is Link.ONLINE and self.told_truly()

        until(quiet)

    def here(self, document: UUID) -> tuple[bool, int]:
        """Whether a document is confirmed in the store, and its version."""

        def read(session: Session) -> tuple[bool, int]:
            row = session.get(DocumentModel, document)
            assert row is not None
            return row.confirmed_at is not None, row.version

        return self.store.read(read).result(30)

    def there(self, document: UUID) -> tuple[bool, int]:
        """The same of the service."""
        found = self.service.document(str(document))
        return found["confirmed_at"] is not None, found["version"]


@pytest.fixture(scope="session", autouse=True)
def _inspector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    probe = tmp_path_factory.mktemp("probe") / "probe.pdf"
    probe.write_bytes(make_pdf("x"))
    inspector = SharedInspector.start(probe)
    yield
    inspector.close()


@pytest.fixture(scope="session")
def shared_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One service for all tests that do not restart it."""
    with served(tmp_path_factory.mktemp("service"), disk_floor=0) as service:
        yield service


@pytest.fixture
def rig(tmp_path: Path, shared_service: Served) -> Iterator[Rig]:
    shared_service.empty()
    with rig_on(shared_service, tmp_path) as made:
        yield made


@contextmanager
def rig_on(service: Served, place: Path, **more: Any) -> Iterator[Rig]:
    """With some documents that were read, all of them in the store."""
    documents = tuple(UUID(key) for key in service.completed(*(pdf_of(900) for _ in range(DOCUMENTS)))[1])
    with ExitStack() as running:
        proxy = running.enter_context(fault_proxy(service.port))
        store = fresh_store(place / "store.sqlite")
        running.callback(store.close)
        sync = running.enter_context(syncing(store, proxy.url, more.get("token", TOKEN)))
        said: list[SyncStatus] = []
        sync.status_changed.subscribe(said.append)
        rig = Rig(store, sync, service, proxy, documents, said)
        until(lambda: rig.link is Link.ONLINE and _count(store) == DOCUMENTS)
        yield rig


def _count(store: Store) -> int:
    return store.read(lambda s: s.scalar(sa.select(sa.func.count()).select_from(DocumentModel)) or 0).result(
        30
    )


def waits(condition: Callable[[], bool]) -> bool:
    """For asserting in one line what comes to be."""
    until(condition)
    return True
