"""The wizard as a person goes through it."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ingestio_core.fieldplan import FieldType
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.draft import FileState
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.presenters.compose_rows import PromptState
from ingestio_desktop.windows.wizard.files_table import Link
from ingestio_desktop.windows.wizard.page import WizardPage
from tests.support.desktop import Desktop

PROMPT = "Supplier, invoice number, total, line items (description, amount)"


def add(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    page.presenter.add_paths([folder])
    qtbot.waitUntil(
        lambda: page.presenter.view.totals.valid == 3 and not page.presenter.view.listing, timeout=30_000
    )


def go(page: WizardPage, qtbot: QtBot, step: Step) -> None:
    page.presenter.next()
    qtbot.waitUntil(lambda: page.presenter.view.step is step)


def write(page: WizardPage, qtbot: QtBot, text: str) -> None:
    editor = page.prompts.editor
    assert editor is not None
    editor.text.setPlainText(text)
    qtbot.waitUntil(lambda: not page.presenter.reading and page.presenter.view.prompt == text)


def drop(page: WizardPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(400, 400), action, data, button, key))
    QApplication.sendEvent(page, QDropEvent(QPointF(400, 400), action, data, button, key))


def test_a_dropped_folder_is_listed_with_its_refused_files_first(
    page: WizardPage, qtbot: QtBot, folder: Path
) -> None:
    assert not page.following.isEnabled()
    assert "Add one file" in page.footer.note()
    drop(page, folder)
    qtbot.waitUntil(
        lambda: page.presenter.view.totals.files == 6 and not page.presenter.view.listing, timeout=30_000
    )
    table = page.files.table
    states = lambda: [row.state for row in table.rows.shown_rows()]  # noqa: E731
    qtbot.waitUntil(lambda: states() == [FileState.REJECTED] * 3 + [FileState.VALID] * 3)
    assert page.following.isEnabled()
    page.files.filter._choose(2)
    assert {row.reason.code for row in table.rows.shown_rows() if row.reason} == {
        "file_damaged",
        "type_not_allowed",
        "duplicate_in_batch",
    }


def test_pasted_files_are_added(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / "third.pdf"))])
    QGuiApplication.clipboard().setMimeData(data)
    page.files.paste()
    qtbot.waitUntil(lambda: page.presenter.view.totals.valid == 1, timeout=30_000)


def test_a_duplicate_is_included_by_its_link_and_refused_files_go_at_once(
    page: WizardPage, qtbot: QtBot, folder: Path
) -> None:
    add(page, qtbot, folder)
    table = page.files.table
    place = next(i for i, row in enumerate(table.rows.shown_rows()) if row.reason and row.can_include_anyway)
    spot = table.link_rect(place, Link.INCLUDE).center().toPoint()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: page.presenter.view.totals.valid == 4)
    assert page.remove_rejected.isVisible()
    page.remove_rejected.click()
    qtbot.waitUntil(lambda: page.presenter.view.totals.rejected == 0)
    assert table.rows.rowCount() == 4
    assert not page.remove_rejected.isVisible()


def test_delete_takes_the_selected_file_away(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    add(page, qtbot, folder)
    table = page.files.table
    last = table.rows.rowCount() - 1
    table.setCurrentIndex(table.rows.index(last, 0))
    gone = table.rows.row(last).id
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.presenter.rows.get(gone) is None)
    assert table.rows.rowCount() == last


def test_steps_back_and_forth_lose_no_letter(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    add(page, qtbot, folder)
    go(page, qtbot, Step.PROMPTS)
    assert not page.following.isEnabled()
    text = page.prompts.shared.text
    qtbot.keyClicks(text, "Supplier, total")
    page.presenter.previous()
    qtbot.waitUntil(lambda: page.presenter.view.step is Step.FILES)
    go(page, qtbot, Step.PROMPTS)
    assert text.toPlainText() == "Supplier, total"
    qtbot.waitUntil(lambda: page.presenter.view.prompt == "Supplier, total")
    qtbot.waitUntil(page.following.isEnabled)


def test_columns_are_renamed_retyped_dropped_and_added(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    add(page, qtbot, folder)
    go(page, qtbot, Step.PROMPTS)
    write(page, qtbot, PROMPT)
    editor, presenter = page.prompts.shared, page.presenter
    names = lambda: [spec.label for spec in presenter.plan().fields]  # noqa: E731
    assert len(presenter.plan().scalars) == 3 and len(presenter.plan().tables) == 1
    first, second, third = presenter.plan().scalars
    chip = editor.plan.chip(first.name)
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_F2)
    field = chip.findChild(QLineEdit)
    assert field is not None
    field.setText("Who sells")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Who sells" in names())
    editor.plan.retyped.emit(second.name, FieldType.NUMBER, "")
    qtbot.waitUntil(lambda: presenter.plan().scalars[1].type is FieldType.NUMBER)
    qtbot.keyClick(editor.plan.chip(third.name), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: third.label not in names())
    editor.plan.added.emit("")
    qtbot.waitUntil(lambda: "New column" in names())
    table = presenter.plan().tables[0]
    qtbot.keyClick(editor.plan.chip(table.columns[0].name, table.name), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(presenter.plan().tables[0].columns) == len(table.columns) - 1)


def test_what_was_not_understood_is_said_below_the_columns(
    page: WizardPage, qtbot: QtBot, folder: Path
) -> None:
    add(page, qtbot, folder)
    go(page, qtbot, Step.PROMPTS)
    told = page.prompts.shared.not_understood
    write(page, qtbot, "The documents are utility bills. Supplier, total")
    qtbot.waitUntil(told.isVisible)
    assert told.text() == "Not understood, so no column: “The documents are utility bills”"
    write(page, qtbot, "Supplier, total")
    qtbot.waitUntil(lambda: not told.isVisible())


def test_typing_on_keeps_what_was_changed_by_hand(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    add(page, qtbot, folder)
    go(page, qtbot, Step.PROMPTS)
    write(page, qtbot, "Supplier, total")
    page.presenter.rename_column(page.presenter.plan().fields[0].name, "Who sells")
    qtbot.waitUntil(lambda: page.presenter.plan().fields[0].label == "Who sells")
    write(page, qtbot, "Supplier, total, due date")
    assert page.presenter.plan().fields[0].label == "Who sells"
    assert len(page.presenter.plan().fields) == 3


def test_each_file_has_its_own_text_and_the_empty_ones_are_named(
    page: WizardPage, qtbot: QtBot, folder: Path
) -> None:
    add(page, qtbot, folder)
    go(page, qtbot, Step.PROMPTS)
    presenter, own = page.presenter, page.prompts.own
    presenter.set_strategy(PromptStrategy.PER_DOCUMENT)
    qtbot.waitUntil(lambda: presenter.view.strategy is PromptStrategy.PER_DOCUMENT)
    assert "3 files have no prompt" in page.footer.note()
    own.editor.text.setPlainText("Supplier, total")
    qtbot.waitUntil(lambda: not presenter.reading)
    first = presenter.current_file
    own.show_neighbour(1)
    assert presenter.current_file != first
    assert own.editor.text.toPlainText() == ""
    own.show_neighbour(-1)
    assert own.editor.text.toPlainText() == "Supplier, total"
    qtbot.waitUntil(own.copy_empty.isEnabled)
    own.copy_empty.setFocus()
    own.copy_empty.click()
    qtbot.waitUntil(lambda: not presenter.view.problems)
    qtbot.waitUntil(lambda: not own.copy_empty.isEnabled())
    assert own.copy_all.hasFocus()
    states = presenter.rows.prompt_states()
    assert sorted(state.value for state in states.values()) == ["copied", "copied", "written"]
    assert first is not None and states[first] is PromptState.WRITTEN
    qtbot.waitUntil(page.following.isEnabled)


def test_a_prompt_is_saved_and_used_again(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    add(page, qtbot, folder)
    go(page, qtbot, Step.PROMPTS)
    write(page, qtbot, PROMPT)
    presenter = page.presenter
    with qtbot.waitSignal(presenter.library.saved):
        presenter.save_prompt("Supplier invoices")
    qtbot.waitUntil(lambda: presenter.library.own("supplier invoices") is not None)
    assert presenter.library.origin(presenter.prompt()) == ("Supplier invoices", False)
    write(page, qtbot, "Total")
    page._open_library()
    assert page.library.isVisible()
    entry = next(row for row in page.library._entries if row.accessibleName() == "Supplier invoices")
    entry.click()
    assert not page.library.isVisible()
    assert page.prompts.shared.text.toPlainText() == PROMPT


def test_a_batch_is_submitted_once_and_a_new_draft_is_there(
    page: WizardPage, desktop: Desktop, qtbot: QtBot, folder: Path
) -> None:
    add(page, qtbot, folder)
    go(page, qtbot, Step.PROMPTS)
    write(page, qtbot, PROMPT)
    qtbot.waitUntil(page.following.isEnabled)
    go(page, qtbot, Step.REVIEW)
    page.review.name.clear()
    qtbot.keyClicks(page.review.name, "March invoices")
    with qtbot.waitSignal(page.submitted) as told:
        page.submit.click()
        page.submit.click()
        assert not page.submit.isEnabled()
    assert told.args is not None
    batch_id = told.args[0]
    assert isinstance(batch_id, UUID)
    row = desktop.batches.batch(batch_id).result(10)
    assert row is not None
    assert (row.name, row.document_count) == ("March invoices", 3)
    assert desktop.store is not None
    qtbot.waitUntil(lambda: page.presenter.view.id != batch_id and not page.presenter.view.totals.files)
    assert page.presenter.view.step is Step.FILES
    assert page.prompts.shared.text.toPlainText() == ""


def test_a_file_that_changed_is_refused_with_its_name(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    add(page, qtbot, folder)
    go(page, qtbot, Step.PROMPTS)
    page.presenter.set_strategy(PromptStrategy.AUTO)
    qtbot.waitUntil(lambda: page.presenter.view.strategy is PromptStrategy.AUTO)
    go(page, qtbot, Step.REVIEW)
    (folder / "one" / "same.pdf").unlink()
    with qtbot.waitSignal(page.presenter.failed) as told:
        page.presenter.submit()
    assert told.args is not None and told.args[0].code == "files_changed"
    assert page.review.refused.isVisible()
    assert "same.pdf" in page.review.refused.accessibleName()


def test_the_draft_is_there_again_after_a_restart(
    page: WizardPage, desktop: Desktop, qtbot: QtBot, folder: Path
) -> None:
    add(page, qtbot, folder)
    go(page, qtbot, Step.PROMPTS)
    write(page, qtbot, PROMPT)
    again = WizardPage(desktop.composer())
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.presenter.is_open)
    assert again.presenter.view.step is Step.PROMPTS
    assert again.prompts.shared.text.toPlainText() == PROMPT
    assert again.files.table.rows.rowCount() == 6


def test_keys_work_from_within_the_text(page: WizardPage, qtbot: QtBot, folder: Path) -> None:
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    add(page, qtbot, folder)
    page.files.table.setFocus()
    qtbot.keyClick(page.files.table, Qt.Key.Key_Right, alt)
    presenter, own = page.presenter, page.prompts.own
    qtbot.waitUntil(lambda: presenter.view.step is Step.PROMPTS)
    presenter.set_strategy(PromptStrategy.PER_DOCUMENT)
    qtbot.waitUntil(lambda: presenter.view.strategy is PromptStrategy.PER_DOCUMENT)
    own.editor.text.setFocus()
    first = presenter.current_file
    qtbot.keyClick(own.editor.text, Qt.Key.Key_Down, control)
    assert presenter.current_file != first
    qtbot.keyClick(own.editor.text, Qt.Key.Key_Up, control)
    assert presenter.current_file == first
    qtbot.keyClick(own.editor.text, Qt.Key.Key_L, control)
    assert page.library.isVisible()
    page.library.close_popover()
    presenter.set_strategy(PromptStrategy.GLOBAL)
    qtbot.waitUntil(lambda: presenter.view.strategy is PromptStrategy.GLOBAL)
    text = page.prompts.shared.text
    text.setFocus()
    qtbot.keyClicks(text, "Total")
    qtbot.waitUntil(page.following.isEnabled)
    qtbot.keyClick(text, Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: presenter.view.step is Step.REVIEW)
    qtbot.waitUntil(page.review.name.hasFocus)
    with qtbot.waitSignal(page.submitted):
        qtbot.keyClick(page.review.name, Qt.Key.Key_Return, control)


@pytest.mark.parametrize("strategy", list(PromptStrategy))
def test_nothing_is_left_without_a_name(
    page: WizardPage, qtbot: QtBot, folder: Path, strategy: PromptStrategy
) -> None:
    add(page, qtbot, folder)
    go(page, qtbot, Step.PROMPTS)
    page.presenter.set_strategy(strategy)
    qtbot.waitUntil(lambda: page.presenter.view.strategy is strategy)
    stops = [
        widget
        for widget in page.findChildren(QLineEdit) + page.findChildren(type(page.following))
        if widget.isVisible()
    ]
    assert stops
    assert [widget for widget in stops if not widget.accessibleName()] == []
