"""The thin door to the service: all that the desktop uses of the API client."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from ingestio_client.errors import NOT_REACHED, SIGNED_OUT, VersionConflict, seconds_asked
from ingestio_client.pace import SLOWEST_LIMIT, Pace
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_client.upload import UPLOADS_AT_ONCE, UploadFile, content_of, upload_file

__all__ = [
    "NOT_REACHED",
    "SIGNED_OUT",
    "SLOWEST_LIMIT",
    "UPLOADS_AT_ONCE",
    "Pace",
    "ServiceClient",
    "TokenSource",
    "UploadFile",
    "VersionConflict",
    "connect",
    "content_of",
    "seconds_asked",
    "upload_file",
]


class TokenSource(Protocol):
    """A sign-in: gives tokens that work, and hears of one that does not."""

    async def token(self) -> str: ...
    def refused(self, token: str) -> None: ...


def connect(
    base_url: str, token: str | TokenSource, dated: Callable[[datetime], None] | None = None
) -> ServiceClient:
    """A client of the service at `base_url`, with a token that never changes or a sign-in. `dated` hears
    what time it is there. Make it in the loop that uses it."""
    if isinstance(token, str):
        return ServiceClient(base_url, fixed_token(token))
    return ServiceClient(base_url, token.token, refused=token.refused, dated=dated)
