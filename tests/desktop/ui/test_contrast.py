"""Contrast of every ink on every ground that the style sheet uses, in both themes.

Texts have 4.5 : 1, switched off ones and placeholders too; signs, rings of the focus and edges of what is
ticked have 3 : 1. Edges of fields, cards and rows are decoration: a field is known by its label or
placeholder. `tests/screens` looks at each label of each screen, on the ground where it stands.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ingestio_desktop.assets import resource
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import Scheme, contrast, load_tokens

ROOT: Final = Path(__file__).resolve().parents[3]
TOKENS: Final = load_tokens()
READABLE, VISIBLE = 4.5, 3.0
SHEET: Final = resource("style.qss.in").read_text(encoding="utf-8")

BARE: Final = {"line"}
"""Grounds of lines and handles: nothing is written on them."""
NOT_TEXT: Final = ("QScrollBar", "::indicator", "#tile")
"""Rules whose ground holds no text. The tile with the accent has a sign only."""
GROUNDS: Final = {
    "muted": ("surface", "bg"),
    "muted_ink": ("surface", "bg", "canvas", "hover", "accent_soft"),
    "accent": ("surface",),
    "accent_ink": ("surface", "bg", "hover", "accent_soft", "bad_soft"),
    "ok": ("surface", "bg"),
    "ok_ink": ("surface", "bg", "ok_soft"),
    "warn": ("surface",),
    "warn_ink": ("surface", "bg", "warn_soft"),
    "bad": ("surface", "bg", "bad_soft"),
    "on_accent": ("accent", "accent_hover"),
}
"""Where a text of a tone may stand whose rule has no ground of its own."""
LINES: Final = {"line", "line_strong", "surface"}
"""Pens that draw lines and grounds, never a text."""
SIGNS: Final = [
    *((tone, ground) for tone in ("accent", "ok", "warn", "bad", "muted") for ground in ("surface", "bg")),
    *((ink, ground) for ink in ("text", "accent") for ground in ("surface", "bg", "hover", "accent_soft")),
    ("accent", "canvas"),
    ("accent", "warn_soft"),
    ("accent", "bad_soft"),
    ("muted", "hover"),
    ("on_accent", "accent"),
]
"""Icons, the ring of the focus, and the edge of what can be ticked."""


def rules() -> Iterator[tuple[str, dict[str, str]]]:
    """Each rule's selector, and which token each of its properties takes."""
    for selector, body in re.findall(
        r"([^{}]+)\{((?:[^{}]|\$\{\w+\})*)\}", re.sub(r"\$\{(\w+)\}", r"$\1", SHEET)
    ):
        yield selector.strip(), dict(re.findall(r"([\w-]+):[^;]*?\$(\w+)", body))


def pairs() -> Iterator[tuple[str, str, str]]:
    """Selector, ink and ground of every rule that has an ink or a ground for a text."""
    for selector, values in rules():
        if any(part in selector for part in NOT_TEXT):
            continue
        ink, ground = values.get("color", "text"), values.get("background")
        if "color" in values or ground not in (None, *BARE):
            for each in (ground,) if ground else GROUNDS.get(ink, ("surface", "bg")):
                yield selector, ink, each
        if "placeholder-text-color" in values:
            yield selector, values["placeholder-text-color"], ground or "surface"
        if "selection-color" in values and "selection-background-color" in values:
            yield selector, values["selection-color"], values["selection-background-color"]


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_text_of_the_style_sheet_can_be_read(scheme: Scheme) -> None:
    colours = TOKENS.colours[scheme]
    found = list(pairs())
    assert len(found) > 50
    assert [pair for pair in found if contrast(colours[pair[1]], colours[pair[2]]) < READABLE] == []


@pytest.mark.parametrize("scheme", list(Scheme))
def test_signs_and_the_ring_of_the_focus_can_be_seen(scheme: Scheme) -> None:
    colours = TOKENS.colours[scheme]
    assert [pair for pair in SIGNS if contrast(colours[pair[0]], colours[pair[1]]) < VISIBLE] == []


def test_what_can_be_ticked_has_an_edge_that_can_be_seen() -> None:
    edges = {values["border"] for selector, values in rules() if selector.endswith("::indicator")}
    assert edges == {"muted"}


def test_every_pair_of_the_token_file_stands_where_its_ink_may() -> None:
    named = {(ink, ground) for ink, ground in TOKENS.pairs if ink in GROUNDS}
    assert named <= {(ink, ground) for ink, grounds in GROUNDS.items() for ground in grounds}


def test_painted_widgets_write_with_inks_only() -> None:
    inks = {ink for ink, _ in TOKENS.pairs} | LINES
    for path in (ROOT / "ingestio_desktop" / "windows").rglob("*.py"):
        for name in re.findall(r"setPen\(colours\.(\w+)\)", path.read_text(encoding="utf-8")):
            assert name == "named" or name in inks, f"{path.name}: {name}"


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_placeholders_are_not_paler_than_the_palette_says(
    qtbot: QtBot, theme: Theme, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    field = kind()
    qtbot.addWidget(field)
    field.show()
    assert field.palette().color(QPalette.ColorRole.PlaceholderText) == theme.colours.muted
