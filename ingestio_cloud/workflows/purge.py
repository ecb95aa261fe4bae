"""Forgets runs that are over, which the durable engine itself keeps for ever."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from dbos import DBOSClient

_OVER: Final = ("SUCCESS", "CANCELLED", "ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
_AT_ONCE: Final = 1000


def purge_runs(client: DBOSClient, workflows: Sequence[str], keep: timedelta) -> int:
    """Forget runs of these names that were over before `keep` ago; how many there were."""
    before = (datetime.now(UTC) - keep).isoformat()
    purged = 0
    while found := client.list_workflows(
        name=list(workflows),
        status=list(_OVER),
        completed_before=before,
        limit=_AT_ONCE,
        load_input=False,
        load_output=False,
    ):
        client.delete_workflows([run.workflow_id for run in found])
        purged += len(found)
    return purged
