"""A worker process beside one that only queues."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.scope import user_update
from ingestio_cloud.stopping import ExitCode
from ingestio_cloud.workflows.engines import read_nothing
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus
from tests.cloud.workflow_bench import PAGES, Bench
from tests.support.ending import Owner
from tests.support.waiting import until

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to stop a worker with")
def test_a_worker_does_what_another_process_queued(tmp_path: Path, postgres_url: str) -> None:
    queueing = Bench(tmp_path, read_nothing, runs_work=False, url=postgres_url)
    with queueing.launched():
        owner = Owner(queueing.database)
        with owner.sessions.of(owner.user).write() as session:
            batch, _ = queueing.submit_in(session, owner.user, *["x"] * 5)
            address = {"email": owner.email, "email_verified_at": utc_now()}
            session.execute(user_update(owner.user).values(**address))
        command = [sys.executable, "-m", "ingestio_cloud", "serve", "--role", "worker"]
        environment = {
            **os.environ,
            "INGESTIO_ENGINE": "null",
            "INGESTIO_WORKERS": "1",
            "INGESTIO_DATABASE_URL": postgres_url,
            "INGESTIO_SMTP_URL": "smtp://localhost",
        }
        with subprocess.Popen([*command, "--data-dir", tmp_path], cwd=REPOSITORY, env=environment) as worker:
            until(lambda: queueing.batch_status(batch) in FINAL_BATCH)
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(20) == 0
        assert queueing.batch_status(batch) is BatchStatus.COMPLETED
        assert queueing.usage(batch)["used"] == 5 * PAGES
        (told,) = owner.told()
        # Those who serve send it; that mails are sent, workers must know.
        assert (told.batch_id, told.completed_count) == (batch, 5) and told.mail_due_at is not None


@pytest.mark.parametrize("role", ["worker", "api"])
def test_one_whose_database_is_away_says_so_and_ends(tmp_path: Path, role: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ingestio_cloud", "serve", "--role", role, "--data-dir", tmp_path],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "INGESTIO_DATABASE_URL": f"postgresql://nobody@/nothing?host={tmp_path}",
            "INGESTIO_LINK_KEY": "k" * 32,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    assert done.returncode == ExitCode.NOT_STARTED
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [event["code"] for event in events if event["event"] == "not_started"] == ["database_away"]
