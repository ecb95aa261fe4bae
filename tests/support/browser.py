"""A browser as far as our pages need one: cookies, forms, and redirects that the test looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpx


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page with the values it would send by itself."""

    action: str
    fields: Mapping[str, str]


class Browser:
    """Goes to pages of one service and sends their forms. Follows no redirect."""

    def __init__(self, url: str, session: str | None = None) -> None:
        """`session` is the secret of the cookie that a sign-in would have given."""
        self.http = httpx.Client(base_url=url, trust_env=False, timeout=30)
        if session is not None:
            self.http.cookies.set("ingestio_session", session, domain="127.0.0.1", path="/")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.http.close()

    def open(self, address: str) -> httpx.Response:
        return self.http.get(address)

    def submit(self, page: httpx.Response, **typed: str) -> httpx.Response:
        """Send the first form of a page with what was typed into it."""
        form = form_of(page)
        return self.http.post(urljoin(str(page.url), form.action), data={**form.fields, **typed})


def form_of(page: httpx.Response) -> Form:
    """The first form of a page."""
    assert page.headers["content-type"].startswith("text/html"), page.headers["content-type"]
    reader = _FormReader()
    reader.feed(page.text)
    assert reader.action is not None, f"there is no form at {page.url}"
    return Form(reader.action, reader.fields)


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.action: str | None = None
        self.fields: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form" and self.action is None:
            self.action = values.get("action") or ""
            self._inside = True
        if tag == "input" and self._inside and (name := values.get("name")):
            self.fields[name] = values.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
