"""What mails about batches need of the installation, and the link that switches them off."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

OFF_PATH: Final = "/mails/off"
ACCOUNT_PATH: Final = "/account"


class OffSigner:
    """Signs links that switch a person's mails off (HMAC-SHA-256). They do not end: a mail may be old
    when somebody has enough of them."""

    def __init__(self, key: str) -> None:
        self._key = hmac.digest(key.encode(), b"batch-mails", "sha256")

    def sign(self, user_id: UUID) -> str:
        """The signature, in hex."""
        return hmac.new(self._key, user_id.bytes, hashlib.sha256).hexdigest()

    def is_valid(self, user_id: UUID, signature: str) -> bool:
        return hmac.compare_digest(self.sign(user_id).encode(), signature.encode())


@dataclass(frozen=True, slots=True)
class NotificationDesk:
    """One for a running service. Notifications are kept for `keep`. `mails` is whether mails are sent;
    `has_page` whether there is a page of the account, at `public_url`, which may be unknown."""

    signer: OffSigner
    keep: timedelta
    mails: bool
    has_page: bool
    public_url: str

    def off_link(self, user_id: UUID) -> str:
        """What switches this person's mails off; empty where it is not known where people reach us."""
        if not self.public_url:
            return ""
        return f"{self.public_url.rstrip('/')}{OFF_PATH}?user={user_id}&signature={self.signer.sign(user_id)}"

    @property
    def account_link(self) -> str:
        """The page of the account, empty where there is none."""
        return f"{self.public_url.rstrip('/')}{ACCOUNT_PATH}" if self.has_page and self.public_url else ""
