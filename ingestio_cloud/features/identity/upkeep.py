"""What is over is deleted."""

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.identity import service


async def upkeep(context: Context) -> None:
    """Delete links and browser sessions that have been over for a day."""
    now = utc_now()
    for user_id in await context.db.system.read(service.users_to_tidy, now):
        await context.db.of(user_id).write(service.tidy, now)
