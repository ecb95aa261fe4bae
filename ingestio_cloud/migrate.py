"""`python -m ingestio_cloud migrate`: all tables as this release needs them, before it serves."""

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import prepare
from ingestio_cloud.settings import Settings
from ingestio_cloud.workflows.tables import make_tables
from ingestio_core.errors import IngestError

log = structlog.get_logger(__name__)


def migrate(settings: Settings) -> int:
    """Bring the database up to date, the durable engine's own tables too; the exit code. The edge
    of the command: what fails is logged."""
    database = make_sync_engine(settings.url)
    owner = settings.migration_url.get_secret_value()
    try:
        prepare(database, owner)
        make_tables(owner or settings.url)
    except IngestError as error:
        log.error("not_migrated", code=error.code, reason=error.message)
        return 1
    except SQLAlchemyError:
        log.exception("not_migrated")
        return 1
    finally:
        database.dispose()
    log.info("migrated")
    return 0
