"""The way of a process to the network: straight, as the system says, or through a proxy that a person named.

A process has one way, as it has one environment. It is looked at for each request, so that a change counts
from the next one on. What is on this computer is always reached straight.
"""

import ipaddress
import ssl
import urllib.request
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import httpx

_CONNECTING: Final = (httpx.ConnectError, httpx.ConnectTimeout)


class WayKind(StrEnum):
    SYSTEM = "system"
    STRAIGHT = "straight"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class Way:
    """`proxy` is `scheme://host:port`; `user` and `password` are for a proxy that asks for them."""

    kind: WayKind = WayKind.SYSTEM
    proxy: str | None = None
    user: str = ""
    password: str = field(default="", repr=False)


class ProxyUnreachable(httpx.ProxyError):
    """The proxy itself does not answer."""


_ways: Final = [Way()]
"""One entry: the way in use."""


def use_way(way: Way) -> None:
    """Go this way from the next request on. Any thread."""
    _ways[0] = way


def way_in_use() -> Way:
    return _ways[0]


def is_loopback(url: httpx.URL) -> bool:
    """Whether an address is on this computer."""
    try:
        return ipaddress.ip_address(url.host).is_loopback
    except ValueError:
        return url.host == "localhost"


def proxy_for(url: httpx.URL) -> httpx.Proxy | None:
    """The proxy that leads to an address; None where it is reached straight."""
    way = _ways[0]
    if way.kind is WayKind.STRAIGHT or is_loopback(url):
        return None
    if way.kind is WayKind.PROXY:
        auth = (way.user, way.password) if way.user or way.password else None
        return httpx.Proxy(way.proxy, auth=auth) if way.proxy is not None else None
    return _system_proxy(url)


class WayTransport(httpx.AsyncBaseTransport):
    """Sends each request the way that is in use then. Belongs to one event loop."""

    def __init__(self, limits: httpx.Limits | None = None) -> None:
        self._limits = limits or httpx.Limits()
        self._trust: ssl.SSLContext | None = None
        # Requests may still be under way on the former ones, so they end with the client.
        self._inner: dict[tuple[str, tuple[str, str] | None] | None, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        proxy = proxy_for(request.url)
        try:
            return await self._through(proxy).handle_async_request(request)
        except _CONNECTING as error:
            if proxy is None or _is_about_trust(error):
                raise
            raise ProxyUnreachable(str(proxy.url), request=request) from error

    async def aclose(self) -> None:
        inner, self._inner = self._inner, {}
        for transport in inner.values():
            await transport.aclose()

    def _through(self, proxy: httpx.Proxy | None) -> httpx.AsyncHTTPTransport:
        key = (str(proxy.url), proxy.auth) if proxy is not None else None
        found = self._inner.get(key)
        if found is None:
            if self._trust is None:
                self._trust = httpx.create_ssl_context()
            found = httpx.AsyncHTTPTransport(verify=self._trust, limits=self._limits, proxy=proxy)
            self._inner[key] = found
        return found


def _system_proxy(url: httpx.URL) -> httpx.Proxy | None:
    proxies = urllib.request.getproxies()
    named = proxies.get(url.scheme) or proxies.get("all")
    if not named or urllib.request.proxy_bypass(url.host):
        return None
    try:
        return httpx.Proxy(named if "://" in named else f"http://{named}")
    except (ValueError, httpx.InvalidURL):
        # Another program's setting that means nothing to us, such as a SOCKS proxy.
        return None


def _is_about_trust(error: BaseException) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
