"""What is over is deleted."""

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.identity import service


async def upkeep(context: Context) -> None:
    """Delete links and sessions that have been over for a day, and accounts that nobody has confirmed."""
    await context.db.system.write(service.tidy, utc_now())
