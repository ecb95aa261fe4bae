"""The client that desktop and command line use, against the real app in one process.

The change stream is missing here, as a transport without a socket gives an answer only when it
has ended; `tests/client/test_stream.py` has it.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio
from pydantic import SecretStr

from ingestio_client.errors import VersionConflict
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_client.submit import announced, run_batch
from ingestio_client.upload import MemoryUploadStore, UploadFile, upload_file
from ingestio_cloud.app import create_app
from ingestio_cloud.settings import Settings
from ingestio_core.contracts.account import AccountDeletion, AccountPatch
from ingestio_core.contracts.batches import Batch, BatchCreate
from ingestio_core.contracts.changes import Change, ChangeKind
from ingestio_core.contracts.documents import BulkAction, Document, Edit
from ingestio_core.contracts.exports import ExportCreate, ExportFormat, ExportStatus
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan.compiler import compile_prompt
from ingestio_core.intake import inspect_file
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, JobStatus, PromptStrategy
from ingestio_core.plans import PlanName
from ingestio_core.trail import first_broken
from tests.support.documents import DocumentKind, make_document

TOKEN = "a-token-for-tests"
PROMPT = "invoice number, total, line items (description, amount)"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module", autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """In place of the check after each test: the app has its threads until the module's end."""
    before = set(threading.enumerate())
    yield
    ours = [thread for thread in threading.enumerate() if thread not in before]
    for thread in ours:
        thread.join(5)
    assert [thread.name for thread in ours if thread.is_alive()] == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServiceClient]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("service"), token=SecretStr(TOKEN))
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with ServiceClient("http://127.0.0.1:1", fixed_token(TOKEN), transport=transport) as client:
            yield client


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    paths = [folder / f"invoice-{number}.pdf" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(make_document(number, DocumentKind.INVOICE, language="en").content)
    return paths


def new_batch(paths: list[Path], name: str | None = None) -> tuple[BatchCreate, dict[UUID, Path]]:
    documents = [announced(inspect_file(path), "inbox") for path in paths]
    batch = BatchCreate(
        id=uuid4(),
        name=name,
        prompt_strategy=PromptStrategy.GLOBAL,
        prompt=PROMPT,
        documents=tuple(documents),
    )
    return batch, {document.id: path for document, path in zip(documents, paths, strict=True)}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def finished(client: ServiceClient, paths: list[Path]) -> Batch:
    """A batch of three documents that have all been read."""
    batch, files = new_batch(paths, "Finished")
    result = await run_batch(client, batch, files, lambda _: None)
    assert (result.batch.status, result.upload_errors) == (BatchStatus.COMPLETED, {})
    return result.batch


async def documents_of(client: ServiceClient, batch: Batch) -> list[Document]:
    return [document async for document in client.iter_documents(batch.id)]


async def test_a_wrong_token_is_not_let_in(client: ServiceClient) -> None:
    transport = client._http._transport
    async with ServiceClient("http://127.0.0.1:1", fixed_token("wrong"), transport=transport) as stranger:
        with pytest.raises(IngestError) as caught:
            await stranger.account()
    assert caught.value.code == "not_authenticated"


async def test_the_account_is_this_computer(client: ServiceClient, finished: Batch) -> None:
    account = await client.account()
    assert (account.plan, account.pages_limit, account.pages_left) == (PlanName.LOCAL, None, None)
    assert account.pages_used >= finished.total_pages == 3
    assert await client.is_ready()


async def test_the_account_and_its_months_are_told_and_changed(
    client: ServiceClient, finished: Batch
) -> None:
    usage = await client.usage()
    assert len(usage.months) == 12
    assert usage.months[-1].month == (await client.account()).period_start
    assert usage.months[-1].pages_used == (await client.account()).pages_used > 0
    assert len((await client.usage(months=3)).months) == 3
    assert not (await client.change_account(AccountPatch(batch_mails=False))).batch_mails
    assert (await client.change_account(AccountPatch(batch_mails=True))).batch_mails


async def test_this_computer_sells_nothing_and_is_not_deleted(client: ServiceClient) -> None:
    for refused, code in (
        (client.checkout(PlanName.PLUS), "no_billing_here"),
        (client.portal(), "no_billing_here"),
        (client.delete_account(AccountDeletion(confirm="x")), "local_account"),
    ):
        with pytest.raises(IngestError) as caught:
            await refused
        assert caught.value.code == code


async def test_a_prompt_compiles_to_the_same_plan_on_both_sides(client: ServiceClient) -> None:
    assert await client.compile_prompt(PROMPT) == compile_prompt(PROMPT)


async def test_a_batch_is_made_once(client: ServiceClient, paths: list[Path]) -> None:
    batch, _ = new_batch(paths[:1], "Once")
    first = await client.create_batch(batch)
    assert await client.create_batch(batch) == first
    assert (first.status, first.document_count, first.name) == (BatchStatus.PENDING_UPLOAD, 1, "Once")
    with pytest.raises(IngestError) as caught:
        await client.create_batch(batch.model_copy(update={"name": "Twice"}))
    assert caught.value.code == "idempotency_conflict"


async def test_a_batch_is_renamed_cancelled_and_deleted(client: ServiceClient, paths: list[Path]) -> None:
    batch, _ = new_batch(paths[:2])
    await client.create_batch(batch)
    assert (await client.rename_batch(batch.id, "Renamed")).name == "Renamed"
    assert (await client.cancel_batch(batch.id)).status is BatchStatus.CANCELLED
    cancelled = await client.get_batch(batch.id)
    assert (cancelled.name, cancelled.status) == ("Renamed", BatchStatus.CANCELLED)
    await client.delete_batch(batch.id)
    with pytest.raises(IngestError) as caught:
        await client.get_batch(batch.id)
    assert caught.value.code == "batch_not_found"


async def test_documents_without_a_file_fail_when_the_batch_is_closed(
    client: ServiceClient, paths: list[Path]
) -> None:
    batch, _ = new_batch(paths[:2])
    await client.create_batch(batch)
    closed = await client.submit_batch(batch.id)
    assert (closed.status, closed.failed_count) == (BatchStatus.FAILED, 2)
    page = await client.list_documents(batch.id, status=DocumentStatus.FAILED, limit=1)
    assert len(page.items) == 1
    assert page.next_cursor is not None
    rest = await client.list_documents(batch.id, status=DocumentStatus.FAILED, cursor=page.next_cursor)
    errors = [document.error.code for document in (*page.items, *rest.items) if document.error]
    assert errors == ["upload_missing", "upload_missing"]


async def test_batches_are_found(client: ServiceClient, finished: Batch) -> None:
    page = await client.list_batches(status=BatchStatus.COMPLETED, name="finish", sort="name", limit=5)
    assert [batch.id for batch in page.items] == [finished.id]
    everything = [batch.id async for batch in client.iter_batches()]
    assert finished.id in everything
    assert len(everything) == len(set(everything))


async def test_a_document_comes_with_what_was_read(client: ServiceClient, finished: Batch) -> None:
    for number, document in enumerate(await documents_of(client, finished)):
        assert document == await client.get_document(document.id)
        assert (document.folder, document.page_count, document.error) == ("inbox", 1, None)
        assert document.extraction is not None
        truth = make_document(number, DocumentKind.INVOICE, language="en").truth
        assert document.extraction.data["invoice_number"] == truth["invoice_number"]
        assert len(document.extraction.page_sizes) == 1


async def test_the_file_comes_back_as_it_was(
    client: ServiceClient, finished: Batch, paths: list[Path], tmp_path: Path
) -> None:
    document = (await documents_of(client, finished))[1]
    target, content = tmp_path / "again.pdf", paths[1].read_bytes()
    (tmp_path / ".again.pdf.part").write_bytes(content[:500])
    await client.download_document(document, target)
    assert target.read_bytes() == content


async def test_an_edit_raises_the_version_and_an_old_one_conflicts(
    client: ServiceClient, finished: Batch
) -> None:
    document = (await documents_of(client, finished))[0]
    edit = Edit(path="/invoice_number", value="A-1")
    edited = await client.patch_data(document.id, [edit], version=document.version)
    assert edited.extraction is not None
    assert edited.extraction.data["invoice_number"] == "A-1"
    assert edited.version > document.version
    with pytest.raises(VersionConflict) as caught:
        await client.patch_data(document.id, [edit], version=document.version)
    assert caught.value.current == edited
    confirmed = await client.confirm_document(document.id, version=edited.version)
    assert confirmed.confirmed_at is not None
    opened = await client.unconfirm_document(document.id)
    assert opened.confirmed_at is None
    with pytest.raises(VersionConflict):
        await client.confirm_document(document.id, version=edited.version)
    entries = await client.trail(document.id)
    assert [entry.op for entry in entries] == ["replace", "confirm", "unconfirm"]
    check = await client.verify_trail(document.id)
    assert (check.intact, check.entries, check.head) == (True, 3, entries[-1].hash)
    known = {"user_id": (await client.account()).id, "document_id": document.id}
    assert first_broken(entries, **known, count=check.entries, head=check.head) is None
    assert (opened.trail_entries, opened.trail_head) == (3, check.head)


async def test_a_page_has_the_words_that_were_read(client: ServiceClient, finished: Batch) -> None:
    document = (await documents_of(client, finished))[1]
    assert document.extraction is not None
    page = await client.page_words(document.id, 1)
    size = document.extraction.page_sizes[0]
    assert (page.page, page.source, page.width, page.height) == (1, "text", size.width, size.height)
    evidence = document.extraction.evidence["/total"]
    assert evidence.box is not None
    left, top, right, bottom = evidence.box
    inside = [
        word.text
        for word in page.words
        if left - 1 <= word.box[0] and word.box[2] <= right + 1 and top - 1 <= word.box[1] <= bottom
    ]
    assert "".join(inside) == evidence.text.replace(" ", "")
    with pytest.raises(IngestError) as caught:
        await client.read_area(document.id, 2, (0, 0, 10, 10))
    assert caught.value.code == "page_not_found"


async def test_a_redo_reads_again_unless_it_is_cancelled(client: ServiceClient, paths: list[Path]) -> None:
    batch, files = new_batch(paths[:1], "Again")
    await run_batch(client, batch, files, lambda _: None)
    (document,) = [document async for document in client.iter_documents(batch.id)]
    again = await client.redo_document(document.id)
    assert again.job is not None
    assert again.job.attempt == 2
    assert again.status in (DocumentStatus.UPLOADED, DocumentStatus.PROCESSING)
    stopped = await client.cancel_document(document.id, version=again.version)
    assert (stopped.status, stopped.error) == (DocumentStatus.COMPLETED, None)
    assert stopped.extraction is not None
    assert stopped.job is not None
    assert stopped.job.status is JobStatus.CANCELLED
    await client.delete_document(document.id)
    with pytest.raises(IngestError) as caught:
        await client.get_document(document.id)
    assert caught.value.code == "document_not_found"


async def test_many_documents_at_once(client: ServiceClient, finished: Batch) -> None:
    documents = await documents_of(client, finished)
    missing = uuid4()
    response = await client.bulk(BulkAction.CONFIRM, [*(document.id for document in documents), missing])
    outcomes = {outcome.id: outcome.error for outcome in response.outcomes}
    assert [outcomes[document.id] for document in documents] == [None] * 3
    assert outcomes[missing] is not None
    assert all(document.confirmed_at for document in await documents_of(client, finished))
    await client.bulk(BulkAction.UNCONFIRM, [document.id for document in documents])
    assert not any(document.confirmed_at for document in await documents_of(client, finished))


async def test_an_export_is_made_and_fetched(client: ServiceClient, finished: Batch, tmp_path: Path) -> None:
    request = ExportCreate(id=uuid4(), format=ExportFormat.JSON, batch_id=finished.id)
    export = await client.create_export(request)
    async with asyncio.timeout(60):
        while export.status is ExportStatus.WRITING:
            await asyncio.sleep(0.05)
            export = await client.get_export(export.id)
    assert (export.status, export.row_count, export.error) == (ExportStatus.SAVED, 3, None)
    await client.download_export(export, tmp_path / "out.json")
    assert (tmp_path / "out.json").stat().st_size == export.size
    assert export.id in [one.id async for one in client.iter_exports()]


async def test_the_feed_has_every_change_once(client: ServiceClient, finished: Batch) -> None:
    changes: list[Change] = []
    after, more = 0, True
    while more:
        page = await client.changes(after, limit=4)
        changes += page.changes
        after, more = page.next, page.more
    numbers = [change.number for change in changes]
    assert numbers == sorted(set(numbers))
    assert (await client.changes(after)).changes == ()
    by_id = {change.id: change for change in changes}
    assert by_id[finished.id].kind is ChangeKind.BATCH
    assert by_id[finished.id].batch == await client.get_batch(finished.id)
    for document in await documents_of(client, finished):
        assert by_id[document.id].document == document
    assert any(change.deleted for change in changes)


async def test_an_upload_is_taken_back(client: ServiceClient, paths: list[Path]) -> None:
    batch, files = new_batch(paths[:1], "Uploads")
    await client.create_batch(batch)
    (document,) = batch.documents
    file = UploadFile(document.id, files[document.id], document.filename, document.size, document.sha256)
    await upload_file(client, file, MemoryUploadStore())
    arrived = await client.get_document(document.id)
    assert arrived.status is not DocumentStatus.PENDING_UPLOAD
    await client.submit_batch(batch.id)
