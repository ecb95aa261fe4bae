"""A batch to review: real documents, really read, in a real local store, with no service behind it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document, Job
from ingestio_core.fieldplan import default_plan
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, JobStatus, PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.files import DocumentFiles
from ingestio_desktop.flows.review import ReviewFlow, ReviewQueue
from ingestio_desktop.store.database import Store, Unit
from ingestio_desktop.store.models import UploadModel
from ingestio_desktop.store.rows import UploadState
from ingestio_desktop.store.server import apply_batches, apply_documents
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.workers.io_thread import IoThread
from ingestio_desktop.workers.renderer import Renderer
from ingestio_extract.pipeline import ExtractionOutcome, extract_document
from tests.support.documents import DocumentKind, GeneratedDocument, make_document

_NAMESPACE = UUID("0d9a8f0e-6c57-4d5e-9a2e-8f6b1f3a7c11")
_MOMENT = datetime(2026, 3, 5, 10, 41, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """A store with one batch, its files, and the flow over both."""

    store: Store
    flow: ReviewFlow
    queue: ReviewQueue
    documents: tuple[GeneratedDocument, ...]
    folder: Path


@contextmanager
def review_desk(
    folder: Path,
    count: int = 3,
    *,
    name: str = "March supplier invoices",
    made: Sequence[GeneratedDocument] | None = None,
    change: Callable[[Document], Document] = lambda document: document,
    kept: Callable[[bytes], bytes] | None = None,
) -> Iterator[ReviewDesk]:
    """`count` invoices, or the documents `made`, read by the engine; `change` is applied to each row
    before it is stored, and `kept` makes of the file that was read the one that is shown. Everything is
    stopped at the end."""
    documents = tuple(made) if made is not None else invoices(count)
    batch_id = uuid5(_NAMESPACE, name)
    files = folder / "dropped"
    files.mkdir(parents=True, exist_ok=True)
    with ExitStack() as running:
        store = Store(folder / "store.sqlite")
        store.open()
        running.callback(store.close)
        io, renderer = IoThread(), Renderer()
        for worker in (io, renderer):
            worker.start()
            running.callback(worker.close)
        sync = SyncControl(store, io, "This computer")
        rows = [change(_read(document, batch_id, files, kept)) for document in documents]

        def fill(unit: Unit) -> None:
            apply_batches(unit, [_batch(batch_id, name, rows)])
            apply_documents(unit, rows)
            for position, row in enumerate(rows):
                path = files / documents[position].filename
                unit.session.add(_upload(row, position, path))

        store.write(fill).result()
        flow = ReviewFlow(store, DocumentFiles(store, sync, folder / "cache"), renderer, sync)
        running.callback(flow.close)
        queue = ReviewQueue(name, tuple(row.id for row in rows))
        yield ReviewDesk(store, flow, queue, documents, folder)


@cache
def invoices(count: int) -> tuple[GeneratedDocument, ...]:
    """The first `count` invoices of every desk."""
    return tuple(make_document(number, DocumentKind.INVOICE) for number in range(17, 17 + count))


_OUTCOMES: dict[str, ExtractionOutcome] = {}
"""What was read from a content, by its hash: reading the same one again would say the same."""


def _read(
    made: GeneratedDocument, batch_id: UUID, files: Path, kept: Callable[[bytes], bytes] | None
) -> Document:
    path = files / made.filename
    path.write_bytes(made.content)
    media_type = MediaType(made.media_type)
    key = f"{sha256(made.content).hexdigest()} {made.kind}"
    if key not in _OUTCOMES:
        _OUTCOMES[key] = extract_document(path, media_type, default_plan(made.kind.value))
    outcome = _OUTCOMES[key]
    content = made.content
    if kept is not None:
        content = kept(content)
        path.write_bytes(content)
    return Document(
        id=uuid5(batch_id, made.filename),
        batch_id=batch_id,
        filename=made.filename,
        folder="March",
        media_type=media_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        page_count=outcome.pages,
        prompt=None,
        field_plan=outcome.field_plan,
        detected_type=outcome.document_type,
        status=DocumentStatus.COMPLETED,
        version=1,
        job=Job(attempt=1, status=JobStatus.COMPLETED, progress=100, pages=outcome.pages, engine="local"),
        extraction=outcome.extraction,
        created_at=_MOMENT,
        updated_at=_MOMENT,
    )


def _batch(batch_id: UUID, name: str, rows: list[Document]) -> Batch:
    return Batch(
        id=batch_id,
        name=name,
        prompt_strategy=PromptStrategy.AUTO,
        prompt=None,
        field_plan=None,
        status=BatchStatus.COMPLETED,
        document_count=len(rows),
        completed_count=len(rows),
        failed_count=0,
        total_pages=sum(row.page_count or 0 for row in rows),
        created_at=_MOMENT,
        updated_at=_MOMENT,
        completed_at=_MOMENT,
    )


def _upload(row: Document, position: int, path: Path) -> UploadModel:
    assert row.batch_id is not None
    return UploadModel(
        document_id=row.id,
        batch_id=row.batch_id,
        position=position,
        path=str(path),
        size=row.size,
        mtime_ns=path.stat().st_mtime_ns,
        sha256=row.sha256,
        url=None,
        offset=row.size,
        state=UploadState.DONE,
        attempts=0,
        next_try=None,
        error=None,
    )
