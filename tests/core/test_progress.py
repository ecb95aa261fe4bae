"""The one definition of a document's progress."""

import pytest

from ingestio_core.progress import FIELDS_FROM, PAGES_FROM, field_progress, page_progress, words


@pytest.mark.parametrize("total", [1, 2, 7, 49, 50, 51, 100, 333, 5000])
def test_the_words_name_the_page_that_is_read_next(total: int) -> None:
    for done in range(total):
        percent = page_progress(done, total)
        if percent == FIELDS_FROM:
            continue
        last = max(page for page in range(done, total) if page_progress(page, total) == percent)
        assert words(percent, total) == f"Reading page {last + 1} of {total}"


def test_pages_fields_and_checks_have_their_parts() -> None:
    assert (page_progress(0, 12), page_progress(12, 12), page_progress(0, 0)) == (10, 60, 10)
    assert (field_progress(0.0), field_progress(0.5), field_progress(1.0)) == (60, 75, 90)


@pytest.mark.parametrize(
    ("percent", "pages", "said"),
    [
        (0, 12, "Starting"),
        (PAGES_FROM, 12, "Reading page 1 of 12"),
        (18, 12, "Reading page 3 of 12"),
        (59, 12, "Reading page 12 of 12"),
        (30, None, "Reading pages"),
        (60, 12, "Finding fields"),
        (89, None, "Finding fields"),
        (90, 12, "Checking"),
        (99, 12, "Checking"),
        (100, 12, "Done"),
    ],
)
def test_words(percent: int, pages: int | None, said: str) -> None:
    assert words(percent, pages) == said
