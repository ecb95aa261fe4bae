"""Files are moved whole or not at all, and over nothing."""

import hashlib
import os
from pathlib import Path

import pytest

from ingestio_desktop.flows.watching.moving import free_name, move

CONTENT = b"content" * 1_000


@pytest.fixture(params=["links", "no links"])
def source(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "no links":

        def refuse(*_: object, **__: object) -> None:
            raise OSError(18, "another disk")

        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "source.pdf"
    path.write_bytes(CONTENT)
    os.utime(path, ns=(1_000_000_000, 2_000_000_000))
    return path


def sha256(content: bytes = CONTENT) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_is_moved_with_its_time(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "done" / "deep" / "source.pdf"
    move(source, target, sha256())
    assert (target.read_bytes(), target.stat().st_mtime_ns) == (CONTENT, 2_000_000_000)
    assert not source.exists() and len(list(target.parent.iterdir())) == 1


def test_another_file_is_never_overwritten(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "there.pdf"
    target.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        move(source, target, sha256())
    assert (target.read_bytes(), source.read_bytes()) == (b"mine", CONTENT)


def test_a_copy_of_another_content_is_taken_back(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(OSError(18, "disk")))
    done = tmp_path / "done"
    with pytest.raises(ValueError):
        move(source, done / "a.pdf", sha256(b"other"))
    assert (source.exists(), list(done.iterdir())) == (True, [])


@pytest.mark.parametrize("how", ["another file takes its place", "it is written anew"])
def test_what_comes_meanwhile_is_not_removed(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    new, done = b"the new one" * 1_000, tmp_path / "done"
    replace = Path.replace

    def change() -> None:
        if how == "it is written anew":
            source.write_bytes(new)
        else:
            (tmp_path / "new").write_bytes(new)
            (tmp_path / "new").rename(source)

    def late(part: Path, target: Path) -> Path:
        change()
        return replace(part, target)

    monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(OSError(18, "disk")))
    monkeypatch.setattr(Path, "replace", late)
    move(source, done / "source.pdf", sha256())
    assert (source.read_bytes(), (done / "source.pdf").read_bytes()) == (new, CONTENT)


def test_a_file_system_that_keeps_no_times_takes_files_all_the_same(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "not here")

    monkeypatch.setattr(os, "utime", refuse)
    move(source, tmp_path / "done" / "source.pdf", sha256())
    assert (tmp_path / "done" / "source.pdf").read_bytes() == CONTENT and not source.exists()


def test_names_get_the_first_free_number(tmp_path: Path) -> None:
    root, done = tmp_path / "in", tmp_path / "done"
    (done / "sub").mkdir(parents=True)
    (done / "sub" / "a.pdf").touch()
    (done / "sub" / "a (2).pdf").symlink_to("nowhere")
    wanted = root / "sub" / "a.pdf"
    assert free_name(wanted, root, done) == done / "sub" / "a (3).pdf"
    assert free_name(wanted, root, done, {done / "sub" / "a (3).pdf"}) == done / "sub" / "a (4).pdf"
    assert free_name(tmp_path / "elsewhere.pdf", root, done) == done / "elsewhere.pdf"
