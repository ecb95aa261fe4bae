"""What the pages of accounts are given by the composition root."""

from dataclasses import dataclass

from ingestio_cloud.features.identity.passwords import Passwords
from ingestio_cloud.features.identity.post import Post
from ingestio_cloud.features.identity.throttle import Throttle
from ingestio_cloud.features.limits.limiter import Limiter
from ingestio_cloud.integrations.mail import SmtpMailer


def build_identity(limiter: Limiter, smtp_url: str, mail_from: str) -> "Identity":
    """What the pages need. Raises ValueError when the mail server's URL is not one."""
    return Identity(
        passwords=Passwords(),
        post=Post(SmtpMailer(smtp_url, mail_from) if smtp_url else None),
        throttle=Throttle(limiter),
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """One for a running service."""

    passwords: Passwords
    post: Post
    throttle: Throttle

    def close(self) -> None:
        """Wait for what is under way. Blocks."""
        self.passwords.close()
        self.post.close()
