"""`python -m tests.screens OUT [--only TEXT | --exact NAME…] [--scale 1|2|both]
[--theme light|dark|both] [--language en|de]`."""

import argparse
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.screens.screen import Screen, is_blank, save, take
from tests.screens.staging import STAGE


def all_screens() -> Iterator[Screen]:
    """The screens of all modules `screens_*.py` beside this one."""
    for path in sorted(Path(__file__).parent.glob("screens_*.py")):
        yield from importlib.import_module(f"tests.screens.{path.stem}").screens()


def main() -> int:
    """Save the pictures. Exit 1 when one is blank or a text in it can't be read."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="screens whose name contains this")
    parser.add_argument("--exact", nargs="+", default=(), metavar="NAME", help="screens of these names")
    parser.add_argument("--scale", choices=("1", "2", "both"), default="both")
    parser.add_argument("--theme", choices=("light", "dark", "both"), default="both")
    parser.add_argument("--language", choices=("en", "de"), default="en")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.scale != "both":
        return walk(options)
    # The scale is read once, when Qt starts, so each one needs a process of its own.
    codes = [_again(options, scale) for scale in ("1", "2")]
    return max(codes)


def walk(options: argparse.Namespace) -> int:
    """Walk the chosen screens at one scale."""
    out: Path = options.out
    os.environ["QT_SCALE_FACTOR"] = options.scale
    from PySide6.QtWidgets import QApplication

    from ingestio_desktop.language import Language, speak
    from ingestio_desktop.theme.theme import Theme
    from ingestio_desktop.theme.tokens import ThemeSetting

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    speak(application, Language(options.language))
    theme = Theme(application)
    settings = (
        [ThemeSetting.LIGHT, ThemeSetting.DARK] if options.theme == "both" else [ThemeSetting(options.theme)]
    )
    chosen = [screen for screen in all_screens() if options.only in screen.name]
    if options.exact:
        chosen = [screen for screen in chosen if screen.name in options.exact]
    bad = 0
    with STAGE.open():
        for setting in settings:
            theme.set_setting(setting)
            for screen in chosen:
                picture, flaws = take(screen)
                STAGE.clear()
                suffix = "@2x" if options.scale == "2" else ""
                save(picture, out / f"{screen.name}-{setting.value}{suffix}.png")
                problems = ["blank"] if is_blank(picture) else []
                problems += flaws
                bad += bool(problems)
                for problem in problems:
                    sys.stderr.write(f"{screen.name} ({setting.value}, {options.scale}×): {problem}\n")
    return 1 if bad else 0


def _again(options: argparse.Namespace, scale: str) -> int:
    command = [sys.executable, "-m", "tests.screens", str(options.out), "--scale", scale]
    command += ["--theme", options.theme, "--only", options.only, "--language", options.language]
    command += ["--exact", *options.exact] if options.exact else []
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
