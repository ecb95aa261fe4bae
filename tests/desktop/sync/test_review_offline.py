"""A review with the network off: all but reading again is done here, and the service has it afterwards."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.export.model import ExportOptions
from ingestio_desktop.flows.exports import ExportFlow, ExportRequest, ExportSource
from ingestio_desktop.flows.files import DocumentFiles
from ingestio_desktop.flows.review import ReviewFlow, ReviewQueue
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store import held
from ingestio_desktop.sync.status import Link
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.renderer import Renderer
from tests.desktop.sync.conftest import Rig
from tests.support.desktop import warm_child
from tests.support.waiting import until

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.usefixtures("theme")
def test_a_whole_review_without_a_network(rig: Rig, qtbot: QtBot, tmp_path: Path) -> None:
    renderer = Renderer()
    renderer.start()
    flow = ReviewFlow(rig.store, DocumentFiles(rig.store, rig.sync, tmp_path / "cache"), renderer, rig.sync)
    try:
        window = _review(qtbot, flow, rig)
        presenter = window.presenter
        saved, confirmed, undone, deleted = rig.documents
        before = {document: rig.there(document)[1] for document in rig.documents}

        # One was confirmed while there was a network.
        presenter.open(presenter.queue, undone)
        qtbot.waitUntil(lambda: _on(window, undone))
        _press(window, Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: _on(window, deleted))
        rig.settled()
        assert rig.there(undone)[0]

        rig.proxy.go_away()
        rig.sync.sync_now()
        until(lambda: rig.link is Link.OFFLINE)

        presenter.open(presenter.queue, saved)
        qtbot.waitUntil(lambda: _on(window, saved))
        _type(window, "/vendor_name", "Ashvane Ltd")
        _press(window, Qt.Key.Key_S, CONTROL)
        qtbot.waitUntil(lambda: not presenter.busy and not _document(window).edited)
        presenter.next()
        qtbot.waitUntil(lambda: _on(window, confirmed))
        _type(window, "/invoice_number", "R-77")
        _press(window, Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: _on(window, undone))
        assert _document(window).confirmed
        presenter.unconfirm()
        qtbot.waitUntil(lambda: not _document(window).confirmed)
        presenter.next()
        qtbot.waitUntil(lambda: _on(window, deleted))
        _press(window, Qt.Key.Key_Delete, CONTROL)
        question = window.findChild(Question)
        assert question is not None
        QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(presenter.queue.ids) == 3)

        assert _exported(rig, tmp_path, saved, confirmed) == ["Ashvane Ltd", "R-77"]
        assert rig.link is Link.OFFLINE
        assert not _there(rig, saved)["extraction"]["data"]["vendor_name"].startswith("Ashvane")

        rig.proxy.come_back()
        rig.store.write(lambda unit: held.release(unit, datetime.now(UTC) + held.HOLD)).result(30)
        rig.settled()
        assert _there(rig, saved)["extraction"]["data"]["vendor_name"] == "Ashvane Ltd"
        assert _there(rig, confirmed)["extraction"]["data"]["invoice_number"] == "R-77"
        assert rig.there(confirmed)[0] and not rig.there(undone)[0] and not rig.there(saved)[0]
        assert rig.there(saved)[1] > before[saved]
        assert rig.service.http.get(f"/v1/documents/{deleted}").status_code == 404
    finally:
        flow.close()
        renderer.close()


def _review(qtbot: QtBot, flow: ReviewFlow, rig: Rig) -> ReviewWindow:
    presenter = ReviewPresenter(flow, Bridge(lambda error: pytest.fail(repr(error))))
    window = ReviewWindow(presenter)
    presenter.setParent(window)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    presenter.open(ReviewQueue("Offline", rig.documents), rig.documents[0])
    qtbot.waitUntil(lambda: _on(window, rig.documents[0]))
    return window


def _on(window: ReviewWindow, document: object) -> bool:
    shown = window.presenter.document
    return shown is not None and shown.row.id == document and not window.presenter.busy


def _document(window: ReviewWindow) -> Any:
    assert window.presenter.document is not None
    return window.presenter.document


def _type(window: ReviewWindow, pointer: str, text: str) -> None:
    window.activateWindow()
    window.focus_pointer(pointer)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(editor, text)


def _press(window: ReviewWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    window.activateWindow()
    focused: QWidget = window.focusWidget() or window
    QTest.keyClick(focused, key, modifiers)


def _exported(rig: Rig, tmp_path: Path, *documents: object) -> list[str]:
    """What an export made offline says: the vendor of the first document, the number of the second."""
    target = tmp_path / "offline.json"
    with warm_child(tmp_path / "work") as cpu:
        exports = ExportFlow(rig.store, cpu, SettingsFile(tmp_path / "settings.json"))
        try:
            source = ExportSource(tuple(documents))  # type: ignore[arg-type]
            exports.start(ExportRequest(source, target, ExportOptions(ExportFormat.JSON))).result(60)
        finally:
            exports.close()
    first, second = json.loads(target.read_text(encoding="utf-8"))
    return [str(first["data"]["vendor_name"]), str(second["data"]["invoice_number"])]


def _there(rig: Rig, document: object) -> dict[str, Any]:
    return rig.service.document(str(document))
