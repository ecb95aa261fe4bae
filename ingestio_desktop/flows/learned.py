"""What the service of the active account remembers of suppliers: looked at, and forgotten."""

from concurrent.futures import Future
from uuid import UUID

from ingestio_core.contracts.base import Page
from ingestio_core.contracts.suppliers import Supplier, SupplierMemory
from ingestio_desktop.sync.control import SyncControl


class LearnedFlow:
    """Asks the service each time, for it alone knows. All futures fail with `IngestError`:
    service_unreachable without a service, and those of the transport."""

    def __init__(self, sync: SyncControl) -> None:
        self._sync = sync

    def suppliers(self, cursor: str | None = None) -> "Future[Page[Supplier]]":
        """One page by name."""
        return self._sync.ask(lambda client: client.list_suppliers(cursor=cursor))

    def memory(self, supplier: UUID) -> "Future[SupplierMemory]":
        return self._sync.ask(lambda client: client.supplier_memory(supplier))

    def forget_lesson(self, supplier: UUID, lesson: UUID) -> "Future[None]":
        return self._sync.ask(lambda client: client.forget_lesson(supplier, lesson))

    def forget_supplier(self, supplier: UUID) -> "Future[None]":
        return self._sync.ask(lambda client: client.forget_supplier(supplier))

    def forget_all(self) -> "Future[None]":
        return self._sync.ask(lambda client: client.forget_all_suppliers())
