"""Where plans come from: asked at the moment of need, and never inside a transaction."""

from typing import Protocol
from uuid import UUID

from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.repository import user_by_id
from ingestio_cloud.features.errors import NotAuthenticatedError
from ingestio_core.plans import PLANS, Plan, PlanName


class PlanSource(Protocol):
    """Knows each user's plan."""

    def plan_of(self, user_id: UUID) -> Plan:
        """The user's plan now. Blocks, perhaps on the network. Raises `NotAuthenticatedError` when the
        user is gone, and `MachineError` (plan_unavailable) when it cannot be known."""
        ...


class AccountPlans:
    """Unlimited on this computer, the smallest plan elsewhere."""

    def __init__(self, sessions: SyncSessions) -> None:
        self._sessions = sessions

    def plan_of(self, user_id: UUID) -> Plan:
        with self._sessions.of(user_id).read() as session:
            user = user_by_id(session, user_id)
        if user is None:
            raise NotAuthenticatedError
        return PLANS[PlanName.LOCAL if user.local else PlanName.STARTER]
