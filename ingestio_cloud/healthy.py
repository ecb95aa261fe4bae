"""`healthy`: whether the service on this machine lives. Run every few seconds, so it imports little."""

import contextlib
import http.client
from typing import Final

from ingestio_cloud.settings import Role, Settings

_ANSWER_SECONDS: Final = 3.0


def answers(settings: Settings) -> bool:
    """Whether the service on this machine's port says that it lives; a worker's port is that of its
    figures. Blocks."""
    port = settings.metrics_port if settings.role is Role.WORKER else settings.port
    if port is None:
        return False
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    connection = http.client.HTTPConnection(host, port, timeout=_ANSWER_SECONDS)
    with contextlib.closing(connection):
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
