"""Uploads in the real window over a proxy that fails: what a person sees, and what the service gets."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ingestio_client.pace import LARGEST_PART, SLOWEST_LIMIT
from ingestio_core.limits import MEBIBYTE
from ingestio_desktop.presenters.uploads import Remedy, SendState, error_of, remedy
from ingestio_desktop.store import uploads
from ingestio_desktop.store.database import Store, Unit
from ingestio_desktop.sync.status import Link
from ingestio_desktop.windows.batches.dialogs import Question
from tests.cloud.served import TOKEN, Served, served
from tests.desktop.uploads.conftest import Rig, rig_on
from tests.support.clamd import eicar
from tests.support.fault_proxy import fault_proxy
from tests.support.sending import pdf_of, submitted, syncing
from tests.support.waiting import until

_HEADERS = 64 * 1024
_FAILED = SendState.ERROR
BIG = 6 * MEBIBYTE


def press(rig: Rig, document: UUID, key: Qt.Key) -> None:
    table = rig.page.uploads.table
    table.setFocus()
    assert table.focus_key(document)
    QTest.keyClick(table, key)


def code(rig: Rig, document: UUID) -> str:
    error = error_of(rig.row(document))
    return error.code if error is not None else ""


def shown(rig: Rig, document: UUID, column: str) -> str:
    table = rig.page.uploads.table
    place = [c.key for c in table.rows.columns].index(column)
    return str(table.rows.data(table.rows.index(table.rows.place_of(document), place)))


def test_each_state_is_shown_in_its_turn(rig: Rig) -> None:
    rig.proxy.rate = 2 * MEBIBYTE
    (path,) = rig.files(3 * MEBIBYTE)
    (document,) = rig.send([path])
    rig.until(lambda: rig.page.uploads.isVisible() and rig.under_way(document, 0.1))
    rig.until(lambda: shown(rig, document, "speed").endswith("/s"))
    assert " of " in shown(rig, document, "progress")
    rig.proxy.rate = None
    rig.until(lambda: rig.state(document) is SendState.PROCESSING)
    rig.until(lambda: rig.page.documents.isVisible())
    rig.read(document)
    order = [SendState.WAITING, SendState.UPLOADING, SendState.PROCESSING, SendState.COMPLETE]
    assert rig.seen[document] == order
    rig.assert_stored(document, path)


def test_four_go_at_once_and_the_small_ones_first(rig: Rig) -> None:
    rig.desktop.sync.limit_uploads(SLOWEST_LIMIT)
    sizes = [500_000, 90_000, 400_000, 80_000, 300_000, 70_000, 60_000]
    documents = rig.send(rig.files(*sizes))

    def going() -> set[UUID]:
        return {key for key in documents if rig.state(key) is SendState.UPLOADING}

    rig.until(lambda: len(going()) == 4)
    smallest = sorted(range(len(sizes)), key=lambda n: sizes[n])[:4]
    assert going() == {documents[number] for number in smallest}
    rig.desktop.sync.limit_uploads(None)
    rig.until(lambda: all(map(rig.arrived, documents)))
    assert max(len(states) for states in rig.seen.values()) <= 3


def test_a_click_on_the_header_sorts_by_size(rig: Rig) -> None:
    rig.desktop.sync.limit_uploads(SLOWEST_LIMIT)
    documents = rig.send(rig.files(300_000, 200_000, 400_000))
    table = rig.page.uploads.table

    def order() -> list[UUID]:
        return [row.id for row in table.rows.shown_rows()]

    assert order() == documents
    size = [column.key for column in table.rows.columns].index("size")
    table.header_clicked(size)
    assert order() == [documents[1], documents[0], documents[2]]
    table.header_clicked(size)
    assert order() == [documents[2], documents[0], documents[1]]
    rig.desktop.sync.limit_uploads(None)
    rig.until(lambda: all(map(rig.arrived, documents)))
    assert order() == [documents[2], documents[0], documents[1]], "rows never re-sort by themselves"


def test_a_network_that_goes_and_comes_back(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[UUID] = []
    begin = uploads.begin_upload

    def counted(unit: Unit, document_id: UUID, *, shown: bool = True) -> bool:
        tries.append(document_id)
        return begin(unit, document_id, shown=shown)

    monkeypatch.setattr(uploads, "begin_upload", counted)
    rig.proxy.rate = 4 * MEBIBYTE
    (path,) = rig.files(BIG)
    (document,) = rig.send([path])
    rig.until(lambda: rig.under_way(document, 0.5))
    rig.proxy.go_away()
    hint = rig.page.uploads._hint
    rig.until(lambda: hint.text() == "Goes on by itself when the network is back.")
    rig.until(lambda: rig.state(document) is SendState.WAITING)
    safe = _safe(rig, document)
    assert safe > 0
    rig.until(lambda: len(tries) >= 3)
    order = [SendState.WAITING, SendState.UPLOADING, SendState.WAITING]
    assert rig.seen[document] == order, "a try while the network is gone shows nothing"
    before = rig.proxy.sent
    rig.proxy.rate = None
    rig.proxy.come_back()
    rig.until(lambda: rig.arrived(document))
    assert rig.proxy.sent - before < path.stat().st_size - safe + _HEADERS
    assert _FAILED not in rig.seen[document]
    rig.assert_stored(document, path)


def _safe(rig: Rig, document: UUID) -> int:
    """The bytes of an unfinished upload that the service has."""
    upload = rig.row(document).upload
    assert upload is not None
    if upload.url is None:
        return 0
    headers = {"Tus-Resumable": "1.0.0"}
    return int(rig.service.http.head(upload.url, headers=headers).headers["Upload-Offset"])


def test_connections_that_break_again_and_again(rig: Rig) -> None:
    rig.proxy.rate = 8 * MEBIBYTE
    paths = rig.files(3 * MEBIBYTE, 2 * MEBIBYTE)
    documents = rig.send(paths)
    rig.until(lambda: rig.arrived(documents[0]) or rig.under_way(documents[0], 0.2))
    rig.proxy.cut()
    rig.until(lambda: rig.arrived(documents[0]) or rig.under_way(documents[0], 0.5))
    rig.proxy.cut()
    rig.proxy.rate = None
    rig.until(lambda: all(map(rig.arrived, documents)))
    for document, path in zip(documents, paths, strict=True):
        rig.assert_stored(document, path)
        assert _FAILED not in rig.seen[document]


def test_corrupted_bytes_are_noticed_and_sent_again(rig: Rig) -> None:
    paths = rig.files(200_000, BIG)
    rig.proxy.corrupt = 2
    documents = rig.send(paths)
    rig.until(lambda: all(map(rig.arrived, documents)))
    assert rig.proxy.corrupt == 0
    for document, path in zip(documents, paths, strict=True):
        rig.assert_stored(document, path)


def test_what_was_sent_before_needs_no_bytes(rig: Rig) -> None:
    (path,) = rig.files(300_000)
    (first,) = rig.send([path])
    rig.until(lambda: rig.arrived(first))
    copy = path.with_name("another name.pdf")
    shutil.copy(path, copy)
    before = rig.proxy.sent
    (second,) = rig.send([copy])
    rig.until(lambda: rig.arrived(second))
    assert rig.proxy.sent - before < _HEADERS
    rig.assert_stored(second, copy)


def test_one_file_is_paused_and_goes_on_by_the_space_bar(rig: Rig) -> None:
    rig.desktop.sync.limit_uploads(4 * SLOWEST_LIMIT)
    first, second = rig.send(rig.files(400_000, 500_000))
    rig.until(lambda: rig.under_way(first, 0.01))
    press(rig, first, Qt.Key.Key_Space)
    rig.until(lambda: rig.state(first) is SendState.PAUSED)
    rig.desktop.sync.limit_uploads(None)
    rig.until(lambda: rig.arrived(second))
    assert rig.page.uploads.isVisible(), "something is left to send"
    assert rig.state(first) is SendState.PAUSED
    press(rig, first, Qt.Key.Key_Space)
    rig.until(lambda: rig.arrived(first))


def test_all_is_paused_by_a_key_and_says_so(rig: Rig) -> None:
    rig.desktop.sync.limit_uploads(SLOWEST_LIMIT)
    documents = rig.send(rig.files(300_000, 300_000))
    rig.until(lambda: rig.under_way(documents[0], 0.01))
    QTest.keyClick(rig.page, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    rig.until(lambda: all(rig.state(key) is SendState.PAUSED for key in documents))
    rig.until(lambda: rig.page.badge.word() == "Upload paused")
    assert rig.page.uploads._hint.text() == "Nothing is sent while it is paused."
    rig.desktop.sync.limit_uploads(None)
    QTest.keyClick(rig.page, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    rig.until(lambda: all(map(rig.arrived, documents)))


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingestio_desktop.store.cancelling.HOLD", timedelta(milliseconds=200))


def test_one_file_is_cancelled_in_transfer(rig: Rig, soon: None) -> None:
    rig.desktop.sync.limit_uploads(SLOWEST_LIMIT)
    gone, kept = rig.send(rig.files(400_000, 450_000))
    rig.until(lambda: rig.under_way(gone, 0.01))
    press(rig, gone, Qt.Key.Key_Delete)
    rig.until(lambda: rig.state(gone) is SendState.CANCELLED)
    rig.desktop.sync.limit_uploads(None)
    rig.until(lambda: rig.arrived(kept))
    rig.until(lambda: rig.service.document(str(gone))["status"] == "failed")
    assert rig.service.document(str(gone))["error"]["code"] == "cancelled"
    rig.until(lambda: code(rig, gone) == "cancelled")
    rig.read(kept)
    assert rig.state(gone) is SendState.CANCELLED


def test_a_cancelled_file_can_be_had_back(rig: Rig) -> None:
    rig.desktop.sync.limit_uploads(SLOWEST_LIMIT)
    (path,) = rig.files(300_000)
    (document,) = rig.send([path])
    rig.until(lambda: rig.under_way(document, 0.01))
    press(rig, document, Qt.Key.Key_Delete)
    rig.until(lambda: rig.state(document) is SendState.CANCELLED)
    rig.desktop.sync.limit_uploads(None)
    rig.until(rig.page.presenter.undo.undo)
    rig.until(lambda: rig.arrived(document))
    rig.assert_stored(document, path)


def test_all_is_cancelled_in_transfer(rig: Rig) -> None:
    rig.desktop.sync.limit_uploads(SLOWEST_LIMIT)
    documents = rig.send(rig.files(400_000, 450_000, 470_000, 480_000, 490_000))
    rig.until(lambda: rig.under_way(documents[0], 0.01))
    rig.page.cancel.click()
    question = rig.page.findChild(Question)
    assert question is not None
    QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    rig.until(lambda: all(rig.state(key) is SendState.CANCELLED for key in documents))
    rig.until(lambda: rig.desktop.account.status().pending == 0)
    assert {rig.service.document(str(key))["error"]["code"] for key in documents} == {"cancelled"}
    assert rig.service.recorder.queued == []
    assert not rig.page.uploads.isVisible()


def test_a_file_that_is_gone_says_so_and_is_tried_again(rig: Rig) -> None:
    gone, other = rig.files(100_000, 100_000)
    content = gone.read_bytes()
    rig.proxy.go_away()
    document, second = rig.send([gone, other])
    gone.unlink()
    rig.proxy.come_back()
    rig.until(lambda: rig.state(document) is _FAILED and rig.arrived(second))
    assert (code(rig, document), remedy(rig.row(document))) == ("file_missing", Remedy.RETRY)
    assert shown(rig, document, "progress") == "The file is gone"
    assert shown(rig, document, "speed") == "Retry"
    assert rig.service.document(str(document))["status"] == "pending_upload", "the batch waits for the person"
    assert rig.page.uploads._hint.text() == "Retry what failed, or cancel it: then the batch is closed."
    gone.write_bytes(content)
    press(rig, document, Qt.Key.Key_R)
    rig.until(lambda: rig.arrived(document))
    rig.assert_stored(document, gone)
    rig.until(lambda: rig.desktop.account.status().pending == 0)


def test_all_that_failed_is_tried_again_and_what_is_paused_stays_so(rig: Rig) -> None:
    paths = rig.files(50_000, 60_000, 70_000)
    contents = [path.read_bytes() for path in paths]
    rig.proxy.go_away()
    documents = rig.send(paths)
    press(rig, documents[2], Qt.Key.Key_Space)
    for path in paths[:2]:
        path.unlink()
    rig.until(lambda: rig.state(documents[2]) is SendState.PAUSED)
    rig.proxy.come_back()
    rig.until(lambda: all(rig.state(key) is _FAILED for key in documents[:2]))
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    assert rig.page.retry.isVisible()
    rig.page.retry.click()
    rig.until(lambda: all(map(rig.arrived, documents[:2])))
    assert rig.state(documents[2]) is SendState.PAUSED
    assert not rig.page.retry.isVisible()


def test_a_file_that_was_changed_is_not_sent_until_the_person_says_so(rig: Rig) -> None:
    (path,) = rig.files(100_000)
    rig.proxy.go_away()
    (document,) = rig.send([path])
    path.write_bytes(pdf_of(150_000))
    rig.proxy.come_back()
    rig.until(lambda: rig.state(document) is _FAILED)
    assert (code(rig, document), remedy(rig.row(document))) == ("file_changed", Remedy.TAKE_AS_IS)
    assert shown(rig, document, "speed") == "Send as it is"
    assert rig.service.document(str(document))["status"] == "pending_upload"
    rig.page.uploads.table.cell_clicked.emit("speed", document)
    rig.until(lambda: rig.arrived(document))
    rig.assert_stored(document, path)
    rig.until(lambda: rig.row(document).size == path.stat().st_size)


def test_a_file_that_changes_in_transfer_is_never_mixed(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingestio_client.pace.LARGEST_PART", MEBIBYTE)
    rig.proxy.rate = 4 * MEBIBYTE
    (path,) = rig.files(BIG)
    (document,) = rig.send([path])
    rig.until(lambda: rig.under_way(document, 0.4))
    path.write_bytes(pdf_of(BIG + 1000))
    rig.until(lambda: rig.state(document) is _FAILED)
    assert code(rig, document) == "file_changed"
    rig.proxy.rate = None
    press(rig, document, Qt.Key.Key_R)
    rig.until(lambda: rig.arrived(document))
    rig.assert_stored(document, path)


def test_a_file_can_be_taken_out_instead(rig: Rig, soon: None) -> None:
    gone, other = rig.files(50_000, 60_000)
    rig.proxy.go_away()
    document, second = rig.send([gone, other])
    gone.unlink()
    rig.proxy.come_back()
    rig.until(lambda: rig.state(document) is _FAILED)
    press(rig, document, Qt.Key.Key_Delete)
    rig.until(lambda: rig.state(document) is SendState.CANCELLED)
    rig.until(lambda: rig.desktop.account.status().pending == 0)
    assert rig.arrived(second)


HTML = b"Content-Type: text/html\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"HTTP/1.1 500 Oh\r\n" + HTML, "The service failed"),
        (b"HTTP/1.1 503 Busy\r\n" + HTML, "The service is not available"),
        (b"HTTP/1.1 407 Proxy\r\n" + HTML, "The proxy wants a name and a password"),
        (
            b"HTTP/1.1 302 Found\r\nLocation: http://a.example/\r\n" + HTML,
            "The network wants you to sign in",
        ),
        (b"HTTP/1.1 200 OK\r\n" + HTML, "There is no IngestIO at this address"),
    ],
)
def test_what_stands_in_the_way_is_told_apart(rig: Rig, answer: bytes, said: str) -> None:
    rig.proxy.answer = answer
    rig.proxy.cut()
    (path,) = rig.files(50_000)
    (document,) = rig.send([path])
    status = rig.desktop.account.status
    rig.until(lambda: (error := status().error) is not None and said in error.title)
    assert status().link is Link.OFFLINE
    assert rig.state(document) is SendState.WAITING
    rig.proxy.answer = None
    rig.proxy.cut()
    rig.desktop.sync.sync_now()
    rig.until(lambda: rig.arrived(document))
    assert _FAILED not in rig.seen[document]


def test_what_the_service_finds_is_told_apart(rig: Rig) -> None:
    paths = rig.files(20_000, 20_000, 20_000, 20_000)
    paths[0].write_bytes(paths[0].read_bytes() + b"\n%" + eicar())
    paths[1].write_bytes(b"Dear Sir or Madam,\n" * 50)
    paths[2].write_bytes(paths[2].read_bytes()[:300])
    documents = rig.send(paths)
    rig.until(lambda: all(rig.state(key) is _FAILED for key in documents[:3]))
    rig.until(lambda: rig.arrived(documents[3]))
    assert [shown(rig, key, "progress") for key in documents[:3]] == [
        "Virus found",
        "Type not allowed",
        "Damaged file",
    ]
    assert all(remedy(rig.row(key)) is None for key in documents[:3]), "trying again would change nothing"


def test_a_file_that_alone_never_gets_through_is_told(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingestio_client.upload._FIRST_RETRY", 0.01)
    monkeypatch.setattr("ingestio_desktop.sync.transfer.retry_at", lambda *_given, **_more: datetime.now(UTC))
    rig.proxy.drop_above = 100_000
    small, large = rig.send(rig.files(10_000, 400_000))
    rig.until(lambda: rig.arrived(small) and rig.state(large) is _FAILED)
    assert (code(rig, large), remedy(rig.row(large))) == ("connection_lost", Remedy.RETRY)
    assert rig.desktop.account.status().link is not Link.OFFLINE
    rig.proxy.drop_above = None
    press(rig, large, Qt.Key.Key_R)
    rig.until(lambda: rig.arrived(large))


def test_a_computer_that_slept_begins_anew(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = rig.files(BIG)
    rig.proxy.rate = 4 * MEBIBYTE
    (document,) = rig.send([path])
    rig.until(lambda: rig.under_way(document, 0.3))
    rig.proxy.stall()
    slept = [True]
    jumped = "ingestio_desktop.sync.sleep.SleepWatch.jumped"
    monkeypatch.setattr(jumped, lambda _watch: slept.pop() if slept else False)
    rig.proxy.rate = None
    rig.until(lambda: rig.arrived(document))
    rig.assert_stored(document, path)


def test_a_service_that_is_started_again(
    qapp: QApplication, theme: object, qtbot: QtBot, tmp_path: Path
) -> None:
    data, first_life = tmp_path / "service", ExitStack()
    first = first_life.enter_context(served(data, disk_floor=0))
    with first_life, rig_on(first, tmp_path, qtbot) as rig:
        rig.proxy.rate = 4 * MEBIBYTE
        (path,) = rig.files(BIG)
        (document,) = rig.send([path])
        rig.until(lambda: rig.under_way(document, 0.5))
        rig.proxy.go_away()
        rig.until(lambda: rig.state(document) is SendState.WAITING)
        safe = _safe(rig, document)
        first_life.close()
        with served(data, disk_floor=0) as second:
            rig.service = second
            rig.proxy.port = second.port
            before = rig.proxy.sent
            rig.proxy.rate = None
            rig.proxy.come_back()
            rig.until(lambda: rig.arrived(document))
            assert rig.proxy.sent - before < path.stat().st_size - safe + _HEADERS
            rig.assert_stored(document, path)
            assert _FAILED not in rig.seen[document]
            rig.proxy.go_away()


@pytest.fixture(scope="module", autouse=True)
def program() -> "Iterator[subprocess.Popen[str]]":
    """A program that sends what it is told to, started before it is needed: that takes seconds."""
    command = [sys.executable, "-m", "tests.support.sending"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as child:
        yield child
        child.kill()


def test_a_program_that_was_killed_goes_on_where_it_was(
    shared_service: Served, tmp_path: Path, program: "subprocess.Popen[str]"
) -> None:
    shared_service.empty()
    path = tmp_path / "large.pdf"
    path.write_bytes(pdf_of(16 * MEBIBYTE))
    size = path.stat().st_size
    store = Store(tmp_path / "data" / "store.sqlite")
    store.open()
    submitted(store, [path])
    store.close()
    with fault_proxy(shared_service.port) as proxy:
        proxy.rate = 16 * MEBIBYTE
        assert program.stdin is not None
        program.stdin.write(json.dumps([str(store.path), proxy.url, TOKEN]) + "\n")
        program.stdin.flush()
        until(lambda: proxy.sent > size // 2)
        program.send_signal(signal.SIGKILL)
        program.wait()
        sent = proxy.sent
        proxy.rate = None
        again = Store(store.path)
        again.open()
        try:
            with syncing(again, proxy.url, TOKEN) as sync:
                until(lambda: sync.status.link is Link.ONLINE and sync.status.pending == 0)
        finally:
            again.close()
        twice = proxy.sent - size
        assert sent < size
        assert twice < LARGEST_PART + _HEADERS
    assert len(shared_service.recorder.queued) == 1
    ((document, _attempt),) = shared_service.recorder.queued
    assert shared_service.http.get(f"/v1/documents/{document}/file").content == path.read_bytes()
