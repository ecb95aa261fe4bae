"""What another issuer's token says, without what it takes to verify one."""

from dataclasses import dataclass


class TokenRefusedError(Exception):
    """The token is not one of the issuer's for this service, or it is over."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a token speaks for. `email` is set only when the issuer has verified it."""

    issuer: str
    subject: str
    email: str | None


def looks_signed(token: str) -> bool:
    """Whether a bearer token may be a signed one (RFC 7515 §3.1)."""
    return token.count(".") == 2
