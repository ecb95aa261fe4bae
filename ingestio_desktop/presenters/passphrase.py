"""How hard a passphrase is to guess: a rough figure that tells long from short and plain from mixed."""

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from math import log2
from typing import Final

from ingestio_desktop.language import tr

LEAST: Final = 8
"""Shortest passphrase that is taken."""

_FAIR_BITS: Final = 60.0
_STRONG_BITS: Final = 80.0
_KINDS: Final = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10), (str.isspace, 1))
_OTHERS: Final = 32


class Level(IntEnum):
    EMPTY = 0
    SHORT = 1
    WEAK = 2
    FAIR = 3
    STRONG = 4


@dataclass(frozen=True, slots=True)
class Strength:
    """A level, its word, and what would help ("" for nothing)."""

    level: Level
    word: str
    hint: str


def strength(passphrase: str) -> Strength:
    """How strong it is."""
    if not passphrase:
        return Strength(Level.EMPTY, "", tr("Several words are easy to keep in mind and hard to guess."))
    if len(passphrase) < LEAST:
        return Strength(Level.SHORT, tr("Too short"), tr("At least %n character(s)", "", LEAST))
    bits = _bits(passphrase)
    if bits < _FAIR_BITS:
        return Strength(Level.WEAK, tr("Weak"), tr("Add a word or two."))
    if bits < _STRONG_BITS:
        return Strength(Level.FAIR, tr("Fair"), tr("One more word makes it strong."))
    return Strength(Level.STRONG, tr("Strong"), "")


def _bits(text: str) -> float:
    """What repeats or counts up adds nothing."""
    fresh = 1 + sum(abs(ord(after) - ord(before)) > 1 for before, after in pairwise(text))
    alphabet = sum(size for is_kind, size in _KINDS if any(is_kind(letter) for letter in text))
    if any(not any(is_kind(letter) for is_kind, _ in _KINDS) for letter in text):
        alphabet += _OTHERS
    fresh = min(fresh, 2 * len(set(text)))
    return fresh * log2(max(2, alphabet))
