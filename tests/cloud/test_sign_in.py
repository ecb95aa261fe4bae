"""`ingestio login` and what comes after it, against a service with accounts."""

import asyncio
import webbrowser
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import keyring
import keyring.backend
import pytest
from typer.testing import CliRunner

from ingestio_cli.login import PROGRAM
from ingestio_cli.main import app
from ingestio_client import oauth
from ingestio_client.credentials import Credentials
from ingestio_client.loopback import Loopback
from ingestio_client.sign_in import Kept, SignIn
from ingestio_core.errors import IngestError
from tests.cloud.served import Served
from tests.cloud.signing_in import accounts_served, signed_in, works
from tests.support.browser import Browser
from tests.support.people import Person


class Keyring(keyring.backend.KeyringBackend):
    """A keyring of the kind that is trusted."""

    __module__ = "keyring.backends.SecretService"
    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Served]:
    with accounts_served("sqlite", tmp_path / "data") as running:
        yield running


@pytest.fixture
def person(accounts: Served) -> Person:
    return accounts.person()


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyring]:
    """The person's keyring and data folder."""
    monkeypatch.setenv("INGESTIO_DATA_DIR", str(tmp_path / "mine"))
    monkeypatch.delenv("INGESTIO_TOKEN", raising=False)
    before, ring = keyring.get_keyring(), Keyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def browse(
    accounts: Served, person: Person, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], None]]:
    """Stands in for the person at their browser: allows what is asked, or does what `decision` says."""
    with ThreadPoolExecutor(1) as threads, signed_in(accounts, person.user_id) as browser:

        def choose(decision: str) -> None:
            def open_page(address: str) -> bool:
                threads.submit(_decide, browser, address, decision)
                return True

            monkeypatch.setattr(webbrowser, "open", open_page)

        choose("allow")
        yield choose


def ingestio(*arguments: str, given: str = "") -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments), input=given)
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.usefixtures("browse")
def test_a_person_signs_in_works_and_signs_out(accounts: Served, person: Person, ring: Keyring) -> None:
    code, _, told = ingestio("login", "--server", f"{accounts.url}/")
    assert code == 0, told
    assert f"{person.user_id.hex}@example.org" in told
    (secret,) = ring.kept.values()
    tokens = Kept.model_validate_json(secret).tokens
    assert tokens is not None and tokens.access_token not in told
    assert works(accounts, tokens.access_token)

    code, _, told = ingestio("batches", "--server", accounts.url)
    assert code == 0 and f"ingestio extract --server {accounts.url}" in told

    code, _, told = ingestio("logout", "--server", accounts.url)
    assert (code, ring.kept) == (0, {}), told
    assert not works(accounts, tokens.access_token)
    code, _, told = ingestio("batches", "--server", accounts.url)
    assert code == 1 and f"ingestio login --server {accounts.url}" in told


def test_a_person_says_no(accounts: Served, ring: Keyring, browse: Callable[[str], None]) -> None:
    browse("deny")
    code, _, told = ingestio("login", "--server", accounts.url)
    assert (code, ring.kept) == (1, {}) and "did not allow" in told


def test_a_personal_token_is_read_from_standard_input(
    accounts: Served, person: Person, ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, told = ingestio("login", "--server", accounts.url, "--token", given=f"{person.token}\n")
    assert code == 0, told
    assert ingestio("batches", "--server", accounts.url)[0] == 0
    assert ingestio("logout", "--server", accounts.url)[0] == 0
    for given, code_ in (("wrong\n", 1), ("\n", 2), ("two words\n", 2)):
        assert ingestio("login", "--server", accounts.url, "--token", given=given)[0] == code_
    assert ring.kept == {}
    monkeypatch.setenv("INGESTIO_TOKEN", person.token)
    assert ingestio("batches", "--server", accounts.url)[0] == 0
    monkeypatch.setenv("INGESTIO_TOKEN", "ing_pat_of_nobody")
    code, _, told = ingestio("batches", "--server", accounts.url)
    assert code == 1 and "token of the variable INGESTIO_TOKEN" in told


@pytest.mark.usefixtures("ring")
def test_without_a_trusted_keyring_nothing_is_kept(
    accounts: Served, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Plain(Keyring):
        __module__ = "keyrings.alt.file"

    plain = Plain()
    monkeypatch.setattr(keyring, "get_keyring", lambda: plain)
    code, _, told = ingestio("login", "--server", accounts.url, "--token", given=f"{person.token}\n")
    assert (code, plain.kept) == (1, {}) and "INGESTIO_TOKEN" in told
    code, _, told = ingestio("batches", "--server", accounts.url)
    assert code == 1 and "INGESTIO_TOKEN" in told


@pytest.mark.usefixtures("ring")
def test_only_a_service_with_accounts_and_a_safe_address_is_taken(accounts: Served) -> None:
    for server, word in (
        ("http://ingestio.example.com", "https://"),
        ("ftp://127.0.0.1", "https://"),
        ("nonsense", "https://"),
        (accounts.url.replace("127.0.0.1", "localhost"), "another address"),
        (f"{accounts.url}/v1", "no IngestIO service"),
    ):
        code, _, told = ingestio("login", "--server", server, "--no-browser")
        assert code == 1 and word in told, told


def test_no_token_goes_over_an_open_line(monkeypatch: pytest.MonkeyPatch, ring: Keyring) -> None:
    server = "http://ingestio.example.com"
    code, _, told = ingestio("login", "--server", server, "--token", given="ing_pat_secret\n")
    assert code == 1 and "https://" in told and ring.kept == {}
    monkeypatch.setenv("INGESTIO_TOKEN", "ing_pat_secret")
    code, _, told = ingestio("batches", "--server", server)
    assert code == 1 and "https://" in told


@pytest.mark.usefixtures("browse")
async def test_many_at_once_renew_a_sign_in_once(accounts: Served, ring: Keyring, tmp_path: Path) -> None:
    authority = await oauth.discover(accounts.url, PROGRAM)
    first = await oauth.sign_in(authority, _open)
    over = first.model_copy(update={"expires_at": datetime.now(UTC) + timedelta(seconds=30)})
    programs = [SignIn(accounts.url, PROGRAM, Credentials(ring), tmp_path) for _ in range(4)]
    await programs[0].keep(Kept(authority=authority, tokens=over))
    tokens = await asyncio.gather(*(program.token() for program in programs for _ in range(3)))
    assert len(set(tokens)) == 1 and tokens[0] != first.access_token
    assert await asyncio.to_thread(works, accounts, tokens[0])


@pytest.mark.usefixtures("browse")
@pytest.mark.parametrize("signs_out", [False, True])
async def test_a_renewal_is_kept_also_when_nobody_waits_for_it_any_more(
    accounts: Served, ring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, signs_out: bool
) -> None:
    authority = await oauth.discover(accounts.url, PROGRAM)
    first = await oauth.sign_in(authority, _open)
    sign_in = SignIn(accounts.url, PROGRAM, Credentials(ring), tmp_path)
    over = first.model_copy(update={"expires_at": datetime.now(UTC)})
    await sign_in.keep(Kept(authority=authority, tokens=over))
    answered, goes_on, refresh = asyncio.Event(), asyncio.Event(), oauth.refresh

    used: list[str] = []

    async def slow(authority: oauth.Authority, refresh_token: str) -> oauth.Tokens:
        used.append(refresh_token)
        tokens = await refresh(authority, refresh_token)
        answered.set()
        await goes_on.wait()
        return tokens

    monkeypatch.setattr(oauth, "refresh", slow)
    asked = asyncio.create_task(sign_in.token())
    await answered.wait()
    asked.cancel()
    await asyncio.wait((asked,))
    if signs_out:
        leaves = asyncio.create_task(sign_in.forget())
        await asyncio.sleep(0)
        goes_on.set()
        await leaves
        assert ring.kept == {}, "nothing comes back after it"
    else:
        goes_on.set()
        assert await sign_in.token() != first.access_token
        assert used == [first.refresh_token], "a second use would end the sign-in"


@pytest.mark.usefixtures("browse")
async def test_a_sign_in_that_was_ended_is_forgotten(accounts: Served, ring: Keyring, tmp_path: Path) -> None:
    authority = await oauth.discover(accounts.url, PROGRAM)
    tokens = await oauth.sign_in(authority, _open)
    await oauth.revoke(authority, tokens)
    sign_in = SignIn(accounts.url, PROGRAM, Credentials(ring), tmp_path)
    over = tokens.model_copy(update={"expires_at": datetime.now(UTC)})
    await sign_in.keep(Kept(authority=authority, tokens=over))
    with pytest.raises(IngestError) as refused:
        await sign_in.token()
    assert (refused.value.code, ring.kept) == ("sign_in_over", {})


async def test_an_answer_of_another_server_is_not_taken(accounts: Served, person: Person) -> None:
    authority = await oauth.discover(accounts.url, PROGRAM)
    for changed in (
        {"issuer": "https://other.example"},
        {"issuer": "https://other.example", "names_itself": False},
    ):
        other = authority.model_copy(update=changed)
        with (
            signed_in(accounts, person.user_id) as browser,
            ThreadPoolExecutor(1) as threads,
            pytest.raises(IngestError) as refused,
        ):
            await oauth.sign_in(other, partial(_submit, threads, browser))
        assert refused.value.code == "sign_in_failed"


async def test_nobody_waits_for_ever(accounts: Served) -> None:
    authority = await oauth.discover(accounts.url, PROGRAM)
    with pytest.raises(IngestError) as refused:
        await oauth.sign_in(authority, lambda _: None, seconds=0.01)
    assert refused.value.code == "sign_in_timeout"


async def test_the_listener_takes_one_answer_and_nothing_else() -> None:
    async with Loopback("right") as loopback, httpx.AsyncClient(trust_env=False) as http:
        base = loopback.redirect_uri
        for request, status in (
            (http.get(f"{base}?code=x&state=wrong"), 400),
            (http.get(f"{base}?code=x"), 400),
            (http.post(f"{base}?code=x&state=right"), 404),
            (http.get(base.replace("/signed-in", "/favicon.ico")), 404),
            (http.get(base.replace("/signed-in", "/") + "?code=x&state=right"), 404),
        ):
            assert (await request).status_code == status
        page = await http.get(f"{base}?code=abc&state=right&iss=me")
        assert page.status_code == 200 and "close this tab" in page.text
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert await loopback.answer(5) == {"code": "abc", "state": "right", "iss": "me"}


def _open(address: str) -> None:
    assert webbrowser.open(address)


def _submit(threads: ThreadPoolExecutor, browser: Browser, address: str) -> None:
    threads.submit(_decide, browser, address, "allow")


def _decide(browser: Browser, address: str, decision: str) -> dict[str, Any]:
    parts = urlsplit(address)
    page = browser.open(f"{parts.path}?{parts.query}")
    back = browser.submit(page, decision=decision).headers["Location"]
    httpx.get(back, trust_env=False)
    return parse_qs(urlsplit(back).query)
