"""The programs that may ask for an account. They are public: what is shipped keeps no secret."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from authlib.oauth2.rfc6749 import ClientMixin

SCOPE: Final = "api"
"""All that the API does with documents. Not: passwords, other tokens, deleting the account."""

_REDIRECT: Final = re.compile(r"http://(127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?/signed-in", re.ASCII)
"""A loopback address as such and never by name, on any port (RFC 8252 §7.3, §8.3)."""


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
        return _REDIRECT.fullmatch(redirect_uri) is not None

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
