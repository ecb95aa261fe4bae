"""Curves of confidence: logistic ones over the odds of a score and the signs beside it.

Fields of a family share slope and weights; each has an offset and a slope of its own that are drawn to the
family's by a penalty (partial pooling), so that a field with few readings does as the family does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from ingestio_extract.learned.calibration import Signs, odds

STRENGTH: Final = 1.0
"""How far weights may go (the inverse of the penalty), on figures of spread one."""
OWN: Final = 1.0
"""How freely a field leaves its family; 0 not at all."""


@dataclass(frozen=True)
class Judged:
    """A reading: its score, the signs beside it, whether it was right, and for how many it counts."""

    score: float
    signs: Signs
    right: bool
    weight: float = 1.0


def fit_curves(
    readings: Mapping[str, Sequence[Judged]], *, strength: float = STRENGTH, own: float = OWN
) -> dict[str, dict[str, Any]]:
    """A curve for each field of one family. The readings come from documents that no model was trained on."""
    keys = sorted(readings)
    judged = [(number, item) for number, key in enumerate(keys) for item in readings[key]]
    names = sorted({name for _, item in judged for name in item.signs})
    figures = np.array(
        [[odds(item.score), *(item.signs.get(name, 0.0) for name in names)] for _, item in judged]
    )
    right = np.array([item.right for _, item in judged], float)
    weights = np.array([item.weight for _, item in judged])
    middle, spread = figures.mean(axis=0), figures.std(axis=0)
    spread[spread < 1e-6] = np.inf
    scaled = (figures - middle) / spread
    fields = np.zeros((len(judged), len(keys)))
    fields[np.arange(len(judged)), [number for number, _ in judged]] = 1.0
    cases = np.hstack([scaled, own * fields, 0.5 * own * fields * scaled[:, :1]])
    # One doubtful reading each way keeps a family that is always right from being certain.
    cases = np.vstack([cases, np.zeros((2, cases.shape[1]))])
    curve = LogisticRegression(C=strength, max_iter=2000, tol=1e-7)
    curve.fit(cases, np.append(right, (0.0, 1.0)), np.append(weights, (0.5, 0.5)))
    found = curve.coef_[0]
    width = figures.shape[1]
    result: dict[str, dict[str, Any]] = {}
    for number, key in enumerate(keys):
        plain = found[:width].copy()
        plain[0] = max(0.05, plain[0] + 0.5 * own * found[width + len(keys) + number])
        per = plain / spread
        bias = curve.intercept_[0] + own * found[width + number] - float(per @ middle)
        result[key] = {
            "bias": round(float(bias), 4),
            "slope": round(float(per[0]), 4),
            "weights": {
                name: round(float(weight), 4) for name, weight in zip(names, per[1:], strict=True) if weight
            },
        }
    return result
