"""What fields of forms are called, in eight languages, and how alike two names are."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from ingestio_core.fieldplan.lexicon import FIELDS, Key, key_of, words
from ingestio_extract.layout import fold

_NUMBERING: Final = re.compile(
    r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|[ivx]{1,4}[.)]|[-–•*·])\s+", re.IGNORECASE
)
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]{1,40}[)\]]$")
_ENDS: Final = " \t*:.…_·"
_DOTS: Final = re.compile(r"(?<=\w)\.(?=\w)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a field: its words folded, without articles, and the things it is known to mean."""

    text: str
    key: Key
    means: frozenset[str]


def bare_label(text: str) -> str:
    """A label without numbering, hints in brackets, stars, colons and leaders."""
    bare = _NUMBERING.sub("", text).strip().rstrip(_ENDS)
    hint = _BRACKETS.search(bare)
    return bare[: hint.start()].rstrip(_ENDS) if hint is not None and hint.start() else bare


@lru_cache(maxsize=16384)
def name_of(text: str) -> Name:
    """A printed label or an asked name as it is compared."""
    spoken = fold(bare_label(text)).strip()
    key = _key(spoken)
    return Name(spoken, key, _known().get(key, frozenset()))


def _key(text: str) -> Key:
    return key_of([word.text for word in words(_DOTS.sub("", text))])


@cache
def _known() -> dict[Key, frozenset[str]]:
    """What each wording means. A word of several languages may mean several things."""
    path = Path(__file__).with_name("concepts.txt")
    found: dict[Key, set[str]] = {}
    for line in path.read_text("utf-8").splitlines()[1:]:
        concept, _, *languages = (cell.strip() for cell in line.split(";"))
        for wording in (concept.replace("_", " "), *(item for cell in languages for item in cell.split("|"))):
            if key := _key(fold(wording)):
                found.setdefault(key, set()).add(concept)
    for key, role in FIELDS.items():
        found.setdefault(key, set()).add(role)
    return {key: frozenset(meanings) for key, meanings in found.items()}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a printed label and an asked name are, each figure 0 to 1: letter by letter, by words,
    how much of the asked and of the printed words the other has, and whether they mean the same."""

    letters: float
    words: float
    asked: float
    printed: float
    same: float


NOTHING: Final = Likeness(0.0, 0.0, 0.0, 0.0, 0.0)


@lru_cache(maxsize=65536)
def likeness(printed: Name, asked: Name) -> Likeness:
    if not printed.text or not asked.text:
        return NOTHING
    letters = fuzz.ratio(printed.text, asked.text) / 100
    if not printed.key or not asked.key:
        return Likeness(letters, letters, letters, letters, 0.0)
    of_asked = _covered(asked.key, printed.key)
    of_printed = _covered(printed.key, asked.key)
    both = 2 * of_asked * of_printed / (of_asked + of_printed) if of_asked + of_printed else 0.0
    return Likeness(letters, both, of_asked, of_printed, float(bool(printed.means & asked.means)))


def _covered(some: Key, others: Key) -> float:
    """The share of the letters of `some` whose words stand among `others`, in one form or another; the parts
    of a compound count each for themselves."""
    total = sum(len(word) for word in some)
    return sum(len(word) * _found(word, others) for word in some) / total


def _found(word: str, others: Key) -> float:
    best = max(_alike(word, other) for other in others)
    if any(len(word) >= 4 and word in other for other in others):
        return max(best, 0.9)
    parts = sum(len(other) for other in others if len(other) >= 4 and other in word)
    return max(best, min(0.9, parts / len(word)))


@lru_cache(maxsize=65536)
def _alike(first: str, second: str) -> float:
    if first == second:
        return 1.0
    short, long = sorted((first, second), key=len)
    if len(short) < 3 or any(map(str.isdigit, first + second)):
        return 0.0
    if long.startswith(short) and len(long) - len(short) <= 3:
        return 0.95
    if len(short) >= 5 and short[:5] == long[:5] and len(long) - len(short) <= 3:
        return 0.85
    if len(short) >= 5 and short[:4] == long[:4] and len(long) - len(short) <= 2:
        return 0.7
    ratio = fuzz.ratio(first, second) / 100
    return ratio if len(short) >= 5 and ratio >= 0.8 else 0.0
