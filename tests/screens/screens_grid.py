"""The grid of a batch in all its states."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from uuid import UUID

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ingestio_core.checks.states import FieldState
from ingestio_core.errors import ErrorInfo
from ingestio_desktop.flows.grid import GridFlow
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.grid import GridPresenter
from ingestio_desktop.presenters.undo import UndoStack
from ingestio_desktop.store.queries import documents_by_id
from ingestio_desktop.windows.grid.geometry import FIRST
from ingestio_desktop.windows.grid.page import GridPage
from ingestio_desktop.windows.undo_toast import UndoToast
from ingestio_desktop.windows.widgets import NetworkState
from ingestio_desktop.workers.bridge import Bridge
from tests.screens.screen import Screen
from tests.screens.screens_shell import shell
from tests.screens.staging import STAGE, rest, until
from tests.support.reviewing import review_desk
from tests.support.sheet import SHEET, keep_sheet, sheet_batch, sheet_desk, sheet_documents

_NUMBER, _DUE, _NET = FIRST + 1, FIRST + 3, FIRST + 4


def screens() -> Iterator[Screen]:
    """One a state."""
    for name, do in (
        ("grid", _reason),
        ("grid-editing", _editing),
        ("grid-refused", _refused),
        ("grid-range", _range),
        ("grid-selected", _selected),
        ("grid-work", _work),
        ("grid-filtered", _filtered),
        ("grid-nothing-found", _nothing),
        ("grid-columns", _columns),
        ("grid-confirmed", _confirmed),
        ("grid-conflict", _conflict),
        ("grid-loading", _loading),
    ):
        yield Screen(name, _built(do, 184 if name == "grid" else 40))
    yield Screen("grid-empty", _built(lambda _page: None, 0))
    yield Screen("grid-currencies", _built(_reason, currencies=("EUR", "EUR", "USD")))
    yield Screen("grid-narrow", _built(_reason), 900, 640)
    yield Screen("grid-peek", lambda: _with_page(here=True))
    yield Screen("grid-offline", lambda: _with_page(here=False))


def _built(
    do: Callable[[GridPage], object], count: int = 40, currencies: Sequence[str] = ()
) -> Callable[[], QWidget]:
    def build() -> QWidget:
        running = ExitStack()
        STAGE.when_cleared(running.close)
        desk = running.enter_context(sheet_desk(STAGE.folder("grid")))
        keep_sheet(desk.store, sheet_documents(count, currencies=currencies), sheet_batch(count))
        page = _opened(desk.grid, desk.bridge)
        do(page)
        rest(120)
        return page.window()

    return build


def _opened(
    flow: GridFlow, bridge: Bridge, network: NetworkState = NetworkState.ONLINE, batch_id: UUID = SHEET
) -> GridPage:
    presenter = GridPresenter(flow, bridge, undo=UndoStack())
    page = GridPage(presenter)
    window = shell("batches", network)
    window.add_page("grid", tr("Grid"), "table-2", lambda: page, place=False, narrow=True)
    window.show_page("grid")
    window.side_bar.set_current("batches")
    window.resize(1280, 800)
    window.show()
    page.open(batch_id)
    until(lambda: not presenter.loading and presenter.batch is not None)
    until(lambda: all(row.known for row in presenter.rows.values()))
    until(lambda: presenter.facts.counts.get(FieldState.SURE) or not presenter.rows)
    return page


def _with_page(*, here: bool) -> QWidget:
    """Documents that were really read, with their pages; or without a network, and without their files."""
    running = ExitStack()
    STAGE.when_cleared(running.close)
    desk = running.enter_context(review_desk(STAGE.folder("grid"), 6))
    if not here:
        for file in (desk.folder / "dropped").iterdir():
            file.unlink()
    found = desk.store.read(lambda session: documents_by_id(session, desk.queue.ids[:1])).result(30)
    batch_id = found[0].batch_id
    assert batch_id is not None
    network = NetworkState.ONLINE if here else NetworkState.OFFLINE
    page = _opened(GridFlow(desk.store, desk.flow), Bridge(_nothing_unexpected), network, batch_id)
    page.view.go(1, FIRST + 10)
    page.toggle_peek()
    until(lambda: page.peek.page.is_drawn and page.peek.name.text())
    rest()
    return page.window()


def _nothing_unexpected(error: BaseException) -> None:
    raise error


def _reason(page: GridPage) -> None:
    page.view.setFocus()
    page.view.go(0, _NET)
    until(page.reason.isVisible)


def _editing(page: GridPage) -> None:
    page.view.setFocus()
    page.view.go(3, _DUE)
    page.view.keyboard.edit()


def _refused(page: GridPage) -> None:
    page.view.setFocus()
    QGuiApplication.clipboard().setText("2024-04-11\t3118.40\n31/31/24\t642,80 EUR\n2024-04-20\t1460")
    page.view.go(2, _DUE)
    page.view.hands.paste()
    until(lambda: page.presenter.editing.has_refused(page.presenter.order))
    page.view.go(2, _DUE)
    refused = next(
        at for at, key in enumerate(page.presenter.order) if page.presenter.editing.has_refused([key])
    )
    page.view.go(refused, _DUE)
    until(page.reason.isVisible)


def _range(page: GridPage) -> None:
    page.view.setFocus()
    page.view.go(2, _NET)
    page.view.go(9, _NET + 1, extend=True)


def _selected(page: GridPage) -> None:
    page.view.setFocus()
    for row in (0, 2, 5):
        page.view.keyboard.mark(row, extend=False, add=True)


def _work(page: GridPage) -> None:
    page.view.setFocus()
    page.view.verticalScrollBar().setValue(32 * 14)


def _filtered(page: GridPage) -> None:
    page.filters.states.set_current(FieldState.RULE_FAILED.value)
    page.presenter.set_state(FieldState.RULE_FAILED)
    until(lambda: len(page.presenter.order) < 20)
    page.view.setFocus()


def _nothing(page: GridPage) -> None:
    page.filters.search.setText("nobody")
    until(lambda: not page.presenter.order)


def _columns(page: GridPage) -> None:
    page.presenter.layout.show_column("due_date", False)
    page.columns.open_below(page.filters.columns)


def _confirmed(page: GridPage) -> None:
    UndoToast(page.presenter.undo, page.toast)
    page.presenter.confirm_clean()
    until(page.toast.isVisible)


def _conflict(page: GridPage) -> None:
    key = page.presenter.order[2]
    moved = ErrorInfo(code="version_conflict", title="Changed meanwhile", message="Compare both and choose.")
    page.presenter.rows[key] = replace(page.presenter.rows[key], set_aside=moved)
    page.view.setFocus()
    page.view.go(2, FIRST)


def _loading(page: GridPage) -> None:
    page.presenter.order = ()
    page.presenter.loading = True
    page._show_rows()
    page._skeleton.show_now()
