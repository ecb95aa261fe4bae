"""The bearer token of an account in every request to its service."""

from collections.abc import AsyncGenerator, Awaitable, Callable

import httpx

TokenProvider = Callable[[], Awaitable[str]]
"""Gives the bearer token of the account; asked before every request."""


class Bearer(httpx.Auth):
    """Sends the token, and to the service only: a signed link may lead to another host."""

    def __init__(
        self, token: TokenProvider, service: httpx.URL, refused: Callable[[str], None] | None
    ) -> None:
        self._token = token
        self._refused = refused
        self._origin = (service.scheme, service.host, service.port)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        if (request.url.scheme, request.url.host, request.url.port) != self._origin:
            yield request
            return
        token = await self._token()
        request.headers["Authorization"] = f"Bearer {token}"
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED or self._refused is None:
            return
        self._refused(token)
        # What is streamed can't be sent twice: whoever streams tries again.
        if isinstance(request.stream, httpx.ByteStream) and (other := await self._token()) != token:
            request.headers["Authorization"] = f"Bearer {other}"
            yield request
