"""The desktop's own log: JSON lines in a rotating file, without contents of documents."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

import structlog
from structlog.typing import EventDict, WrappedLogger

from ingestio_core.errors import MachineError
from ingestio_core.traces import logged_places

_BYTES: Final = 2 * 1024 * 1024
_FILES: Final = 3


def start_log(path: Path, *, debug: bool = False) -> None:
    """Send all log events of this process to the file `path`. Safe to call twice.

    Raises `MachineError` (data_folder_unusable)."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8")
    except OSError as error:
        raise MachineError(
            "data_folder_unusable",
            "The data folder can’t be used",
            f"“{path}” could not be opened: {error.strerror}. "
            "Check the folder and who owns it, then try again.",
        ) from error
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_shared(),
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    for old in [each for each in root.handlers if isinstance(each, RotatingFileHandler)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    # Requests name batches and documents; their addresses are nobody's business in a log.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def stop_log() -> None:
    """Close the file, so that its folder can go."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
    structlog.reset_defaults()


def _shared() -> list[structlog.types.Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _exception_places,
    ]


def _exception_places(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An exception as its types and lines: its own words may quote a document."""
    where = logged_places(event.pop("exc_info", None))
    if where is not None:
        event["exception"] = where
    return event
