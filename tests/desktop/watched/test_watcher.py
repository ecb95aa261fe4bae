"""A watched folder: what rests becomes a batch once, what does not is left alone, and each is told once."""

import os
from pathlib import Path

import pytest

from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import DocumentStatus, PromptStrategy
from ingestio_desktop.flows.watching import putting
from ingestio_desktop.flows.watching.moving import move
from ingestio_desktop.flows.watching.state import FolderPhase, ToldKind
from ingestio_desktop.options import AfterIntake, WatchedFolder
from ingestio_desktop.settings import Settings
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.library import save_prompt
from ingestio_desktop.store.server import forget_batches
from tests.support.documents import broken_pdf, make_slip
from tests.support.told import keep_account
from tests.support.watching import (
    GONE,
    SETTLE,
    Watching,
    batches,
    documents,
    moving,
    put,
    rows,
    taken_in,
    upload_paths,
    watched,
)


def test_files_that_rest_become_one_batch_and_only_one(store: Store, folder: Path) -> None:
    put(folder, 1, 2)
    put(folder / "deep" / "er", 3)
    watching = Watching(store, watched(folder, batch_name="{folder}: {count}"))
    watching.look()
    assert (batches(store), watching.state.phase, watching.state.waiting) == ([], FolderPhase.ARRIVING, 3)
    watching.look(SETTLE)
    (batch,) = batches(store)
    assert (batch.name, batch.document_count) == ("Inbox: 3", 3)
    assert {(row.filename, row.folder) for row in documents(store)} == {
        ("slip 1.pdf", "Inbox"),
        ("slip 2.pdf", "Inbox"),
        ("slip 3.pdf", "Inbox/deep/er"),
    }
    assert watching.state.phase is FolderPhase.WATCHING
    assert (watching.state.history.taken, watching.state.history.last_batch) == (3, batch.id)
    assert [(told.kind, told.count, told.batch_id) for told in watching.told] == [
        (ToldKind.BATCH, 3, batch.id)
    ]
    for _ in range(3):
        watching.look(100)
    again = Watching(store, watching.settings)
    again.settle()
    assert (len(batches(store)), again.inspected, again.told) == (1, [], [])


def test_a_folder_whose_account_is_gone_says_so(store: Store, folder: Path) -> None:
    put(folder, 1)
    watching = Watching(store, watched(folder, account=GONE))
    watching.settle()
    assert watching.state.phase is FolderPhase.NO_ACCOUNT and batches(store) == []
    assert watching.state.problem is not None and watching.state.problem.code == "watched_account"
    watching.settings = watched(folder)
    watching.settle()
    assert len(batches(store)) == 1


def test_a_file_counts_once_its_size_and_time_rest(store: Store, folder: Path) -> None:
    (path,) = put(folder, 1)
    content = path.read_bytes()
    path.write_bytes(content[:100])
    watching = Watching(store, watched(folder))
    watching.look()
    for part in (200, 300):
        path.write_bytes(content[:part])
        watching.look(SETTLE)
    assert watching.inspected == []
    path.write_bytes(content)
    watching.look(SETTLE)
    os.utime(path, ns=(1, 1))
    watching.look(SETTLE)
    assert batches(store) == []
    watching.look(SETTLE)
    assert len(batches(store)) == 1


@pytest.mark.skipif(os.name == "nt", reason="names are always text there")
def test_a_name_that_is_no_text_is_a_name(store: Store, folder: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.pdf"))
    path.write_bytes(make_slip(1).content)
    watching = Watching(store, moving(folder))
    watching.settle()
    taken_in(store)
    watching.look(10)
    assert [row.filename for row in documents(store)] == ["caf\ufffd.pdf"]
    assert [entry.name for entry in (folder / "Done").iterdir()] == [path.name]
    assert Watching(store, watching.settings).watcher.step() > 0


def test_what_arrives_together_stays_together_but_does_not_wait_for_ever(store: Store, folder: Path) -> None:
    put(folder, 1)
    watching = Watching(store, watched(folder))
    watching.look()
    put(folder, 2)
    watching.look(SETTLE)
    assert batches(store) == []
    watching.look(SETTLE)
    assert [batch.document_count for batch in batches(store)] == [2]
    put(folder, 3)
    watching.look()
    for number in range(10, 18):
        put(folder, number)
        watching.look(SETTLE - 1)
    assert len(batches(store)) == 2, "a file never waits longer than six times the settling time"


@pytest.mark.parametrize(
    "name", ["a.pdf.part", "a.PDF.CRDOWNLOAD", "~$a.pdf", ".a.pdf", "a.tmp", "Thumbs.db", "a.pdf.download"]
)
def test_unfinished_and_hidden_files_are_left_alone(store: Store, folder: Path, name: str) -> None:
    (folder / name).write_bytes(make_slip(1).content)
    watching = Watching(store, watched(folder))
    watching.settle()
    watching.look(1_000)
    assert (watching.inspected, watching.told, watching.state.waiting) == ([], [], 0)


def test_a_browsers_place_holder_and_an_empty_file_are_waited_for(store: Store, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(make_slip(1).content)
    (folder / "a.pdf.part").write_bytes(b"more")
    (folder / "scan.pdf").write_bytes(b"")
    put(folder, 2)
    watching = Watching(store, watched(folder))
    watching.settle()
    assert watching.inspected == ["slip 2.pdf"]
    (folder / "a.pdf.part").unlink()
    watching.settle()
    assert watching.inspected == ["slip 2.pdf", "a.pdf"]
    watching.look(60)
    assert watching.told[-1].reason is not None and watching.told[-1].reason.code == "file_empty"


def test_refused_files_are_told_once_and_looked_at_again_when_they_change(store: Store, folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(broken_pdf())
    (folder / "text.pdf").write_bytes(b"Dear Sir or Madam,\n")
    put(folder, 1)
    watching = Watching(store, watched(folder))
    watching.settle()
    assert [batch.document_count for batch in batches(store)] == [1]
    assert watching.kinds() == [ToldKind.REFUSED, ToldKind.BATCH] and watching.told[0].count == 2
    history = watching.state.history
    codes = {file.path.name: file.error.code for file in history.refused if file.error is not None}
    assert codes == {"broken.pdf": "file_damaged", "text.pdf": "type_not_allowed"}
    again = Watching(store, watching.settings)
    again.settle()
    assert (again.told, again.inspected, again.state.history.refused_count) == ([], [], 2)
    (folder / "broken.pdf").write_bytes(make_slip(2).content)
    again.settle()
    assert (again.kinds(), again.state.history.refused_count) == ([ToldKind.BATCH], 1)


def test_content_known_from_earlier_is_skipped_and_told(store: Store, folder: Path) -> None:
    put(folder, 1)
    watching = Watching(store, watched(folder))
    watching.settle()
    (folder / "renamed.pdf").write_bytes(make_slip(1).content)
    (folder / "new.pdf").write_bytes(make_slip(2).content)
    (folder / "new again.pdf").write_bytes(make_slip(2).content)
    watching.settle()
    assert [batch.document_count for batch in batches(store)] == [1, 1]
    assert watching.kinds() == [ToldKind.BATCH, ToldKind.REPEATED, ToldKind.BATCH]
    assert (watching.told[1].count, watching.state.history.repeated) == (2, 2)


def test_a_batch_that_was_deleted_is_not_made_again(store: Store, folder: Path) -> None:
    put(folder, 1)
    watching = Watching(store, watched(folder))
    watching.settle()
    (batch,) = batches(store)
    store.write(lambda unit: forget_batches(unit, [batch.id])).result(30)
    (folder / "slip 1.pdf").rename(folder / "other name.pdf")
    again = Watching(store, watching.settings)
    again.settle()
    assert (batches(store), again.kinds()) == ([], [ToldKind.REPEATED])


def test_a_file_that_is_replaced_by_another_content_is_taken_too(store: Store, folder: Path) -> None:
    (path,) = put(folder, 1)
    watching = Watching(store, watched(folder))
    watching.settle()
    path.write_bytes(make_slip(2).content)
    watching.settle()
    assert [row.filename for row in documents(store)] == ["slip 1.pdf", "slip 1.pdf"]
    assert len({row.sha256 for row in documents(store)}) == 2


def test_a_file_that_changes_while_it_is_looked_into_waits_for_its_next_rest(
    store: Store, folder: Path
) -> None:
    first, second = put(folder, 1, 2)
    watching = Watching(store, watched(folder))
    inspect = watching.inspect

    def slow(files: object, most: int) -> object:
        found = inspect(files, most)  # type: ignore[arg-type]
        first.write_bytes(make_slip(3).content)
        return found

    watching.watcher._inspect = slow  # type: ignore[assignment]
    watching.settle()
    assert [row.filename for row in documents(store)] == [second.name]
    watching.watcher._inspect = inspect
    watching.settle()
    assert len(documents(store)) == 2


def test_done_files_are_moved_once_the_service_has_them_and_not_before(store: Store, folder: Path) -> None:
    put(folder, 1)
    put(folder / "sub", 2)
    watching = Watching(store, moving(folder))
    watching.settle()
    watching.look(10)
    assert (folder / "slip 1.pdf").exists()
    taken_in(store, DocumentStatus.PENDING_UPLOAD)
    watching.look(10)
    assert (folder / "slip 1.pdf").exists()
    taken_in(store)
    watching.look(10)
    moved = [folder / "Done" / "slip 1.pdf", folder / "Done" / "sub" / "slip 2.pdf"]
    assert all(path.exists() for path in moved)
    assert not (folder / "slip 1.pdf").exists()
    assert upload_paths(store) == sorted(moved), "the document's file is found where it is now"
    watching.settle()
    assert (len(batches(store)), watching.kinds()) == (1, [ToldKind.BATCH])


@pytest.mark.parametrize(
    ("code", "stays"), [("virus_found", True), ("hash_mismatch", True), ("extraction_failed", False)]
)
def test_a_file_that_the_service_did_not_take_stays(
    store: Store, folder: Path, code: str, stays: bool
) -> None:
    (path,) = put(folder, 1)
    watching = Watching(store, moving(folder))
    watching.settle()
    taken_in(store, DocumentStatus.FAILED, ErrorInfo(code=code, title="No", message="No."))
    watching.look(10)
    assert path.exists() is stays


def test_nothing_in_the_done_folder_is_ever_overwritten(store: Store, folder: Path) -> None:
    put(folder, 1)
    (folder / "Done").mkdir()
    (folder / "Done" / "slip 1.pdf").write_bytes(b"mine")
    (folder / "Done" / "slip 1 (2).pdf").symlink_to("nowhere")
    watching = Watching(store, moving(folder))
    watching.settle()
    taken_in(store)
    watching.look(10)
    assert (folder / "Done" / "slip 1.pdf").read_bytes() == b"mine"
    assert (folder / "Done" / "slip 1 (3).pdf").read_bytes() == make_slip(1).content


def test_a_file_that_changed_after_it_was_taken_is_not_moved_but_taken_anew(
    store: Store, folder: Path
) -> None:
    (path,) = put(folder, 1)
    watching = Watching(store, moving(folder))
    watching.settle()
    path.write_bytes(make_slip(2).content)
    taken_in(store)
    watching.look(10)
    assert path.exists() and not (folder / "Done").exists()
    watching.settle()
    taken_in(store)
    watching.look(10)
    assert (folder / "Done" / "slip 1.pdf").read_bytes() == make_slip(2).content
    assert len(batches(store)) == 2


def test_a_repeated_file_is_put_away_too_unless_an_upload_reads_it(store: Store, folder: Path) -> None:
    put(folder, 1)
    watching = Watching(store, moving(folder))
    watching.settle()
    again = Watching(store, moving(folder))
    (folder / "twice.pdf").write_bytes(make_slip(1).content)
    again.settle()
    again.look(10)
    assert (folder / "slip 1.pdf").exists(), "its upload has not read it yet"
    assert (folder / "Done" / "twice.pdf").exists()
    taken_in(store)
    again.look(10)
    assert not (folder / "slip 1.pdf").exists()
    assert len(batches(store)) == 1


def test_a_file_that_is_put_back_is_put_away_again(store: Store, folder: Path) -> None:
    (path,) = put(folder, 1)
    watching = Watching(store, moving(folder))
    watching.settle()
    taken_in(store)
    watching.look(10)
    (folder / "Done" / path.name).rename(path)
    again = Watching(store, watching.settings)
    again.settle()
    again.look(10)
    assert (again.kinds(), path.exists(), len(batches(store))) == ([ToldKind.REPEATED], False, 1)


def test_a_done_folder_that_cannot_be_written_is_told_once_and_tried_again(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    (path,) = put(folder, 1)
    (tmp_path / "file").write_bytes(b"")
    watching = Watching(store, moving(folder, done_folder=tmp_path / "file" / "Done"))
    watching.settle()
    taken_in(store)
    for _ in range(3):
        watching.look(100)
    assert watching.kinds() == [ToldKind.BATCH, ToldKind.PROBLEM]
    assert watching.state.problem is not None and watching.state.problem.code == "watched_not_moved"
    (tmp_path / "file").unlink()
    watching.look(100)
    assert watching.states[0].problem is None and not path.exists()


def test_a_folder_that_goes_away_comes_back_by_itself(store: Store, folder: Path) -> None:
    put(folder, 1)
    watching = Watching(store, watched(folder))
    watching.settle()
    gone = folder.rename(folder.with_name("unmounted"))
    for _ in range(4):
        watching.look(100)
    assert watching.state.phase is FolderPhase.PROBLEM
    assert watching.state.problem is not None and watching.state.problem.code == "watched_away"
    assert watching.kinds() == [ToldKind.BATCH, ToldKind.PROBLEM]
    folder.mkdir()
    watching.look(100)
    folder.rmdir()
    gone.rename(folder)
    put(folder, 2)
    watching.settle()
    assert watching.states[0].phase is FolderPhase.WATCHING
    assert [batch.document_count for batch in batches(store)] == [1, 1]


def test_a_watched_folder_inside_another_one_is_its_own(store: Store, folder: Path) -> None:
    put(folder, 1)
    put(folder / "inner", 2)
    put(folder / "inner" / "Done", 3)
    settings = Settings(
        watched=(
            WatchedFolder(path=folder, settle_seconds=SETTLE, batch_name="outer"),
            WatchedFolder(
                path=folder / "inner", settle_seconds=SETTLE, batch_name="inner", after=AfterIntake.MOVE
            ),
        )
    )
    watching = Watching(store, settings)
    watching.settle()
    taken_in(store)
    watching.look(10)
    watching.settle()
    assert sorted((batch.name, batch.document_count) for batch in batches(store)) == [
        ("inner", 1),
        ("outer", 1),
    ]
    assert (folder / "inner" / "Done" / "slip 2.pdf").exists()


def test_the_done_folder_of_another_one_is_not_watched(store: Store, folder: Path) -> None:
    put(folder / "Done", 1)
    settings = Settings(
        watched=(
            WatchedFolder(path=folder, after=AfterIntake.MOVE),
            WatchedFolder(path=folder / "Done", after=AfterIntake.MOVE, done_folder=folder),
        )
    )
    watching = Watching(store, settings)
    watching.settle()
    assert {state.problem.code for state in watching.states if state.problem} == {"watched_done_of_other"}
    assert batches(store) == []


def test_links_are_followed_but_never_moved(store: Store, folder: Path, tmp_path: Path) -> None:
    (outside,) = put(tmp_path / "elsewhere", 1)
    (folder / "link.pdf").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    watching = Watching(store, moving(folder))
    watching.settle()
    taken_in(store)
    watching.look(10)
    assert (folder / "link.pdf").is_symlink() and outside.exists()
    watching.settle()
    assert [batch.document_count for batch in batches(store)] == [1]


def test_subfolders_are_left_where_that_is_wanted(store: Store, folder: Path) -> None:
    put(folder, 1)
    put(folder / "sub", 2)
    watching = Watching(store, watched(folder, subfolders=False))
    watching.settle()
    assert [row.filename for row in documents(store)] == ["slip 1.pdf"]


def test_the_plan_decides_how_many_files_a_batch_takes(store: Store, folder: Path) -> None:
    put(folder, 1, 2, 3, 4, 5)
    _account(store, files=2)
    watching = Watching(store, watched(folder))
    watching.settle()
    assert [batch.document_count for batch in batches(store)] == [2, 2, 1]


def test_files_wait_while_no_pages_are_left_and_go_on_when_there_are(store: Store, folder: Path) -> None:
    put(folder, 1, 2, 3)
    _account(store, left=2)
    watching = Watching(store, watched(folder))
    watching.settle()
    assert [batch.document_count for batch in batches(store)] == [2]
    assert (watching.state.phase, watching.state.waiting) == (FolderPhase.PROBLEM, 1)
    assert watching.state.problem is not None and watching.state.problem.code == "quota_exceeded"
    _account(store, left=0)
    watching.look(100)
    watching.look(100)
    assert watching.kinds() == [ToldKind.BATCH, ToldKind.PROBLEM]
    assert len(watching.inspected) == 3, "what waits is not read again"
    _account(store, left=100)
    watching.look(100)
    assert (watching.state.phase, len(documents(store))) == (FolderPhase.WATCHING, 3)


def test_a_plan_without_batches_takes_none(store: Store, folder: Path) -> None:
    put(folder, 1)
    _account(store, files=0)
    watching = Watching(store, watched(folder))
    watching.settle()
    assert watching.state.problem is not None and watching.state.problem.code == "upgrade_required"
    assert (batches(store), watching.inspected) == ([], [])


def test_a_hosted_account_waits_until_its_plan_is_known(store: Store, folder: Path) -> None:
    put(folder, 1)
    watching = Watching(store, watched(folder, account="hosted"), account="hosted")
    watching.settle()
    assert watching.state.problem is not None and watching.state.problem.code == "account_unknown"
    _account(store)
    watching.settle()
    assert len(batches(store)) == 1


def test_only_folders_of_the_account_in_use_are_watched(store: Store, folder: Path) -> None:
    put(folder, 1)
    settings = Settings(
        watched=(
            WatchedFolder(path=folder, account="hosted"),
            WatchedFolder(path=folder.parent / "off", enabled=False),
        )
    )
    watching = Watching(store, settings)
    watching.settle()
    assert [state.phase for state in watching.states] == [FolderPhase.OTHER_ACCOUNT, FolderPhase.OFF]
    assert batches(store) == []


def test_watching_can_be_paused(store: Store, folder: Path) -> None:
    put(folder, 1)
    watching = Watching(store, watched(folder))
    running, paused = watching.settings, watching.settings.model_copy(update={"watching_paused": True})
    watching.settings = paused
    watching.settle()
    assert (watching.state.phase, batches(store)) == (FolderPhase.PAUSED, [])
    watching.settings = running
    watching.settle()
    assert len(batches(store)) == 1


def test_the_chosen_prompt_goes_with_the_batch(store: Store, folder: Path) -> None:
    put(folder, 1)
    saved = store.write(lambda unit: save_prompt(unit, "Slips", "Number, Total")).result(30)
    settings = watched(
        folder, strategy=PromptStrategy.GLOBAL, prompt="Number", library_prompt=saved.id, batch_name=""
    )
    watching = Watching(store, settings)
    watching.settle()
    (batch,) = batches(store)
    assert batch.name is None and '"prompt": "Number, Total"' in (batch.local or "")
    assert '"total"' in (batch.local or "")


def test_refused_files_can_be_looked_at_once_more(store: Store, folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(broken_pdf())
    watching = Watching(store, watched(folder))
    watching.settle()
    watching.watcher.forget_refused(watching.settings.watched[0].id)
    watching.settle()
    assert watching.inspected == ["broken.pdf", "broken.pdf"]
    assert len(rows(store)) == 1


def test_a_folder_that_is_watched_anew_makes_nothing_twice(store: Store, folder: Path) -> None:
    put(folder, 1)
    Watching(store, watched(folder)).settle()
    again = Watching(store, moving(folder))
    again.settle()
    assert (len(batches(store)), again.told) == (1, [])
    taken_in(store)
    again.look(10)
    assert (folder / "Done" / "slip 1.pdf").exists()


def test_a_file_that_may_not_be_read_is_told_once_and_taken_when_it_may(store: Store, folder: Path) -> None:
    (path,) = put(folder, 1)
    watching = Watching(store, watched(folder))
    inspect, asked = watching.inspect, []

    def forbidden(files: object, most: int) -> object:
        asked.append(files)
        hidden = path.rename(path.with_name("hidden"))
        found = inspect(files, most)  # type: ignore[arg-type]
        hidden.rename(path)
        return found

    watching.watcher._inspect = forbidden  # type: ignore[assignment]
    watching.settle()
    watching.look(10)
    assert (watching.kinds(), len(asked)) == ([ToldKind.REFUSED], 1)
    watching.look(60)
    watching.look(SETTLE)
    assert (watching.kinds(), len(asked)) == ([ToldKind.REFUSED], 2)
    watching.watcher._inspect = inspect
    watching.look(60)
    watching.look(SETTLE)
    assert len(batches(store)) == 1


def _account(store: Store, *, files: int = 100, left: int | None = None) -> None:
    keep_account(store, files_per_batch=files, pages_limit=left, pages_used=0, pages_left=left)


def test_a_file_that_changes_while_others_are_moved_is_taken_anew(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _first, second = put(folder, 1, 2)
    new = make_slip(3).content
    watching = Watching(store, moving(folder))
    watching.settle()
    taken_in(store)

    def slow(source: Path, target: Path, sha256: str | None) -> None:
        move(source, target, sha256)
        second.write_bytes(new)

    monkeypatch.setattr(putting, "move", slow)
    watching.look(10)
    monkeypatch.undo()
    assert second.read_bytes() == new and not (folder / "Done" / second.name).exists()
    watching.settle()
    assert [document.filename for document in documents(store)].count(second.name) == 2
