"""The token file: contrast, glyphs, and that all of it is there."""

import re

import pytest

from ingestio_desktop.assets import icon_file, icon_names, resource
from ingestio_desktop.theme.tokens import Scheme, contrast, load_tokens
from ingestio_desktop.theme.words import STATE_WORDS, TYPE_ICONS

TOKENS = load_tokens()
READABLE = 4.5


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("pair", TOKENS.pairs, ids=" on ".join)
def test_every_pair_can_be_read(scheme: Scheme, pair: tuple[str, str]) -> None:
    colours = TOKENS.colours[scheme]
    assert contrast(colours[pair[0]], colours[pair[1]]) >= READABLE


def test_the_contrast_formula_agrees_with_known_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert contrast("#FFFFFF", "#2F6FED") == pytest.approx(4.55, abs=0.01)


def test_both_palettes_name_the_same_colours() -> None:
    assert TOKENS.colours[Scheme.LIGHT].keys() == TOKENS.colours[Scheme.DARK].keys()


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(
    ("glyph", "token"), [("check", "on_accent"), ("minus", "on_accent"), ("chevron-down", "muted")]
)
def test_the_style_sheets_glyphs_have_the_palettes_colours(scheme: Scheme, glyph: str, token: str) -> None:
    drawing = resource("glyphs", scheme.value, f"{glyph}.svg").read_text(encoding="utf-8")
    assert f'stroke="{TOKENS.colours[scheme][token]}"' in drawing


def test_every_icon_takes_its_colour_from_where_it_stands() -> None:
    assert len(icon_names()) > 100
    for name in icon_names():
        drawing = icon_file(name).read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in drawing and 'stroke-width="1.75"' in drawing, name


def test_every_icon_that_a_state_or_a_type_names_is_bundled() -> None:
    named = {word.icon for word in STATE_WORDS.values()} | set(TYPE_ICONS.values())
    assert named <= set(icon_names())


def test_every_icon_named_in_the_windows_is_bundled() -> None:
    windows = resource("tokens.json").parent.parent / "ingestio_desktop"
    if not windows.is_dir():
        windows = resource("tokens.json").parent.parent
    pattern = re.compile(r'(?:icon=|IconLabel\(|IconButton\(|paint_icon\(painter, )"([a-z0-9-]+)"')
    bundled = set(icon_names())
    for path in windows.rglob("*.py"):
        for name in pattern.findall(path.read_text(encoding="utf-8")):
            assert name in bundled, f"{path.name}: {name}"


def test_licences_stand_beside_fonts_and_icons() -> None:
    assert "SIL Open Font License" in resource("fonts", "Inter-LICENSE.txt").read_text(encoding="utf-8")
    assert "ISC License" in resource("icons", "LUCIDE-LICENSE.txt").read_text(encoding="utf-8")
