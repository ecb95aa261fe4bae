"""How often may be tried, for each address and for each client."""

from typing import Final

from ingestio_cloud.features.limits.addresses import network_of
from ingestio_cloud.features.limits.limiter import Limiter, Rate

_QUARTER: Final = 15 * 60
_HOUR: Final = 60 * 60

SIGN_IN_BY_ADDRESS: Final = Rate(10, _QUARTER)
SIGN_IN_BY_CLIENT: Final = Rate(100, _QUARTER)
CHOICE_BY_CLIENT: Final = Rate(60, _QUARTER)
SIGN_UP_BY_ADDRESS: Final = Rate(5, _HOUR)
SIGN_UP_BY_CLIENT: Final = Rate(20, _HOUR)
LINK_BY_ADDRESS: Final = Rate(5, _HOUR)
LINK_BY_CLIENT: Final = Rate(30, _HOUR)
TOKEN_BY_TOKEN: Final = Rate(10, _HOUR)
TOKEN_BY_CLIENT: Final = Rate(60, _HOUR)


class Throttle:
    """Counts attempts, also those that will succeed, before any work is done for them. Every method
    raises `TooManyRequestsError`. `client` is the address that the request came from."""

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter

    async def sign_in(self, client: str, email: str) -> None:
        await self._limiter.hit("sign-in-client", network_of(client), SIGN_IN_BY_CLIENT)
        await self._limiter.hit("sign-in-address", email, SIGN_IN_BY_ADDRESS)

    async def signed_in(self, email: str) -> None:
        """The right password was given: its owner may mistype it as often again."""
        await self._limiter.forget("sign-in-address", email, SIGN_IN_BY_ADDRESS)

    async def choose(self, client: str) -> None:
        """To look at a password takes a while, also at one that is refused."""
        await self._limiter.hit("choice-client", network_of(client), CHOICE_BY_CLIENT)

    async def sign_up(self, client: str, email: str) -> None:
        await self._limiter.hit("sign-up-client", network_of(client), SIGN_UP_BY_CLIENT)
        await self._limiter.hit("sign-up-address", email, SIGN_UP_BY_ADDRESS)

    async def ask_link(self, client: str, email: str) -> None:
        await self._limiter.hit("link-client", network_of(client), LINK_BY_CLIENT)
        await self._limiter.hit("link-address", email, LINK_BY_ADDRESS)

    async def use_link(self, client: str, token: str) -> None:
        await self._limiter.hit("token-client", network_of(client), TOKEN_BY_CLIENT)
        await self._limiter.hit("token", token, TOKEN_BY_TOKEN)
