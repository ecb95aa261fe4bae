"""LibreOffice, which reads what was written."""

import shutil
import subprocess
from pathlib import Path

import pytest

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""Calculate when a workbook is opened: what Excel does where the workbook says so."""


class Office:
    """Converts files with LibreOffice, with a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS)

    def convert(self, source: Path, kind: str, *, read_as: str | None = None) -> Path:
        """The file as LibreOffice understands it, in another format."""
        out = self._folder / "out"
        command = [
            self._program,
            f"-env:UserInstallation={(self._folder / 'profile').as_uri()}",
            "--headless",
            *([f"--infilter={read_as}"] if read_as else []),
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(source),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=170, check=False)
        written = out / f"{source.stem}.{kind.partition(':')[0]}"
        assert written.exists(), done.stdout + done.stderr
        return written


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    program = shutil.which("soffice") or shutil.which("localc")
    assert program, "these tests need LibreOffice: apt-get install libreoffice-calc-nogui"
    return Office(program, tmp_path_factory.mktemp("office"))
