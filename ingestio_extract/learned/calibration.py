"""Scores as probabilities: what share of the values with such a score was right.

`weights/NAME.calibration.json` maps a key (`receipt/total`) to a logistic curve over the odds of the score
and signs that speak for or against a reading (after Platt 1999), or to the corners of an increasing line over
the score alone. Both were fitted on documents that the model had not seen.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import exp, log
from typing import Any, Final, Protocol

from ingestio_extract.learned.ensemble import WEIGHTS

Signs = Mapping[str, float]
"""What speaks for or against a reading besides its score, by name (`ingestio_extract/local/signs.py`)."""
NO_SIGNS: Final[Signs] = {}
LEAST: Final = 0.02
MOST: Final = 0.998
"""No reading is certain."""
_EDGE: Final = 0.002
_BENT: Final = 0.01


def odds(score: float) -> float:
    """The logarithm of the odds of a score, which is held a little off 0 and 1."""
    held = min(1 - _EDGE, max(_EDGE, score))
    return log(held / (1 - held))


class Calibration(Protocol):
    """Gives the share of right values for a score and the signs of a reading."""

    def __call__(self, score: float, signs: Signs = NO_SIGNS, /) -> float: ...


@dataclass(frozen=True, slots=True)
class Line:
    """An increasing line through corners; flat before the first and after the last. Signs don't count."""

    scores: tuple[float, ...]
    shares: tuple[float, ...]

    def __call__(self, score: float, signs: Signs = NO_SIGNS, /) -> float:
        place = bisect_right(self.scores, score)
        if place == 0:
            return self.shares[0]
        if place == len(self.scores):
            return self.shares[-1]
        low, high = self.scores[place - 1], self.scores[place]
        part = (score - low) / (high - low)
        return self.shares[place - 1] + part * (self.shares[place] - self.shares[place - 1])


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve: `bias`, `slope` for the odds of the score, and a weight for each sign that counts."""

    bias: float
    slope: float
    weights: Signs = field(default_factory=dict)

    def __call__(self, score: float, signs: Signs = NO_SIGNS, /) -> float:
        sum_ = self.bias + self.slope * odds(score)
        sum_ += sum(weight * signs.get(name, 0.0) for name, weight in self.weights.items())
        return _held(1 / (1 + exp(-max(-30.0, min(30.0, sum_)))))


def _held(share: float) -> float:
    """A share as it is, but bent near 0 and 1 so that it stays between LEAST and MOST and nothing ties."""
    if share > 1 - _BENT:
        return 1 - _BENT + (MOST - 1 + _BENT) * (1 - exp((1 - _BENT - share) / (MOST - 1 + _BENT)))
    if share < 2 * LEAST:
        return LEAST + LEAST * exp((share - 2 * LEAST) / LEAST)
    return share


def curve_of(item: Mapping[str, Any]) -> Curve:
    """A curve from what `training/curves.py` writes of it."""
    return Curve(item["bias"], item["slope"], item["weights"])


@cache
def calibrations(name: str) -> dict[str, Calibration]:
    """The curves and lines of `weights/NAME.calibration.json` by key. Raises FileNotFoundError."""
    content = json.loads((WEIGHTS / f"{name}.calibration.json").read_text("utf-8"))
    return {
        key: curve_of(item) if "bias" in item else Line(tuple(item["scores"]), tuple(item["shares"]))
        for key, item in content.items()
    }
