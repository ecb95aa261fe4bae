"""One account's connection to its service: requests, streams, and answers as models.

Every method raises `IngestError` and nothing else: a refusal with the service's own code and
words, a transport error as offline, service_unreachable, service_slow or connection_lost.
"""

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import httpx
from pydantic import BaseModel

from ingestio_client.bearer import Bearer, TokenProvider
from ingestio_client.errors import converted, not_our_service, response_error
from ingestio_client.proxy import WayTransport

_TIMEOUT: Final = httpx.Timeout(30, connect=10)
_LIMITS: Final = httpx.Limits(max_connections=16, max_keepalive_connections=8)

Model = TypeVar("Model", bound=BaseModel)


class Connection:
    """One account's connection to its service. Belongs to the event loop that it is first used in.

    `refused` hears of a token that the service did not take; then another one is asked for and tried.
    `dated` hears what time it is with the service, at each answer. `transport` is for a service in the
    same process. Use as an async context manager, or call `close`.
    """

    def __init__(
        self,
        base_url: str,
        token: TokenProvider,
        *,
        refused: Callable[[str], None] | None = None,
        dated: Callable[[datetime], None] | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        url = httpx.URL(base_url)
        self._address = str(url).rstrip("/")
        self._dated = dated
        self._http = httpx.AsyncClient(
            base_url=url,
            auth=Bearer(token, url, refused),
            event_hooks={"response": [self._answered]},
            timeout=_TIMEOUT,
            transport=transport or WayTransport(_LIMITS),
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def request(
        self,
        method: str,
        url: str,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """One request; an answer that is no success is raised as an `IngestError`."""
        response = await self.send(method, url, content=content, headers=headers)
        if not response.is_success:
            with converted():
                raise response_error(response)
        return response

    async def send(
        self,
        method: str,
        url: str,
        *,
        content: bytes | AsyncIterator[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: httpx.Timeout = _TIMEOUT,
    ) -> httpx.Response:
        """One request and its answer, also a refusal; only transport errors are raised."""
        with converted():
            return await self._http.request(method, url, content=content, headers=headers, timeout=timeout)

    @asynccontextmanager
    async def stream(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: httpx.Timeout = _TIMEOUT,
    ) -> AsyncIterator[httpx.Response]:
        """The same with the body still to be read; errors of reading it are converted too."""
        with converted():
            async with self._http.stream(method, url, headers=headers, timeout=timeout) as response:
                if not response.is_success:
                    await response.aread()
                    raise response_error(response)
                yield response

    async def _call(
        self,
        model: type[Model],
        method: str,
        url: str,
        body: BaseModel | Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, int | Sequence[str] | None] | None = None,
    ) -> Model:
        content = await self._fetch(method, url, body, headers, query)
        with converted():
            return model.model_validate_json(content)

    async def _fetch(
        self,
        method: str,
        url: str,
        body: BaseModel | Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, int | Sequence[str] | None] | None = None,
    ) -> bytes:
        """The JSON of an answer."""
        content = None
        if body is not None:
            text = body.model_dump_json() if isinstance(body, BaseModel) else json.dumps(body)
            content, headers = text.encode(), {"Content-Type": "application/json", **(headers or {})}
        if query:
            given = {name: value for name, value in query.items() if value is not None}
            url = str(httpx.URL(url, params=given))
        response = await self.request(method, url, content=content, headers=headers)
        if "json" not in response.headers.get("content-type", ""):
            raise not_our_service(self._address)
        return response.content

    async def _answered(self, response: httpx.Response) -> None:
        if self._dated is None or response.request.url.host != self._http.base_url.host:
            return
        with suppress(TypeError, ValueError):
            self._dated(parsedate_to_datetime(response.headers.get("date", "")).astimezone(UTC))
