"""No value is lost on the way from the dialog into the file."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.fieldplan import FieldPlan, FieldSpec
from ingestio_desktop.flows.exports import ExportFlow
from ingestio_desktop.presenters.export import ExportPresenter
from ingestio_desktop.store.exporting import ExportSource
from ingestio_desktop.store.server import apply_documents
from ingestio_desktop.workers.bridge import Bridge
from tests.desktop.export.conftest import ExportDesk
from tests.support.desktop import fresh_store
from tests.support.exporting import fill_exports, read_document


@pytest.fixture
def presenter(qtbot: QtBot, desk: ExportDesk, tmp_path: Path) -> Iterator[ExportPresenter]:
    """Of 40 documents, of which only the 36th, read by a prompt of its own, has a reference."""
    store = fresh_store(tmp_path / "store.sqlite")
    flow = ExportFlow(store, desk.cpu, desk.settings)
    batch = fill_exports(store, 40)
    plan = FieldPlan(fields=(FieldSpec(name="reference", label="Our reference"),))
    document = read_document(batch, 35, True, plan)
    assert document.extraction is not None
    extraction = document.extraction.model_copy(update={"data": {"reference": "K-42"}})
    changed = document.model_copy(update={"version": 2, "extraction": extraction})
    store.write(lambda unit: apply_documents(unit, [changed])).result(30)
    errors: list[BaseException] = []
    bridge = Bridge(errors.append)
    made = ExportPresenter(flow, bridge)
    with qtbot.waitSignal(made.preview_changed, timeout=20_000):
        made.open(ExportSource(batch_id=batch))
    made.put(folder=tmp_path, filename="March")
    yield made
    flow.close()
    store.close()
    assert errors == []


def write(qtbot: QtBot, presenter: ExportPresenter, kind: ExportFormat) -> Path:
    presenter.change(format=kind, append=False)
    with qtbot.waitSignal(presenter.written, timeout=20_000):
        presenter.start()
    return presenter.form.target


def test_columns_that_nobody_saw_follow_the_others(qtbot: QtBot, presenter: ExportPresenter) -> None:
    presenter.pick("total", False)
    target = write(qtbot, presenter, ExportFormat.CSV)
    rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert list(rows[0])[-1] == "Our reference" and "Total" not in rows[0]
    assert [row["Our reference"] for row in rows if row["Our reference"]] == ["K-42"]


def test_a_preset_has_just_its_columns(qtbot: QtBot, presenter: ExportPresenter) -> None:
    with qtbot.waitSignal(presenter.presets.changed, timeout=20_000):
        presenter.presets.save("For the books")
    target = write(qtbot, presenter, ExportFormat.CSV)
    assert "Our reference" not in target.read_text(encoding="utf-8-sig").splitlines()[0]


def test_json_has_the_values_themselves(qtbot: QtBot, presenter: ExportPresenter) -> None:
    entries = json.loads(write(qtbot, presenter, ExportFormat.JSON).read_text(encoding="utf-8"))
    assert entries[35]["data"] == {"reference": "K-42"}
    assert entries[1]["data"]["line_items"][1]["unit_price"] == "4.20"
