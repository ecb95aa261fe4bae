"""The export dialog asks only what changes something."""

import pytest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from ingestio_desktop.windows.export_dialog import ExportDialog
from tests.screens.screens_export import dialog


@pytest.mark.parametrize(("unconfirmed", "asked"), [(0, False), (3, True)])
def test_the_unconfirmed_are_asked_about_where_there_are_some(
    qtbot: QtBot, theme: object, unconfirmed: int, asked: bool
) -> None:
    shown = dialog(documents=5, unconfirmed=unconfirmed)
    assert isinstance(shown, ExportDialog)
    qtbot.addWidget(shown)
    shown.show()
    include = next(b for b in shown.findChildren(QRadioButton) if b.text().startswith("Include"))
    assert include.isVisible() is asked
    assert not asked or include.text() == "Include and mark (3)"
    at_first = shown.height()
    shown.presenter.change(include_unconfirmed=False)
    assert include.isVisible() is asked and shown.height() == at_first
