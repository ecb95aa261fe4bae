"""What a text beside a value says about it: shares of roles, from a linear model over its letters.

`weights/labels.npz` holds `weights` (buckets by roles), `bias` and the names of the roles; it is trained by
`training/labels.py` on ways of saying in eight languages. Unknown ways are judged by the letters that they
share with known ones.
"""

from functools import cache, lru_cache
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ingestio_extract.learned.ensemble import WEIGHTS

BUCKETS: Final = 2048
LONGEST: Final = 40
"""A label is not longer; of a longer text only the end, which is next to the value."""

Shares = npt.NDArray[np.float32]


@lru_cache(maxsize=50_000)
def shares(folded: str) -> tuple[float, ...]:
    """The share of each role (`roles()`) for a folded text; all zero for a text without letters."""
    weights, bias, names = _model()
    places = buckets(folded)
    if not places:
        return (0.0,) * len(names)
    score = weights[places].sum(axis=0) / np.float32(len(places)) ** 0.5 + bias
    score = np.exp(score - score.max())
    return tuple(float(value) for value in score / score.sum())


def roles() -> tuple[str, ...]:
    return _model()[2]


def buckets(folded: str) -> list[int]:
    """Where a text's words and runs of three letters stand in the table."""
    plain = "".join(letter if letter.isalpha() else "0" if letter.isdigit() else " " for letter in folded)
    plain = " ".join(plain.split())
    words = plain[-LONGEST:].split()
    if not any(letter.isalpha() for letter in plain):
        return []
    text = f" {' '.join(words)} "
    parts = [*(text[at : at + 3] for at in range(len(text) - 2)), *(f"w{word}" for word in words)]
    parts.append(f"first{words[0]}")
    parts.append(f"last{words[-1]}")
    return [crc32(part.encode()) % BUCKETS for part in parts]


@cache
def _model() -> tuple[Shares, Shares, tuple[str, ...]]:
    with np.load(WEIGHTS / "labels.npz") as file:
        weights = file["weights"].astype(np.float32)
        return weights, file["bias"].astype(np.float32), tuple(str(name) for name in file["roles"])
