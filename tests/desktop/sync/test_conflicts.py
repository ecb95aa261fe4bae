"""Two computers on one document: one of them is offline, and both change it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.merging import Side
from ingestio_desktop.flows.files import DocumentFiles
from ingestio_desktop.flows.review import ReviewDocument, ReviewFlow, ReviewQueue
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.store import queries
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.models import DocumentModel, UploadModel
from ingestio_desktop.store.rows import DocumentState, EventState, UploadState
from ingestio_desktop.store.trails import not_taken
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.sync.status import Link
from ingestio_desktop.windows.review.conflict import ConflictPage
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.renderer import Renderer
from tests.cloud.served import TOKEN, invoice_read
from tests.desktop.sync.conftest import Rig, waits
from tests.support.sending import syncing
from tests.support.waiting import until

CONTROL = Qt.KeyboardModifier.ControlModifier
NUMBER, TOTAL, TAX = "/invoice_number", "/total", "/tax"


@contextmanager
def flow_on(store: Store, sync: SyncControl, place: Path) -> Iterator[ReviewFlow]:
    flow = ReviewFlow(store, DocumentFiles(store, sync, place / "cache"), Renderer(), sync)
    try:
        yield flow
    finally:
        flow.close()


def save(flow: ReviewFlow, document: UUID, *edits: Edit) -> ReviewDocument:
    return flow.save(flow.draft(flow.load(document).result(30), edits)).result(30)


def go_offline(rig: Rig) -> None:
    rig.proxy.go_away()
    rig.sync.sync_now()
    until(lambda: rig.link is Link.OFFLINE)


def of_the_service(rig: Rig, document: UUID) -> dict[str, object]:
    data: dict[str, object] = rig.service.document(str(document))["extraction"]["data"]
    return data


@contextmanager
def window_on(qtbot: QtBot, flow: ReviewFlow, *documents: UUID) -> Iterator[ReviewWindow]:
    presenter = ReviewPresenter(flow, Bridge(lambda error: pytest.fail(repr(error))))
    window = ReviewWindow(presenter)
    presenter.setParent(window)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    presenter.open(ReviewQueue("March", documents), documents[0])
    yield window


def page_of(window: ReviewWindow) -> ConflictPage:
    assert window.conflict.page is not None
    return window.conflict.page


def sides(page: ConflictPage) -> dict[str, Side | None]:
    return {row.path: row.side for row in page.rows}


def press(window: ReviewWindow, *keys: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        focused = window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers or Qt.KeyboardModifier.NoModifier)


@pytest.mark.usefixtures("theme")
def test_both_sides_are_compared_by_key_and_nothing_is_lost(rig: Rig, qtbot: QtBot, tmp_path: Path) -> None:
    document = rig.documents[0]
    first = of_the_service(rig, document)
    rows = first["line_items"]
    assert isinstance(rows, list)
    with ExitStack() as stack:
        there = Store(tmp_path / "other.sqlite")
        there.open()
        stack.callback(there.close)
        other = stack.enter_context(syncing(there, rig.service.url, TOKEN))
        theirs = stack.enter_context(flow_on(there, other, tmp_path / "other"))
        mine = stack.enter_context(flow_on(rig.store, rig.sync, tmp_path))
        until(lambda: other.status.link is Link.ONLINE and theirs.load(document).exception(30) is None)
        go_offline(rig)

        save(
            mine,
            document,
            Edit(path=NUMBER, value="MINE-1"),
            Edit(path=TOTAL, value="1.00"),
            Edit(path="/line_items/1/amount", value="11.00"),
            Edit(op=EditOperation.MOVE, path="/line_items/1", value="/line_items/0"),
        )
        save(
            theirs,
            document,
            Edit(path=NUMBER, value="THEIRS-1"),
            Edit(path=TAX, value="2.00"),
            Edit(path="/line_items/0/amount", value="22.00"),
        )
        until(lambda: of_the_service(rig, document)[NUMBER[1:]] == "THEIRS-1")
        rig.proxy.come_back()
        rig.sync.sync_now()
        until(lambda: rig.events() == [(document, EventState.SET_ASIDE)])
        assert waits(lambda: rig.sync.status.set_aside == 1)

        window = stack.enter_context(window_on(qtbot, mine, document))
        qtbot.waitUntil(lambda: window.conflict.page is not None)
        page = page_of(window)
        assert not window.splitter.isVisible(), "it opens instead of the document"
        chosen = sides(page)
        assert chosen[NUMBER] is None, "both changed it"
        assert (chosen[TOTAL], chosen[TAX]) == (Side.MINE, Side.THEIRS), "one side alone did"
        assert chosen["/line_items/0/amount"] is Side.THEIRS
        assert chosen["/line_items/1/amount"] is Side.MINE
        assert not page.save.isEnabled()
        press(window, Qt.Key.Key_Return, modifiers=CONTROL)
        assert window.conflict.page is page, "as long as one is left nothing is saved"

        press(window, Qt.Key.Key_Escape)
        assert window.conflict.page is None and window.splitter.isVisible(), "it can be decided later"
        assert rig.events() == [(document, EventState.SET_ASIDE)]
        assert window.fields.notice.isVisible()
        window.fields.notice.acted.emit()
        page = page_of(window)
        assert page.rows[0].path == NUMBER and page.rows[0].holds_focus()
        press(window, Qt.Key.Key_Right)
        assert page.rows[0].side is Side.MINE
        press(window, Qt.Key.Key_Left)
        press(window, Qt.Key.Key_Down)
        assert page.rows[1].holds_focus()
        assert page.save.isEnabled()
        press(window, Qt.Key.Key_Return, modifiers=CONTROL)
        qtbot.waitUntil(lambda: window.conflict.page is None and not window.presenter.busy)
        rig.settled()

        after = of_the_service(rig, document)
        assert (after["invoice_number"], after["total"], after["tax"]) == ("THEIRS-1", "1.00", "2.00")
        lines = after["line_items"]
        assert isinstance(lines, list)
        assert [line["amount"] for line in lines[:2]] == ["11.00", "22.00"], "my order, both sides' values"
        assert lines[0]["description"] == rows[1]["description"]
        (lost,) = rig.store.read(lambda session: not_taken(session, document)).result(30)
        assert (lost.path, lost.mine, lost.theirs) == (NUMBER, "MINE-1", "THEIRS-1")
        trail = rig.service.get(f"/v1/documents/{document}/trail")["items"]
        assert "THEIRS-1" in [entry["after"] for entry in trail]
        until(lambda: theirs.load(document).result(30).data["total"] == "1.00")


def test_changes_of_different_rows_are_brought_together_without_a_question(rig: Rig, tmp_path: Path) -> None:
    document = rig.documents[0]
    with flow_on(rig.store, rig.sync, tmp_path) as mine:
        go_offline(rig)
        save(mine, document, Edit(path="/line_items/1/amount", value="11.00"))
        version = rig.there(document)[1]
        added = {"op": "add", "path": "/line_items/0", "value": {"description": "Theirs", "amount": "5.00"}}
        answer = rig.service.http.patch(
            f"/v1/documents/{document}/data", json={"edits": [added]}, headers={"If-Match": f'"{version}"'}
        )
        assert answer.is_success, answer.text
        rig.proxy.come_back()
        rig.settled()
    lines = of_the_service(rig, document)["line_items"]
    assert isinstance(lines, list)
    assert lines[0]["description"] == "Theirs"
    assert lines[2]["amount"] == "11.00", "the row that was changed, not the one that has its number now"


@pytest.mark.usefixtures("theme")
def test_what_was_changed_here_outlives_a_deletion_there(rig: Rig, qtbot: QtBot, tmp_path: Path) -> None:
    kept, dropped, untouched, _ = rig.documents
    content = rig.service.http.get(f"/v1/documents/{kept}/file").content
    with flow_on(rig.store, rig.sync, tmp_path) as mine:
        go_offline(rig)
        save(mine, kept, Edit(path=NUMBER, value="MINE-1"))
        mine.draft(mine.load(dropped).result(30), (Edit(path=TOTAL, value="1.00"),))
        for document in (kept, dropped, untouched):
            assert rig.service.http.delete(f"/v1/documents/{document}").is_success
        rig.proxy.come_back()
        rig.sync.sync_now()
        until(lambda: rig.link is Link.ONLINE and mine.load(untouched).exception(30) is not None)
        until(lambda: sorted(rig.events()) == sorted((one, EventState.SET_ASIDE) for one in (kept, dropped)))
        _have_its_file(rig, kept, tmp_path, content)

        with window_on(qtbot, mine, kept, dropped) as window:
            qtbot.waitUntil(lambda: window.conflict.page is not None and page_of(window).keep_new.isVisible())
            page = page_of(window)
            assert not page.save.isVisible(), "there is nothing to choose between"
            press(window, Qt.Key.Key_Return, modifiers=CONTROL)
            qtbot.waitUntil(lambda: window.presenter.queue.ids == (dropped,))
            qtbot.waitUntil(lambda: window.conflict.page is not None and page_of(window) is not page)
            page_of(window).delete_too.click()
            qtbot.waitUntil(lambda: window.presenter.queue.ids == ())
        assert mine.load(dropped).exception(30) is not None
        new = _only_new(rig)
        until(lambda: mine.load(new).result(30).row.state is DocumentState.QUEUED)
        detail = mine.load(new).result(30)
        assert detail.row.filename and detail.edits == (Edit(path=NUMBER, value="MINE-1"),)
        rig.settled()
        rig.service.read(str(new), invoice_read())
        until(lambda: mine.load(new).result(30).row.state is DocumentState.TO_REVIEW)
        read = mine.load(new).result(30)
        assert read.conflict is None and read.data["invoice_number"] == "MINE-1", "on what was read anew"


def _have_its_file(rig: Rig, document: UUID, place: Path, content: bytes) -> None:
    """As if it had been sent from this computer."""
    detail = rig.store.read(lambda session: queries.document_detail(session, document)).result(30)
    assert detail is not None and detail.row.batch_id is not None
    path = place / "own.pdf"
    path.write_bytes(content)
    upload = UploadModel(
        document_id=document,
        batch_id=detail.row.batch_id,
        position=0,
        path=str(path),
        size=len(content),
        mtime_ns=path.stat().st_mtime_ns,
        sha256=sha256(content).hexdigest(),
        url=None,
        offset=len(content),
        state=UploadState.DONE,
        attempts=0,
        next_try=None,
        error=None,
    )
    rig.store.write(lambda unit: unit.session.add(upload)).result(30)


def _only_new(rig: Rig) -> UUID:
    ids = rig.store.read(lambda session: tuple(session.scalars(sa.select(DocumentModel.id)))).result(30)
    (new,) = set(ids) - set(rig.documents)
    return new
