"""What can be done with the row and the cell that one stands in."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ingestio_desktop.language import tr
from ingestio_desktop.store.rows import DocumentState
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.widgets.buttons import menu_text

if TYPE_CHECKING:
    from ingestio_desktop.windows.grid.page import GridPage

_STEP: Final = 24
"""Pixels by which a column gets wider at once."""


def row_menu(page: "GridPage") -> QMenu:
    """It is deleted when it closes."""
    view, presenter, icon = page.view, page.presenter, current_theme().icon
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ids = view.chosen_ids()
    rows = [presenter.rows[key] for key in ids if key in presenter.rows]
    menu.addAction(icon("eye"), menu_text(tr("Open in the review"), "Enter"), view.keyboard.open_document)
    if any(row.state is DocumentState.TO_REVIEW for row in rows):
        menu.addAction(icon("check"), menu_text(tr("Confirm"), key_of("grid.confirm")), page.confirm_rows)
    if any(row.state is DocumentState.CONFIRMED for row in rows):
        menu.addAction(icon("undo-2"), tr("Un-confirm"), lambda: presenter.unconfirm(ids))
    menu.addAction(icon("file-text"), menu_text(tr("Show the page"), key_of("grid.page")), page.toggle_peek)
    menu.addSeparator()
    menu.addAction(icon("copy"), menu_text(tr("Copy"), "Ctrl+C"), view.hands.copy)
    can = any(
        view.hands.editable(row, column)
        for row in view.selection.rows[:50]
        for column in view.selection.columns
    )
    for name, text, key, act in (
        ("clipboard-paste", tr("Paste"), "Ctrl+V", view.hands.paste),
        ("arrow-down", tr("Fill down"), key_of("grid.fill_down"), view.hands.fill_down),
        ("x", tr("Clear"), "Del", view.hands.clear),
    ):
        menu.addAction(icon(name), menu_text(text, key), act).setEnabled(can)
    menu.addSeparator()
    column = view.selection.column
    key = view.header.sort_key(column)
    menu.addAction(
        icon("arrow-up-down"),
        tr("Sort by {column}", column=view.header.title(column)),
        lambda: presenter.sort(key),
    )
    shown = view.hands.column(column)
    if shown is not None:
        for text, by in ((tr("Wider"), _STEP), (tr("Narrower"), -_STEP)):
            menu.addAction(text, partial(presenter.layout.resize, shown.key, shown.width + by))
        menu.addAction(
            icon("eye-off"), tr("Hide this column"), lambda: presenter.layout.show_column(shown.key, False)
        )
    return menu
