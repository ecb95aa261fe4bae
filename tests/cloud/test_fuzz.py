"""Schemathesis over the committed description of the API: no fault of ours, nothing undocumented.

All checks and all phases, stateful too. What it found once has a test of its own elsewhere, so that it
stays found. Run longer by `-m slow`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cloud.served import TOKEN, Served

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "openapi.json"
SETTINGS = Path(__file__).with_name("schemathesis.toml")
ENDLESS = "/v1/changes/stream"


def fuzz(service: Served, folder: Path, *options: str) -> None:
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(SETTINGS), "run", str(DOCUMENT)),
        *("--url", service.url, "--header", f"Authorization: Bearer {TOKEN}", "--checks", "all"),
        *("--exclude-path", ENDLESS, "--no-color", "--suppress-health-check", "all"),
        *("--generation-deterministic", "--warnings", "off", *options),
    ]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.cloud.schemathesis_hooks"},
        capture_output=True,
        text=True,
        check=False,
        timeout=1500,
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]


def test_no_request_finds_a_fault(service: Served, tmp_path: Path) -> None:
    fuzz(service, tmp_path, "--max-examples", "5", "--phases", "examples,coverage,stateful")


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_no_request_finds_a_fault_in_the_long_run(service: Served, tmp_path: Path) -> None:
    fuzz(service, tmp_path, "--max-examples", "100")
