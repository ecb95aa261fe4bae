"""What is typed in a review survives a kill at any letter: it is there, unsaved, when it is opened again."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from ingestio_desktop.flows.reviewing import load_document, save_edits
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.models import DocumentModel
from tests.support.review_child import FIELD, LETTERS
from tests.support.waiting import until

MOMENTS = random.Random(7)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="killed by a signal")


@pytest.mark.parametrize("after", [MOMENTS.uniform(0, 0.6) for _ in range(5)])
def test_no_letter_that_was_kept_is_lost(after: float, tmp_path: Path) -> None:
    said = tmp_path / "said"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.support.review_child", str(tmp_path)]
    with subprocess.Popen(command, cwd=root, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}) as child:
        try:
            until(lambda: said.exists() and len(said.read_text().split()) > 2)
            time.sleep(after)  # the moment of the kill, not a wait for something
        finally:
            child.send_signal(signal.SIGKILL)
    kept = int(said.read_text().split()[-1])
    store = Store(tmp_path / "store.sqlite")
    store.open()
    try:
        (here,) = store.read(lambda session: list(session.scalars(sa.select(DocumentModel.id)))).result(30)
        document = store.read(lambda session: load_document(session, here)).result(30)
        text = str(document.data[FIELD.strip("/")])
        # The next letter may have been written, too, before it could be said.
        assert len(text) in (kept, kept + 1)
        assert (LETTERS * (len(text) // len(LETTERS) + 1)).startswith(text)
        assert document.edited and document.kept_at is not None
        store.write(lambda unit: save_edits(unit, document)).result(30)
        saved = store.read(lambda session: load_document(session, here)).result(30)
        assert not saved.edited and saved.data[FIELD.strip("/")] == text
    finally:
        store.close()
