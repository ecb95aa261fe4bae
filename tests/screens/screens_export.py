"""The export dialog in every state. Its presenter is the real one; only the flow stands still."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtWidgets import QWidget

from ingestio_core.contracts.exports import ExportFormat, ExportStatus
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import default_plan
from ingestio_desktop.flows.exports import ExportFlow, ExportPreview, ExportRequest, ExportSource
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.presenters.export import ExportPresenter
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.windows.export_dialog import ExportDialog
from ingestio_desktop.workers.bridge import Bridge
from tests.screens.screen import Screen, settle_events

_WIDTH, _HEIGHT = 560, 620
_LONG = "Kontinental-Westfälische Verpackungs- und Palettenhandelsgesellschaft mbH & Co. KG, Zweigstelle Süd"


class StillFlow(ExportFlow):
    """Answers with what it was given, and writes nothing: a picture needs a state, not a file."""

    def __init__(self, preview: ExportPreview) -> None:
        self.changed: Notifier[ExportRow] = Notifier()
        self.writing: Future[ExportRow] = Future()
        self._answer = preview

    def preview(self, source: ExportSource) -> "Future[ExportPreview]":
        answered: Future[ExportPreview] = Future()
        answered.set_result(self._answer)
        return answered

    def start(self, request: ExportRequest) -> "Future[ExportRow]":
        return self.writing

    def cancel(self, export_id: UUID) -> None:
        self.writing.cancel()


def dialog(
    *,
    documents: int = 184,
    unconfirmed: int = 68,
    tables: bool = True,
    title: str = "March supplier invoices, 184 documents",
    act: Callable[[ExportDialog, ExportPresenter, StillFlow], None] = lambda dialog, presenter, flow: None,
) -> QWidget:
    """The dialog, filled, and then brought into a state by `act`."""
    plan = default_plan("invoice")
    preview = ExportPreview(
        documents, unconfirmed, 3, plan.tables if tables else (), Path.home(), "March supplier invoices"
    )
    flow, errors = StillFlow(preview), list[BaseException]()
    presenter = ExportPresenter(flow, Bridge(errors.append))
    shown = ExportDialog(presenter, title)
    presenter.setParent(shown)
    presenter.open(ExportSource())
    settle_events()
    act(shown, presenter, flow)
    settle_events()
    assert not errors
    return shown


def _by_item(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.change(rows="line_items", format=ExportFormat.XLSX)


def _csv(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.change(format=ExportFormat.CSV)


def _bad_name(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.change(filename="March/April: all?")


def _none_confirmed(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.change(include_unconfirmed=False)


def _running(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.start()
    flow.changed.notify(_row(presenter, ExportStatus.WRITING, 62))


def _written(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.start()
    flow.writing.set_result(_row(presenter, ExportStatus.SAVED, 184))


def _written_long(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.change(filename=_LONG)
    _written(shown, presenter, flow)


def _failed(shown: ExportDialog, presenter: ExportPresenter, flow: StillFlow) -> None:
    presenter.start()
    flow.writing.set_exception(
        IngestError(
            "file_in_use",
            "The file is open in another program",
            "Close “March supplier invoices.xlsx” in Excel, or give this one another name. "
            "Nothing was written.",
        )
    )


def _row(presenter: ExportPresenter, status: ExportStatus, done: int) -> ExportRow:
    form = presenter.form
    return ExportRow(
        id=uuid4(),
        format=form.format,
        rows=form.rows,
        status=status,
        path=form.target,
        what="March supplier invoices",
        documents=184,
        row_count=904 if status is ExportStatus.SAVED else None,
        size=None,
        done=done,
        error=None,
        created_at=datetime(2026, 3, 5, 10, 41, tzinfo=UTC),
    )


def screens() -> Iterator[Screen]:
    """Every state."""
    for name, build in (
        ("", dialog),
        ("-by-item", lambda: dialog(act=_by_item)),
        ("-csv", lambda: dialog(act=_csv)),
        ("-no-table", lambda: dialog(tables=False, documents=1, unconfirmed=0, title="1 document")),
        ("-bad-name", lambda: dialog(act=_bad_name)),
        ("-none-confirmed", lambda: dialog(unconfirmed=184, act=_none_confirmed)),
        ("-running", lambda: dialog(act=_running)),
        ("-written", lambda: dialog(act=_written)),
        ("-written-long", lambda: dialog(act=_written_long, title=f"{_LONG}, 184 documents")),
        ("-failed", lambda: dialog(act=_failed)),
    ):
        yield Screen(f"27-export{name}", build, _WIDTH, _HEIGHT)
