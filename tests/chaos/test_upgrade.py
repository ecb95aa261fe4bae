"""A new release takes over process by process while people work: two releases on one database, each
finishes what the other began, and nobody is refused anything.

The older one is this checkout. The newer one is made of it: another version, and one more migration
whose column it reads and writes.
"""

import asyncio
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import select

from ingestio_cloud.db.migrations import alembic_config
from ingestio_cloud.db.models import Document, ExtractionJob, Worker
from ingestio_core import __version__
from ingestio_core.lifecycle import FINAL_DOCUMENT, JobStatus
from tests.chaos import aftermath
from tests.chaos.cluster import REPOSITORY, Cluster, Member, resume, running_cluster
from tests.chaos.orders import Caller, Order, check, make_files, make_order, place, still_open
from tests.support.people import person
from tests.support.waiting import until

pytestmark = pytest.mark.chaos

NEWER = "99.0.0"
DOCUMENTS = 3
_PACKAGES = (
    "ingestio_core",
    "ingestio_client",
    "ingestio_extract",
    "ingestio_cloud",
    "resources",
)
_MIGRATION = '''"""Notes on documents"""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documents", sa.Column("note", sa.String(20), server_default="older", nullable=False))
    op.create_index("ix_documents_note", "documents", ["note"])


def downgrade() -> None:
    op.drop_index("ix_documents_note", "documents")
    op.drop_column("documents", "note")
'''
_COLUMN = '    note: Mapped[str] = mapped_column(String(20), default="newer", server_default="older")\n'
_BEFORE_COLUMN = '    __tablename__ = "documents"\n'
_PASSES = {"service_unreachable", "connection_lost"}
"""What a caller meets of a process that is being restarted, and nothing else."""


def newer_release(folder: Path) -> Path:
    """A checkout of the release after this one."""
    for package in _PACKAGES:
        shutil.copytree(REPOSITORY / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    version = folder / "ingestio_core" / "__init__.py"
    replace(version, __version__, NEWER)
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    versions = folder / "ingestio_cloud" / "db" / "migrations" / "versions"
    (versions / "m9999_notes.py").write_text(_MIGRATION.replace("{head}", str(head)))
    models = folder / "ingestio_cloud" / "db" / "models" / "batches.py"
    replace(models, _BEFORE_COLUMN, f"{_BEFORE_COLUMN}\n{_COLUMN}")
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.timeout(300)
async def test_a_release_takes_over_process_by_process(tmp_path: Path) -> None:
    newer = newer_release(tmp_path / "newer")
    with running_cluster(tmp_path / "cluster", ["slow", "slow"], INGESTIO_MIGRATE="true") as cluster:
        people = People(cluster, make_files(tmp_path / "files"))
        working = asyncio.create_task(people.work())
        try:
            await asyncio.to_thread(take_over, cluster, newer)
        finally:
            people.over = True
            await working
        await asyncio.to_thread(until, lambda: still_open(cluster.sessions) == [])
        assert [check(cluster.sessions, order) for order in people.orders] == [0] * len(people.orders)
        assert set(people.met) <= _PASSES, people.met
        with cluster.database.connect() as connection:
            notes = connection.exec_driver_sql("SELECT DISTINCT note FROM documents").scalars().all()
        assert set(notes) == {"older", "newer"}
        for member in cluster.members:
            member.stop()
        assert aftermath.exceptions(cluster.logs.glob("*.log")) == Counter()


class People:
    """Somebody brings a few documents, and then the next, at one API after the other."""

    def __init__(self, cluster: Cluster, paths: Sequence[Path]) -> None:
        self._cluster = cluster
        self._paths = paths
        self._dice = random.Random(5)
        self.orders: list[Order] = []
        self.met: Counter[str] = Counter()
        self.over = False

    async def work(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            while not self.over:
                url = self._cluster.api_urls[len(self.orders) % len(self._cluster.api_urls)]
                tasks.create_task(place(self._order(), url, self.met))
                await asyncio.sleep(1.0)

    def _order(self) -> Order:
        someone = person(self._cluster.sessions, unlimited=True)
        someone.close()
        caller = Caller(someone.user_id, someone.token)
        order = make_order(caller, self._paths, self._dice, documents=DOCUMENTS, seconds=0.0)
        self.orders.append(order)
        return order


def take_over(cluster: Cluster, newer: Path) -> None:
    """What `docs/operations.md` says under Upgrades, with deaths at the worst moments."""
    (api, other_api), (worker, other_worker) = cluster.apis, cluster.workers
    migrate(cluster, newer)

    # One of the older release that dies now starts again.
    api.kill()
    restart(api)

    # What an older worker began, a newer one finishes.
    other_worker.stop()
    begun = killed_in_work(cluster, worker)
    restart(worker, newer)
    until(lambda: finished(cluster, begun))

    # And the other way round.
    begun = killed_in_work(cluster, worker)
    restart(other_worker)
    until(lambda: finished(cluster, begun))
    restart(worker, newer)
    until(lambda: versions(cluster) == {__version__, NEWER})

    for member in (other_worker, api, other_api):
        member.stop()
        restart(member, newer)
    until(lambda: versions(cluster) == {NEWER})


def migrate(cluster: Cluster, newer: Path) -> None:
    command = [sys.executable, "-m", "ingestio_cloud", "migrate"]
    environment = {**cluster.apis[0].environment, "PYTHONPATH": str(newer)}
    subprocess.run(command, cwd=newer, env=environment, check=True, timeout=60, stderr=subprocess.DEVNULL)


def restart(member: Member, tree: Path | None = None) -> None:
    member.tree = tree or member.tree
    member.start()
    member.wait_ready()


def killed_in_work(cluster: Cluster, worker: Member) -> set[UUID]:
    """kill -9 to the only worker when it has documents in work; which."""
    while True:
        until(lambda: claims(cluster) != set())
        stopped = worker.suspend(with_children=True)
        if begun := claims(cluster):
            worker.kill()
            return begun
        resume(stopped)


def claims(cluster: Cluster) -> set[UUID]:
    """Documents in work."""
    with cluster.sessions.system.read() as session:
        return set(
            session.scalars(
                select(ExtractionJob.document_id).where(
                    ExtractionJob.status == JobStatus.PROCESSING, ExtractionJob.claimed_by.is_not(None)
                )
            )
        )


def finished(cluster: Cluster, documents: set[UUID]) -> bool:
    with cluster.sessions.system.read() as session:
        open_ones = session.scalars(
            select(Document.id).where(Document.id.in_(documents), Document.status.not_in(FINAL_DOCUMENT))
        ).all()
    return not open_ones


def versions(cluster: Cluster) -> set[str]:
    """Which releases work."""
    with cluster.sessions.system.read() as session:
        return set(session.scalars(select(Worker.version)))
