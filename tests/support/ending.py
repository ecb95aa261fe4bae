"""Batches that end, with no file and no reading: what the workflow writes at their end, and no more."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from uuid import UUID, uuid4

import sqlalchemy as sa

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import ExtractionBatch, Notification, User
from ingestio_cloud.db.scope import owned, owned_update
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.batches.counts import Shift, update_batch
from ingestio_core.lifecycle import BatchStatus, PromptStrategy

_SHA = "0" * 64


@dataclass
class Owner:
    """Somebody with batches. With `mail_wait`, these are written where mails are sent."""

    engine: sa.Engine
    mail_wait: timedelta | None = None
    user: UUID = field(default_factory=uuid4)

    @cached_property
    def sessions(self) -> SyncSessions:
        return SyncSessions(self.engine, mail_wait=self.mail_wait)

    @property
    def email(self) -> str:
        return f"{self.user.hex}@example.org"

    def sign_up(self, *, verified: bool = True, wants_mails: bool = True) -> "Owner":
        with self.sessions.system.write() as session:
            row = User(id=self.user, email=self.email, batch_mails=wants_mails)
            row.email_verified_at = utc_now() if verified else None
            session.add(row)
        return self

    def batch(self, documents: int = 1, name: str | None = "March") -> UUID:
        """A batch that is processed, without its documents' own rows."""
        batch = uuid4()
        with self.sessions.of(self.user).write() as session:
            session.add(
                ExtractionBatch(
                    id=batch,
                    user_id=self.user,
                    name=name,
                    prompt_strategy=PromptStrategy.AUTO,
                    document_count=documents,
                    status=BatchStatus.PROCESSING,
                    request_hash=_SHA,
                )
            )
        return batch

    def count(self, batch: UUID, *, completed: int = 0, failed: int = 0) -> None:
        """Documents of the batch end."""
        with self.sessions.of(self.user).write() as session:
            update_batch(session, self.user, batch, Shift(completed=completed, failed=failed))

    def end(self, *, completed: int = 1, failed: int = 0, name: str | None = "March") -> UUID:
        """A batch that has ended."""
        batch = self.batch(completed + failed, name)
        self.count(batch, completed=completed, failed=failed)
        return batch

    def told(self) -> list[Notification]:
        """What there is, the oldest first."""
        with self.sessions.of(self.user).read() as session:
            rows = owned(Notification, self.user).order_by(Notification.created_at, Notification.id)
            return list(session.scalars(rows))

    def age(self, by: timedelta) -> None:
        """Let everything have been told so much earlier."""
        for row in self.told():
            with self.sessions.of(self.user).write() as session:
                changed = owned_update(Notification, self.user).where(Notification.id == row.id)
                session.execute(changed.values(created_at=row.created_at - by))
