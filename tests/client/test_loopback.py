"""The listener that the browser comes back to: one answer, for whoever knows the state, in their language."""

import asyncio
import re
from urllib.parse import urlsplit

import httpx
import pytest

from ingestio_client.loopback import Loopback
from ingestio_client.loopback_page import Outcome, page
from ingestio_core.errors import IngestError

STATE = "what only we know"


async def get(loopback: Loopback, path: str = "", **query: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False, headers={"Accept-Language": "de-AT, en;q=0.7"}) as http:
        return await http.get(loopback.redirect_uri + path, params=query)


async def test_the_answer_is_taken_once_and_told_in_the_browsers_language() -> None:
    async with Loopback(STATE) as loopback:
        page = await get(loopback, state=STATE, code="the code")
        assert (await loopback.answer(10))["code"] == "the code"
    assert page.status_code == 200 and "Sie sind angemeldet" in page.text and 'lang="de"' in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store" and "the code" not in page.text


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("", {"code": "stolen"}, 400),
        ("", {"state": "guessed", "code": "stolen"}, 400),
        ("", {"state": STATE + " ", "code": "stolen"}, 400),
        ("/more", {"state": STATE, "code": "stolen"}, 404),
    ],
)
async def test_whoever_does_not_know_the_state_changes_nothing(
    path: str, query: dict[str, str], status: int
) -> None:
    async with Loopback(STATE) as loopback:
        assert (await get(loopback, path, **query)).status_code == status
        with pytest.raises(IngestError) as late:
            await loopback.answer(0.01)
    assert late.value.code == "sign_in_timeout"


@pytest.mark.parametrize(
    ("error", "words"), [("access_denied", "nicht erlaubt"), ("server_error", "was geschehen ist")]
)
async def test_a_refusal_is_told_as_one(error: str, words: str) -> None:
    async with Loopback(STATE) as loopback:
        page = await get(loopback, state=STATE, error=error, error_description="<script>alert(1)</script>")
        assert (await loopback.answer(10))["error"] == error
    assert "nicht angemeldet" in page.text and words in page.text and "<script" not in page.text


async def test_nobody_listens_any_more_afterwards() -> None:
    async with Loopback(STATE) as loopback:
        address = urlsplit(loopback.redirect_uri)
        assert address.hostname in ("127.0.0.1", "::1")
    with pytest.raises(OSError):
        await asyncio.open_connection(address.hostname, address.port)


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("language", ["", "en-GB", "de", "fr, de;q=0.5", "x" * 5_000, ",;,"])
def test_each_page_loads_nothing(outcome: Outcome, language: str) -> None:
    text = page(outcome, language)
    assert not re.search(r"(src|href)=\"(?!data:,)|url\(|@import|http", text)
    assert "prefers-color-scheme: dark" in text
    assert ('lang="de"' in text) is ("de" in language)
