"""What the chaos tests find in logs: all that went wrong, but for what a database that is away explains."""

import subprocess
import sys
from pathlib import Path

from tests.chaos.aftermath import exceptions
from tests.chaos.cluster import REPOSITORY
from tests.chaos.teller import BROKEN, TOLD


def test_an_exception_in_a_log_is_found(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.chaos.teller"]
    done = subprocess.run(command, cwd=REPOSITORY, check=True, stderr=subprocess.PIPE, text=True)
    log = tmp_path / "service.log"
    for (who, error), line in zip(TOLD, done.stderr.splitlines(), strict=True):
        log.write_text(f"{line}\n", "utf-8")
        assert exceptions([log]).total() == (error is BROKEN), (who, line)
