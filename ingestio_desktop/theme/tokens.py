"""The tokens of the look, read from `resources/tokens.json`. No Qt."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from ingestio_desktop.assets import resource


class Scheme(StrEnum):
    """The two palettes."""

    LIGHT = "light"
    DARK = "dark"


class ThemeSetting(StrEnum):
    """What a person chose: one of the palettes, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextStyle(StrEnum):
    """The sizes of type; the values are the keys in the token file."""

    HERO = "hero"
    TITLE = "title"
    HEADING = "heading"
    SECTION = "section"
    BUTTON = "button"
    BODY = "body"
    SMALL = "small"
    SMALL_STRONG = "smallStrong"
    TINY = "tiny"
    TINY_STRONG = "tinyStrong"


@dataclass(frozen=True, slots=True)
class TypeToken:
    """One size of type: pixels, line height in pixels, weight 400–600, letter spacing in pixels."""

    size: int
    line: int
    weight: int
    spacing: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """The whole token file. Colours are `#RRGGBB`, measures are pixels at scale 1, motion milliseconds."""

    colours: Mapping[Scheme, Mapping[str, str]]
    pairs: tuple[tuple[str, str], ...]
    type: Mapping[TextStyle, TypeToken]
    space: Mapping[str, int]
    height: Mapping[str, int]
    width: Mapping[str, int]
    radius: Mapping[str, int]
    motion: Mapping[str, int]


@cache
def load_tokens() -> Tokens:
    """Read the token file once."""
    raw: dict[str, Any] = json.loads(resource("tokens.json").read_text(encoding="utf-8"))
    return Tokens(
        colours={
            scheme: {_snake(name): value for name, value in raw["colours"][scheme].items()}
            for scheme in Scheme
        },
        pairs=tuple((_snake(front), _snake(ground)) for front, ground in raw["pairs"]),
        type={style: TypeToken(**raw["type"][style]) for style in TextStyle},
        space=raw["space"],
        height=raw["height"],
        width=raw["width"],
        radius=raw["radius"],
        motion=raw["motion"],
    )


def contrast(front: str, ground: str) -> float:
    """The contrast of two `#RRGGBB` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dim = sorted((_luminance(front), _luminance(ground)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
