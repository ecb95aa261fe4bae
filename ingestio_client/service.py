"""The service's API as typed calls.

Every method raises `IngestError` and nothing else: a refusal with the service's own code and
words, a transport error as offline, service_unreachable, service_slow or connection_lost.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

import httpx
from httpx_sse import EventSource
from pydantic import BaseModel, TypeAdapter

from ingestio_client.bearer import TokenProvider
from ingestio_client.connection import Connection
from ingestio_client.download import Progress, download
from ingestio_client.errors import converted, not_our_service
from ingestio_core.contracts.account import Account, AccountDeletion, AccountPatch
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.batches import Batch, BatchCreate, BatchPatch
from ingestio_core.contracts.billing import BillingPage, CheckoutRequest, Usage
from ingestio_core.contracts.changes import Change, ChangeKind, ChangePage, known_changes
from ingestio_core.contracts.documents import (
    MAX_BULK,
    BulkAction,
    BulkOutcome,
    BulkRequest,
    BulkResponse,
    DataPatch,
    Document,
    Edit,
)
from ingestio_core.contracts.engines import (
    EngineDefault,
    EngineEstimate,
    Engines,
    EngineTest,
    ModelKey,
    ModelKeyPut,
)
from ingestio_core.contracts.exports import Export, ExportCreate
from ingestio_core.contracts.extractions import Box
from ingestio_core.contracts.notifications import NotificationsRead
from ingestio_core.contracts.pages import AreaRequest, AreaText, PageWords
from ingestio_core.contracts.suppliers import LessonForgotten, Supplier, SupplierMemory
from ingestio_core.contracts.trail import TrailCheck, TrailEntry
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import BatchStatus, DocumentStatus
from ingestio_core.plans import PlanName
from ingestio_core.providers import ProviderKind

_STREAM_TIMEOUT: Final = httpx.Timeout(30, connect=10, read=45)
"""The service sends a comment every 15 seconds, so silence of 45 means a dead connection."""

Item = TypeVar("Item")


def fixed_token(token: str) -> TokenProvider:
    """A provider for a token that never changes, as that of the embedded service."""

    async def provide() -> str:
        return token

    return provide


class ServiceClient(Connection):
    """What the service does for one account, as typed calls."""

    # Batches

    async def create_batch(self, batch: BatchCreate) -> Batch:
        """Create a batch; sending the same one again gives the same batch."""
        return await self._call(Batch, "POST", "/v1/batches", batch, {"Idempotency-Key": str(batch.id)})

    async def list_batches(
        self,
        *,
        status: BatchStatus | None = None,
        name: str | None = None,
        sort: str = "-created_at",
        cursor: str | None = None,
        limit: int = 100,
    ) -> Page[Batch]:
        """One page of batches; `sort` is a column, with a minus for descending."""
        query = {"status": status, "name": name, "sort": sort, "cursor": cursor, "limit": limit}
        return await self._call(Page[Batch], "GET", "/v1/batches", query=query)

    async def iter_batches(
        self, *, status: BatchStatus | None = None, name: str | None = None, sort: str = "-created_at"
    ) -> AsyncIterator[Batch]:
        """All batches, page by page."""
        async for batch in _items(
            lambda cursor: self.list_batches(status=status, name=name, sort=sort, cursor=cursor)
        ):
            yield batch

    async def get_batch(self, batch: UUID) -> Batch:
        return await self._call(Batch, "GET", f"/v1/batches/{batch}")

    async def rename_batch(self, batch: UUID, name: str | None) -> Batch:
        return await self._call(Batch, "PATCH", f"/v1/batches/{batch}", BatchPatch(name=name))

    async def delete_batch(self, batch: UUID) -> None:
        await self.request("DELETE", f"/v1/batches/{batch}")

    async def submit_batch(self, batch: UUID) -> Batch:
        """Say that no more files come; documents without one fail with `upload_missing`."""
        return await self._call(Batch, "POST", f"/v1/batches/{batch}/submit")

    async def cancel_batch(self, batch: UUID) -> Batch:
        return await self._call(Batch, "POST", f"/v1/batches/{batch}/cancel")

    async def list_documents(
        self,
        batch: UUID,
        *,
        status: DocumentStatus | None = None,
        cursor: str | None = None,
        limit: int = 100,
    ) -> Page[Document]:
        query = {"status": status, "cursor": cursor, "limit": limit}
        return await self._call(Page[Document], "GET", f"/v1/batches/{batch}/documents", query=query)

    async def iter_documents(
        self, batch: UUID, *, status: DocumentStatus | None = None
    ) -> AsyncIterator[Document]:
        """All documents of a batch, page by page."""
        async for document in _items(lambda cursor: self.list_documents(batch, status=status, cursor=cursor)):
            yield document

    # Documents

    async def get_document(self, document: UUID) -> Document:
        return await self._call(Document, "GET", f"/v1/documents/{document}")

    async def delete_document(self, document: UUID) -> None:
        await self.request("DELETE", f"/v1/documents/{document}")

    async def download_document(
        self, document: Document, target: Path, *, progress: Progress | None = None
    ) -> None:
        """Save the document's file as `target`: never half of it, resumed where it broke off."""
        url = f"/v1/documents/{document.id}/file"
        await download(self.stream, url, target, sha256=document.sha256, progress=progress)

    async def page_words(self, document: UUID, page: int) -> PageWords:
        """The words of a page, from 1, with their boxes."""
        return await self._call(PageWords, "GET", f"/v1/documents/{document}/pages/{page}/words")

    async def read_area(self, document: UUID, page: int, box: Box) -> str:
        """The text of an area of a page, read as a picture."""
        url = f"/v1/documents/{document}/pages/{page}/read"
        return (await self._call(AreaText, "POST", url, AreaRequest(box=box))).text

    async def trail(self, document: UUID) -> tuple[TrailEntry, ...]:
        """The whole trail of a document, oldest first."""
        entries: list[TrailEntry] = []
        cursor: str | None = None
        while True:
            query = {"cursor": cursor, "limit": 500}
            page = await self._call(Page[TrailEntry], "GET", f"/v1/documents/{document}/trail", query=query)
            entries += page.items
            cursor = page.next_cursor
            if cursor is None:
                return tuple(entries)

    async def verify_trail(self, document: UUID) -> TrailCheck:
        """What the service itself says of a document's trail."""
        return await self._call(TrailCheck, "GET", f"/v1/documents/{document}/trail/verify")

    async def patch_data(self, document: UUID, edits: Iterable[Edit], *, version: int) -> Document:
        """Apply edits that were made on `version`. Raises `VersionConflict` when it moved on."""
        patch = DataPatch(edits=tuple(edits))
        return await self._call(
            Document, "PATCH", f"/v1/documents/{document}/data", patch, _if_match(version)
        )

    async def confirm_document(self, document: UUID, *, version: int | None = None) -> Document:
        """Vouch for the extraction, only at `version` when one is given. Raises `VersionConflict`."""
        return await self._document_action(document, "confirm", version)

    async def unconfirm_document(self, document: UUID, *, version: int | None = None) -> Document:
        """Take a confirmation back. Raises `VersionConflict`."""
        return await self._document_action(document, "unconfirm", version)

    async def redo_document(self, document: UUID, *, version: int | None = None) -> Document:
        """Extract again. Raises `VersionConflict`."""
        return await self._document_action(document, "redo", version)

    async def cancel_document(self, document: UUID, *, version: int | None = None) -> Document:
        """Stop the work on a document; one that is over stays as it is. Raises `VersionConflict`."""
        return await self._document_action(document, "cancel", version)

    async def forget_value(self, document: UUID, path: str) -> Document:
        """Forget the correction that the value at a JSON Pointer was read by; the value stays."""
        body = LessonForgotten(path=path)
        return await self._call(Document, "POST", f"/v1/documents/{document}/forget", body)

    async def bulk(
        self,
        action: BulkAction,
        documents: Iterable[UUID],
        *,
        versions: Mapping[UUID, int] | None = None,
    ) -> BulkResponse:
        """One action on many documents, in as many requests as that takes; each has its own outcome.
        One that is no longer at the version named for it is left alone."""
        ids, seen = tuple(documents), versions or {}
        outcomes: list[BulkOutcome] = []
        for start in range(0, len(ids), MAX_BULK):
            some = ids[start : start + MAX_BULK]
            known = {document: seen[document] for document in some if document in seen}
            request = BulkRequest(action=action, ids=some, versions=known)
            answer = await self._call(BulkResponse, "POST", "/v1/documents/bulk", request)
            outcomes += answer.outcomes
        return BulkResponse(outcomes=tuple(outcomes))

    # Exports

    async def create_export(self, export: ExportCreate) -> Export:
        return await self._call(Export, "POST", "/v1/exports", export)

    async def list_exports(self, *, cursor: str | None = None, limit: int = 100) -> Page[Export]:
        query = {"cursor": cursor, "limit": limit}
        return await self._call(Page[Export], "GET", "/v1/exports", query=query)

    async def iter_exports(self) -> AsyncIterator[Export]:
        """All exports, page by page."""
        async for export in _items(lambda cursor: self.list_exports(cursor=cursor)):
            yield export

    async def get_export(self, export: UUID) -> Export:
        return await self._call(Export, "GET", f"/v1/exports/{export}")

    async def download_export(
        self, export: Export, target: Path, *, progress: Progress | None = None
    ) -> None:
        """Save a finished export as `target`. Raises `IngestError` (export_not_ready)."""
        if export.download_url is None:
            raise IngestError(
                "export_not_ready",
                "The export is not ready yet",
                "It is still being written, or it failed. Look at it in Exports.",
            )
        await download(self.stream, export.download_url, target, progress=progress)

    # Changes, account, prompts

    async def changes(self, after: int, *, limit: int = 500) -> ChangePage:
        """What changed after the change number `after`, at most `limit` rows (500)."""
        query: dict[str, int | Sequence[str]] = {"after": after, "limit": limit}
        query["kinds"] = [kind.value for kind in ChangeKind]
        try:
            content = await self._fetch("GET", "/v1/changes", query=query)
        except IngestError as error:
            if error.code != "not_found":
                raise
            # Every service has this one.
            raise not_our_service(self._address) from error
        with converted():
            return _change_page(content)

    async def changes_stream(self) -> AsyncGenerator[int, None]:
        """The newest change number each time that it rises, over one connection.

        Ends when the service closes it, raises `IngestError` when it breaks; the caller connects
        again. It only says "look again": what changed is in `changes`.
        """
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        url = "/v1/changes/stream"
        async with self.stream("GET", url, headers=headers, timeout=_STREAM_TIMEOUT) as response:
            async for event in EventSource(response).aiter_sse():
                if event.event == "changes":
                    yield _News.model_validate_json(event.data).number

    async def read_notifications(self, ids: Sequence[UUID]) -> None:
        """Note that the person has seen these notifications, 500 at most."""
        body = NotificationsRead(ids=tuple(ids))
        headers = {"Content-Type": "application/json"}
        content = body.model_dump_json().encode()
        await self.request("POST", "/v1/notifications/read", content=content, headers=headers)

    # Engines

    async def engines(self) -> Engines:
        """What may read the account's documents, and with which keys."""
        return await self._call(Engines, "GET", "/v1/engines")

    async def set_default_engine(self, chosen: EngineDefault) -> Engines:
        return await self._call(Engines, "PUT", "/v1/engines/default", body=chosen)

    async def put_model_key(self, provider: ProviderKind, key: ModelKeyPut) -> ModelKey:
        return await self._call(ModelKey, "PUT", f"/v1/engines/keys/{provider}", body=key)

    async def delete_model_key(self, provider: ProviderKind) -> None:
        await self.request("DELETE", f"/v1/engines/keys/{provider}")

    async def test_model_key(self, provider: ProviderKind) -> EngineTest:
        """Ask the provider for something that costs nothing."""
        return await self._call(EngineTest, "POST", f"/v1/engines/keys/{provider}/test")

    async def estimate_batch(self, batch: BatchCreate) -> EngineEstimate:
        """What a batch will cost at about if it is made. Makes nothing."""
        return await self._call(EngineEstimate, "POST", "/v1/engines/estimate", body=batch)

    # Supplier memory

    async def list_suppliers(self, *, cursor: str | None = None, limit: int = 100) -> Page[Supplier]:
        """One page of the suppliers that something is remembered of, by name."""
        query = {"cursor": cursor, "limit": limit}
        return await self._call(Page[Supplier], "GET", "/v1/suppliers", query=query)

    async def supplier_memory(self, supplier: UUID) -> SupplierMemory:
        """All that is remembered of a supplier."""
        return await self._call(SupplierMemory, "GET", f"/v1/suppliers/{supplier}")

    async def forget_lesson(self, supplier: UUID, lesson: UUID) -> None:
        await self.request("DELETE", f"/v1/suppliers/{supplier}/lessons/{lesson}")

    async def forget_supplier(self, supplier: UUID) -> None:
        await self.request("DELETE", f"/v1/suppliers/{supplier}")

    async def forget_all_suppliers(self) -> None:
        await self.request("DELETE", "/v1/suppliers")

    async def account(self) -> Account:
        return await self._call(Account, "GET", "/v1/account")

    async def change_account(self, change: AccountPatch) -> Account:
        return await self._call(Account, "PATCH", "/v1/account", change)

    async def delete_account(self, deletion: AccountDeletion) -> None:
        """Delete the account with all that is in it."""
        content = deletion.model_dump_json().encode()
        headers = {"Content-Type": "application/json"}
        await self.request("DELETE", "/v1/account", content=content, headers=headers)

    async def usage(self, months: int = 12) -> Usage:
        """Pages of the last months, this one last."""
        return await self._call(Usage, "GET", "/v1/account/usage", query={"months": months})

    async def checkout(self, plan: PlanName) -> BillingPage:
        """The page where the person subscribes to a plan."""
        return await self._call(BillingPage, "POST", "/v1/billing/checkout", CheckoutRequest(plan=plan))

    async def portal(self) -> BillingPage:
        """The page where the person changes, pays or ends a subscription."""
        return await self._call(BillingPage, "POST", "/v1/billing/portal")

    async def compile_prompt(self, prompt: str) -> FieldPlan:
        """The columns that a prompt asks for."""
        return await self._call(FieldPlan, "POST", "/v1/field-plans", {"prompt": prompt})

    async def is_ready(self) -> bool:
        """Whether the service takes work now. Raises only for a transport error."""
        return (await self.send("GET", "/readyz")).is_success

    async def _document_action(self, document: UUID, action: str, version: int | None) -> Document:
        headers = None if version is None else _if_match(version)
        return await self._call(Document, "POST", f"/v1/documents/{document}/{action}", headers=headers)


class _News(BaseModel):
    number: int


async def _items(fetch: Callable[[str | None], Awaitable[Page[Item]]]) -> AsyncIterator[Item]:
    cursor: str | None = None
    while True:
        page = await fetch(cursor)
        for item in page.items:
            yield item
        cursor = page.next_cursor
        if cursor is None:
            return


def _if_match(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}


def _change_page(content: bytes) -> ChangePage:
    """Row by row: a page as a whole would hold the interpreter for so long that a window stalls."""
    page = _ANYTHING.validate_json(content)
    if isinstance(page, dict) and isinstance(page.get("changes"), list):
        page["changes"] = [Change.model_validate(change) for change in known_changes(page["changes"])]
    return ChangePage.model_validate(page)


_ANYTHING: Final[TypeAdapter[Any]] = TypeAdapter(Any)
