"""Tree ensembles trained by `training`, run by ONNX Runtime.

A file `weights/NAME.onnx` holds one ensemble (LightGBM, converted by onnxmltools) with one input of
named features and one output of probabilities by class. The names stand in the file's metadata, so that
a reading and its training can't drift apart without being noticed.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

WEIGHTS: Final = Path(__file__).resolve().parent / "weights"
FEATURES_KEY: Final = "features"

Matrix = npt.NDArray[np.float32]
"""One row a case, one column a feature."""


class Ensemble:
    """One trained model. Raises FileNotFoundError when its weights are not there."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        if not path.is_file():
            raise FileNotFoundError(path.name)
        self._session: Any = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._input: str = self._session.get_inputs()[0].name
        self._output: str = self._session.get_outputs()[0].name
        meta = self._session.get_modelmeta().custom_metadata_map
        self.features: tuple[str, ...] = tuple(json.loads(meta[FEATURES_KEY]))

    def probabilities(self, rows: Matrix) -> Matrix:
        """Shape (cases, classes): the probability of each class of each case. Raises ValueError when the
        columns are not those the model was trained on."""
        if rows.ndim != 2 or rows.shape[1] != len(self.features):
            raise ValueError(f"expected {len(self.features)} features, got shape {rows.shape}")
        if not len(rows):
            return np.zeros((0, 2), np.float32)
        result: Matrix = self._session.run([self._output], {self._input: rows})[0]
        return result


@cache
def ensemble(name: str) -> Ensemble:
    """The model of `weights/NAME.onnx`, loaded once in a process."""
    return Ensemble(WEIGHTS / f"{name}.onnx")


def matrix(rows: Sequence[Sequence[float]], width: int) -> Matrix:
    """Cases as the models take them; `width` is the number of features, also where there is no case."""
    return np.asarray(rows, dtype=np.float32).reshape(len(rows), width)
