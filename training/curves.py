"""Curves of confidence: logistic ones over the odds of a score and the signs beside it.

Fields of a family share slope and weights; each has an offset and a slope of its own that are drawn to the
family's by a penalty (partial pooling), so that a field with few readings does as the family does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from ingestio_extract.learned.calibration import Signs, odds

STRENGTH: Final = 1.0
"""How far weights may go (the inverse of the penalty), on figures of spread one."""
OWN: Final = 1.0
"""How freely a field leaves its family."""
LEAVING: Final = 0.5
"""How freely its weights do, beside its offset."""
FLATTEST: Final = 0.05
"""The least slope over the score, per spread: a higher score is never a lower share."""

Matrix = npt.NDArray[np.float64]


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
    names = sorted({name for key in keys for item in readings[key] for name in item.signs})
    parts = [_Part.of(readings[key], names) for key in keys]
    every = np.vstack([part.figures for part in parts])
    middle, spread = every.mean(axis=0), every.std(axis=0)
    spread[spread < 1e-6] = np.inf
    parts = [replace(part, figures=(part.figures - middle) / spread) for part in parts]
    bias, offsets, weights = _solved(parts, strength, own)
    result: dict[str, dict[str, Any]] = {}
    for number, key in enumerate(keys):
        per = weights[number] / spread
        result[key] = {
            "bias": round(float(bias + offsets[number] - per @ middle), 4),
            "slope": round(float(per[0]), 4),
            "weights": {
                name: round(float(weight), 4) for name, weight in zip(names, per[1:], strict=True) if weight
            },
        }
    return result


@dataclass(frozen=True)
class _Part:
    """The readings of one field: a row of figures each, the odds of the score first; right or not; weight."""

    figures: Matrix
    right: Matrix
    weights: Matrix

    @classmethod
    def of(cls, readings: Sequence[Judged], names: Sequence[str]) -> "_Part":
        rows = [[odds(item.score), *(item.signs.get(name, 0.0) for name in names)] for item in readings]
        right = [float(item.right) for item in readings]
        return cls(np.array(rows), np.array(right), np.array([item.weight for item in readings]))


def _solved(parts: Sequence[_Part], strength: float, own: float) -> tuple[float, Matrix, Matrix]:
    """Bias, an offset a field, and a row of weights a field. What a field's weights differ from the family's
    by is penalised, and so are these; no slope of a score is under `FLATTEST`."""
    count, width = len(parts), parts[0].figures.shape[1]

    def taken_apart(flat: Matrix) -> tuple[float, Matrix, Matrix, Matrix]:
        shared, rest = flat[1 + count : 1 + count + width], flat[1 + count + width :]
        return float(flat[0]), flat[1 : 1 + count], shared, rest.reshape(count, width)

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        bias, offsets, shared, weights = taken_apart(flat)
        apart = (weights - shared) / (LEAVING * own)
        total = 0.5 * (offsets @ offsets / own**2 + shared @ shared + (apart * apart).sum())
        slopes = apart / (LEAVING * own)
        d_shared = shared - slopes.sum(axis=0)
        d_offsets = offsets / own**2
        d_bias = 0.0
        for number, part in enumerate(parts):
            sums = bias + offsets[number] + part.figures @ weights[number]
            total += strength * float(part.weights @ (np.logaddexp(0.0, sums) - part.right * sums))
            off = strength * part.weights * (1 / (1 + np.exp(-sums)) - part.right)
            slopes[number] += off @ part.figures
            d_offsets[number] += off.sum()
            d_bias += float(off.sum())
        # One doubtful reading each way keeps a family that is always right from being certain.
        total += strength * 0.5 * float(2 * np.logaddexp(0.0, bias) - bias)
        d_bias += strength * (1 / (1 + float(np.exp(-bias))) - 0.5)
        return total, np.concatenate([[d_bias], d_offsets, d_shared, slopes.ravel()])

    start = np.zeros(1 + count + width + count * width)
    least = np.full(start.shape, -np.inf)
    least[1 + count + width :: width] = FLATTEST
    start = np.maximum(start, least)
    found = minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(low, None) for low in least],
        options={"maxiter": 4000, "maxfun": 6000, "ftol": 1e-12, "gtol": 1e-4},
    )
    bias, offsets, _, weights = taken_apart(found.x)
    return bias, offsets, weights
