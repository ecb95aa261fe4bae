"""A watched folder on the real embedded service: what lands in it is read, and put away."""

from pathlib import Path

from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.app import Application, Flows
from ingestio_desktop.flows.batches import BatchQuery, DocumentQuery
from ingestio_desktop.flows.watched import FolderPhase
from ingestio_desktop.options import AfterIntake, WatchedFolder
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.rows import BatchRow
from tests.support.documents import make_document
from tests.support.waiting import until

WAIT = 120


def batches(flows: Flows) -> tuple[BatchRow, ...]:
    return flows.batches.page(BatchQuery()).result(WAIT).rows


def test_what_lands_in_a_watched_folder_is_read_and_put_away_once(tmp_path: Path) -> None:
    data, inbox = tmp_path / "data", tmp_path / "Inbox"
    settings = SettingsFile(data / "settings.json")
    settings.change(watched=(WatchedFolder(path=inbox, after=AfterIntake.MOVE, settle_seconds=1),))
    application = Application(data, settings)
    try:
        flows = application.start().result(WAIT)
        watched = flows.preferences.watched
        until(lambda: bool(watched.states()) and watched.states()[0].phase is FolderPhase.PROBLEM, WAIT)
        inbox.mkdir()
        for number in (1, 2):
            (inbox / f"invoice {number}.pdf").write_bytes(make_document(number).content)
        watched.look()
        until(lambda: [row.status for row in batches(flows)] == [BatchStatus.COMPLETED], WAIT)
        done = inbox / "Done"
        until(lambda: done.is_dir() and len(list(done.glob("*.pdf"))) == 2, WAIT)
        assert [path.name for path in inbox.iterdir()] == ["Done"]
        (batch,) = batches(flows)
        assert (batch.document_count, (batch.name or "").startswith("Inbox, ")) == (2, True)
        (first, _second) = flows.batches.documents(DocumentQuery(batch.id)).result(WAIT).rows
        assert flows.review.page(first.id, 1, 72).result(WAIT).width > 0, "it is found where it is now"
    finally:
        application.shutdown()
    again = Application(data, settings)
    try:
        flows = again.start().result(WAIT)
        (inbox / "the same again.pdf").write_bytes(make_document(1).content)
        watched = flows.preferences.watched
        until(lambda: bool(watched.states()) and watched.states()[0].history.repeated == 1, WAIT)
        until(lambda: (inbox / "Done" / "the same again.pdf").exists(), WAIT)
        assert len(batches(flows)) == 1
    finally:
        again.shutdown()
