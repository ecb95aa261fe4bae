"""Files that the service made: listed with how long they live, fetched into the folder for exports."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from ingestio_desktop.flows.exports import ExportFlow
from ingestio_desktop.presenters.export_history import ExportHistory, ExportLine, link_line
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.theme.words import StateWord
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.desktop.sync.conftest import Rig
from tests.support.waiting import until

WAIT = 30


@pytest.fixture
def flow(rig: Rig, tmp_path: Path) -> ExportFlow:
    settings = SettingsFile(tmp_path / "settings.json")
    settings.change(export_folder=tmp_path / "here")
    (tmp_path / "here").mkdir()
    # Nothing is written here, so the child process is never asked.
    return ExportFlow(rig.store, CpuProcess(), settings, rig.sync)


def test_a_file_of_the_service_is_listed_and_fetched(rig: Rig, flow: ExportFlow, tmp_path: Path) -> None:
    body = {"id": str(uuid4()), "format": "json", "document_ids": [str(key) for key in rig.documents]}
    assert rig.service.http.post("/v1/exports", json=body).status_code == 201
    until(lambda: rig.service.get(f"/v1/exports/{body['id']}")["status"] == "saved")
    (export,) = flow.hosted().result(WAIT)
    line = link_line(export, datetime.now(UTC))
    assert isinstance(line.state, StateWord) and line.state.word.startswith("Link for ")
    assert (line.rows, line.saved, line.file_format) == (len(rig.documents), True, "json")
    first, second = (flow.download(export).result(WAIT) for _ in range(2))
    assert len(json.loads(first.read_text())) == len(rig.documents)
    assert second.stem == f"{first.stem} (2)" and second.read_bytes() == first.read_bytes()
    assert {path.parent for path in (first, second)} == {tmp_path / "here"}
    flow.close()


def test_without_contact_the_own_files_are_listed_and_it_is_said_why(
    rig: Rig, flow: ExportFlow, qtbot: QtBot
) -> None:
    rig.proxy.go_away()
    history = ExportHistory(flow, Bridge(_unexpected), hosted=True)
    listed: list[list[ExportLine]] = []
    said: list[str] = []
    history.listed.connect(listed.append)
    history.reach_changed.connect(said.append)
    history.read()
    qtbot.waitUntil(lambda: bool(listed) and bool(said), timeout=WAIT * 1_000)
    assert listed == [[]]
    assert said == ["Files made by the service are listed once it can be reached."]
    flow.close()


def _unexpected(error: BaseException) -> None:
    raise error
