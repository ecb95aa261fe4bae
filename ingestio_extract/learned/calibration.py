"""Scores as probabilities: what share of the values with such a score was right.

`weights/NAME.calibration.json` maps a key (`receipt/total`) to the corners of an increasing line, fitted by
isotonic regression (Zadrozny and Elkan, KDD 2002) on scores of documents that the model had not seen.
"""

import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingestio_extract.learned.ensemble import WEIGHTS

MOST: Final = 0.99
"""No reading is certain."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """An increasing line through corners; flat before the first and after the last."""

    scores: tuple[float, ...]
    shares: tuple[float, ...]

    def __call__(self, score: float) -> float:
        place = bisect_right(self.scores, score)
        if place == 0:
            return self.shares[0]
        if place == len(self.scores):
            return self.shares[-1]
        low, high = self.scores[place - 1], self.scores[place]
        part = (score - low) / (high - low)
        return self.shares[place - 1] + part * (self.shares[place] - self.shares[place - 1])


@cache
def calibrations(name: str) -> dict[str, Calibration]:
    """The lines of `weights/NAME.calibration.json` by key. Raises FileNotFoundError."""
    content = json.loads((WEIGHTS / f"{name}.calibration.json").read_text("utf-8"))
    return {key: Calibration(tuple(line["scores"]), tuple(line["shares"])) for key, line in content.items()}
