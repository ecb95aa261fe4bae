"""Picks from requirements.lock what the service needs without the window, for its image.

The roots are the project's dependencies but for those below the comments `# desktop` and
`# command line`; what they need is read from the installed packages.
"""

import re
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = ("# desktop", "# command line")
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def service_lock() -> str:
    """The lock file's entries for the service, hashes and all."""
    wanted = _closure(_roots((ROOT / "pyproject.toml").read_text("utf-8")))
    entries = _entries((ROOT / "requirements.lock").read_text("utf-8"))
    return "".join(text for name, text in entries if name in wanted)


def _roots(project: str) -> set[str]:
    block = project.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    roots: set[str] = set()
    group = ""
    for line in map(str.strip, block.splitlines()):
        if line.startswith("#"):
            group = line
        elif line and group not in LEFT_OUT:
            roots.add(line.strip('",'))
    return roots


def _closure(roots: set[str]) -> set[str]:
    found: set[str] = set()
    waiting = [Requirement(root) for root in roots]
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        extras = one.extras or {""}
        if name in found and not one.extras:
            continue
        found.add(name)
        for text in distribution(name).requires or ():
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(needed)
    return found


def _entries(lock: str) -> list[tuple[str, str]]:
    """Each package's lines, in the order of the file; one with markers may stand there twice."""
    starts = [(match.start(), canonicalize_name(match[1])) for match in _PINNED.finditer(lock)]
    ends = [start for start, _ in starts[1:]] + [len(lock)]
    return [(name, lock[start:end]) for (start, name), end in zip(starts, ends, strict=True)]
