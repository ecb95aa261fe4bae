"""The main job in the real window on the real service: drop a folder, get a spreadsheet."""

import traceback
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import httpx
import openpyxl
import psutil
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.extractions import Box
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import BatchStatus, PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.__main__ import Launcher, build
from ingestio_desktop.flows.batches import BatchQuery
from ingestio_desktop.flows.draft import FileState
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.store.rows import BatchRow
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.desk import Desk, DeskFlows
from ingestio_desktop.windows.export import ExportDialog
from ingestio_desktop.windows.notifications_list import NotificationsList
from ingestio_desktop.windows.review.page_view import PageView
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.widgets.strip import StripItem
from ingestio_desktop.windows.wizard.page import WizardPage
from ingestio_desktop.workers.pages import Word
from tests.support.documents import (
    DocumentKind,
    GeneratedDocument,
    broken_pdf,
    make_document,
    make_scan,
    text_named_pdf,
)
from tests.support.documents_xml import ubl_xml

_PROMPT = (
    "supplier, invoice number, invoice date, total, line items (description, quantity, unit price, amount)"
)
_START_MS = 20_000
_WORK_MS = 120_000


class _StrayWindows(QObject):
    """Notes every widget that is shown as a window without meaning to be one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        plain = (Qt.WindowType.Widget, Qt.WindowType.Window)
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched.windowType() in plain
            and not isinstance(watched, Shell)
        ):
            self.found.append("".join(traceback.format_stack(limit=6)[:-1]))
        return False


@pytest.fixture
def stray_windows(qapp: QApplication) -> Iterator[_StrayWindows]:
    stray = _StrayWindows()
    qapp.installEventFilter(stray)
    yield stray
    qapp.removeEventFilter(stray)
    assert not stray.found, stray.found[0]


@pytest.fixture
def launcher(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stray_windows: _StrayWindows,
) -> Iterator[Launcher]:
    monkeypatch.setenv("INGESTIO_DATA_DIR", "")
    before = set(psutil.Process().children(recursive=True))
    _application, launcher = build(["--data-dir", str(tmp_path / "data")])
    launcher.show()
    try:
        yield launcher
    finally:
        launcher.shell.close()
        launcher.finish()
        launcher.shell.deleteLater()
    left = set(psutil.Process().children(recursive=True)) - before
    assert not left, f"processes left behind: {left}"


def _folder(root: Path) -> tuple[Path, dict[str, GeneratedDocument]]:
    """Good files of three kinds, two of one name, and two bad ones."""
    folder = root / "March"
    (folder / "Deep" / "er").mkdir(parents=True)
    (folder / "Other").mkdir()
    first, second, third, fourth = (make_document(n, DocumentKind.INVOICE) for n in (101, 102, 103, 104))
    truth = {
        "Deep/er/invoice.pdf": first,
        "Other/invoice.pdf": second,
        "scan.jpg": third,
        "data.xml": fourth,
    }
    (folder / "Deep" / "er" / "invoice.pdf").write_bytes(first.content)
    (folder / "Other" / "invoice.pdf").write_bytes(second.content)
    (folder / "scan.jpg").write_bytes(make_scan(third, 1, format="jpeg"))
    (folder / "data.xml").write_bytes(ubl_xml(fourth))
    (folder / "broken.pdf").write_bytes(broken_pdf())
    (folder / "note.pdf").write_bytes(text_named_pdf())
    return folder, truth


def _drop(page: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where = QPointF(page.rect().center())
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, QDragEnterEvent(where.toPoint(), *how))
    QApplication.sendEvent(page, QDropEvent(where, *how))


def _wizard(qtbot: QtBot, launcher: Launcher) -> WizardPage:
    welcome = launcher.shell.page("welcome")
    QTest.keyClick(launcher.shell.focusWidget() or welcome, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(launcher.shell.page("new"), WizardPage), timeout=_START_MS)
    page = launcher.shell.page("new")
    assert isinstance(page, WizardPage)
    qtbot.waitUntil(lambda: page.presenter.is_open, timeout=_START_MS)
    return page


def _flows(launcher: Launcher) -> DeskFlows:
    desk = launcher.shell.findChild(Desk)
    assert desk is not None
    return desk.flows


def _batch(flows: DeskFlows) -> BatchRow:
    rows = flows.batches.page(BatchQuery()).result(10).rows
    assert len(rows) == 1
    row = flows.batches.batch(rows[0].id).result(10)
    assert row is not None
    return row


def test_from_a_dropped_folder_to_a_spreadsheet(qtbot: QtBot, launcher: Launcher, tmp_path: Path) -> None:
    folder, truth = _folder(tmp_path)
    wizard = _wizard(qtbot, launcher)
    _drop(wizard, folder)
    qtbot.waitUntil(
        lambda: wizard.presenter.view.totals.files == 6 and not wizard.presenter.view.listing,
        timeout=_START_MS,
    )
    flows = _flows(launcher)
    files = flows.compose.files().result(10)
    assert {file.name for file in files if file.state is FileState.REJECTED} == {"broken.pdf", "note.pdf"}
    assert all(file.reason for file in files if file.state is FileState.REJECTED)
    assert wizard.following.isEnabled()
    QTest.mouseClick(wizard.following, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.presenter.view.step is Step.PROMPTS)
    assert not wizard.following.isEnabled()
    editor = wizard.prompts.editor
    assert editor is not None
    QTest.keyClicks(editor.text, _PROMPT)
    qtbot.waitUntil(wizard.following.isEnabled)
    plan = wizard.presenter.view.field_plan
    assert isinstance(plan, FieldPlan)
    names = [field.name for field in plan.fields]
    assert names == ["vendor_name", "invoice_number", "invoice_date", "total", "line_items"]
    QTest.mouseClick(wizard.following, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.presenter.view.step is Step.REVIEW and wizard.submit.isEnabled())
    QTest.keyClicks(wizard.review.name, "March invoices")
    QTest.mouseClick(wizard.submit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: launcher.shell.current_page == "batch", timeout=_START_MS)
    qtbot.waitUntil(lambda: _batch(flows).status is BatchStatus.COMPLETED, timeout=_WORK_MS)
    batch = _batch(flows)
    assert (batch.name, batch.document_count, batch.completed_count) == ("March invoices", 4, 4)
    # Whoever looks at the batch needs not be told.
    seen = flows.notifications.newest
    qtbot.waitUntil(lambda: [row.read for row in seen().result(10)] == [True], timeout=_START_MS)
    assert not launcher.shell.toast.isVisible()

    detail = launcher.shell.page("batch")
    assert isinstance(detail, BatchPage)
    qtbot.waitUntil(detail.review.isVisible)
    QTest.mouseClick(detail.review, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: launcher.shell.current_page == "review")
    review = launcher.shell.page("review")
    assert isinstance(review, ReviewWindow)
    reviewed: set[str] = set()
    for position in range(1, 5):
        qtbot.waitUntil(lambda at=position: _shown(review, at), timeout=_START_MS)
        if position == 1:
            _correct(qtbot, review, "/vendor_name", "Corrected & Sons")
        shown = review.presenter.document
        assert shown is not None
        reviewed.add(shown.row.filename)
        if shown.row.filename == "scan.jpg":
            _fill_from_scan(qtbot, review, flows)
        _confirm(qtbot, review)
    qtbot.waitUntil(lambda: _batch(flows).counts.confirmed == 4, timeout=_START_MS)
    assert "scan.jpg" in reviewed
    corrected = review.presenter.queue.ids[0]

    QTest.keyClick(review, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: launcher.shell.current_page == "batch")
    _wait_until_sent(qtbot, flows)
    QTest.mouseClick(detail.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: launcher.shell.findChild(ExportDialog) is not None)
    dialog = launcher.shell.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.presenter.ready)
    dialog.presenter.change(rows="line_items")
    dialog.presenter.put(folder=tmp_path, filename="March")
    with qtbot.waitSignal(dialog.exported, timeout=_START_MS):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.close()
    changed = review.presenter.queue.position(corrected)
    assert changed == 0
    _compare(tmp_path / "March.xlsx", truth, "Corrected & Sons")


def test_the_end_of_a_batch_is_said_once_and_leads_to_it(
    qtbot: QtBot, launcher: Launcher, tmp_path: Path
) -> None:
    _wizard(qtbot, launcher)
    flows, shell = _flows(launcher), launcher.shell
    folder = tmp_path / "April"
    folder.mkdir()
    (folder / "data.xml").write_bytes(ubl_xml(make_document(105, DocumentKind.INVOICE)))
    flows.compose.add_paths([folder])
    qtbot.waitUntil(lambda: flows.compose.view().totals.files == 1 and not flows.compose.view().listing)
    flows.compose.set_name("April invoice")
    flows.compose.set_strategy(PromptStrategy.AUTO)
    qtbot.waitUntil(lambda: flows.compose.view().strategy is PromptStrategy.AUTO)
    batch_id = flows.submit.submit(flows.compose.view().id).result(10)
    shell.show_page("exports")
    said = "“April invoice” is done: 1 document read"
    qtbot.waitUntil(
        lambda: shell.toast.isVisible() and shell.toast.accessibleName() == said, timeout=_WORK_MS
    )
    bell = next(item for item in shell.strip.findChildren(StripItem) if "notification" in item.text())
    assert bell.text() == "1 new notification"

    QTest.keyClick(
        shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    opened = shell.findChild(NotificationsList)
    assert opened is not None
    qtbot.waitUntil(lambda: opened.isVisible() and opened.list.hasFocus())
    QTest.keyClick(opened.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.current_page == "batch" and bell.text() == "Notifications")
    (row,) = flows.notifications.newest().result(10)
    assert (row.batch_id, row.read) == (batch_id, True)
    assert flows.notifications.untold().result(10) == ()
    qtbot.waitUntil(lambda: _heard(launcher), timeout=_START_MS)


def _heard(launcher: Launcher) -> bool:
    """Whether the service knows that everything was read."""
    application = launcher._application
    assert application is not None and application.service_address is not None
    url, token = application.service_address
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=url, headers=headers, trust_env=False) as service:
        items = service.get("/v1/notifications").json()["items"]
    return [item["read_at"] is not None for item in items] == [True]


def _shown(review: ReviewWindow, position: int) -> bool:
    """Whether the document at this place of the queue, from 1, is on screen and has the focus."""
    document, queue = review.presenter.document, review.presenter.queue
    if document is None or queue.position(document.row.id) != position - 1:
        return False
    in_table = any(table.focused_pointer() for table in review.tables.values())
    return bool(review.form.focused_pointer()) or in_table or review.bottom.confirm_has_focus()


def _correct(qtbot: QtBot, review: ReviewWindow, pointer: str, text: str) -> None:
    """Type over a field, as a person does."""
    review.focus_pointer(pointer)
    line = review.form.editor(pointer)
    qtbot.waitUntil(line.hasFocus)
    line.selectAll()
    QTest.keyClicks(line, text)
    document = review.presenter.document
    assert document is not None
    assert document.data[pointer.strip("/")] == text


def _fill_from_scan(qtbot: QtBot, review: ReviewWindow, flows: DeskFlows) -> None:
    """A click on a word of a picture and a box around it both fill the field in focus, with the network off:
    the service on this computer reads them. Then the field is as it was."""
    presenter, view = review.presenter, review.page
    document = presenter.document
    assert document is not None and document.row.media_type is MediaType.JPEG
    words = flows.review.words(document.row.id, 1).result(30)
    boxes = [evidence.box for evidence in document.evidence.values() if evidence.box is not None]
    free = [word for word in words if len(word.text) >= 4 and not any(_meet(word.box, box) for box in boxes)]
    pointer = "/vendor_name"
    review.focus_pointer(pointer)
    qtbot.waitUntil(lambda: _in_sight(view, free) is not None, timeout=_START_MS)
    word = _in_sight(view, free)
    assert word is not None
    x0, y0, x1, y1 = word.box
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=_spot(view, (x0 + x1) / 2, (y0 + y1) / 2)
    )
    qtbot.waitUntil(lambda: _value(review, pointer) == word.text, timeout=_START_MS)

    _correct(qtbot, review, pointer, "Something else")
    review.focus_pointer(pointer)
    qtbot.waitUntil(lambda: _in_sight(view, [word]) is not None, timeout=_START_MS)
    start, end = _spot(view, x0 - 3, y0 - 2), _spot(view, x1 + 3, y1 + 2)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(lambda: _value(review, pointer) == word.text, timeout=_START_MS)
    presenter.reset()
    qtbot.waitUntil(lambda: not _edited(review), timeout=_START_MS)


def _value(review: ReviewWindow, pointer: str) -> object:
    document = review.presenter.document
    return None if document is None else document.data[pointer.strip("/")]


def _edited(review: ReviewWindow) -> bool:
    document = review.presenter.document
    return document is None or document.edited


def _meet(one: Box, other: Box) -> bool:
    """Whether they overlap, or nearly do."""
    return min(one[2], other[2]) + 6 > max(one[0], other[0]) and min(one[3], other[3]) + 6 > max(
        one[1], other[1]
    )


def _spot(view: PageView, x: float, y: float) -> QPoint:
    """Where a spot of the first page is on the screen."""
    scroll = QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    return (view._layout.to_canvas(1).map(QPointF(x, y)) - scroll).toPoint()


def _in_sight(view: PageView, words: Sequence[Word]) -> Word | None:
    """One of the words that is on the screen and covered by nothing."""
    room = view.viewport().rect().adjusted(8, 8, -8, -100)
    for word in words:
        x0, y0, x1, y1 = word.box
        if room.contains(_spot(view, x0, y0)) and room.contains(_spot(view, x1, y1)):
            return word
    return None


def _confirm(qtbot: QtBot, review: ReviewWindow) -> None:
    """Ctrl+Enter, and yes where a failed rule makes the window ask."""
    document = review.presenter.document
    assert document is not None
    QTest.keyClick(review, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    question = review.findChild(Question)
    if question is not None and question.isVisible():
        QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)
        # The offscreen platform has no window manager to give the focus back to the window.
        review.window().activateWindow()
    last = review.presenter.queue.next(document.row.id) is None
    if last:
        qtbot.waitUntil(lambda: not review.splitter.isVisible(), timeout=_START_MS)


def _wait_until_sent(qtbot: QtBot, flows: DeskFlows) -> None:
    qtbot.waitUntil(lambda: flows.account.status().pending == 0, timeout=_START_MS)


def _compare(workbook: Path, truth: dict[str, GeneratedDocument], corrected: str) -> None:
    """Every document, every line, every value as it was printed; one supplier as it was corrected."""
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    header = [str(cell) for cell in rows[0]]
    by_number: dict[str, list[dict[str, object]]] = {}
    for row in rows[1:]:
        cells = dict(zip(header, row, strict=True))
        by_number.setdefault(str(cells["Invoice number"]), []).append(cells)
    assert set(by_number) == {str(document.truth["invoice_number"]) for document in truth.values()}
    suppliers = []
    for document in truth.values():
        lines = by_number[str(document.truth["invoice_number"])]
        suppliers.append((str(lines[0]["Supplier"]), str(document.truth["vendor_name"])))
        items = document.truth["line_items"]
        assert isinstance(items, list)
        assert len(lines) == len(items)
        for cells, item in zip(lines, items, strict=True):
            assert isinstance(item, dict)
            assert Decimal(str(cells["Total"])) == Decimal(str(document.truth["total"]))
            assert f"{cells['Invoice date']:%Y-%m-%d}" == document.truth["invoice_date"]
            assert Decimal(str(cells["Amount"])) == Decimal(str(item["amount"]))
    differing = [read for read, printed in suppliers if read != printed]
    assert differing == [corrected]


def test_closing_the_window_ends_the_service(qtbot: QtBot, launcher: Launcher) -> None:
    before = set(psutil.Process().children(recursive=True))
    _wizard(qtbot, launcher)
    qtbot.waitUntil(lambda: len(set(psutil.Process().children()) - before) >= 2, timeout=_START_MS)
    children = set(psutil.Process().children(recursive=True)) - before
    launcher.shell.close()
    launcher.finish()
    _gone, alive = psutil.wait_procs(children, timeout=20)
    assert not alive
