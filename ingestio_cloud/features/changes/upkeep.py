"""Drops tombstones that no client can still need."""

from datetime import datetime
from typing import Final

from ingestio_cloud.features.changes import repository, service
from ingestio_cloud.features.context import Context

_USERS_AT_ONCE: Final = 100


async def purge_tombstones(context: Context, before: datetime) -> int:
    """Drop the tombstones written before a time, user by user; how many there were."""
    dropped = 0
    while users := await context.db.system.read(repository.users_with_tombstones, before, _USERS_AT_ONCE):
        for user_id in users:
            dropped += await context.db.of(user_id).write(service.purge, before)
    return dropped
