"""What is typed into the grid while somebody else changes the same value at the service."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_desktop.flows.grid import GridFlow
from ingestio_desktop.presenters.grid import GridPresenter
from ingestio_desktop.store.models import DocumentModel
from ingestio_desktop.store.rows import EventState
from ingestio_desktop.windows.grid.geometry import FIRST, STATE
from ingestio_desktop.windows.grid.page import GridPage
from ingestio_desktop.workers.bridge import Bridge
from tests.desktop.sync.conftest import Rig
from tests.desktop.sync.test_conflicts import flow_on, go_offline, of_the_service
from tests.support.waiting import until


@pytest.mark.usefixtures("theme")
def test_a_refused_edit_of_the_grid_waits_for_a_choice(rig: Rig, qtbot: QtBot, tmp_path: Path) -> None:
    document = rig.documents[0]
    row = rig.store.read(lambda session: session.get_one(DocumentModel, document)).result(30)
    assert row.batch_id is not None
    with flow_on(rig.store, rig.sync, tmp_path) as review:
        bridge = Bridge(lambda error: pytest.fail(repr(error)))
        presenter = GridPresenter(GridFlow(rig.store, review), bridge)
        page = GridPage(presenter)
        presenter.setParent(page)
        qtbot.addWidget(page)
        page.resize(1224, 768)
        page.show()
        page.open(row.batch_id)
        qtbot.waitUntil(lambda: bool(presenter.rows) and all(each.known for each in presenter.rows.values()))
        go_offline(rig)
        place = presenter.place_of(document)
        names = [column.column.name for column in page.view.cells.columns]
        page.view.setFocus()
        page.view.go(place, FIRST + names.index("total"))
        QTest.keyClicks(page.view, "1")
        QTest.keyClick(page.view.editor, Qt.Key.Key_Return)
        page.presenter.save()
        until(lambda: rig.events() == [(document, EventState.PENDING)])

        change = {"edits": [{"path": "/total", "value": "2.00"}]}
        version = rig.there(document)[1]
        url, match = f"/v1/documents/{document}/data", {"If-Match": f'"{version}"'}
        assert rig.service.http.patch(url, json=change, headers=match).status_code == 200
        rig.proxy.come_back()
        rig.sync.sync_now()
        until(lambda: rig.events() == [(document, EventState.SET_ASIDE)])
        assert of_the_service(rig, document)["total"] == "2.00"

        qtbot.waitUntil(lambda: page.view.hands.text(place, STATE) == "Compare")
        qtbot.waitUntil(lambda: page.view.hands.text(place, FIRST + names.index("total")) == "2.00")
        conflict = review.load(document).result(30).conflict
        assert conflict is not None
        sides = {field.path: (field.mine, field.theirs) for field in conflict.fields}
        assert sides == {"/total": ("1", "2.00")}
