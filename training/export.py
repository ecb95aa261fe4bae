"""Trained models as the files that `ingestio_extract.learned` reads."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
import numpy.typing as npt
import onnxmltools
from onnxmltools.convert.common.data_types import FloatTensorType
from sklearn.isotonic import IsotonicRegression

from ingestio_extract.learned.ensemble import FEATURES_KEY, WEIGHTS

LEAST: Final = 0.02
MOST: Final = 0.99
"""The ends of lines over a score; their corners come from few values each."""


def save_ensemble(
    name: str, booster: lightgbm.Booster, features: Sequence[str], folder: Path = WEIGHTS
) -> Path:
    """Writes `NAME.onnx` with probabilities as its only output. The same booster gives the same bytes."""
    kind = [("x", FloatTensorType([None, len(features)]))]
    model: Any = onnxmltools.convert_lightgbm(booster, name=name, initial_types=kind, zipmap=False)
    probabilities = [item for item in model.graph.output if item.name == "probabilities"]
    del model.graph.output[:]
    model.graph.output.extend(probabilities)
    model.graph.name = name
    meta = model.metadata_props.add()
    meta.key, meta.value = FEATURES_KEY, json.dumps(list(features))
    path = folder / f"{name}.onnx"
    path.write_bytes(model.SerializeToString(deterministic=True))
    return path


def fit_calibration(
    scores: Sequence[float], right: Sequence[bool], *, least: float = LEAST, most: float = MOST
) -> dict[str, list[float]]:
    """The corners of the increasing line from score to share that was right. The scores must come from
    documents that the model was not trained on."""
    line = IsotonicRegression(y_min=least, y_max=most, out_of_bounds="clip")
    line.fit(np.asarray(scores, float), np.asarray(right, float))
    return {
        "scores": [round(float(value), 5) for value in line.X_thresholds_],
        "shares": [round(float(value), 4) for value in line.y_thresholds_],
    }


def save_calibrations(
    name: str, lines: Mapping[str, Mapping[str, Sequence[float]]], folder: Path = WEIGHTS
) -> Path:
    """Writes `NAME.calibration.json`."""
    path = folder / f"{name}.calibration.json"
    path.write_text(json.dumps(lines, indent=1, sort_keys=True) + "\n", "utf-8")
    return path


def expected_calibration_error(shares: npt.ArrayLike, right: npt.ArrayLike, bins: int = 10) -> float:
    """The mean distance between confidence and share of right values over `bins` equal bands of confidence,
    weighed by their values (Naeini et al., AAAI 2015)."""
    confidence, truth = np.asarray(shares, float), np.asarray(right, float)
    band = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for number in range(bins):
        chosen = band == number
        if chosen.any():
            error += chosen.mean() * abs(confidence[chosen].mean() - truth[chosen].mean())
    return float(error)
