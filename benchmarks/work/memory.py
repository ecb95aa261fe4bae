"""Memory of a worker, its children and an API process."""

import asyncio
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

import psutil

from benchmarks.work.costs import submit
from benchmarks.work.site import Member, pause, postgres_site
from benchmarks.work.tables import print_table, say
from tests.chaos.batch30 import family, make_files
from tests.support.people import person

_FILES: Final = 12
_REST_SECONDS: Final = 3.0


def measure() -> None:
    """Print the table: after the start, and after a dozen uploaded documents of all kinds (with the local
    engine some of them go through OCR, which the child then keeps loaded)."""
    rows = []
    for engine in ("null", "local"):
        say(f"memory: {engine}")
        with postgres_site() as site, tempfile.TemporaryDirectory() as folder:
            api, url = site.start_api()
            (worker,) = site.start(1, engine)
            pause(_REST_SECONDS)
            rows.append((f"worker, {engine}, started", *memory(worker)))
            if engine == "null":
                rows.append(("API, started", *memory(api)))
            caller = person(site.bench.sessions, url, unlimited=True)
            asyncio.run(submit(url, caller.token, make_files(Path(folder) / "files", _FILES)))
            caller.close()
            pause(_REST_SECONDS)
            rows.append((f"worker, {engine}, {_FILES} documents later", *memory(worker)))
            if engine == "null":
                rows.append((f"API, {_FILES} uploads later", *memory(api)))
    heads = ("MB", "RSS", "USS", "children", "RSS with them", "USS with them")
    print_table("Memory; USS is what no other process shares", heads, rows)


def memory(member: Member) -> tuple[str, ...]:
    """RSS and USS of a process, and with its children, in MB."""
    sizes = []
    for process in family(member.process.pid):
        with suppress(psutil.NoSuchProcess):
            info = process.memory_full_info()
            sizes.append((info.rss, info.uss))
    rss, uss = (sum(column) for column in zip(*sizes, strict=True))
    figures = (*sizes[0], len(sizes) - 1, rss, uss)
    return tuple(str(figure) if at == 2 else f"{figure / 1e6:.0f}" for at, figure in enumerate(figures))
