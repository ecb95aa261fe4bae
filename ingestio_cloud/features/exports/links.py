"""Links that prove themselves: an HMAC-SHA-256 over what they open, whose it is and when they end."""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID


class LinkSigner:
    """Signs and checks; times are whole seconds of the Unix epoch."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def sign(self, user_id: UUID, export_id: UUID, expires: datetime) -> str:
        """The signature, in hex."""
        return self._signature(user_id, export_id, int(expires.timestamp()))

    def is_valid(self, user_id: UUID, export_id: UUID, expires: int, signature: str, now: datetime) -> bool:
        """Whether the link was signed here for this user's export and is not over. Takes as long for
        a signature that is nearly right as for any other."""
        expected = self._signature(user_id, export_id, expires)
        genuine = hmac.compare_digest(expected.encode(), signature.encode())
        return genuine and expires > now.timestamp()

    def _signature(self, user_id: UUID, export_id: UUID, expires: int) -> str:
        text = f"export:{user_id}:{export_id}:{expires}"
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
