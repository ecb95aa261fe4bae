"""Start the other programs of IngestIO by their entry points."""

import os
import subprocess
import sys
from typing import Never


def become(package: str, *arguments: str) -> Never:
    """Run `package` in place of this process, and end with its exit code."""
    command = [sys.executable, "-m", package, *arguments]
    if sys.platform == "win32":
        # exec on Windows leaves the terminal to the shell while the program still runs.
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(command[0], command)
