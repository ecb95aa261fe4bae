"""The service as a process: ready on any port, alone on its data, gone with its parent."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy.exc import OperationalError

from ingestio_cloud.app import database_failure
from ingestio_cloud.stopping import ExitCode


@contextmanager
def process(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "ingestio_cloud", "serve", "--port", "0", "--exit-with-parent"]
    with (folder.parent / "log").open("ab") as log:
        started = subprocess.Popen(
            [*command, "--data-dir", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, "INGESTIO_TOKEN": "secret-token", "INGESTIO_ENGINE": "null"},
        )
    with started:
        try:
            yield started
        finally:
            started.kill()


def line(started: "subprocess.Popen[bytes]") -> dict[str, Any]:
    assert started.stdout is not None
    said: dict[str, Any] = json.loads(started.stdout.readline())
    return said


def test_it_says_where_it_is_and_ends_with_its_input(tmp_path: Path) -> None:
    with process(tmp_path / "data") as started:
        said = line(started)
        assert said == {"event": "ready", "port": said["port"], "pid": started.pid}
        url = f"http://127.0.0.1:{said['port']}/v1/account"
        assert httpx.get(url, headers={"Authorization": "Bearer secret-token"}).status_code == 200
        with httpx.stream(
            "GET", url.replace("account", "changes/stream"), headers={"Authorization": "Bearer secret-token"}
        ) as stream:
            assert next(stream.iter_lines())
            assert started.stdin is not None
            started.stdin.close()
            assert started.wait(30) == ExitCode.OK
    log = (tmp_path / "log").read_text("utf-8")
    assert "secret-token" not in log
    assert [json.loads(entry)["event"] for entry in log.splitlines()][-1] == "stopped"


def test_a_data_folder_serves_one_service_until_that_is_killed(tmp_path: Path) -> None:
    with process(tmp_path / "data") as first:
        assert line(first)["event"] == "ready"
        with process(tmp_path / "data") as second:
            said = line(second)
            assert (said["event"], said["code"]) == ("error", "data_folder_in_use")
            assert said["title"] and said["message"]
            assert second.wait(30) == ExitCode.NOT_STARTED
        first.kill()
        first.wait()
        with process(tmp_path / "data") as third:
            assert line(third)["event"] == "ready"


def test_one_that_hangs_when_it_is_told_to_stop_ends_itself() -> None:
    code = (
        "import threading; from ingestio_cloud.serve import end_with_parent;"
        "end_with_parent(lambda: None, patience=0.1); threading.Event().wait()"
    )
    done = subprocess.run([sys.executable, "-c", code], stdin=subprocess.DEVNULL, timeout=60, check=False)
    assert done.returncode == ExitCode.HUNG


def test_a_database_that_is_away_is_told_to_who_started_it(tmp_path: Path) -> None:
    variables = {
        **os.environ,
        "INGESTIO_TOKEN": "secret-token",
        "INGESTIO_DATABASE_URL": "postgresql://me:s3cret@127.0.0.1:1/x",
    }
    command = [sys.executable, "-m", "ingestio_cloud", "serve", "--data-dir", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, env=variables, timeout=120, check=False)
    assert done.returncode == ExitCode.NOT_STARTED
    said = json.loads(done.stdout)
    assert said["event"] == "error" and said["message"].endswith(".")
    assert "s3cret" not in done.stdout + done.stderr


def test_a_database_file_that_cannot_be_opened_is_told_to_a_person(tmp_path: Path) -> None:
    (tmp_path / "data" / "service.db").mkdir(parents=True)
    with process(tmp_path / "data") as started:
        said = line(started)
        assert (said["code"], started.wait(30)) == ("database_away", ExitCode.NOT_STARTED)
        assert "data folder" in said["message"] and "DATABASE_URL" not in said["message"]


def test_a_database_file_on_a_full_disk_is_told_as_that() -> None:
    error = OperationalError("INSERT", None, sqlite3.OperationalError("database or disk is full"))
    told = database_failure("sqlite:////home/me/service.db", error)
    assert told.code == "disk_full" and "Free some space" in told.message
