"""Which files of a draft are taken, and why the others are not."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from ingestio_core.errors import ErrorInfo
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.draft import DraftFile, EarlierDocument, FileState
from ingestio_desktop.flows.filelist import FileList
from ingestio_desktop.store.rows import StoredFile


def file(position: int, content: str, *, folder: str = "a", error: ErrorInfo | None = None) -> StoredFile:
    return StoredFile(
        id=uuid4(),
        position=position,
        path=Path(folder) / f"{position}.pdf",
        name=f"{position}.pdf",
        folder=folder,
        size=10,
        mtime_ns=1,
        checked=True,
        media_type=MediaType.PDF,
        pages=2,
        sha256=content * 64,
        error=error,
    )


def codes(files: FileList) -> list[str | None]:
    return [row.reason.code if row.reason else None for row in files.rows()]


def test_totals_count_the_valid_ones_only() -> None:
    files = FileList(10)
    files.put(file(0, "a"))
    files.put(file(1, "b", error=ErrorInfo(code="file_damaged", title="", message="")))
    files.put(replace(file(2, "c"), checked=False))
    totals = files.totals
    assert (totals.files, totals.valid, totals.rejected, totals.checking) == (3, 1, 1, 1)
    assert (totals.pages, totals.size) == (2, 10)
    assert codes(files) == [None, "file_damaged", None]


def test_a_repeated_content_is_refused_until_included_or_the_first_goes() -> None:
    files = FileList(10)
    first, second, third = file(0, "a"), file(1, "a", folder="b"), file(2, "a")
    for each in (first, second, third):
        files.put(each)
    assert codes(files) == [None, "duplicate_in_batch", "duplicate_in_batch"]
    row = files.row(second.id)
    assert row is not None
    assert (row.duplicate_of, row.can_include_anyway) == (first.id, True)
    assert "a/0.pdf" in row.reason.message  # type: ignore[union-attr]
    files.put(replace(third, include_anyway=True))
    assert codes(files) == [None, "duplicate_in_batch", None]
    files.remove([first.id])
    changed = files.settle()
    assert codes(files) == [None, None]
    assert {each.id for each in changed} == {second.id, third.id}


def test_what_was_extracted_before_is_refused_with_a_link() -> None:
    files = FileList(10)
    known = EarlierDocument(uuid4(), uuid4(), "May", datetime(2026, 5, 31, tzinfo=UTC))
    files.know_earlier({"a" * 64: known})
    row = files.put(file(0, "a"))
    assert row.reason is not None
    assert (row.state, row.reason.code, row.earlier) == (FileState.REJECTED, "already_extracted", known)
    assert "May" in row.reason.message
    taken = files.put(replace(file(1, "a"), include_anyway=True))
    assert (taken.state, taken.earlier) == (FileState.VALID, known)


def test_the_limit_counts_valid_files_and_frees_places() -> None:
    files = FileList(2)
    entries = [file(n, "abcd"[n]) for n in range(4)]
    for each in entries:
        files.put(each)
    assert codes(files) == [None, None, "over_batch_limit", "over_batch_limit"]
    files.remove([entries[0].id])
    files.settle()
    assert codes(files) == [None, None, "over_batch_limit"]


def test_settling_gives_what_judging_one_by_one_gave() -> None:
    files = FileList(3)
    rows: list[DraftFile] = []
    for n, content in enumerate("abacbd"):
        rows.append(files.put(file(n, content)))
    totals = files.totals
    assert files.settle() == ()
    assert files.rows() == tuple(rows)
    assert files.totals == totals
