"""Uploads through the service, against writing the same bytes to the same disk with fsync.

`python -m benchmarks.uploads [ROUNDS] [--postgresql] [--profile FILE]`. 200 files of 200 KB, then 3 of
50 MB, four at a time, by the client that desktop and command line use, over HTTP on loopback to a
service in a process of its own, each file verified (type, hash, pages) before its upload counts as
done. Only the queue of documents is left out: reading them is not part of this. The peer is four
threads that write each file and wait until it is on the disk. With `--postgresql` the service keeps
its rows there, else in SQLite.
"""

import argparse
import asyncio
import cProfile
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final
from uuid import uuid4

import uvicorn
from pydantic import SecretStr

from ingestio_client.service import ServiceClient, fixed_token
from ingestio_client.submit import announced
from ingestio_client.upload import UPLOADS_AT_ONCE, MemoryUploadStore, UploadFile, upload_file
from ingestio_cloud.app import create_app
from ingestio_cloud.logs import configure_logs
from ingestio_cloud.serve import listen, server_config
from ingestio_cloud.settings import Settings
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.intake import IntakeResult, inspect_file
from ingestio_core.lifecycle import PromptStrategy
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Recorder
from tests.support.postgres import postgres_server

_KILOBYTE: Final = 1000
_MEGABYTE: Final = 1000 * 1000
_SETS: Final = (("200 × 200 KB", 200, 200 * _KILOBYTE), ("3 × 50 MB", 3, 50 * _MEGABYTE))
_WARM_UP: Final = 8
_ROUNDS: Final = 3
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one set of files in one round, in seconds; `server` is the processor time of the service."""

    disk: float
    service: float
    server: float


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=_ROUNDS)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--database", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve is not None:
        _serve(given.serve, given.database, given.profile)
        return
    database = postgres_server().new_database() if given.postgresql else ""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        with _service(folder / "data", database, given.profile) as (port, process):
            measured = asyncio.run(_measure(folder, port, process, given.rounds))
    print(f"{'':14}{'disk s':>10}{'service s':>11}{'ratio':>8}{'server cpu s':>14}{'MB/s':>8}")
    for (title, count, size), rounds in zip(_SETS, measured, strict=True):
        disk, service = (median(getattr(one, name) for one in rounds) for name in ("disk", "service"))
        ratio = median(one.service / one.disk for one in rounds)
        cpu = median(one.server for one in rounds)
        speed = count * size / _MEGABYTE / service
        print(f"{title:14}{disk:>10.2f}{service:>11.2f}{ratio:>8.1f}{cpu:>14.2f}{speed:>8.0f}")


async def _measure(folder: Path, port: int, process: int, rounds: int) -> list[list[Figures]]:
    async with ServiceClient(f"http://127.0.0.1:{port}", fixed_token("benchmark")) as client:
        await _upload(client, _files(folder / "warm", _WARM_UP, 200 * _KILOBYTE))
        return [
            [await _round(client, folder / f"{count}-{one}", count, size, process) for one in range(rounds)]
            for _, count, size in _SETS
        ]


async def _round(client: ServiceClient, folder: Path, count: int, size: int, process: int) -> Figures:
    files = _files(folder, count, size)
    disk = await asyncio.to_thread(_write, [result.path.read_bytes() for result in files], folder)
    before = _processor_seconds(process)
    seconds = await _upload(client, files)
    return Figures(disk, seconds, _processor_seconds(process) - before)


async def _upload(client: ServiceClient, files: Sequence[IntakeResult]) -> float:
    documents = [announced(file) for file in files]
    batch = BatchCreate(id=uuid4(), prompt_strategy=PromptStrategy.AUTO, documents=tuple(documents))
    await client.create_batch(batch)
    store, places = MemoryUploadStore(), asyncio.Semaphore(UPLOADS_AT_ONCE)

    async def upload(number: int) -> None:
        document = documents[number]
        file = UploadFile(document.id, files[number].path, document.filename, document.size, document.sha256)
        async with places:
            await upload_file(client, file, store)

    begun = perf_counter()
    await asyncio.gather(*map(upload, range(len(files))))
    return perf_counter() - begun


def _write(contents: Sequence[bytes], folder: Path) -> float:
    """Seconds of four threads that write these files for good."""

    def write(number: int) -> None:
        with (folder / f"{number}.copy").open("wb", buffering=0) as file:
            file.write(contents[number])
            os.fsync(file.fileno())

    begun = perf_counter()
    with ThreadPoolExecutor(UPLOADS_AT_ONCE) as writers:
        list(writers.map(write, range(len(contents))))
    return perf_counter() - begun


def _files(folder: Path, count: int, size: int) -> list[IntakeResult]:
    """Different PDFs of one page and this size in bytes."""
    folder.mkdir()
    page = make_pdf("page")
    for number in range(count):
        filling = secrets.token_hex((size - len(page)) // 2 - 1).encode()
        (folder / f"{number}.pdf").write_bytes(page + b"\n%" + filling)
    return [inspect_file(path) for path in sorted(folder.iterdir())]


def _processor_seconds(process: int) -> float:
    """Of a process and of its children that ended, as proc(5) has it."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


@contextmanager
def _service(data: Path, database: str, profile: Path | None) -> Iterator[tuple[int, int]]:
    """The port and the process of a running service."""
    command = [sys.executable, "-m", __spec__.name, "--serve", str(data), "--database", database]
    if profile is not None:
        command += ["--profile", str(profile)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield int(process.stdout.readline()), process.pid
        process.stdin.close()


def _serve(data: Path, database: str, profile: Path | None) -> None:
    """Serve until standard input ends; the first line of output is the port."""
    settings = Settings(
        data_dir=data,
        database_url=database,
        token=SecretStr("benchmark"),
        disk_floor=0,
    )
    configure_logs("warning")
    listener = listen("127.0.0.1", 0)
    app = create_app(settings, lambda *_: Recorder())
    server = uvicorn.Server(server_config(app, settings))

    async def run() -> None:
        stopped = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        stopped.add_done_callback(lambda _: setattr(server, "should_exit", True))
        await server.serve([listener])

    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    if profile is None:
        asyncio.run(run())
        return
    with cProfile.Profile() as profiler:
        asyncio.run(run())
    profiler.dump_stats(profile)


if __name__ == "__main__":
    main()
