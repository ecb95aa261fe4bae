"""Renew what the window says in each language: `python packaging/translations.py [--check]`.

`lupdate` takes the texts of `ingestio_desktop` and `ui` into `resources/translations/*.ts`, where people
translate them; `lrelease` makes the `.qm` files out of them that the window reads.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "resources" / "translations"
SOURCE_LANGUAGE: Final = "en"
"""Texts are written in it already: its file holds the forms of plurals only."""


def texts() -> list[str]:
    """The files with texts, relative to the root, in an order that is the same everywhere."""
    forms = {path.name for path in (ROOT / "ingestio_desktop" / "forms").glob("*.py")}
    modules = sorted((ROOT / "ingestio_desktop").rglob("*.py"))
    named = [path for path in modules if not (path.parent.name == "forms" and path.name in forms)]
    return [path.relative_to(ROOT).as_posix() for path in [*named, *sorted((ROOT / "ui").glob("*.ui"))]]


def languages() -> list[str]:
    """The codes of the languages that there is a file for."""
    return sorted(path.stem.removeprefix("ingestio_") for path in FOLDER.glob("ingestio_*.ts"))


def renewed(code: str, folder: Path) -> tuple[bytes, bytes]:
    """The `.ts` of a language with today's texts, and the `.qm` of it; `folder` is for work. Raises
    CalledProcessError when a tool of Qt refuses."""
    source, compiled = folder / f"ingestio_{code}.ts", folder / f"ingestio_{code}.qm"
    kept = FOLDER / source.name
    if kept.is_file():
        source.write_bytes(kept.read_bytes())
    listed = folder / "texts.lst"
    listed.write_text("\n".join(texts()) + "\n", encoding="utf-8")
    command = [_tool("lupdate"), f"@{listed}", "-extensions", "py,ui", "-locations", "none", "-no-obsolete"]
    command += ["-disable-heuristic", "similartext", "-source-language", SOURCE_LANGUAGE]
    command += ["-target-language", code, "-silent", "-ts", str(source)]
    if code == SOURCE_LANGUAGE:
        command.insert(1, "-pluralonly")
    subprocess.run(command, cwd=ROOT, check=True)
    # Untranslated texts are left out, so that the window shows the English ones.
    release = [_tool("lrelease"), "-silent", "-nounfinished", str(source), "-qm", str(compiled)]
    subprocess.run(release, cwd=ROOT, check=True)
    return source.read_bytes(), compiled.read_bytes()


def _tool(name: str) -> str:
    beside = Path(sys.executable).with_name(f"pyside6-{name}")
    return str(beside) if beside.exists() else f"pyside6-{name}"


def main() -> int:
    """Write the files, or with --check only say which are stale (exit 1)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when a file is stale")
    parser.add_argument("--add", metavar="CODE", help="begin a language, such as fr")
    options = parser.parse_args()
    stale = False
    for code in [*languages(), *([options.add] if options.add else [])]:
        with tempfile.TemporaryDirectory() as folder:
            contents = renewed(code, Path(folder))
        for suffix, content in zip((".ts", ".qm"), contents, strict=True):
            path = FOLDER / f"ingestio_{code}{suffix}"
            if path.is_file() and path.read_bytes() == content:
                continue
            stale = True
            sys.stdout.write(f"{'stale' if options.check else 'written'}: {path.relative_to(ROOT)}\n")
            if not options.check:
                path.write_bytes(content)
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
