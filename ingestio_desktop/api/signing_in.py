"""The thin door to signing in: all that the desktop uses of it."""

from typing import Final

from ingestio_client.oauth import Authority, Tokens, check_address, discover, revoke, sign_in
from ingestio_client.sign_in import Kept, SignIn

__all__ = [
    "PROGRAM",
    "Authority",
    "Kept",
    "SignIn",
    "Tokens",
    "check_address",
    "discover",
    "revoke",
    "sign_in",
]

PROGRAM: Final = "ingestio-desktop"
"""The desktop's name with a service."""
