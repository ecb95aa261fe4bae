"""Killed at any moment, a watched folder makes each batch once and puts each file away once."""

import signal
from multiprocessing import get_context
from pathlib import Path

import pytest

from ingestio_desktop.store.database import Store
from ingestio_desktop.store.watched import WatchedState
from tests.support import watched_child
from tests.support.documents import make_slip
from tests.support.watching import Watching, batches, documents, moving, put, rows, taken_in, upload_paths

# Each is a process of its own, made of one that has read the program already.
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([watched_child.__name__])


@pytest.mark.parametrize("point", watched_child.POINTS)
def test_a_kill_loses_nothing_and_makes_nothing_twice(tmp_path: Path, point: str) -> None:
    folder, place = tmp_path / "Inbox", tmp_path / "data" / "store.sqlite"
    put(folder, 1, 2)
    child = PROCESSES.Process(target=watched_child.watch, args=(place, folder, point))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    store = Store(place)
    store.open()
    try:
        made = len(batches(store))
        watching = Watching(store, moving(folder))
        watching.settle()
        assert (made, len(batches(store)), len(documents(store))) == (
            0 if point == "batch not committed" else 1,
            1,
            2,
        )
        taken_in(store)
        watching.look(10)
        watching.settle()
        done = folder / "Done"
        assert {path.name: path.read_bytes() for path in done.iterdir()} == {
            f"slip {number}.pdf": make_slip(number).content for number in (1, 2)
        }
        assert [path.name for path in folder.iterdir()] == ["Done"]
        assert upload_paths(store) == [done / "slip 1.pdf", done / "slip 2.pdf"]
        assert {row.state for row in rows(store)} == {WatchedState.DONE}
        assert len(batches(store)) == 1
    finally:
        store.close()
