"""The guide's pictures are there, are of screens, and none is left over."""

from tests.screens.__main__ import all_screens
from tests.screens.guide import PICTURES, shown


def test_every_picture_of_the_guide_is_one_of_a_screen() -> None:
    assert len(shown()) > 10
    assert shown() <= {screen.name for screen in all_screens()}


def test_there_are_exactly_the_pictures_that_are_shown() -> None:
    assert {path.stem for path in PICTURES.glob("*.png")} == shown()
