"""The queues that documents wait in: one for each plan, since each lets a user have so many at once.

Within a lane every user has a partition, and the durable engine goes through them in random order.
"""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from dbos import DBOSClient, EnqueueOptions

from ingestio_core.plans import Plan, PlanName

POLL_SECONDS: Final = 0.2
PREFIX: Final = "documents:"


def lane(plan: PlanName) -> str:
    """The queue of those who have this plan."""
    return f"{PREFIX}{plan}"


def register(client: DBOSClient, plans: Mapping[PlanName, Plan], *, slots: int, works: bool) -> list[str]:
    """Tell the durable engine of the lane of each plan; their names. `slots` is how many runs of a lane
    a process takes out of it at once.

    The engine keeps all that in the database, for all processes: the one that worked last says how
    many, and one that only queues changes nothing.
    """
    for name, plan in plans.items():
        client.register_queue(
            lane(name),
            worker_concurrency=slots,
            partition_concurrency=slots if plan.documents_at_once is None else plan.documents_at_once,
            polling_interval_sec=POLL_SECONDS,
            on_conflict="always_update" if works else "never_update",
        )
    return [lane(name) for name in plans]


def options(workflow: str, run: str, *, queue: str, partition: UUID) -> EnqueueOptions:
    """How a run is queued; every way into a queue goes through here. Raises ValueError for a missing
    partition: such a run would wait for ever, silently."""
    if not isinstance(partition, UUID):
        raise ValueError(f"{run} must be queued for a user")
    return EnqueueOptions(
        workflow_name=workflow, queue_name=queue, workflow_id=run, queue_partition_key=str(partition)
    )
