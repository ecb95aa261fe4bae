"""What the documents say is so: examples run, codes and settings are all there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ingestio_cloud.configuration import settings_table
from tests.cloud.served import TOKEN, served

ROOT = Path(__file__).parents[2]
API = (ROOT / "docs" / "api.md").read_text("utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
RAISED = re.compile(
    r"(?:Error|bad_request|unprocessable|super\(\)\.__init__)\(\s*(?:HTTPStatus\.\w+,\s*)?\"([a-z][a-z0-9_]+_[a-z0-9_]+)\""
)
ELSEWHERE = {
    "settings_wrong",
    "data_folder_in_use",
    "data_folder_unusable",
    "port_in_use",
    "database_away",
    "query_not_bound",
    "database_roles_missing",
    "database_not_permitted",
    "migration_locked",
    "migration_too_slow",
    "form_expired",
    "form_malformed",
    "form_too_large",
    "disk_failed",
    "no_reading_process",
}
"""Of the start, of pages for people, of the code itself, and of what passes while documents are read: no
answer of the API has them."""


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_every_example_of_the_api_runs(tmp_path: Path) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", API, re.MULTILINE | re.DOTALL)
    with served(tmp_path / "data") as service:
        script = "\n".join(blocks)
        script = re.sub(r"^SERVICE=\S+", f"SERVICE={service.url}", script, flags=re.MULTILINE)
        script = re.sub(r"^TOKEN=\S+", f"TOKEN={TOKEN}", script, flags=re.MULTILINE)
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "type_not_allowed" in done.stdout and "event: changes" in done.stdout


def test_every_code_of_the_api_is_in_its_table() -> None:
    found: dict[str, str] = {}
    for path in (ROOT / "ingestio_cloud").rglob("*.py"):
        for code in RAISED.findall(path.read_text("utf-8")):
            found[code] = path.name
    assert len(found) > 50
    missing = {code: name for code, name in found.items() if f"`{code}`" not in API and code not in ELSEWHERE}
    assert missing == {}


def test_every_setting_is_explained() -> None:
    """Written anew by `python -m ingestio_cloud settings`."""
    assert settings_table() in OPERATIONS


def test_every_figure_is_explained() -> None:
    text = "".join(path.read_text("utf-8") for path in (ROOT / "ingestio_cloud" / "telemetry").glob("*.py"))
    figures = set(re.findall(r'"(ingestio_[a-z_]+)"', text)) - {"ingestio_span"}
    assert len(figures) > 10
    assert {figure for figure in figures if figure not in OPERATIONS} == set()
