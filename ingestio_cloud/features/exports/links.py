"""Links that prove themselves: an HMAC-SHA-256 over what they open and when they end."""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID


class LinkSigner:
    """Signs and checks; times are whole seconds of the Unix epoch."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def sign(self, export_id: UUID, expires: datetime) -> str:
        """The signature, in hex."""
        return self._signature(export_id, int(expires.timestamp()))

    def is_valid(self, export_id: UUID, expires: int, signature: str, now: datetime) -> bool:
        """Whether the link was signed here and is not over."""
        expected = self._signature(export_id, expires)
        genuine = hmac.compare_digest(expected.encode(), signature.encode())
        return genuine and expires > now.timestamp()

    def _signature(self, export_id: UUID, expires: int) -> str:
        return hmac.new(self._key, f"{export_id}:{expires}".encode(), hashlib.sha256).hexdigest()
