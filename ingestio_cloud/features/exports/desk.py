"""What exports need of the installation."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from ingestio_cloud.features.exports.links import LinkSigner


@dataclass(frozen=True, slots=True)
class ExportDesk:
    """One for a running service. Links are good for `link_ttl`, exports are kept for `keep`.
    `alone` says that no other process writes exports. `turns` bounds how many are written at once,
    `running` are those that this process writes or is about to."""

    signer: LinkSigner
    link_ttl: timedelta
    keep: timedelta
    public_url: str
    alone: bool
    turns: asyncio.Semaphore
    running: set[UUID] = field(default_factory=set)

    def base_url(self, asked_at: str) -> str:
        """What links begin with, ending in a slash: the public address, else where it was asked."""
        return self.public_url.rstrip("/") + "/" if self.public_url else asked_at
