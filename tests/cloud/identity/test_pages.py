"""The pages of accounts as documents: valid, accessible, and closed to what is not theirs."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest
from fastapi import APIRouter, FastAPI, HTTPException
from lxml import etree, html
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from ingestio_cloud.features.errors import TooManyRequestsError
from ingestio_cloud.features.page_route import PageRoute
from ingestio_cloud.pages.forms import FormGuard
from ingestio_core.errors import MachineError
from tests.cloud.served import Served, served
from tests.support.browsing import Browser, Page
from tests.support.threads import no_thread_left
from tests.support.waiting import until

GOOD: Final = "violet-kettle-marsh"
LONG: Final = "ada.lovelace.of.the.analytical.engine@a-very-long-name-of-a-company.example.org"
VOID: Final = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True, slots=True)
class Desk:
    """A service, a browser, and what the service logged."""

    site: Served
    browser: Browser
    logs: Sequence[Mapping[str, Any]]

    def asked(self, letter: str, ask: Callable[[], object]) -> str:
        """Where the letter leads that is written after `ask`."""

        def links() -> list[str]:
            return [str(line["link"]) for line in self.logs if line.get("letter") == letter]

        before = len(links())
        ask()
        until(lambda: len(links()) > before)
        return "/" + links()[-1].split("/", 3)[3]


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One for all tests here."""
    with (
        no_thread_left(),
        capture_logs() as logs,
        served(tmp_path_factory.mktemp("desk"), accounts="own") as site,
    ):
        browser = Browser(site.url)
        yield Desk(site, browser, logs)
        browser.close()


@pytest.fixture
def desk(shared_desk: Desk) -> Iterator[Desk]:
    """With a new browser."""
    browser = Browser(shared_desk.site.url)
    yield Desk(shared_desk.site, browser, shared_desk.logs)
    browser.close()


def signed_up(desk: Desk) -> tuple[str, str]:
    """An address that waits to be confirmed, and the link for it."""
    email = f"{uuid4().hex[:8]}.{LONG}"
    link = desk.asked("confirm", lambda: desk.browser.fill("/sign-up", email=email, password=GOOD))
    return email, link


def signed_in(desk: Desk) -> str:
    """An address that is signed in."""
    email, link = signed_up(desk)
    assert desk.browser.fill(link, password=GOOD).status == 303
    return email


def reset_link(desk: Desk) -> str:
    email = signed_in(desk)
    return desk.asked("reset", lambda: desk.browser.fill("/forgot", email=email))


def after_sign_in(desk: Desk, path: str) -> Page:
    signed_in(desk)
    return desk.browser.open(path)


PAGES: Final[dict[str, tuple[int, str, Callable[[Desk], Page]]]] = {
    "sign up": (200, "Create an account", lambda desk: desk.browser.open("/sign-up")),
    "sign up, wrong": (422, "Create an account", lambda desk: desk.browser.fill("/sign-up", email="<b>")),
    "sent": (200, "Look into your inbox", lambda desk: desk.browser.fill("/forgot", email=LONG)),
    "sign in": (200, "Sign in", lambda desk: desk.browser.open("/sign-in?next=/oauth/authorize%3Fa=b")),
    "sign in, empty": (422, "Sign in", lambda desk: desk.browser.fill("/sign-in")),
    "sign in, wrong": (422, "Sign in", lambda desk: desk.browser.fill("/sign-in", email=LONG, password="x")),
    "sign in, notice": (200, "Sign in", lambda desk: desk.browser.open("/sign-in?done=reset")),
    "verify": (200, "Confirm your address", lambda desk: desk.browser.open(signed_up(desk)[1])),
    "verify, wrong": (
        *(422, "Confirm your address"),
        lambda desk: desk.browser.fill(signed_up(desk)[1], password=""),
    ),
    "verify, over": (410, "This link is not valid any more", lambda desk: desk.browser.open("/verify")),
    "again": (200, "Send the link again", lambda desk: desk.browser.open("/verify/again")),
    "again, wrong": (422, "Send the link again", lambda desk: desk.browser.fill("/verify/again", email="x")),
    "forgot": (200, "Forgot your password?", lambda desk: desk.browser.open("/forgot")),
    "forgot, wrong": (422, "Forgot your password?", lambda desk: desk.browser.fill("/forgot", email="x")),
    "reset": (200, "Choose a new password", lambda desk: desk.browser.open(reset_link(desk))),
    "reset, wrong": (
        *(422, "Choose a new password"),
        lambda desk: desk.browser.fill(reset_link(desk), password="x"),
    ),
    "reset, over": (410, "This link is not valid any more", lambda desk: desk.browser.open("/reset?token=x")),
    "signed in": (200, "You are signed in", lambda desk: after_sign_in(desk, "/signed-in")),
    "tab": (200, "You are signed in", lambda desk: desk.browser.open("/signed-in")),
    "sign out": (200, "Sign out?", lambda desk: after_sign_in(desk, "/sign-out")),
    "error": (
        403,
        "This page was open for too long",
        lambda desk: Page(desk.browser.http.post("/sign-in", data={"email": LONG})),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_valid_accessible_and_closed(desk: Desk, name: str) -> None:
    status, heading, visit = PAGES[name]
    page = visit(desk)
    assert (page.status, page.heading) == (status, heading), page.text
    check_tags(page.answer.text)
    check_document(page)
    check_fields(page)
    check_headers(page)


def check_tags(text: str) -> None:
    """Every tag that is opened is closed, in order."""
    assert text.startswith("<!doctype html>\n")
    body = text.partition("\n")[2]
    closed = re.sub(rf"<({'|'.join(VOID)})\b([^>]*?)/?>", r"<\1\2/>", body)
    plain = re.sub(r" (novalidate|required|readonly|autofocus)(?=[ >/])", r' \1=""', closed)
    etree.fromstring(re.sub(r"&(?!(amp|lt|gt|quot|#\d+);)", "&amp;", plain))


def check_document(page: Page) -> None:
    tree = page.tree
    assert tree.get("lang") == "en"
    title = tree.findtext(".//title") or ""
    assert title.endswith(" · IngestIO") and page.heading in title
    assert ("Error: " in title) == bool(tree.xpath("//*[@role = 'alert']"))
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1
    assert next(node.tag for node in tree.xpath("//h1 | //h2")) == "h1"
    assert tree.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not tree.xpath("//script | //style | //*[@style] | //@*[starts-with(name(), 'on')]")
    loaded = [str(value) for value in tree.xpath("//link/@href | //@src")]
    assert loaded and all(value.startswith("/assets/") for value in loaded)
    assert not tree.xpath("//*[@tabindex > 0]")
    for picture in tree.xpath("//*[local-name() = 'svg']"):
        assert picture.get("aria-hidden") == "true"


def check_fields(page: Page) -> None:
    tree = page.tree
    ids = set(tree.xpath("//@id"))
    for field in tree.xpath("//input[not(@type = 'hidden')]"):
        (label,) = tree.xpath(f"//label[@for = '{field.get('id')}']")
        assert label.text_content().strip() and field.get("autocomplete")
        described = (field.get("aria-describedby") or "").split()
        assert set(described) <= ids
        wrong = field.get("aria-invalid") == "true"
        assert wrong == (f"{field.get('id')}-error" in described)
    for button in tree.xpath("//button"):
        assert button.text_content().strip() and button.get("type") == "submit"
    for link in tree.xpath("//a"):
        assert link.text_content().strip()
        if link.get("href").startswith("#"):
            assert link.get("href")[1:] in ids
    for form in tree.forms:
        assert form.method == "POST" and str(form.action).startswith("/")
        assert form.inputs["form_token"].value
    if page.status == 422:
        (summary,) = tree.xpath("//*[@role = 'alert']")
        assert summary.get("tabindex") == "-1" and summary.get("autofocus") is not None
        assert summary.get("aria-labelledby") in ids
        messages = [node.text_content() for node in tree.xpath("//*[contains(@id, '-error')]")]
        assert all(node.text_content() in "".join(messages) for node in tree.xpath("//*[@role='alert']//a"))


def check_headers(page: Page) -> None:
    headers = page.answer.headers
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "script-src" not in policy and "unsafe" not in headers["Content-Security-Policy"]
    assert policy["style-src"] == policy["font-src"] == policy["img-src"] == "'self'"
    assert policy["form-action"].split()[0] == "'self'" and "*" not in policy["form-action"].split()


def test_redirects_are_not_kept_and_tell_nobody(desk: Desk) -> None:
    answer = desk.browser.open("/sign-out").answer
    assert answer.status_code == 303
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_what_pages_load_is_there(desk: Desk) -> None:
    page = desk.browser.open("/sign-in")
    style = desk.browser.open(page.tree.xpath("//link[@rel = 'stylesheet']/@href")[0]).answer
    assert style.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in style.headers["Cache-Control"]
    for name in re.findall(r'url\("([^"]+)"\)', style.text):
        font = desk.browser.open(f"/assets/{name}").answer
        assert font.headers["Content-Type"] == "font/woff2" and font.content.startswith(b"wOF2")
    icon = desk.browser.open(page.tree.xpath("//link[@rel = 'icon']/@href")[0]).answer
    assert html.fromstring(icon.content).tag == "svg"
    for name in ("README.md", "..%2Ftemplating.py", "nothing"):
        assert desk.browser.open(f"/assets/{name}").status == 404


def test_cookies_are_for_https_where_people_come_by_it(tmp_path: Path) -> None:
    with served(tmp_path / "data", accounts="own", public_url="https://ingestio.example") as running:
        browser = Browser(running.url)
        browser.http.headers["Host"] = "ingestio.example"
        (cookie,) = browser.open("/sign-in").answer.headers.get_list("set-cookie")
        assert cookie.startswith("__Host-ingestio_form=")
        assert "Secure" in cookie and "HttpOnly" in cookie and "Domain" not in cookie
        with capture_logs() as logs:
            browser.http.cookies.set("__Host-ingestio_form", cookie.split("=", 1)[1].split(";")[0])
            assert browser.fill("/sign-up", email=LONG, password=GOOD).status == 200
            until(lambda: any(line.get("letter") == "confirm" for line in logs))
        (link,) = (line["link"] for line in logs if line.get("letter") == "confirm")
        assert link.startswith("https://ingestio.example/verify?token=")
        browser.close()


HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("method", "path", "status", "says"),
    [
        ("GET", "/nowhere", 404, "There is no such page"),
        ("GET", "//elsewhere.example/", 404, "There is no such page"),
        ("GET", "/v1nowhere", 404, "There is no such page"),
        ("PUT", "/sign-in", 405, "There is no such page"),
        ("GET", "/verify?token=%00", 422, "This address is not complete"),
        ("GET", f"/verify?token={'x' * 9_000}", 414, "The address is too long"),
    ],
)
def test_an_address_that_is_no_page_is_told_with_a_page(
    desk: Desk, method: str, path: str, status: int, says: str
) -> None:
    http = desk.browser.http
    page = Page(http.request(method, desk.site.url + path, headers=HTML))
    assert (page.status, page.heading) == (status, says)
    assert page.tree.xpath("//a/@href") == ["/"]
    assert "elsewhere.example" not in page.answer.text
    assert "form-action 'self'" in page.answer.headers["Content-Security-Policy"]
    program = http.request(method, desk.site.url + path, headers={"Accept": "*/*"})
    assert program.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/v1", "/v1/nowhere", "/v1/batches/no-uuid", "/v1/batches?cursor=%00"])
def test_the_api_answers_browsers_as_it_does_programs(desk: Desk, path: str) -> None:
    answer = desk.browser.http.get(desk.site.url + path, headers=HTML)
    assert answer.status_code >= 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_service_without_pages_shows_none(tmp_path: Path) -> None:
    with served(tmp_path / "data") as running:
        answer = httpx.get(f"{running.url}/nowhere", headers=HTML)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_an_odd_host_is_told_with_a_page(tmp_path: Path) -> None:
    with served(tmp_path / "data", accounts="own", public_url="https://ingestio.example") as running:
        page = Page(httpx.get(f"{running.url}/sign-in", headers={**HTML, "Host": "[::1"}))
    assert (page.status, page.heading) == (421, "The request is for another host")


@pytest.fixture
def failing() -> FastAPI:
    """An app of browser routes that fail."""
    router = APIRouter(route_class=PageRoute)

    @router.get("/bug")
    async def bug() -> None:
        raise RuntimeError("a secret of the program")

    @router.get("/busy")
    async def busy() -> None:
        raise OperationalError("SELECT secret", {}, Exception("locked"))

    @router.get("/machine")
    async def machine() -> None:
        error = MachineError("plan_unavailable", "Your plan can't be checked", "Try again in a minute.")
        error.retry_after = 59.2
        raise error

    @router.get("/often")
    async def often() -> None:
        raise TooManyRequestsError(61)

    @router.get("/gone")
    async def gone() -> None:
        raise HTTPException(404)

    @router.get("/number")
    async def number(value: int) -> None: ...

    app = FastAPI()
    app.state.form_guard = FormGuard.of("k" * 32, secure=False)
    app.include_router(router)
    return app


@pytest.mark.parametrize(
    ("path", "status", "says", "retry_after", "way_on"),
    [
        ("/bug", 500, "This is our bug, not yours.", None, "/bug"),
        ("/busy?a=b", 503, "Nothing was changed.", "10", "/busy?a=b"),
        ("/machine", 503, "Try again in a minute.", "60", "/machine"),
        ("/often", 429, "Wait 2 minutes, then try again.", "61", "/often"),
        ("/gone", 404, "Nothing matches the given URI", None, None),
        ("/number?value=x", 422, "This address is not complete", None, None),
    ],
)
async def test_what_fails_is_told_with_a_page(
    failing: FastAPI, path: str, status: int, says: str, retry_after: str | None, way_on: str | None
) -> None:
    transport = httpx.ASGITransport(failing)
    with capture_logs() as logs:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            page = Page(await client.get(path))
    assert page.status == status and says in page.text and "secret" not in page.answer.text
    assert page.answer.headers.get("Retry-After") == retry_after
    assert page.tree.xpath("//a/@href") == ([way_on] if way_on else [])
    assert [line["event"] for line in logs] == (["unhandled_error"] if status == 500 else [])
    check_tags(page.answer.text)
    check_document(page)
    check_headers(page)
