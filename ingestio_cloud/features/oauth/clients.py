"""The programs that may ask for an account. They are public: what is shipped keeps no secret."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from authlib.oauth2.rfc6749 import ClientMixin

SCOPE: Final = "api"
"""All that the API does, personal access tokens included, but for what asks for the password: deleting
the account."""

_REDIRECT: Final = re.compile(r"http://(?:127\.0\.0\.1|\[::1\])(?::([1-9][0-9]{0,4}))?/signed-in", re.ASCII)
"""A loopback address as such and never by name, on any port (RFC 8252 §7.3, §8.3)."""
_HIGHEST_PORT: Final = 65_535


@dataclass(frozen=True, slots=True)
class Client(ClientMixin):
    """One program. The methods are what Authlib asks of a client."""

    client_id: str
    name: str

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return ""

    def get_allowed_scope(self, scope: object) -> str:
        return SCOPE

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        found = _REDIRECT.fullmatch(redirect_uri)
        return found is not None and int(found[1] or 80) <= _HIGHEST_PORT

    def check_client_secret(self, client_secret: str) -> bool:
        return False

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "none"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in ("authorization_code", "refresh_token")


CLIENTS: Final[Mapping[str, Client]] = {
    client.client_id: client
    for client in (
        Client("ingestio-desktop", "IngestIO on your computer"),
        Client("ingestio-cli", "IngestIO on the command line"),
    )
}
