"""The five places of the side bar and what stands there while the program starts."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.windows.shell import Shell

PLACES: Final[tuple[tuple[str, str, str], ...]] = (
    ("new", QT_TR_NOOP("New batch"), "circle-plus"),
    ("batches", QT_TR_NOOP("Batches"), "layers"),
    ("exports", QT_TR_NOOP("Exports"), "file-spreadsheet"),
    ("account", QT_TR_NOOP("Account"), "circle-user"),
    ("settings", QT_TR_NOOP("Settings"), "settings"),
)
"""Key, title and icon, in the order of Ctrl+1 to Ctrl+5."""

PlaceFactory = Callable[[], QWidget]


def add_places(shell: Shell, starting: Callable[[str], QWidget]) -> None:
    """Register all places with the page that `starting` makes for a title."""
    for key, text, icon in PLACES:
        title = tr(text)
        shell.add_page(key, title, icon, partial(starting, title))


def set_place(shell: Shell, key: str, factory: PlaceFactory) -> None:
    """Put the real page in the place of the starting one. Raises StopIteration for an unknown key."""
    title, icon = next((tr(text), icon) for place, text, icon in PLACES if place == key)
    shell.add_page(key, title, icon, factory)
