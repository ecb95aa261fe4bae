"""Compile the forms in `ui/` into `ingestio_desktop/forms/`: `python packaging/forms.py [--check]`."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "ingestio_desktop" / "forms"
PACKAGE = '"""Compiled from the forms in `ui/` by `packaging/forms.py`; never edited."""\n'


def compile_form(source: Path) -> str:
    """The Python of one form. Raises CalledProcessError when the form is wrong."""
    tool = Path(sys.executable).with_name("pyside6-uic")
    command = [str(tool) if tool.exists() else "pyside6-uic", str(source)]
    text = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    # The version of the compiler is no part of the form: an update of Qt alone changes nothing.
    return re.sub(r"## Created by: .*", "## Created by: the Qt User Interface Compiler", text)


def outputs() -> dict[Path, str]:
    """What the folder must hold."""
    wanted = {FORMS / "__init__.py": PACKAGE}
    for source in sorted((ROOT / "ui").glob("*.ui")):
        wanted[FORMS / f"{source.stem}.py"] = compile_form(source)
    return wanted


def main() -> int:
    """Write the files, or with --check only say which are stale (exit 1)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when a form is stale")
    check = parser.parse_args().check
    wanted = outputs()
    stale = [p for p, text in wanted.items() if not p.is_file() or p.read_text(encoding="utf-8") != text]
    stale += [path for path in FORMS.glob("*.py") if path not in wanted]
    for path in stale:
        sys.stdout.write(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}\n")
        if not check and path in wanted:
            path.write_text(wanted[path], encoding="utf-8")
        elif not check:
            path.unlink()
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
