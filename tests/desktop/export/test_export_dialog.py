"""The export dialog over a real store: what it shows, and all of it by keys."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.exports import DateFormat, ExportFormat
from ingestio_core.export import ColumnFormat
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_desktop.language import Language, speak
from ingestio_desktop.presenters.export import ExportPresenter
from ingestio_desktop.store.exporting import ExportSource
from ingestio_desktop.store.server import apply_documents
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.export import ExportDialog
from ingestio_desktop.workers.bridge import Bridge
from tests.desktop.export.conftest import ExportDesk
from tests.support.exporting import document_id, fill_exports, item_count, read_document

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ROWS = sum(map(item_count, range(24)))


class Opened:
    """The dialog for the batch, filled."""

    def __init__(
        self, qtbot: QtBot, desk: ExportDesk, folder: Path, source: ExportSource | None = None
    ) -> None:
        self.errors: list[BaseException] = []
        self.bridge = Bridge(self.errors.append)
        self.presenter = ExportPresenter(desk.flow, self.bridge)
        self.dialog = ExportDialog(self.presenter, "March supplier invoices")
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._qtbot = qtbot
        qtbot.addWidget(self.dialog)
        with qtbot.waitSignal(self.presenter.preview_changed, timeout=20_000):
            self.presenter.open(source or desk.source)
            self.dialog.show()
        self.presenter.put(folder=folder)
        self.wait()

    def wait(self) -> None:
        """For the first rows with what is chosen now, and for what is at the target."""
        self._qtbot.waitUntil(lambda: not self.presenter._soon.isActive(), timeout=20_000)
        with self._qtbot.waitSignal(self.presenter.preview_changed, timeout=20_000):
            self.presenter._look()
        self._qtbot.waitUntil(lambda: self.presenter.place is not None, timeout=20_000)

    def note(self) -> str:
        return self.dialog._note.text()

    def shown(self) -> list[str]:
        """The headers of the preview."""
        model = self.dialog.preview.sheet.model()
        return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """To whatever has the focus."""
        focus = self.dialog.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)


@pytest.fixture
def opened(qtbot: QtBot, theme: object, desk: ExportDesk, tmp_path: Path) -> Iterator[Opened]:
    made = Opened(qtbot, desk, tmp_path)
    yield made
    assert not made.errors


def test_it_says_what_will_be_written_and_what_to_be_aware_of(opened: Opened) -> None:
    options = opened.dialog.options
    assert opened.note() == "24 rows from 24 documents. 9 of them are not confirmed and say so in State."
    assert (options._left.text(), options._included.text()) == ("15 documents", "24 documents")
    assert options._stay_out.text() == "5 in progress, 3 errors and 2 cancelled stay out."
    options.items.click()
    assert opened.note().startswith(f"{ROWS} rows from 24 documents.")
    opened.presenter.pick("_status", False)
    assert opened.note().endswith("9 of them are not confirmed and stand in italics.")
    options.leave_out.click()
    rows = sum(map(item_count, range(9, 24)))
    assert opened.note() == f"{rows} rows from 15 documents."
    opened.wait()
    assert opened.dialog._shown_rows.text() == f"{rows} rows"


def test_the_unconfirmed_are_asked_about_where_there_are_some(
    qtbot: QtBot, theme: object, desk: ExportDesk, tmp_path: Path
) -> None:
    one = Opened(qtbot, desk, tmp_path, ExportSource((document_id(desk.batch, 23),)))
    assert not one.dialog.options.include.isVisible()
    assert one.note() == "1 row from 1 document."
    assert one.presenter.form.filename == "invoice-00023"


def test_documents_that_are_read_meanwhile_are_counted(
    qtbot: QtBot, theme: object, desk: ExportDesk, tmp_path: Path
) -> None:
    batch = fill_exports(desk.store, 2, in_progress=1, name="Still read")
    opened = Opened(qtbot, desk, tmp_path, ExportSource(batch_id=batch))
    assert opened.note().startswith("2 rows from 2 documents.")
    opened.presenter.rename("total", "Summe")
    row = read_document(batch, 2, False, default_plan("invoice")).model_copy(update={"version": 2})
    desk.store.write(lambda unit: apply_documents(unit, [row])).result(20)
    qtbot.waitUntil(lambda: opened.note().startswith("3 rows from 3 documents."), timeout=20_000)
    assert not opened.dialog.options._stay_out.isVisible()
    assert "Summe" in {column.shown for column in opened.presenter.columns}


def test_columns_are_moved_named_left_out_and_added_by_keys(opened: Opened, qtbot: QtBot) -> None:
    strip = opened.dialog.columns.strip
    strip.focus("invoice_number")
    opened.key(Qt.Key.Key_Left, ALT)
    opened.key(Qt.Key.Key_Left, ALT)
    assert strip.keys[0] == "invoice_number"
    opened.key(Qt.Key.Key_F2)
    editor = opened.dialog.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "Beleg")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    opened.key(Qt.Key.Key_Right)
    left = opened.dialog.focusWidget().column.key  # type: ignore[union-attr]
    opened.key(Qt.Key.Key_Delete)
    assert not next(column for column in opened.presenter.columns if column.key == left).picked
    # The focus goes on with the next one, and Home and End lead to the ends.
    assert opened.dialog.focusWidget().column.picked  # type: ignore[union-attr]
    opened.key(Qt.Key.Key_End)
    added = strip.keys[-1]
    opened.key(Qt.Key.Key_Return)
    assert next(column for column in opened.presenter.columns if column.key == added).picked
    opened.wait()
    headers = opened.shown()
    assert headers[0] == "Beleg" and len(headers) == sum(column.picked for column in opened.presenter.columns)
    opened.key(Qt.Key.Key_F2)
    opened.key(Qt.Key.Key_Escape)
    assert opened.dialog.isVisible()


def test_a_chip_is_dragged_to_its_place(opened: Opened) -> None:
    strip = opened.dialog.columns.strip
    chip, first = strip.chip("total"), strip.chip("_file")
    assert chip is not None and first is not None
    start, end = QPoint(10, 10), chip.mapFromGlobal(first.mapToGlobal(QPoint(2, 10)))
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(chip, start + QPoint(30, 0))
    QTest.mouseMove(chip, end)
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=end)
    assert strip.keys[0] == "total"


def test_a_column_is_formatted_from_its_menu(opened: Opened) -> None:
    strip = opened.dialog.columns.strip
    strip.focus("invoice_date")
    opened.key(Qt.Key.Key_Down, ALT)
    menu = opened.dialog.findChild(QMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "05.03.2024").trigger()
    menu.close()
    column = next(column for column in opened.presenter.columns if column.key == "invoice_date")
    assert column.format == ColumnFormat(dates=DateFormat.DOTS)
    opened.wait()
    model = opened.dialog.preview.sheet.model()
    assert model.index(0, opened.shown().index("Invoice date")).data() == "01.03.2026"


def test_csv_follows_the_locale_and_shows_its_text(
    qtbot: QtBot, qapp: QApplication, theme: object, desk: ExportDesk, tmp_path: Path
) -> None:
    speak(qapp, Language.GERMAN)
    try:
        opened = Opened(qtbot, desk, tmp_path)
        opened.presenter.change(format=ExportFormat.CSV)
        opened.wait()
        head, first = opened.dialog.preview.text.toPlainText().splitlines()[:2]
        # Labels of the plan in the person's language, and what the file says itself.
        assert head.startswith("Datei;Status;Rechnungsnummer;Rechnungsdatum")
        assert first.startswith("invoice-00000.pdf;Zu prüfen;000000;") and ";120,00;" in first
        assert opened.dialog.options.delimiter.currentData() == ";"
        opened.presenter.change(delimiter="\t", decimal=".")
        opened.wait()
        assert "\t120.00\t" in opened.dialog.preview.text.toPlainText()
    finally:
        speak(qapp, Language.ENGLISH)


def test_json_shows_its_text_and_has_no_columns_to_choose(opened: Opened) -> None:
    opened.presenter.change(format=ExportFormat.JSON)
    opened.wait()
    assert not opened.dialog.columns.isVisible()
    assert opened.dialog.preview.text.toPlainText().startswith("[")
    assert opened.note() == "24 documents with all their values. 9 of them are not confirmed and marked so."


def test_a_file_that_is_there_is_replaced_added_to_or_left(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "March.xlsx").write_text("mine")
    opened.presenter.put(filename="March")
    opened.wait()
    choice = opened.dialog.options.target.exists
    assert choice.isVisible() and opened.note().endswith("The file that is there is replaced.")
    choice.setFocus()
    opened.key(Qt.Key.Key_Right)
    assert opened.presenter.form.settings.append and opened.dialog.options.append.isChecked()
    assert opened.note().endswith("They are added to the file that is there, without doubles.")
    opened.key(Qt.Key.Key_Right)
    assert opened.presenter.form.filename == "March (2)"
    opened.wait()
    assert not choice.isVisible()


def test_places_that_can_not_be_written_to_say_so(opened: Opened, tmp_path: Path) -> None:
    opened.presenter.put(folder=tmp_path / "gone")
    opened.wait()
    assert "is not there" in opened.note() and not opened.dialog.export.isEnabled()
    opened.presenter.put(folder=tmp_path, filename="a/b")
    assert opened.note().startswith("A file name can't hold any of")
    opened.presenter.put(filename=" ")
    assert opened.note() == "Give the file a name."


def test_a_preset_is_saved_changed_and_begun_with(
    opened: Opened, qtbot: QtBot, desk: ExportDesk, tmp_path: Path
) -> None:
    presets, box = opened.presenter.presets, opened.dialog.options.presets
    opened.presenter.change(rows="line_items")
    opened.presenter.pick("_file", False)
    opened.presenter.rename("total", "Summe")
    box.ask_name(False)
    QTest.keyClicks(box.name, "Bookkeeping")
    with qtbot.waitSignal(presets.changed):
        QTest.keyClick(box.name, Qt.Key.Key_Return)
    assert box.list.currentText() == "Bookkeeping" and not box.naming
    with qtbot.waitSignal(presets.changed):
        presets.begin_with(True)
    opened.presenter.pick("iban", False)
    assert box.list.currentText() == "Bookkeeping, changed"
    again = Opened(qtbot, desk, tmp_path)
    assert again.presenter.presets.current is not None and again.presenter.presets.is_default
    assert again.presenter.form.settings.rows == "line_items"
    picked = [column for column in again.presenter.columns if column.picked]
    assert "_file" not in {column.key for column in picked} and "iban" in {column.key for column in picked}
    assert "Summe" in {column.shown for column in picked}
    # Documents that lack its columns keep them, empty; a table that they lack gives a row a document.
    other = ExportSource(batch_id=fill_exports(desk.store, 2, name="Contracts", plan=_contract()))
    far = Opened(qtbot, desk, tmp_path, other)
    far.presenter.presets.use(presets.current.id if presets.current else None)
    far.wait()
    assert far.presenter.form.settings.rows == "documents"
    assert {column.key for column in far.presenter.columns if column.missing} >= {
        "total",
        "line_items.amount",
    }
    assert not far.presenter.problem() and "Summe" in far.shown()
    with qtbot.waitSignal(presets.changed):
        presets.delete()
    assert box.list.currentText() == "No preset"


def test_it_is_written_cancelled_and_closed_by_keys(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    opened.presenter.put(filename="March")
    opened.wait()
    dialog = opened.dialog
    with qtbot.waitSignal(dialog.exported, timeout=20_000):
        opened.key(Qt.Key.Key_Return, CONTROL)
        assert not dialog._choices.isEnabled() and dialog.cancel.hasFocus()
    assert opened.note() == "Saved March.xlsx, 24 rows."
    assert dialog.open_file.isVisible() and dialog.show_folder.isVisible() and dialog.open_file.hasFocus()
    opened.key(Qt.Key.Key_Return, CONTROL)
    assert not opened.presenter.running
    opened.key(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert openpyxl.load_workbook(tmp_path / "March.xlsx").sheetnames[0] == "Data"


def test_tab_leads_down_the_left_side_then_to_columns_and_preview(opened: Opened, qtbot: QtBot) -> None:
    dialog = opened.dialog
    stops: list[QWidget] = []
    focus: QWidget | None = dialog.options.format
    assert focus is not None
    focus.setFocus()
    for _ in range(40):
        focus = dialog.focusWidget()
        if focus is None or focus in stops:
            break
        stops.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    options = dialog.options
    chips = dialog.columns.strip.chip(dialog.columns.strip.keys[0])
    order = [
        options.format,
        options.one_row,
        options.include,
        options.presets.list,
        options.findings,
        options.target.name,
        chips,
        dialog.preview.sheet,
        dialog.cancel,
        dialog.export,
    ]
    places = [stops.index(widget) for widget in order if widget is not None]
    assert places == sorted(places) and len(places) == len(order)
    # The chips are one stop.
    assert sum(stop.parent() is dialog.columns.strip for stop in stops) == 1


def test_a_low_screen_keeps_the_buttons(opened: Opened) -> None:
    opened.dialog.resize(opened.dialog.minimumSize())
    QApplication.processEvents()
    foot = opened.dialog.export.mapTo(opened.dialog, QPoint(0, opened.dialog.export.height()))
    assert opened.dialog.export.isVisible() and foot.y() <= opened.dialog.height()


def _contract() -> FieldPlan:
    return default_plan("contract")


def test_a_workbook_is_not_replaced_before_one_was_asked(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = tmp_path / "March.xlsx"
    mine.write_text("mine")
    opened.presenter.put(filename="March")
    opened.wait()
    for answer in ("no", "yes"):
        opened.dialog.export.click()
        question = opened.dialog.findChild(Question)
        assert question is not None and not opened.presenter.running
        if answer == "no":
            question.reject()
            assert mine.read_text() == "mine" and opened.dialog.isVisible()
            qtbot.waitUntil(lambda: opened.dialog.findChild(Question) is None)
        else:
            with qtbot.waitSignal(opened.dialog.exported, timeout=20_000):
                question.yes.click()
    assert openpyxl.load_workbook(mine).sheetnames[0] == "Data"
