"""The list of what was learned: suppliers at one side, what is remembered of the chosen one at the other."""

from concurrent.futures import Future
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ingestio_core.contracts.base import Page
from ingestio_core.contracts.suppliers import Supplier, SupplierMemory
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.learned import LearnedFlow
from ingestio_desktop.workers.bridge import Bridge


class LearnedPresenter(QObject):
    """Loads page by page; after something was forgotten it looks again."""

    suppliers_changed = Signal(object)
    """A tuple of `Supplier`."""
    memory_changed = Signal(object)
    """A `SupplierMemory`, None while nothing is chosen."""
    failed = Signal(object)
    """An `IngestError`."""

    def __init__(self, flow: LearnedFlow, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._suppliers: tuple[Supplier, ...] = ()
        self._chosen: UUID | None = None
        self._asked = 0

    def refresh(self) -> None:
        """Ask for the suppliers, from the first page on."""
        self._asked += 1
        self._load((), None, self._asked)

    def choose(self, supplier: UUID) -> None:
        """Show what is remembered of a supplier."""
        self._chosen = supplier
        self._bridge.deliver(self._flow.memory(supplier), self, self._memory_came, self._memory_gone)

    def forget_lesson(self, lesson: UUID) -> None:
        """Of the chosen supplier."""
        if self._chosen is not None:
            self._do(self._flow.forget_lesson(self._chosen, lesson))

    def forget_supplier(self) -> None:
        """The chosen one."""
        if self._chosen is not None:
            self._do(self._flow.forget_supplier(self._chosen))

    def forget_all(self) -> None:
        self._do(self._flow.forget_all())

    def _load(self, before: tuple[Supplier, ...], cursor: str | None, asked: int) -> None:
        def came(page: Page[Supplier]) -> None:
            if asked != self._asked:
                return
            found = (*before, *page.items)
            if page.next_cursor is not None:
                self._load(found, page.next_cursor, asked)
            else:
                self._show(found)

        self._bridge.deliver(self._flow.suppliers(cursor), self, came, self.failed.emit)

    def _show(self, suppliers: tuple[Supplier, ...]) -> None:
        self._suppliers = suppliers
        self.suppliers_changed.emit(suppliers)
        ids = [supplier.id for supplier in suppliers]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else None
        if self._chosen is None:
            self.memory_changed.emit(None)
        else:
            self.choose(self._chosen)

    def _memory_came(self, memory: SupplierMemory) -> None:
        if memory.supplier.id == self._chosen:
            self.memory_changed.emit(memory)

    def _memory_gone(self, error: IngestError) -> None:
        if error.code == "supplier_not_found":
            self.refresh()
        else:
            self.failed.emit(error)

    def _do(self, work: "Future[None]") -> None:
        def failed(error: IngestError) -> None:
            # Forgotten elsewhere is forgotten, too.
            if error.code not in ("supplier_not_found", "lesson_not_found"):
                self.failed.emit(error)
            self.refresh()

        self._bridge.deliver(work, self, lambda _done: self.refresh(), failed)
