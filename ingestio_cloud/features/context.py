"""What the features are given by the composition root."""

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

import structlog

from ingestio_cloud.db.sessions import AsyncSessions, SyncSessions
from ingestio_cloud.features.accounts.plans import PlanSource
from ingestio_cloud.features.batches.creation import PlanCompiler
from ingestio_cloud.features.billing.desk import BillingDesk
from ingestio_cloud.features.changes.hub import ChangeHub
from ingestio_cloud.features.cleanup import Cleanup
from ingestio_cloud.features.engines.desk import EngineDesk
from ingestio_cloud.features.exports.desk import ExportDesk
from ingestio_cloud.features.extraction.dispatch import Dispatcher
from ingestio_cloud.features.identity.parts import Identity
from ingestio_cloud.features.limits.limiter import Limiter
from ingestio_cloud.features.notifications.desk import NotificationDesk
from ingestio_cloud.features.pages.desk import PageDesk
from ingestio_cloud.features.signals import Signals
from ingestio_cloud.features.tasks import Tasks
from ingestio_cloud.features.uploads.desk import UploadDesk
from ingestio_cloud.integrations.analytics import Analytics
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.settings import Accounts
from ingestio_core.errors import MachineError
from ingestio_core.intake import IntakeResult
from ingestio_core.plans import Plan

if TYPE_CHECKING:
    from ingestio_cloud.integrations.oidc import OidcIssuer

log = structlog.get_logger(__name__)


class Inspector(Protocol):
    """Looks into uploaded files, where one that crashes its reader does no harm."""

    def inspect(self, path: Path, max_bytes: int) -> IntakeResult:
        """What intake says of a file. Blocks. Raises OSError when it is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """One for a running service. `files` is the thread that waits for the inspector, which takes one
    file at a time. The times are seconds."""

    db: AsyncSessions
    blobs: BlobStore
    plans: PlanSource
    billing: BillingDesk | None
    analytics: Analytics | None
    limiter: Limiter
    usual_plan: Plan
    identity: Identity
    accounts: Accounts
    issuer: "OidcIssuer | None"
    dispatcher: Dispatcher
    compile_prompt: PlanCompiler
    signals: Signals
    hub: ChangeHub
    uploads: UploadDesk
    exports: ExportDesk
    engines: EngineDesk
    notifications: NotificationDesk
    inspector: Inspector
    files: Executor
    pages: PageDesk
    tasks: Tasks
    sync_db: SyncSessions
    upkeep_seconds: int

    async def plan_of(self, user_id: UUID) -> Plan:
        """The user's plan now; before a transaction, never in one. Raises as `PlanSource.plan_of`."""
        return await self.plans.ask(user_id)

    def last_plan_of(self, user_id: UUID) -> Plan:
        """The plan that the user was last seen with. What a request costs must not hang on the payment
        provider's answer, so this is never asked for: until it is known, it is the usual one."""
        return self.plans.remembered(user_id) or self.usual_plan

    async def clean(self, cleanup: Cleanup) -> None:
        """Delete and stop what a transaction left behind. What cannot be deleted now is swept within
        days: the rows are gone, so the request has succeeded."""
        if cleanup.attempts:
            self.dispatcher.cancel(cleanup.attempts)
        try:
            await self.blobs.delete(cleanup.blobs)
            await self.uploads.parts.delete(cleanup.uploads)
        except (OSError, MachineError):
            log.exception("files_left")
