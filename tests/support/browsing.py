"""A browser without a screen: keeps cookies, sends back the forms that pages have."""

from dataclasses import dataclass
from itertools import count
from typing import Final

import httpx
from lxml import html

_CLIENTS: Final = count(1)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as a browser sees it."""

    answer: httpx.Response

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def location(self) -> str:
        return str(self.answer.headers.get("Location", ""))

    @property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.answer.text)

    @property
    def heading(self) -> str:
        return str(self.tree.findtext(".//h1"))

    @property
    def text(self) -> str:
        return " ".join(str(self.tree.find("body").text_content()).split())

    def form(self) -> tuple[str, dict[str, str]]:
        """Where the form is sent, and what it holds already."""
        form = self.tree.forms[0]
        return str(form.action), {name: value or "" for name, value in form.form_values()}


class Browser:
    """Each comes from an address of its own."""

    def __init__(self, base_url: str, address: str | None = None) -> None:
        number = next(_CLIENTS)
        self.address = address or f"198.51.{number // 250}.{number % 250 + 1}"
        self.http = httpx.Client(
            base_url=base_url, headers={"X-Forwarded-For": self.address}, trust_env=False, timeout=30
        )

    def open(self, path: str) -> Page:
        return Page(self.http.get(path))

    def send(self, page: Page, headers: dict[str, str] | None = None, **fields: str) -> Page:
        """Fill in the form of a page and send it."""
        action, held = page.form()
        return Page(self.http.post(action, data={**held, **fields}, headers=headers))

    def fill(self, path: str, **fields: str) -> Page:
        """Open a page, fill in its form and send it."""
        return self.send(self.open(path), None, **fields)

    def close(self) -> None:
        self.http.close()
