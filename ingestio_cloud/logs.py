"""Logs as JSON lines on standard error: events and ids, never what is in a document."""

import logging
import re
import sys
from typing import Final

import structlog
from structlog.typing import EventDict, WrappedLogger

from ingestio_core.traces import logged_places

_LIBRARIES: Final = (
    "uvicorn",
    "uvicorn.error",
    "sse_starlette",
    "alembic",
    "sqlalchemy",
    "stripe",
    "httpx",
    "httpcore",
    "urllib3",
    "opentelemetry",
    "posthog",
    "limits",
    "authlib",
    "redis",
    "asyncio",
    "dbos",
    "pikepdf",
)
"""What they tell below a warning may be addresses, statements and contents, whatever the level."""

_FRAME: Final = re.compile(r'^ +File "(.+)", line (\d+)', re.MULTILINE)
_TYPE: Final = re.compile(r"^[\w.]*(?:Error|Exception)\b", re.MULTILINE)

_SHARED: Final = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure_logs(level: str = "info") -> None:
    """Send our log events, and those of libraries, the same way."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=list(_SHARED),
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _exception_places,
                _printed_places,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)


def _exception_places(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An exception as its types and lines: its own words may quote a document."""
    where = logged_places(event.pop("exc_info", None))
    if where is not None:
        event["exception"] = where
    return event


def _printed_places(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The same for one that comes as a text, as that of a start that failed does."""
    said, found, trace = str(event["event"]).partition("Traceback (most recent call last):")
    if found:
        frames = " > ".join(":".join(frame) for frame in _FRAME.findall(trace))
        event["exception"] = f"{' < '.join(reversed(_TYPE.findall(trace)))} at {frames}"
    # Below the first line of an error stand the statement and its values.
    event["event"] = said.partition("\n")[0].rstrip(" :") or "exception"
    return event
