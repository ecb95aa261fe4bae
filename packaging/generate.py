"""Renew every generated file, or with `--check` only name the stale ones."""

import argparse
import subprocess
import sys
from pathlib import Path

from service_lock import service_lock

ROOT = Path(__file__).resolve().parent.parent
SERVICE_OUTPUTS = {"docs/openapi.json": "openapi", "docs/data-model.md": "data-model"}
SERVICE_LOCK = "packaging/service.lock"
OPERATIONS = "docs/operations.md"


def main() -> int:
    """Exit 1 when `--check` found something stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when a file is stale")
    check = parser.parse_args().check
    stale = False
    # The texts of a form are taken from what it is compiled from.
    for script in ("packaging/forms.py", "packaging/sentences.py", "packaging/translations.py"):
        command = [sys.executable, script, *(["--check"] if check else [])]
        stale |= subprocess.run(command, cwd=ROOT, check=False).returncode != 0
    texts = {name: _output(command) for name, command in SERVICE_OUTPUTS.items()}
    texts |= {SERVICE_LOCK: service_lock(), OPERATIONS: _with_settings(_output("settings"))}
    for name, text in texts.items():
        path = ROOT / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        sys.stdout.write(f"{'stale' if check else 'written'}: {name}\n")
        if check:
            stale = True
        else:
            path.write_text(text, encoding="utf-8")
    return 1 if stale else 0


def _with_settings(table: str) -> str:
    """The page whose last part is the table of settings."""
    page = (ROOT / OPERATIONS).read_text(encoding="utf-8")
    return page[: page.index("| Variable |")] + table


def _output(command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ingestio_cloud", command], cwd=ROOT, check=True, capture_output=True
    )
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
