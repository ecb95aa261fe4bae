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

    def submit(self, page: httpx.Response, to: str | None = None, **typed: str) -> httpx.Response:
        """Send the first form of a page (of those that go to `to`) with what was typed into it."""
        form = form_of(page, to)
        return self.http.post(urljoin(str(page.url), form.action), data={**form.fields, **typed})


def form_of(page: httpx.Response, to: str | None = None) -> Form:
    """The first form of a page, of those that go to `to`."""
    assert page.headers["content-type"].startswith("text/html"), page.headers["content-type"]
    reader = _FormReader()
    reader.feed(page.text)
    found = [form for form in reader.forms if to in (None, form.action)]
    assert found, f"there is no such form at {page.url}"
    return found[0]


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._inside: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form":
            self._inside = {}
            self.forms.append(Form(values.get("action") or "", self._inside))
        if tag == "input" and self._inside is not None and (name := values.get("name")):
            self._inside[name] = values.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
