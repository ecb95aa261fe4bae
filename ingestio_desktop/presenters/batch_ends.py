"""Tells when a batch that was at work has ended."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus
from ingestio_desktop.flows.batches import BatchesFlow, BatchPage, BatchQuery
from ingestio_desktop.store.rows import BatchRow, Changed
from ingestio_desktop.theme.words import Tone, number, plural
from ingestio_desktop.workers.bridge import Bridge

_WORKING = frozenset(BatchStatus) - FINAL_BATCH


class BatchEnds(QObject):
    """`ended` carries the row of a batch once, when its last document was read or refused. One that
    the person cancelled or deleted is passed over."""

    ended = Signal(object)

    def __init__(self, flow: BatchesFlow, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._working: set[UUID] = set()
        bridge.listen(flow.changed, self, self._changed)
        bridge.deliver(flow.page(BatchQuery(statuses=_WORKING)), self, self._begin)

    def _begin(self, page: BatchPage) -> None:
        self._look(page.rows)

    def _changed(self, changed: Changed) -> None:
        if changed.batches:
            self._bridge.deliver(self._flow.batches(changed.batches), self, self._look)

    def _look(self, rows: Iterable[BatchRow]) -> None:
        for row in rows:
            if row.status not in FINAL_BATCH:
                self._working.add(row.id)
            elif row.id in self._working:
                self._working.discard(row.id)
                if row.status is not BatchStatus.CANCELLED:
                    self.ended.emit(row)


def batch_ended_text(row: BatchRow) -> tuple[str, Tone]:
    """What is said when a batch was processed."""
    read, failed = row.completed_count, row.failed_count
    name = f"“{row.title}”"
    if row.status is BatchStatus.FAILED:
        return f"{name} could not be read", Tone.BAD
    if failed:
        return f"{name} is done: {plural(read, 'document')} read, {number(failed)} with an error", Tone.WARN
    return f"{name} is done: {plural(read, 'document')} read", Tone.OK
