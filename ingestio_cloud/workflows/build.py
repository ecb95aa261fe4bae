"""Puts the durable engine together, for the composition roots of the API and the worker."""

import socket
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

from ingestio_cloud.db.engine import is_sqlite
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.plans import PlanSource
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.settings import MEMORY_MEGABYTES
from ingestio_cloud.telemetry.work import WorkFigures
from ingestio_cloud.workflows.asking import Models, ModelWork
from ingestio_cloud.workflows.engine import EMBEDDED, DurableEngine, EngineSettings
from ingestio_cloud.workflows.engines import ENGINES, EngineName
from ingestio_cloud.workflows.liveness import DEAD_AFTER, Liveness, fresh_executor_id
from ingestio_cloud.workflows.pool import ExtractionPool, PoolSettings
from ingestio_cloud.workflows.processing import DocumentWork
from ingestio_core.limits import MEBIBYTE
from ingestio_core.plans import PLANS, Plan, PlanName

SLOTS_PER_CHILD: Final = 8
"""Runs of a lane that a process takes for each child: enough that none waits for the queue's next look,
few enough that others have something to do, too."""
TURNS_PER_CHILD: Final = 3
"""Documents in work for each child: one is read while others are begun and stored."""


def build_engine(
    *,
    database_url: str,
    sessions: SyncSessions,
    blobs: BlobStore,
    plans: PlanSource,
    scratch: Path,
    engine: EngineName,
    workers: int,
    child_memory: int = MEMORY_MEGABYTES,
    plan_table: Mapping[PlanName, Plan] = PLANS,
    dead_after: timedelta = DEAD_AFTER,
    runs_work: bool = True,
    models: Models | None = None,
) -> DurableEngine:
    """An engine that is not launched yet. `scratch` is a folder of this process alone; `child_memory` is
    in megabytes; `plan_table` has the plans that its users may have, first the one of those whose plan is
    not known; `models` are for the engine that asks one.

    On SQLite it has the database to itself, and takes over at launch what an earlier one left; on
    PostgreSQL the others take it over when its heartbeat stops.
    """
    alone = is_sqlite(database_url)
    executor_id = EMBEDDED if alone else fresh_executor_id(socket.gethostname())
    figures = WorkFigures()
    pool = ExtractionPool(
        PoolSettings(
            engine=ENGINES[engine],
            workers=workers,
            scratch=scratch,
            memory_bytes=child_memory * MEBIBYTE,
        ),
        figures,
    )
    settings = EngineSettings(
        database_url=database_url,
        slots=SLOTS_PER_CHILD * workers,
        turns=TURNS_PER_CHILD * workers,
        plans=plan_table,
        plan_of=plans.remembered,
        executor_id=executor_id,
        runs_work=runs_work,
        models=models,
        look_seconds=dead_after.total_seconds(),
    )
    work = (
        DocumentWork(sessions, blobs, pool, plans, executor_id, figures)
        if models is None
        else ModelWork(sessions, blobs, pool, plans, executor_id, models, figures)
    )
    liveness = None if alone else Liveness(sessions, executor_id, dead_after, asks_models=models is not None)
    return DurableEngine(settings, sessions, work, liveness, figures)
