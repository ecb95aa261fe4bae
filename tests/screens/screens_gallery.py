"""The gallery of shared widgets."""

from collections.abc import Iterator

from ingestio_desktop.windows.gallery.pages import GALLERY
from tests.screens.screen import Screen


def screens() -> Iterator[Screen]:
    """One a gallery page."""
    for name, build in GALLERY:
        yield Screen(f"gallery-{name}", build)
