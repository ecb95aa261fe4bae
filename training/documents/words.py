"""What documents say, in eight languages: `labels/LANGUAGE.txt`, a line a key, its ways of saying it divided
by bars."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")


def _parsed(text: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        key, _, ways = line.partition(": ")
        table[key] = tuple(way.strip() for way in ways.split(" | "))
    return table


LABELS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    language: _parsed((Path(__file__).with_name("labels") / f"{language}.txt").read_text("utf-8"))
    for language in LANGUAGES
}
"""By language and key."""
