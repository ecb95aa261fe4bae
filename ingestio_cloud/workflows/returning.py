"""Puts runs of this process back into the queue that they came from."""

from collections.abc import Callable
from time import monotonic
from typing import Final
from uuid import UUID

import structlog
from dbos import DBOSClient

from ingestio_cloud.workflows.putoff import Waiting
from ingestio_cloud.workflows.reconcile import Stranded, put_back
from ingestio_cloud.workflows.runs import Runs

log = structlog.get_logger(__name__)

_ASK_SECONDS: Final = 3.0
"""For how long it is asked about users whose runs wait, before something else is looked after."""


class Returning:
    """Those that waited long enough, and those that the engine says are here and that are not. `returned`
    is called when some were put back."""

    def __init__(
        self,
        client: Callable[[], DBOSClient],
        executor_id: str,
        *,
        runs: Runs,
        waiting: Waiting,
        can_ask_about: Callable[[UUID], bool],
        returned: Callable[[], None],
    ) -> None:
        self._client = client
        self._executor_id = executor_id
        self._runs = runs
        self._waiting = waiting
        self._can_ask_about = can_ask_about
        self._returned = returned
        self._stranded = Stranded(executor_id)

    def put_back_stranded(self) -> int:
        """How many were not here."""
        names = self._stranded.find(self._client(), lambda run: run in self._runs or run in self._waiting)
        if not names:
            return 0
        log.warning("runs_stranded", count=len(names))
        return put_back(self._client(), self._executor_id, names)

    def go_on(self) -> int:
        """How many waited until what they wait for may be over. The first user about whom nothing can be
        known ends it: most likely that is so of all."""
        if not len(self._waiting):
            return 0
        count = self._put_back(self._waiting.take_due())
        end = monotonic() + _ASK_SECONDS
        for user in self._waiting.users():
            if monotonic() > end:
                break
            if not self._can_ask_about(user):
                self._waiting.later(user)
                break
            count += self._put_back(self._waiting.take(user))
        if count:
            log.info("attempts_go_on", count=count)
        return count

    def _put_back(self, runs: list[str]) -> int:
        if not runs:
            return 0
        try:
            count = put_back(self._client(), self._executor_id, runs)
        except BaseException:
            self._waiting.again(runs)
            raise
        self._returned()
        return count
