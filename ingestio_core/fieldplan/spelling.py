"""Typos in the words that the compiler knows, mended only where one known word is near."""

from functools import lru_cache
from itertools import product
from math import prod
from typing import Final

from rapidfuzz.distance import OSA

from ingestio_core.fieldplan.lexicon import COLUMNS, FIELDS, TABLES, Key, hint, word_set

_SHORTEST: Final = 5
_LONG: Final = 9
"""Letters from which two mistakes are forgiven."""

_MOST: Final = 12
_REAL: Final = word_set(
    "contact country county counts valve place plate state notes stock staff scope phone prices model brand "
    "custom customs courier seller tiller contents session sessions section sections addressee orders "
    "ordering payer payee partner partners porter border vender teller sender sector factor factory creditor "
    "debtor editor content comment comments condition conditions mention version region reason season "
    "service "
    "delivery discovery marke masse konto lager leiter anlage artist particle vehicle entity quality "
    "partial serial material tariff tarif rental rebate invoiced"
)
"""Words that are right as they are, though near to a known one."""

_KNOWN_WORDS: Final = frozenset(
    word for index in (FIELDS, COLUMNS, TABLES) for key in index for word in key if len(word) >= _SHORTEST - 1
)
_BY_LETTER: Final = {
    letter: sorted(word for word in _KNOWN_WORDS if word[0] == letter)
    for letter in {word[0] for word in _KNOWN_WORDS}
}


def mended(key: Key) -> list[Key]:
    """What the key may be with the typos in it mended; none where there is nothing near, or too much."""
    near = [_nearest(word) for word in sorted(key)]
    if all(words == (word,) for word, words in zip(sorted(key), near, strict=True)):
        return []
    return [frozenset(words) for words in product(*near)] if prod(map(len, near)) <= _MOST else []


@lru_cache(maxsize=4096)
def _nearest(word: str) -> tuple[str, ...]:
    if len(word) < _SHORTEST or word in _KNOWN_WORDS or word in _REAL or not word.isalpha() or hint(word):
        return (word,)
    far = 2 if len(word) >= _LONG else 1
    near: dict[int, list[str]] = {}
    for known in _BY_LETTER.get(word[0], ()):
        distance = OSA.distance(word, known, score_cutoff=far)
        if distance <= far and (len(word) > _SHORTEST or sorted(word) == sorted(known)):
            near.setdefault(distance, []).append(known)
    return tuple(near[min(near)]) if near else (word,)
