"""What is imported: the service on a person's own computer pays for nothing that only hosted ones need."""

import os
import subprocess
import sys
from pathlib import Path

HOSTED = {
    "authlib",
    "cryptography",
    "httpx",
    "jinja2",
    "joserfc",
    "opentelemetry.exporter",
    "posthog",
    "redis",
    "stripe",
    "zxcvbn",
}
EMBEDDED = """
from ingestio_cloud.serve import create_app
from ingestio_cloud.settings import Settings
create_app(Settings(token="0123456789abcdef"))
"""
HOSTED_OWN = """
from ingestio_cloud.serve import create_app
from ingestio_cloud.settings import Settings
create_app(Settings(accounts="own"))
"""
HEALTHY = """
from ingestio_cloud.cli import main
assert main(["healthy"]) == 1
"""


def imported(program: str, folder: Path) -> set[str]:
    """The modules that a program has when it ends."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("INGESTIO_")}
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\nprint(*sys.modules, file=sys.stderr)"],
        env={**bare, "INGESTIO_DATA_DIR": str(folder), "INGESTIO_PORT": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_the_embedded_service_imports_nothing_that_only_hosted_ones_need(tmp_path: Path) -> None:
    assert not imported(EMBEDDED, tmp_path) & HOSTED
    assert {"authlib", "fastapi"} <= imported(HOSTED_OWN, tmp_path)


def test_asking_whether_a_container_lives_is_cheap(tmp_path: Path) -> None:
    assert not imported(HEALTHY, tmp_path) & {"alembic", "fastapi", "redis", "sqlalchemy.orm"}
