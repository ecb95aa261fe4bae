"""Send the outbox: events of one entity in their order, those of different ones side by side."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from pydantic import TypeAdapter

from ingestio_core.contracts.batches import Batch, BatchCreate
from ingestio_core.contracts.documents import Document, DocumentCreate
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_desktop.api import NOT_REACHED, SIGNED_OUT, ServiceClient, VersionConflict
from ingestio_desktop.store import held, outbox
from ingestio_desktop.store.conflicts import edit_payload, field_conflicts, settled_edits
from ingestio_desktop.store.database import Unit
from ingestio_desktop.store.deleted_there import set_aside
from ingestio_desktop.store.projection import EDITS
from ingestio_desktop.store.rows import EventKind, EventRow
from ingestio_desktop.store.server import apply_batches, apply_documents, forget_batches, forget_documents
from ingestio_desktop.sync.access import AsyncStore
from ingestio_desktop.sync.backoff import retry_at

log = structlog.get_logger(__name__)

EVENTS_AT_ONCE: Final = 4
_IDS: Final = TypeAdapter(list[UUID])
_LASTING_ATTEMPTS: Final = 10
_LASTING: Final = frozenset({"server_error", "unexpected_answer"})
"""What may pass, but is told when it does not."""
_GONE: Final = frozenset({"not_found", "gone", "batch_not_found", "document_not_found", "lesson_not_found"})
NO_CONTACT: Final = NOT_REACHED | SIGNED_OUT
"""Errors that say nothing about the event: all of them wait until the service is there again, or the
person's sign-in."""

ONE_ALONE: Final = frozenset({"connection_lost", "service_slow"})
"""What may happen to one request while all else goes well: a proxy that takes no large ones, for example."""


class Push:
    """One cycle sends what is due. Raises the first error of `NO_CONTACT`."""

    def __init__(
        self, store: AsyncStore, client: ServiceClient, busy: Callable[[int], None], answered: set[UUID]
    ) -> None:
        """`busy` hears +1 and -1 around each request; `answered` gets whom an answer was about."""
        self._store = store
        self._client = client
        self._busy = busy
        self._answered = answered

    async def cycle(self, now: datetime) -> bool:
        """Send what is due at `now`; false when nothing was."""
        if await self._store.read(lambda session: held.is_due(session, now)):
            await self._store.write(lambda unit: held.release(unit, now))
        events = await self._store.read(lambda session: outbox.due_events(session, now))
        slots = asyncio.Semaphore(EVENTS_AT_ONCE)

        async def send(event: EventRow) -> None:
            async with slots:
                await self._send(event)

        ends = await asyncio.gather(*(send(event) for event in events), return_exceptions=True)
        for end in ends:
            if end is not None:
                raise end
        return bool(events)

    async def _send(self, event: EventRow) -> None:
        if not await self._store.write(lambda unit: outbox.begin_sending(unit, event.seq)):
            return
        self._busy(+1)
        try:
            answer = await self._request(event)
        except VersionConflict as conflict:
            await self._conflict(event, conflict)
        except IngestError as error:
            await self._failed(event, error)
        except Exception:
            # The edge of a task: a bug with one change must not keep all others from going.
            log.exception("a change broke")
            await self._store.write(lambda unit: outbox.set_event_aside(unit, event, _BROKEN))
        else:
            self._answered.add(event.entity_id)
            await self._store.write(lambda unit: _settle(unit, event, answer))
        finally:
            self._busy(-1)

    async def _request(self, event: EventRow) -> Batch | Document | None:
        client, entity = self._client, event.entity_id
        match event.kind:
            case EventKind.CREATE_BATCH:
                return await self._create(event)
            case EventKind.SUBMIT_BATCH:
                return await client.submit_batch(entity)
            case EventKind.RENAME_BATCH:
                name = event.payload["name"]
                return await client.rename_batch(entity, str(name) if name else None)
            case EventKind.CANCEL_BATCH:
                return await client.cancel_batch(entity)
            case EventKind.DELETE_BATCH:
                await client.delete_batch(entity)
                return None
            case EventKind.EDIT:
                edits = EDITS.validate_python(event.payload["edits"])
                return await client.patch_data(entity, edits, version=event.based_on or 0)
            case EventKind.CONFIRM:
                return await client.confirm_document(entity, version=event.based_on)
            case EventKind.UNCONFIRM:
                return await client.unconfirm_document(entity, version=event.based_on)
            case EventKind.REDO:
                return await client.redo_document(entity, version=event.based_on)
            case EventKind.CANCEL_DOCUMENT:
                return await client.cancel_document(entity)
            case EventKind.DELETE_DOCUMENT:
                await client.delete_document(entity)
                return None
            case EventKind.FORGET_VALUE:
                return await client.forget_value(entity, str(event.payload["path"]))
            case EventKind.READ_NOTIFICATIONS:
                await client.read_notifications(_IDS.validate_python(event.payload["ids"]))
                return None

    async def _create(self, event: EventRow) -> Batch | None:
        parts = await self._store.read(lambda session: outbox.batch_parts(session, event.entity_id))
        if parts is None:
            return None
        body, documents = parts
        announced = [DocumentCreate.model_validate_json(document) for document in documents]
        batch = BatchCreate.model_validate({**json.loads(body), "documents": announced})
        return await self._client.create_batch(batch)

    async def _failed(self, event: EventRow, error: IngestError) -> None:
        alone = error.code in ONE_ALONE and await self._service_answers()
        lasting = alone or error.code in _LASTING
        if error.code in NO_CONTACT and not alone:
            await self._store.write(lambda unit: outbox.postpone_event(unit, event.seq, None))
            raise error
        if error.code in _GONE:
            # It was deleted elsewhere; the change feed takes the rest away.
            if event.kind is EventKind.EDIT:
                await self._store.write(lambda unit: set_aside(unit, event.entity_id))
            else:
                await self._store.write(lambda unit: _settle(unit, event, None))
        elif (event.attempts < _LASTING_ATTEMPTS) if lasting else error.retryable:
            again = retry_at(event.attempts, error.retry_after)
            await self._store.write(lambda unit: outbox.postpone_event(unit, event.seq, again))
        elif event.kind is EventKind.READ_NOTIFICATIONS:
            # There is nothing that the person could do about it.
            log.warning("notifications stay unread with the service", code=error.code)
            await self._store.write(lambda unit: _settle(unit, event, None))
        else:
            await self._store.write(lambda unit: outbox.set_event_aside(unit, event, error.info()))

    async def _service_answers(self) -> bool:
        """Whether the service is there for everything else."""
        try:
            return await self._client.is_ready()
        except IngestError:
            return False

    async def _conflict(self, event: EventRow, conflict: VersionConflict) -> None:
        """The document moved on. An edit that touches nothing that changed is sent again on the
        new version; what was lost on its way back is done; else the person decides."""
        current = conflict.current or await self._client.get_document(event.entity_id)
        self._answered.add(event.entity_id)
        await self._store.write(lambda unit: _resolve(unit, event, current, conflict.info()))


def _settle(unit: Unit, event: EventRow, answer: Batch | Document | None) -> None:
    if isinstance(answer, Batch):
        apply_batches(unit, (answer,))
    elif isinstance(answer, Document):
        apply_documents(unit, (answer,))
    outbox.settle_event(unit, event, answer.version if isinstance(answer, Document) else None)
    # What is deleted must not be seen again until the change feed says so.
    if event.kind is EventKind.DELETE_BATCH:
        forget_batches(unit, (event.entity_id,))
    elif event.kind is EventKind.DELETE_DOCUMENT:
        forget_documents(unit, (event.entity_id,))


def _resolve(unit: Unit, event: EventRow, current: Document, reason: ErrorInfo) -> None:
    apply_documents(unit, (current,))
    match event.kind:
        case EventKind.EDIT:
            conflicts, left = field_conflicts(event, current)
            if conflicts:
                outbox.set_event_aside(unit, event, reason)
            elif left:
                theirs = current.extraction.data if current.extraction else {}
                payload = edit_payload(settled_edits(event, current), theirs)
                outbox.replace_edit(unit, event, payload, current.version)
            else:
                outbox.settle_event(unit, event, current.version)
        case EventKind.CONFIRM if current.confirmed_at is not None:
            outbox.settle_event(unit, event, current.version)
        case EventKind.UNCONFIRM if current.confirmed_at is None:
            outbox.settle_event(unit, event, current.version)
        case _:
            outbox.set_event_aside(unit, event, reason)


_BROKEN: Final = ErrorInfo(
    code="change_broke",
    title="The change could not be sent",
    message="Something went wrong in IngestIO. Try again; if it happens again, please report it.",
    retryable=True,
)
