"""Batches on their way from a real store to a real service, over a proxy that can fail."""

import hashlib
import json
import secrets
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.store.batches import NewBatch, NewDocument, submit_batch
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.workers.io_thread import IoThread
from tests.cloud.conftest import make_pdf


def pdf_of(size: int) -> bytes:
    """A PDF of one page and about so many bytes, another one each time."""
    page = make_pdf("page")
    return page + b"\n%" + secrets.token_hex(max(1, (size - len(page)) // 2)).encode()


def submitted(store: Store, paths: Sequence[Path], name: str = "On its way") -> UUID:
    """A batch of these files as the wizard leaves it, with the ids of the documents in their order."""
    documents = []
    for path in paths:
        content = path.read_bytes()
        create = DocumentCreate(
            id=uuid4(),
            filename=path.name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            pages=1,
            media_type=MediaType.PDF,
        )
        documents.append(NewDocument(create, path, path.stat().st_mtime_ns))
    batch = NewBatch(uuid4(), name, PromptStrategy.AUTO, None, None, tuple(documents))
    store.write(lambda unit: submit_batch(unit, batch)).result(30)
    return batch.id


@contextmanager
def syncing(store: Store, url: str, token: str) -> Iterator[SyncControl]:
    """Sync of a store that is open, without a window."""
    io = IoThread()
    io.start()
    sync = SyncControl(store, io, "Test")
    try:
        sync.start()
        sync.service_ready(url, token)
        yield sync
    finally:
        sync.stop()
        io.close()


def main() -> None:
    """Sync the store of a file with a service, once they are named on standard input, until this process is
    killed."""
    path, url, token = json.loads(sys.stdin.readline())
    store = Store(Path(path))
    store.open()
    with syncing(store, url, token):
        threading.Event().wait()


if __name__ == "__main__":
    main()
