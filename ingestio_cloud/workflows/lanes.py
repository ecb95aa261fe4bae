"""The queues that documents wait in: one for each plan, since each lets a user have so many at once,
and one for each provider of models, since each lets us ask so often.

Within a lane every user has a partition; who is served next, `looks` says.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from dbos import DBOSClient, EnqueueOptions

from ingestio_cloud.workflows.asking import Models, ask_prefix
from ingestio_core.plans import Plan, PlanName

POLL_SECONDS: Final = 0.05
"""How often the durable engine asks whether to look into a queue, which costs nothing (`looks`)."""
PREFIX: Final = "documents:"
MODELS: Final = "models:"

FORMER: Final = ("documents",)
"""Queues of the release before, which are filled as long as one of its processes runs beside this one."""

_BURSTS_A_MINUTE: Final = 10
_CANCELS_AT_ONCE: Final = 200


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


def model_lane(provider: str) -> str:
    """The queue of those who wait for a provider of models."""
    return f"{MODELS}{provider}"


def register_models(client: DBOSClient, models: Models) -> list[str]:
    """Tell the durable engine of the lanes of all providers; their names. A rate holds for all processes
    together, and is spread over the minute, since providers count by the second, too."""
    for lane in models.routes.lanes:
        name, rate = model_lane(lane.name), lane.requests_per_minute
        burst = max(1, rate // _BURSTS_A_MINUTE)
        period = 60.0 * burst / rate
        if lane.apart:
            client.register_queue(
                name,
                partition_concurrency=lane.at_once,
                partition_limiter={"limit": burst, "period": period},
                polling_interval_sec=POLL_SECONDS,
            )
        else:
            client.register_queue(
                name,
                global_concurrency=lane.at_once,
                # Partitioned, so that everybody has a turn; nobody has less than all places while they are
                # free.
                partition_concurrency=lane.at_once,
                limiter={"limit": burst, "period": period},
                polling_interval_sec=POLL_SECONDS,
            )
    return model_lanes(models)


def model_lanes(models: Models) -> list[str]:
    """The names of the lanes of all providers."""
    return [model_lane(lane.name) for lane in models.routes.lanes]


def adopt(client: DBOSClient, lane_of: Callable[[UUID], str], most: int) -> int:
    """Move runs that the release before queued to where this one takes them from, so many at most; how
    many."""
    found = client.list_workflows(
        queue_name=list(FORMER), status="ENQUEUED", limit=most, load_input=False, load_output=False
    )
    moves: dict[str, list[str]] = {}
    for run in found:
        if run.queue_partition_key is not None:
            moves.setdefault(lane_of(UUID(run.queue_partition_key)), []).append(run.workflow_id)
    for name, runs in moves.items():
        client.resume_workflows(runs, queue_name=name)
    return sum(map(len, moves.values()))


def cancel(client: DBOSClient, attempts: Sequence[str], asking_in: list[str]) -> None:
    """Take the runs of cancelled attempts out of their queues, and those that ask out of theirs: left
    there, those of a large batch would use up a provider's rate with nothing."""
    for start in range(0, len(attempts), _CANCELS_AT_ONCE):
        some = list(attempts[start : start + _CANCELS_AT_ONCE])
        client.cancel_workflows(some)
        if not asking_in:
            continue
        asking = client.list_workflows(
            workflow_id_prefix=[ask_prefix(attempt) for attempt in some],
            queue_name=asking_in,
            status=["ENQUEUED", "DELAYED"],
            load_input=False,
            load_output=False,
        )
        if asking:
            client.cancel_workflows([run.workflow_id for run in asking])


def options(workflow: str, run: str, *, queue: str, partition: UUID, seconds: float = 0.0) -> EnqueueOptions:
    """How a run is queued, to begin after so many seconds; every way into a queue goes through here.
    Raises ValueError for a missing partition: such a run would wait for ever, silently."""
    if not isinstance(partition, UUID):
        raise ValueError(f"{run} must be queued for a user")
    chosen = EnqueueOptions(
        workflow_name=workflow, queue_name=queue, workflow_id=run, queue_partition_key=str(partition)
    )
    if seconds > 0:
        chosen["delay_seconds"] = seconds
    return chosen
