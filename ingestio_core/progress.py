"""How far a document is, as a percentage whose parts mean something: one definition for who reads
documents, who keeps the figure and who shows it."""

from typing import Final

QUEUED: Final = 0
PAGES_FROM: Final = 10
FIELDS_FROM: Final = 60
CHECKS_FROM: Final = 90
STORED: Final = 100
"""Only what is stored is done; reading itself never says so."""


def page_progress(done: int, total: int) -> int:
    """The percentage when so many pages of a document were read."""
    return PAGES_FROM + (FIELDS_FROM - PAGES_FROM) * done // max(1, total)


def field_progress(part: float) -> int:
    """The percentage when that part of the fields, 0 to 1, was found."""
    return FIELDS_FROM + round((CHECKS_FROM - FIELDS_FROM) * part)


def words(percent: int, pages: int | None = None) -> str:
    """What is being done at a percentage, of a document that is in work and has so many pages."""
    if percent >= STORED:
        return "Done"
    if percent >= CHECKS_FROM:
        return "Checking"
    if percent >= FIELDS_FROM:
        return "Finding fields"
    if percent >= PAGES_FROM:
        return f"Reading page {_pages_done(percent, pages) + 1} of {pages}" if pages else "Reading pages"
    return "Starting"


def _pages_done(percent: int, pages: int) -> int:
    """The most pages whose `page_progress` is not more than that."""
    return -(-(percent - PAGES_FROM + 1) * pages // (FIELDS_FROM - PAGES_FROM)) - 1
