"""Clients of other authors, unchanged: they upload, are killed in the middle, and go on; so is the
service."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import httpx
import pytest

from tests.cloud.conftest import make_pdf
from tests.cloud.served import TOKEN, batch_request
from tests.support.clamd import free_port
from tests.support.waiting import until

CLIENTS = Path(__file__).parents[1] / "clients"
BIG = make_pdf("big") + b"\n%" + secrets.token_bytes(14_000_000)
STILLS = (5_000_000, 9_500_000)
"""After how many bytes a client stands still and is killed: within a part, or between two."""
PART = 4 * 1024 * 1024
INSTALL_SECONDS = 45

Client = Sequence[str]


@pytest.fixture(scope="module")
def tus_js(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """The command that uploads with tus-js-client, installed as its lock file says."""
    node = shutil.which("node") or _do_without("node is not installed")
    npm = shutil.which("npm") or _do_without("npm is not installed")
    folder = tmp_path_factory.mktemp("tus-js-client")
    for name in ("package.json", "package-lock.json", "upload.mjs"):
        shutil.copy(CLIENTS / name, folder)
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0"]
    try:
        installed = subprocess.run(
            [npm, "ci", *options],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=INSTALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _do_without("npm reaches no registry")
    if installed.returncode:
        _do_without(f"npm could not install tus-js-client: {installed.stderr[-300:]}")
    return [node, str(folder / "upload.mjs")]


@pytest.fixture(scope="module")
def tuspy() -> Client:
    return [sys.executable, str(CLIENTS / "upload.py")]


def _do_without(reason: str) -> NoReturn:
    """Only this client is left out where it cannot be had: Python's tests the same."""
    pytest.skip(reason)


@contextmanager
def service(data: Path, port: int) -> Iterator[httpx.Client]:
    """The service in a process of its own, which is killed in the end."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("INGESTIO_", "COV_"))
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "ingestio_cloud", "serve", "--port", str(port), "--data-dir", str(data)],
        env={**environment, "INGESTIO_TOKEN": TOKEN, "INGESTIO_ENGINE": "null", "INGESTIO_WORKERS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        assert b"ready" in process.stdout.readline()
        headers = {"Authorization": f"Bearer {TOKEN}"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, trust_env=False) as http:
            yield http
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextmanager
def client(
    command: Client, http: httpx.Client, document: str, folder: Path, still_at: int = 0
) -> Iterator["subprocess.Popen[str]"]:
    """A running client that uploads the file; killed in the end."""
    path = folder / "big.pdf"
    if not path.exists():
        path.write_bytes(BIG)
    endpoint = str(http.base_url.join("/v1/uploads"))
    arguments = [endpoint, TOKEN, document, str(path), str(folder / "addresses"), str(still_at)]
    process = subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize("name", ["tus_js", "tuspy"])
def test_a_client_that_is_killed_goes_on_also_after_the_service_was(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    command: Client = request.getfixturevalue(name)
    port = free_port()
    data = tmp_path / "data"
    announced = batch_request(BIG)
    document = announced["documents"][0]["id"]
    with service(data, port) as http:
        http.post("/v1/batches", json=announced).raise_for_status()
        with client(command, http, document, tmp_path, STILLS[0]) as first:
            assert said(first) == "from 0"
            assert said(first) == "still"
        with client(command, http, document, tmp_path, STILLS[1]) as second:
            assert PART <= int(said(second).removeprefix("from ")) <= 2 * PART
            assert said(second) == "still"
    with service(data, port) as http:
        with client(command, http, document, tmp_path) as third:
            assert 2 * PART <= int(said(third).removeprefix("from ")) <= 3 * PART
            assert said(third) == "done"
        until(lambda: http.get(f"/v1/documents/{document}").json()["status"] != "pending_upload")
        assert http.get(f"/v1/documents/{document}/file").content == BIG
