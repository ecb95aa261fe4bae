"""What is easily forgotten in the wizard: undo, paste, keys, several files at once, what is kept."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QPoint, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QGuiApplication, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ingestio_core.errors import IngestError, MachineError
from ingestio_core.fieldplan import FieldType
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.plans import PlanName
from ingestio_desktop.flows.draft import DraftFile, FileState
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.presenters.compose_rows import Limits, reason_text, twin_text
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.widgets.dropzone import text_paths
from ingestio_desktop.windows.wizard.files_table import Link
from ingestio_desktop.windows.wizard.page import WizardPage
from ingestio_desktop.windows.wizard.prompt_editor import _Text
from ingestio_desktop.windows.wizard.prompts_step import paint_file
from tests.support.desktop import Desktop
from tests.support.documents import make_document
from tests.support.told import keep_account

CONTROL = Qt.KeyboardModifier.ControlModifier


def added(page: WizardPage, qtbot: QtBot, folder: Path, valid: int = 3) -> None:
    page.presenter.add_paths([folder])
    qtbot.waitUntil(
        lambda: page.presenter.view.totals.valid == valid and not page.presenter.view.listing, timeout=30_000
    )


def at_prompts(page: WizardPage, qtbot: QtBot, folder: Path, strategy: PromptStrategy) -> None:
    added(page, qtbot, folder)
    page.presenter.set_strategy(strategy)
    page.presenter.next()
    qtbot.waitUntil(
        lambda: page.presenter.view.step is Step.PROMPTS and page.presenter.view.strategy is strategy
    )


def written(page: WizardPage, qtbot: QtBot, text: str) -> None:
    editor = page.prompts.editor
    assert editor is not None
    editor.text.setPlainText(text)
    qtbot.waitUntil(lambda: not page.presenter.reading)


def question(page: WizardPage, qtbot: QtBot) -> Question:
    qtbot.waitUntil(lambda: bool(page.findChildren(Question)))
    return page.findChildren(Question)[-1]


def test_delete_goes_on_with_the_next_row_and_ctrl_z_brings_back(
    page: WizardPage, qtbot: QtBot, folder: Path
) -> None:
    added(page, qtbot, folder)
    table, presenter = page.files.table, page.presenter
    names = lambda: [row.name for row in table.rows.shown_rows()]  # noqa: E731
    qtbot.waitUntil(lambda: table.rows.row(0).state is FileState.REJECTED)
    before = names()
    table.setFocus()
    table.setCurrentIndex(table.rows.index(1, 0))
    for left in (5, 4):
        qtbot.keyClick(table, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda count=left: table.rows.rowCount() == count)  # type: ignore[misc]
        assert table.currentIndex().row() == 1
    assert names() == [before[0], *before[3:]]
    assert page.toast.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: table.rows.rowCount() == 5)
    assert presenter.view.removed == 0
    assert not page.toast.isVisible()


def test_paths_and_addresses_are_pasted_as_text(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    third, same = folder / "third.pdf", folder / "one" / "same.pdf"
    QGuiApplication.clipboard().setText(f"'{third}'\n{QUrl.fromLocalFile(str(same)).toString()}\n")
    qtbot.keyClick(page.files.zone.first_button, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: page.presenter.view.totals.valid == 2, timeout=30_000)
    QGuiApplication.clipboard().setText("Supplier, total")
    qtbot.keyClick(page.files.table, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(page.toast.isVisible)
    assert page.presenter.view.totals.files == 2


@pytest.mark.parametrize(
    "text", ["", "hello", "report.pdf", "/tmp/a.pdf\nand more", "https://example.org/a.pdf"]
)
def test_text_that_is_no_path_is_not_one(text: str) -> None:
    assert text_paths(text) == ()


def test_paths_of_any_form_are_read() -> None:
    text = 'copy\nfile:///srv/a%20b.pdf\n"/srv/c d.pdf"\n~/e.pdf\n'
    assert text_paths(text) == (Path("/srv/a b.pdf"), Path("/srv/c d.pdf"), Path.home() / "e.pdf")


def test_keys_with_alt_type_nothing_into_a_prompt(qtbot: QtBot) -> None:
    text = _Text()
    qtbot.addWidget(text)
    text.show()
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    for event, typed in (
        (QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, alt, "1"), ""),
        (QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1"), "1"),
        (QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_At, alt, "@"), "1@"),
        (QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, alt | control, "@"), "1@@"),
    ):
        QApplication.sendEvent(text, event)
        assert text.toPlainText() == typed


def test_files_that_are_dragged_over_the_text_are_for_the_page(
    page: WizardPage, qtbot: QtBot, folder: Path
) -> None:
    at_prompts(page, qtbot, folder, PromptStrategy.GLOBAL)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    text = page.prompts.shared.text
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(text.viewport(), event)
    assert not text.canInsertFromMimeData(data)
    assert text.toPlainText() == ""


def test_all_duplicates_are_included_by_one_button(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    (folder / "two" / "copy.pdf").write_bytes((folder / "third.pdf").read_bytes())
    added(page, qtbot, folder)
    assert page.include_all.isVisible()
    page.include_all.click()
    qtbot.waitUntil(lambda: page.presenter.view.totals.valid == 5)
    assert not page.include_all.isVisible()


def test_twins_of_one_name_are_told_apart_by_their_folder(
    page: WizardPage, qtbot: QtBot, folder: Path
) -> None:
    (folder / "two" / "third.pdf").write_bytes((folder / "third.pdf").read_bytes())
    added(page, qtbot, folder)
    row = next(
        row
        for row in page.files.table.rows.rows
        if row.folder.endswith("two") and row.name == "third.pdf" and row.duplicate_of is not None
    )
    twin = page.presenter.rows.get(row.duplicate_of)
    assert twin is not None
    if twin.name == row.name:
        assert reason_text(row, twin_text(row, twin)) == "Same as March / third.pdf"
    else:
        assert reason_text(row, twin_text(row, twin)) == f"Same as {twin.name}"


def test_reasons_name_their_limits(page: WizardPage, qtbot: QtBot, folder: Path, desktop: Desktop) -> None:
    (folder / "large.pdf").write_bytes(make_document(8).content + b"\n%" + b"0" * 1_500_000)
    keep_account(desktop.store, files_per_batch=2, max_file_bytes=1024 * 1024)
    added(page, qtbot, folder, valid=2)
    limits = Limits(2, 1024 * 1024)
    said = {reason_text(row, "", limits) for row in page.files.table.rows.rows if row.reason is not None}
    assert {"Over the limit of 2 files", "Too large: 1.5 MB, the limit is 1 MB"} <= said
    assert "Type not allowed: text file. Only PDF, JPG, PNG" in said


def test_a_changed_file_is_read_again_by_its_link(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    at_prompts(page, qtbot, folder, PromptStrategy.AUTO)
    page.presenter.next()
    qtbot.waitUntil(lambda: page.presenter.view.step is Step.REVIEW)
    changed = folder / "one" / "same.pdf"
    changed.write_bytes(make_document(9).content)
    with qtbot.waitSignal(page.presenter.failed):
        page.submit.click()
    qtbot.waitUntil(lambda: page.presenter.view.totals.valid == 2)
    link = page.review.refused._flow.itemAt(0)
    assert link is not None
    qtbot.mouseClick(link.widget(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.view.step is Step.FILES)
    table = page.files.table
    qtbot.waitUntil(lambda: any(row.can_read_again for row in table.rows.shown_rows()))
    row = next(row for row in table.rows.shown_rows() if row.can_read_again)
    qtbot.waitUntil(lambda: table.link_rect(table.rows.place_of(row.id), Link.READ_AGAIN).width() > 0)
    spot = table.link_rect(table.rows.place_of(row.id), Link.READ_AGAIN).center().toPoint()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: page.presenter.view.totals.valid == 3 and not page.presenter.view.listing)


def test_an_empty_folder_is_told(page: WizardPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "Empty").mkdir()
    page.presenter.add_paths([tmp_path / "Empty"])
    qtbot.waitUntil(page.toast.isVisible)
    assert "Empty" in page.toast.accessibleName()


def test_several_files_get_one_text(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    at_prompts(page, qtbot, folder, PromptStrategy.PER_DOCUMENT)
    presenter, own = page.presenter, page.prompts.own
    written(page, qtbot, "Supplier")
    flags = QItemSelectionModel.SelectionFlag
    own.table.selectionModel().select(own.table.rows.index(2, 0), flags.Select | flags.Rows)
    assert len(presenter.current_files) == 2
    assert own.editor.text.toPlainText() == ""
    assert "2 files" in own.editor.text.placeholderText()
    written(page, qtbot, "Total")
    qtbot.waitUntil(lambda: [row.prompt for row in presenter.rows.valid()] == ["Total", "", "Total"])
    own.show_neighbour(1)
    assert len(presenter.current_files) == 1


def test_copy_to_all_asks_before_it_overwrites(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    at_prompts(page, qtbot, folder, PromptStrategy.PER_DOCUMENT)
    presenter, own = page.presenter, page.prompts.own
    written(page, qtbot, "Supplier")
    own.show_neighbour(1)
    written(page, qtbot, "Total")
    qtbot.waitUntil(own.copy_all.isEnabled)
    own.copy_all.click()
    question(page, qtbot).reject()
    texts = lambda: [row.prompt for row in presenter.rows.valid()]  # noqa: E731
    assert texts() == ["Supplier", "Total", ""]
    own.copy_all.click()
    question(page, qtbot).accept()
    qtbot.waitUntil(lambda: texts() == ["Total"] * 3)


def test_a_search_without_hits_is_cleared(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    at_prompts(page, qtbot, folder, PromptStrategy.PER_DOCUMENT)
    own = page.prompts.own
    own.search.setText("nothing like it")
    qtbot.waitUntil(own.clear.isVisible)
    assert own.table.rows.rowCount() == 0
    own.clear.click()
    assert own.table.rows.rowCount() == 3


def test_chips_and_their_table_are_changed_by_keys(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    at_prompts(page, qtbot, folder, PromptStrategy.GLOBAL)
    written(page, qtbot, "Supplier, total, line items (description, amount)")
    presenter, plan = page.presenter, page.prompts.shared.plan
    labels = lambda: [spec.label for spec in presenter.plan().fields]  # noqa: E731
    first, second, table = presenter.plan().fields
    plan.chip(first.name).setFocus()
    qtbot.keyClick(plan.chip(first.name), Qt.Key.Key_Right, CONTROL)
    qtbot.waitUntil(lambda: labels()[:2] == [second.label, first.label])
    card = plan._stops[("", table.name)]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_F2)
    editor = card.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Positions")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Positions" in labels())
    assert ("", table.name) in presenter.edited_columns()
    card = plan._stops[("", table.name)]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: len(presenter.plan().tables[0].columns) == 3)
    plan._stops[("", table.name)].setFocus()
    qtbot.keyClick(plan._stops[("", table.name)], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not presenter.plan().tables)
    plan.retyped.emit(first.name, FieldType.DATE, "")
    qtbot.waitUntil(lambda: ("", first.name) in presenter.edited_columns())


def test_the_library_keeps_columns_asks_renames_and_takes_back(
    page: WizardPage, qtbot: QtBot, folder: Path
) -> None:
    at_prompts(page, qtbot, folder, PromptStrategy.GLOBAL)
    presenter, library = page.presenter, page.presenter.library
    written(page, qtbot, "Supplier, total")
    presenter.rename_column(presenter.plan().fields[0].name, "Who sells")
    qtbot.waitUntil(lambda: bool(presenter.edited_columns()))
    with qtbot.waitSignal(library.saved):
        page._save_prompt("Mine")
    qtbot.waitUntil(lambda: library.own("Mine") is not None)
    written(page, qtbot, "IBAN")
    page._save_prompt("mine")
    question(page, qtbot).reject()
    own = library.own("Mine")
    assert own is not None and own.prompt == "Supplier, total"
    page._use_prompt(own)
    qtbot.waitUntil(lambda: [spec.label for spec in presenter.plan().fields] == ["Who sells", "Total"])
    library.rename(own, "Invoice")
    with qtbot.waitSignal(presenter.failed):
        pass
    library.rename(own, "Ours")
    qtbot.waitUntil(lambda: library.own("Ours") is not None)
    page._open_library()
    assert page.library.height() > 6 * 28, "the six defaults stand one below the other"
    page.library._manage_asked()
    row = next(row for row in page.library._entries if not row.entry.builtin)
    assert page.library.height() >= page.library.sizeHint().height() > 100
    assert page.library.rect().contains(row.geometry())
    bin_ = row.rect().center()
    bin_.setX(row.width() - 12)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=bin_)
    qtbot.waitUntil(lambda: library.own("Ours") is None)
    qtbot.waitUntil(page.toast.isVisible)
    page.toast._undone()
    qtbot.waitUntil(lambda: library.own("Ours") is not None)
    kept = library.own("Ours")
    assert kept is not None and kept.field_plan is not None


def test_too_few_pages_keep_submit_off_and_show_two_ways(
    page: WizardPage, qtbot: QtBot, folder: Path, desktop: Desktop
) -> None:
    at_prompts(page, qtbot, folder, PromptStrategy.AUTO)
    page.presenter.next()
    qtbot.waitUntil(lambda: page.presenter.view.step is Step.REVIEW)
    assert page.submit.isEnabled() and not page.review.change_plan.isVisible()
    pages = page.presenter.view.totals.pages
    keep_account(desktop.store, pages_left=pages - 1, pages_used=2_001 - pages)
    qtbot.waitUntil(lambda: not page.submit.isEnabled())
    assert "1 too few" in page.review.pages_card.accessibleDescription()
    assert "1 page too few" in page.submit.toolTip()
    with qtbot.waitSignal(page.plans_wanted):
        page.review.change_plan.click()
    page.review.remove_files.click()
    qtbot.waitUntil(lambda: page.presenter.view.step is Step.FILES)


def test_what_is_folded_stays_folded(desktop: Desktop, theme: object, qtbot: QtBot) -> None:
    kept: dict[str, bytes] = {}

    class Memory:
        def widget_state(self, name: str) -> bytes | None:
            return kept.get(name)

        def keep_widget_state(self, name: str, state: bytes) -> None:
            kept[name] = state

    def opened() -> WizardPage:
        page = WizardPage(desktop.composer(), memory=Memory())
        qtbot.addWidget(page)
        qtbot.waitUntil(lambda: page.presenter.is_open)
        return page

    first = opened()
    assert first.review.files.is_open() and first.review.prompt.is_open()
    first.review.files._toggle()
    second = opened()
    assert not second.review.files.is_open()
    assert second.review.prompt.is_open()


def test_a_found_draft_asks_and_any_step_answers(
    page: WizardPage, desktop: Desktop, qtbot: QtBot, folder: Path, restarted: Callable[[], WizardPage]
) -> None:
    added(page, qtbot, folder)
    qtbot.waitUntil(lambda: page.presenter.view.saved_at is not None)
    again = restarted()
    assert again.found.isVisibleTo(again)
    assert "6 files" in again.found.text.text()
    again.presenter.next()
    qtbot.waitUntil(lambda: not again.found.isVisibleTo(again))
    assert again.presenter.view.step is Step.PROMPTS


def test_a_draft_that_cannot_be_read_is_told_and_tried_again(page: WizardPage, qtbot: QtBot) -> None:
    page.presenter._opened = False
    page.presenter.open_failed.emit(MachineError("store_unusable", "Unusable", "It is damaged."))
    assert page.unreadable.isVisible()
    assert not page.footer.isVisible()
    page._again.click()
    qtbot.waitUntil(lambda: page.presenter.is_open and page.files.isVisible())
    assert page.footer.isVisible()


def test_upgrade_required_says_what_the_service_answers(
    page: WizardPage, qtbot: QtBot, desktop: Desktop
) -> None:
    keep_account(desktop.store, plan=PlanName.STARTER, files_per_batch=0)
    qtbot.waitUntil(page.upgrade.isVisible)
    page.upgrade.check.click()
    assert not page.upgrade.check.isEnabled()
    page.presenter.account_checked.emit(IngestError("offline", "Offline", "There is no network."))
    assert page.upgrade.asked.text() == "There is no network."
    page.presenter.account_checked.emit(None)
    assert page.upgrade.asked.text().startswith("Nothing changed yet, as of")
    assert page.upgrade.check.isEnabled()
    with qtbot.waitSignal(page.local_wanted):
        page.upgrade.local.click()
    keep_account(desktop.store)
    qtbot.waitUntil(page.files.isVisible)


def test_rows_say_each_reason(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    added(page, qtbot, folder)
    refused: list[DraftFile] = [row for row in page.files.table.rows.rows if row.reason is not None]
    assert all(reason_text(row) for row in refused)
    assert len({reason_text(row) for row in refused}) == len(refused)


def test_a_name_with_line_breaks_leaves_the_line_below_to_the_folder() -> None:
    pictures: list[QImage] = []
    for name in ("two lines.pdf", "two\nlines.pdf"):
        picture = QImage(300, 40, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        path = Path("in") / name
        row = DraftFile(UUID(int=1), 0, path, name, "in", 9, None, 1, FileState.VALID)
        painter = QPainter(picture)
        paint_file(painter, QRectF(picture.rect()), row, QColor("black"))
        painter.end()
        pictures.append(picture)
    assert pictures[0] == pictures[1]
