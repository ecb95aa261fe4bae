"""A process that logs exceptions as the libraries of the service do: `teller`, one line for each of TOLD."""

import logging
import traceback
from asyncio import CancelledError
from typing import Final

from sqlalchemy.exc import OperationalError

from ingestio_cloud.logs import configure_logs
from ingestio_core.errors import MachineError

AWAY: Final = OperationalError("SELECT 1", None, OSError("gone"))
NO_START: Final = MachineError("database_unreachable", "The database is away", "Wait.")
CUT_OFF: Final = CancelledError()
BROKEN: Final = ValueError("Acme")

TOLD: Final = (
    ("web server, printed", NO_START),
    ("web server, printed", BROKEN),
    ("web server", CUT_OFF),
    ("web server", BROKEN),
    ("durable engine, printed", AWAY),
    ("durable engine, printed", BROKEN),
    ("durable engine", AWAY),
    ("durable engine", BROKEN),
)


def tell(who: str, error: BaseException) -> None:
    web, engine = logging.getLogger("uvicorn.error"), logging.getLogger("dbos")
    try:
        if error is NO_START:
            try:
                raise AWAY
            except OperationalError as cause:
                raise error from cause
        raise error
    except (MachineError, OperationalError, CancelledError, ValueError) as raised:
        match who:
            case "web server, printed":
                web.error(traceback.format_exc())
            case "web server":
                web.error("Exception in ASGI application\n", exc_info=raised)
            case "durable engine, printed":
                engine.warning(f"Exception polling schedules: {traceback.format_exc()}")
            case _:
                engine.error("Exception encountered in background workflow:", exc_info=raised)


if __name__ == "__main__":
    configure_logs()
    for told in TOLD:
        tell(*told)
