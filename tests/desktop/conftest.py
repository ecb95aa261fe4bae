"""Every test of the window reads texts, with an application that speaks English."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    """Without an application there are no forms of plurals."""
