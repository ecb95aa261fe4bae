"""The five places of the side bar and what stands there while the program starts."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ingestio_desktop.windows.shell import Shell

PLACES: Final[tuple[tuple[str, str, str], ...]] = (
    ("new", "New batch", "circle-plus"),
    ("batches", "Batches", "layers"),
    ("exports", "Exports", "file-spreadsheet"),
    ("account", "Account", "circle-user"),
    ("settings", "Settings", "settings"),
)
"""Key, title and icon, in the order of Ctrl+1 to Ctrl+5."""

PlaceFactory = Callable[[], QWidget]


def add_places(shell: Shell, starting: Callable[[str], QWidget]) -> None:
    """Register all places with the page that `starting` makes for a title."""
    for key, title, icon in PLACES:
        shell.add_page(key, title, icon, partial(starting, title))


def set_place(shell: Shell, key: str, factory: PlaceFactory) -> None:
    """Put the real page in the place of the starting one. Raises StopIteration for an unknown key."""
    title, icon = next((title, icon) for place, title, icon in PLACES if place == key)
    shell.add_page(key, title, icon, factory)
