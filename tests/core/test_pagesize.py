"""Sizes of image pages in points."""

import pytest

from ingestio_core.pagesize import page_size_points


def test_a4_at_300_dpi() -> None:
    width, height = page_size_points(2480, 3508, 300)
    assert (round(width), round(height)) == (595, 842)


@pytest.mark.parametrize("dpi", [None, 0, 1, 10_000, float("nan")])
def test_without_a_credible_dpi_the_page_is_as_wide_as_a4(dpi: float | None) -> None:
    assert page_size_points(1190, 600, dpi) == (595.0, 300.0)


@pytest.mark.parametrize(("width", "height"), [(0, 5), (5, 0), (-1, 5)])
def test_an_image_has_a_size(width: int, height: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        page_size_points(width, height, 300)
