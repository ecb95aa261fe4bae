"""What is over is deleted."""

import structlog

from ingestio_cloud.features.context import Context
from ingestio_cloud.features.oauth import service

log = structlog.get_logger(__name__)


async def upkeep(context: Context) -> None:
    """Delete tokens, codes and grants that are over."""
    dropped = await context.db.system.write(service.sweep)
    if dropped:
        log.info("oauth_swept", rows=dropped)
