"""Supplier memory as a person meets it: correct and confirm in the window, and the supplier's next invoice
is right, until it is forgotten. On the real embedded service."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.extractions import FROM_MEMORY
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.app import Application, Flows
from ingestio_desktop.flows.batches import DocumentQuery
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.rows import DocumentState
from tests.support.suppliers import FIRST, NORTH, SECOND, Bill, draw_bill
from tests.support.waiting import until

WAIT = 120
NUMBER = "/invoice_number"


@pytest.fixture
def flows(tmp_path: Path) -> Iterator[Flows]:
    data = tmp_path / "data"
    application = Application(data, SettingsFile(data / "settings.json"))
    yield application.start().result(WAIT)
    application.shutdown()


def read(flows: Flows, folder: Path, bill: Bill) -> ReviewDocument:
    """An invoice, dropped, submitted and read."""
    folder.mkdir()
    (folder / f"{bill.number.replace('/', '-')}.pdf").write_bytes(draw_bill(NORTH, bill))
    flows.compose.open().result(WAIT)
    flows.compose.add_paths([folder])
    until(lambda: flows.compose.view().totals.files == 1 and not flows.compose.view().listing, WAIT)
    flows.compose.set_strategy(PromptStrategy.AUTO)
    until(lambda: flows.compose.view().strategy is PromptStrategy.AUTO)
    batch = flows.submit.submit(flows.compose.view().id).result(WAIT)
    document = flows.batches.documents(DocumentQuery(batch)).result(WAIT).rows[0].id
    return settled(flows, document)


def settled(flows: Flows, document: UUID) -> ReviewDocument:
    """The document once it is read, and nothing of it waits to be sent."""

    def is_settled() -> bool:
        row = flows.review.load(document).result(WAIT).row
        return row.state in (DocumentState.TO_REVIEW, DocumentState.CONFIRMED) and not row.pending

    until(is_settled, WAIT)
    return flows.review.load(document).result(WAIT)


def test_the_next_invoice_of_a_supplier_is_read_as_the_last_was_corrected(
    flows: Flows, tmp_path: Path
) -> None:
    first = read(flows, tmp_path / "March", FIRST)
    assert first.data["invoice_number"] != FIRST.number
    corrected = flows.review.draft(first, (Edit(path=NUMBER, value=FIRST.number),))
    flows.review.confirm(corrected).result(WAIT)
    settled(flows, first.row.id)
    (supplier,) = flows.learned.suppliers().result(WAIT).items
    assert (supplier.name, supplier.lessons) == (NORTH.name, 1)

    second = read(flows, tmp_path / "May", SECOND)
    assert second.data["invoice_number"] == SECOND.number
    assert second.reviews[NUMBER].reason.startswith("Read as you corrected it on “NW-2026-0815.pdf”")

    flows.review.forget(second, NUMBER).result(WAIT)
    told = settled(flows, second.row.id)
    assert told.data["invoice_number"] == SECOND.number
    assert FROM_MEMORY not in {finding.code for finding in told.findings}
    assert flows.learned.suppliers().result(WAIT).items == ()
    flows.review.redo(second.row.id).result(WAIT)
    assert settled(flows, second.row.id).data["invoice_number"] == SECOND.order
