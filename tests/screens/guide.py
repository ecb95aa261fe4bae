"""`python -m tests.screens.guide`: renew the pictures that the guide shows, `docs/pictures/SCREEN.png`."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

DOCS: Final = Path(__file__).parents[2] / "docs"
PICTURES: Final = DOCS / "pictures"
_LINK: Final = re.compile(r"!\[[^\]]+\]\((?:docs/)?pictures/([\w-]+)\.png\)")
_COLOURS: Final = 256


def shown() -> set[str]:
    """The screens that the guide and the README show."""
    pages = (DOCS / "guide.md", DOCS.parent / "README.md")
    return {name for page in pages for name in _LINK.findall(page.read_text("utf-8"))}


def main() -> int:
    """Walk the screens once and keep, with few colours, those that are shown."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.screens", folder, "--scale", "1", "--theme", "light"]
        code = subprocess.run([*command, "--exact", *sorted(shown())], check=False).returncode
        for name in shown():
            with Image.open(Path(folder) / f"{name}-light.png") as picture:
                picture.convert("RGB").quantize(_COLOURS).save(PICTURES / f"{name}.png", optimize=True)
    return code


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
