"""The export dialog in every state, over a store with documents that were really read."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ingestio_core.contracts.exports import ExportFormat, ExportStatus
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.export_target import TargetFacts
from ingestio_desktop.flows.exports import ExportFlow, ExportOffer, ExportRequest, ExportSource
from ingestio_desktop.presenters.export import ExportPresenter
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.windows.export import ExportDialog
from tests.screens.screen import Screen, settle_events
from tests.screens.staging import STAGE, until
from tests.support.exporting import fill_exports

_WIDTH, _HEIGHT = 1088, 744
_LONG = "Kontinental-Westfälische Verpackungs- und Palettenhandelsgesellschaft mbH & Co. KG, Zweigstelle Süd"
_LEFT_OUT = ("_file", "vendor_address", "vendor_tax_id", "customer_name", "customer_address", "iban", "tax")
_FOLDER = Path.home() / "Documents" / "Exports"

Act = Callable[[ExportDialog, ExportPresenter, "StillFlow"], None]


class StillFlow(ExportFlow):
    """Reads the real store, but writes nothing and looks at no disk: a picture needs a state, not a file."""

    place = TargetFacts(Path(), True, True, False, Path())

    def prepare(self, source: ExportSource) -> "Future[ExportOffer]":
        self.writing: Future[ExportRow] = Future()
        answered: Future[ExportOffer] = Future()
        offer = replace(super().prepare(source).result(30), folder=_FOLDER)
        answered.set_result(offer)
        return answered

    def look_at(self, target: Path) -> "Future[TargetFacts]":
        answered: Future[TargetFacts] = Future()
        free = target.with_name(f"{target.stem} (2){target.suffix}")
        answered.set_result(replace(self.place, path=target, free=free))
        return answered

    def start(self, request: ExportRequest) -> "Future[ExportRow]":
        return self.writing

    def cancel(self, export_id: UUID) -> None:
        self.writing.cancel()


def dialog(
    *acts: Act,
    documents: int = 24,
    unconfirmed: int = 9,
    place: TargetFacts = StillFlow.place,
    by_item: bool = True,
    title: str = "March supplier invoices, 24 documents",
) -> QWidget:
    """The dialog, filled, and then brought into a state."""
    desktop = STAGE.desktop()
    batch = fill_exports(desktop.store, documents, unconfirmed=unconfirmed, in_progress=5, failed=3)
    flow = StillFlow(desktop.store, STAGE.child, SettingsFile(STAGE.folder("settings") / "settings.json"))
    flow.place = place
    presenter = ExportPresenter(flow, desktop.bridge)
    shown = ExportDialog(presenter, title)
    presenter.setParent(shown)
    STAGE.when_cleared(flow.close)
    presenter.open(ExportSource(batch_id=batch))
    until(lambda: presenter.ready)
    if by_item:
        presenter.change(rows="line_items")
        for key in (
            "_file",
            "vendor_address",
            "vendor_tax_id",
            "customer_name",
            "customer_address",
            "iban",
            "tax",
        ):
            presenter.pick(key, False)
    for act in acts:
        act(shown, presenter, flow)
    settled(presenter)
    settle_events()
    assert not desktop.unexpected
    return shown


def settled(presenter: ExportPresenter) -> None:
    """Wait for the first rows."""
    got: list[object] = []
    presenter.preview_changed.connect(got.append)
    presenter.form_changed.emit(presenter.form)
    presenter._look()
    until(lambda: got)


def _change(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow, **changes: object) -> None:
    presenter.change(**changes)


def _preset(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.presets.save("Bookkeeping, by item")
    until(lambda: presenter.presets.current is not None)


def _naming(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    shown.options.presets.ask_name(False)
    shown.options.presets.name.setText("Bookkeeping, by item")


def _bad_name(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.put(filename="March/April: all?")


def _running(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.start()
    flow.changed.notify(_row(presenter, ExportStatus.WRITING, 15))


def _queued(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.start()
    flow.changed.notify(replace(_row(presenter, ExportStatus.WRITING, 0), queued=True))


def _written(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.start()
    flow.writing.set_result(_row(presenter, ExportStatus.SAVED, 24))


def _added(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.start()
    flow.writing.set_result(replace(_row(presenter, ExportStatus.SAVED, 24), added=12))


def _written_long(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.put(filename=_LONG)
    _written(shown, presenter, flow)


def _failed(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.start()
    flow.writing.set_exception(
        IngestError(
            "export_target_locked",
            "File cannot be replaced",
            "“March supplier invoices.xlsx” is open in another program, or its folder may not be written to. "
            "Close the file or choose another folder, then export again.",
        )
    )


def _row(presenter: ExportPresenter, status: ExportStatus, done: int) -> ExportRow:
    form = presenter.form
    return ExportRow(
        id=uuid4(),
        format=form.settings.format,
        rows=form.settings.rows,
        status=status,
        path=form.target,
        what="March supplier invoices",
        documents=24,
        row_count=104 if status is ExportStatus.SAVED else None,
        size=None,
        done=done,
        error=None,
        created_at=datetime(2026, 3, 5, 10, 41, tzinfo=UTC),
    )


def _focus(key: str) -> Callable[[QWidget], None]:
    def settle(widget: QWidget) -> None:
        assert isinstance(widget, ExportDialog)
        widget.columns.strip.focus(key)

    return settle


def _open_format(widget: QWidget) -> None:
    assert isinstance(widget, ExportDialog)
    widget.columns.open_menu("invoice_date", widget.mapToGlobal(QPoint(560, 190)))
    settle_events()
    menu = widget.findChild(QMenu)
    assert menu is not None and menu.actions()
    menu.setParent(widget)
    menu.move(560, 190)
    menu.show()


def screens() -> Iterator[Screen]:
    """Every state."""
    csv = partial(_change, format=ExportFormat.CSV)
    json = partial(_change, format=ExportFormat.JSON)
    gone = replace(StillFlow.place, folder=False, writable=False)
    for name, build, settle in (
        ("", lambda: dialog(_preset), _focus("line_items.description")),
        ("-by-document", lambda: dialog(by_item=False), None),
        ("-csv", lambda: dialog(csv), None),
        ("-json", lambda: dialog(json), None),
        ("-one", lambda: dialog(documents=1, unconfirmed=0, title="1 document"), None),
        ("-preset-name", lambda: dialog(_naming), None),
        ("-format", lambda: dialog(), _open_format),
        ("-exists", lambda: dialog(place=replace(StillFlow.place, exists=True)), None),
        ("-not-writable", lambda: dialog(place=replace(StillFlow.place, writable=False)), None),
        ("-no-folder", lambda: dialog(place=gone), None),
        ("-bad-name", lambda: dialog(_bad_name), None),
        (
            "-none-confirmed",
            lambda: dialog(partial(_change, include_unconfirmed=False), unconfirmed=24),
            None,
        ),
        ("-running", lambda: dialog(_running), None),
        ("-queued", lambda: dialog(_queued), None),
        ("-written", lambda: dialog(_written), None),
        ("-added", lambda: dialog(_added), None),
        ("-written-long", lambda: dialog(_written_long, title=f"{_LONG}, 24 documents"), None),
        ("-failed", lambda: dialog(_failed), None),
    ):
        yield Screen(f"27-export{name}", build, _WIDTH, _HEIGHT, settle)
