"""The script that saves the pictures, in processes of its own: a scale is read when Qt starts."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage


def test_the_script_saves_the_pictures_at_both_scales(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.screens", str(tmp_path), "--only", "gallery-buttons"]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([*command, "--theme", "light"], env=environment, cwd=root, check=False)
    assert done.returncode == 0
    sizes = {path.name: QImage(str(path)).size().toTuple() for path in tmp_path.glob("*.png")}
    assert sizes == {
        "gallery-buttons-light.png": (1280, 800),
        "gallery-buttons-light@2x.png": (2560, 1600),
    }
