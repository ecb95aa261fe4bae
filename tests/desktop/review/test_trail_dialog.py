"""The history of changes over the review: opened by a key, proven, saved, closed again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.trail import TrailOperation
from ingestio_core.trail_file import TrailFormat
from ingestio_desktop.flows.trail import TrailFlow
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.trail import TrailPresenter
from ingestio_desktop.store.database import Unit
from ingestio_desktop.store.models import TrailModel
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.windows.keys import current_keys
from ingestio_desktop.windows.review.trail import TrailDialog
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from tests.support.reviewing import ReviewDesk, review_desk
from tests.support.told import keep_account, told_account
from tests.support.trails import NO_NETWORK, TrailService

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path_factory.mktemp("history"), 1) as running:
        keep_account(running.store)
        yield running


@pytest.fixture
def service() -> TrailService:
    return TrailService(told_account().id)


@pytest.fixture
def window(qtbot: QtBot, desk: ReviewDesk) -> ReviewWindow:
    presenter = ReviewPresenter(desk.flow, Bridge(lambda error: pytest.fail(repr(error))))
    window = ReviewWindow(presenter)
    presenter.setParent(window)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    presenter.open(desk.queue, desk.queue.ids[0])
    qtbot.waitUntil(lambda: presenter.document is not None)
    return window


@pytest.fixture
def dialog(qtbot: QtBot, window: ReviewWindow, desk: ReviewDesk, service: TrailService) -> TrailDialog:
    desk.store.write(_forget).result(30)
    flow = TrailFlow(desk.store, cast(SyncControl, service))
    presenter = TrailPresenter(flow, Bridge(lambda error: pytest.fail(repr(error))), window)
    dialog = TrailDialog(presenter, window)
    window.history_wanted.connect(dialog.open_for)
    return dialog


def _forget(unit: Unit) -> None:
    unit.session.execute(sa.delete(TrailModel))


def opened(qtbot: QtBot, window: ReviewWindow, dialog: TrailDialog) -> None:
    QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(lambda: dialog._presenter.answered)


def shown(dialog: TrailDialog) -> list[tuple[str, str, str]]:
    return [(row.field, row.before, row.after) for row in dialog.rows.shown_rows()]


def test_a_key_opens_it_and_esc_leads_back(
    qtbot: QtBot, window: ReviewWindow, dialog: TrailDialog, service: TrailService, desk: ReviewDesk
) -> None:
    document = desk.queue.ids[0]
    service.add(document, "/total", "1190.00", "1191.00")
    service.add(document, op=TrailOperation.CONFIRM)
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    before = window.focusWidget()
    opened(qtbot, window, dialog)
    assert shown(dialog) == [("Document", "", "Confirmed"), ("Total", "1,190.00", "1,191.00")]
    qtbot.waitUntil(dialog.list.hasFocus)
    QTest.keyClick(dialog.list, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: dialog.statement.title.text().startswith("Intact, 2"))
    service.entries[document][0] = service.entries[document][0].model_copy(update={"after": "1.00"})
    current_keys().set_own({"review.trail_verify": "F4"})
    try:
        QTest.keyClick(dialog.list, Qt.Key.Key_F4)
    finally:
        current_keys().set_own({})
    qtbot.waitUntil(lambda: dialog.statement.title.text() == "Broken at change 1")
    assert [row.sequence for row in dialog.rows.shown_rows() if row.broken] == [1]
    QTest.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: window.focusWidget() is before)


def test_nothing_and_no_network_are_told(
    qtbot: QtBot, window: ReviewWindow, dialog: TrailDialog, service: TrailService, desk: ReviewDesk
) -> None:
    service.away = NO_NETWORK
    opened(qtbot, window, dialog)
    assert dialog.nothing.isVisible() and dialog.nothing.title.text() == "No network"
    assert not dialog.verify.isEnabled() and not dialog.save.isEnabled()
    service.away = None
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.nothing.title.text() == "Nothing was changed yet")
    assert not dialog.again.isVisible()
    service.add(desk.queue.ids[0], "/total", "1190.00", "1191.00")
    dialog.close_overlay()
    opened(qtbot, window, dialog)
    service.away = NO_NETWORK
    dialog.close_overlay()
    opened(qtbot, window, dialog)
    assert len(shown(dialog)) == 1
    assert dialog.statement.title.text() == "As known just now"
    QTest.mouseClick(dialog.verify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.statement.title.text().startswith("Intact, 1"))
    assert "this computer keeps" in dialog.statement.detail.text()


def test_it_is_saved_as_a_file(
    qtbot: QtBot,
    window: ReviewWindow,
    dialog: TrailDialog,
    service: TrailService,
    desk: ReviewDesk,
    tmp_path: Path,
) -> None:
    document = desk.queue.ids[0]
    service.add(document, "/total", "1190.00", "1191.00")
    opened(qtbot, window, dialog)
    QTest.keyClick(dialog.list, Qt.Key.Key_S)
    menu = dialog.findChild(QMenu)
    assert menu is not None
    menu.actions()[1].trigger()
    menu.close()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    target = tmp_path / "changes.json"
    chooser.fileSelected.emit(str(target))
    chooser.close()
    qtbot.waitUntil(lambda: dialog._note.text() == "Saved as changes.json")
    content = json.loads(target.read_text("utf-8"))
    assert [entry["name"] for entry in content["entries"]] == ["office@northgate.example"]
    dialog._presenter.save(tmp_path / "none" / "x.csv", TrailFormat.CSV)
    qtbot.waitUntil(lambda: "could not be saved" in dialog._note.text())
