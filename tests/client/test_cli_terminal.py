"""The command line in odd places: closed streams, narrow terminals, names that are no plain text."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pikepdf import new

from ingestio_cli import outcomes
from ingestio_cli.exits import FAILED, UsageError, guarded
from ingestio_cli.extract import _text_of
from ingestio_cli.files import check_target, find_files
from ingestio_cli.outcomes import Outcome, print_table
from ingestio_cli.terminal import clean
from ingestio_core.intake import inspect_file


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    document = new()
    document.add_blank_page()
    document.save(path)
    return path


def names(*paths: Path, out: Path) -> list[str]:
    return [file.path.name for file in find_files(paths, out)]


def test_what_an_earlier_run_left_is_not_read(pdf: Path) -> None:
    out = pdf.with_name("out.xlsx")
    out.write_bytes(b"the workbook of yesterday")
    assert names(pdf.parent, out=out) == ["a.pdf"]
    assert names(pdf.parent, out=pdf.with_name("other.xlsx")) == ["a.pdf", "out.xlsx"]


def test_no_document_is_overwritten(pdf: Path) -> None:
    out = pdf.rename(pdf.with_name("a.json"))
    with pytest.raises(UsageError, match="named to be read"):
        find_files([out], out)
    with pytest.raises(UsageError, match="one of the documents"):
        find_files([pdf.parent], out)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators only")
def test_of_a_file_and_its_link_the_file_is_read(pdf: Path) -> None:
    pdf.with_name("0-link.pdf").symlink_to(pdf)
    assert names(pdf.parent, out=Path("out.csv")) == ["a.pdf"]
    assert names(pdf.with_name("0-link.pdf"), out=Path("out.csv")) == ["0-link.pdf"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="All is permitted here")
def test_what_may_not_be_read_fails_alone(pdf: Path) -> None:
    locked = pdf.parent / "locked"
    locked.mkdir(mode=0)
    try:
        found = find_files([locked / "b.pdf", pdf], Path("out.csv"))
        assert [file.error is None for file in found] == [False, True]
        with pytest.raises(UsageError, match="does not exist"):
            check_target(locked / "out.csv", ("csv",))
    finally:
        locked.chmod(0o700)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_prompt_file_as_editors_save_it(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "prompt.txt"
    file.write_text("Fälligkeit, Summe", encoding=encoding)
    assert _text_of(file) == "Fälligkeit, Summe"


def test_a_prompt_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: "):
        _text_of(tmp_path / "missing.txt")
    file = tmp_path / "prompt.txt"
    file.write_bytes("Fälligkeit".encode("latin-1"))
    with pytest.raises(UsageError, match="UTF-8"):
        _text_of(file)
    file.write_bytes(b"total, " * 100_000)
    with pytest.raises(UsageError, match="too long"):
        _text_of(file)


def test_no_text_moves_the_cursor() -> None:
    assert clean("a\x1b[2Jb\nc\u202efdp.exe") == "a\ufffd[2Jb\ufffdc\ufffdfdp.exe"
    assert clean("Müller 漢字 👩\u200d💻\xa0.pdf") == "Müller 漢字 👩\u200d💻\xa0.pdf"
    assert clean("bad\udcff.pdf") == "bad\ufffd.pdf"


@pytest.mark.parametrize(("width", "is_table"), [(40, False), (160, True)])
def test_a_narrow_terminal_gets_a_list(
    width: int,
    is_table: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(outcomes, "_WIDTH", width)
    path = tmp_path / f"{'long ' * 20}\n.pdf"
    print_table([Outcome(inspect_file(path)), Outcome(inspect_file(tmp_path / "b.pdf"))], None)
    out = capsys.readouterr().out
    assert ("What was read" in out) == is_table
    assert out.count("File is gone") == 2


def test_a_full_disk_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    def full() -> int:
        raise OSError(28, "No space left on device")

    assert guarded(full) == FAILED
    assert "No space left" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="The shell there closes no streams")
@pytest.mark.parametrize("streams", [">&-", "2>&-", ">&- 2>&-", "2>/dev/full"])
def test_closed_streams_stop_nothing(pdf: Path, streams: str) -> None:
    (pdf.parent / "notes.pdf").write_text("Buy milk.")
    if streams == "2>/dev/full" and not Path("/dev/full").exists():
        pytest.skip("no full device here")
    command = f'"{sys.executable}" -m ingestio_cli extract notes.pdf --auto --table --out out.json {streams}'
    done = subprocess.run(command, shell=True, cwd=pdf.parent, timeout=60, check=False)
    assert done.returncode == 3
    assert (pdf.parent / "out.json").exists()


def test_an_empty_path_is_wrong_usage(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ingestio_cli", "inspect", "", "--out", "out.json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False)
    assert done.returncode == 2
    assert "path is empty" in done.stderr
