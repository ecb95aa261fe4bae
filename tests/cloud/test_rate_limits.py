"""How often an account or an address may ask: counted in memory and in a real Redis, told in headers."""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from structlog.testing import capture_logs

from ingestio_cloud.features.errors import TooManyRequestsError
from ingestio_cloud.features.limits import limiter as limiter_module
from ingestio_cloud.features.limits.limiter import Limiter, Rate, Standing, Window
from ingestio_cloud.settings import Accounts
from ingestio_core.plans import PLANS, PlanChange, PlanName
from tests.cloud.conftest import make_pdf
from tests.cloud.served import OCTETS, TUS, Served, batch_request, document_request, metadata, served
from tests.support.people import Person
from tests.support.redis import RedisServer, running_redis

HOURLY = Rate(3, 3600)
TOLD = re.compile(r'"(\w+)";(?:q|r)=(\d+);(?:w|t)=(\d+)')


class Clock:
    """Time as the memory's windows see it, which are cut by the clock's hours and minutes."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Iterator[Clock]:
    made = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("limits.aio.storage.memory.time", made)
        yield made


@pytest.fixture(autouse=True)
def _new_windows(clock: Clock) -> None:
    """Every test begins with the hour."""
    clock.now = (clock.now // 3600 + 1) * 3600


@pytest.fixture(scope="module")
def redis_server() -> Iterator[RedisServer]:
    with running_redis() as server:
        yield server


@pytest.fixture(params=["memory", "redis"])
def url(request: pytest.FixtureRequest, clock: Clock) -> str:
    if request.param == "memory":
        return ""
    server: RedisServer = request.getfixturevalue("redis_server")
    return server.url


def with_limiter(url: str, work: Callable[[Limiter], Awaitable[None]]) -> None:
    async def run() -> None:
        limiter = Limiter(url)
        try:
            await work(limiter)
        finally:
            await limiter.close()

    asyncio.run(run())


async def admitted(limiter: Limiter, key: str, rate: Rate = HOURLY, name: str = "test") -> bool:
    try:
        await limiter.hit(name, key, rate)
    except TooManyRequestsError as error:
        assert 1 <= error.retry_after <= rate.seconds + 1
        return False
    return True


def test_so_many_are_admitted_and_no_more(url: str) -> None:
    async def work(limiter: Limiter) -> None:
        assert [await admitted(limiter, "somebody") for _ in range(5)] == [True] * 3 + [False] * 2
        assert await admitted(limiter, "somebody else")
        assert await admitted(limiter, "somebody", name="something else")
        assert await limiter.hit("test", "somebody", None) is None
        standing = await limiter.hit("told", "somebody", HOURLY)
        assert standing == Standing("told", HOURLY, remaining=2, reset=3600)

    with_limiter(url, work)


def test_what_is_forgotten_may_be_done_anew(url: str) -> None:
    async def work(limiter: Limiter) -> None:
        assert [await admitted(limiter, "forgetful") for _ in range(4)] == [True] * 3 + [False]
        await limiter.forget("test", "forgetful", HOURLY)
        assert [await admitted(limiter, "forgetful") for _ in range(4)] == [True] * 3 + [False]

    with_limiter(url, work)


def test_of_forty_at_once_in_two_processes_redis_admits_no_more_than_the_rate(
    redis_server: RedisServer,
) -> None:
    async def work(limiter: Limiter) -> None:
        other = Limiter(redis_server.url)
        hits = (admitted(one, "crowd", Rate(7, 3600)) for one in (limiter, other) for _ in range(20))
        assert sum(await asyncio.gather(*hits)) == 7
        await other.close()

    with_limiter(redis_server.url, work)


def test_nothing_that_names_a_person_is_stored(redis_server: RedisServer) -> None:
    async def work(limiter: Limiter) -> None:
        await limiter.hit("sign_in", "ann@example.org", HOURLY)

    before = set(redis_server.keys())
    with_limiter(redis_server.url, work)
    (new,) = set(redis_server.keys()) - before
    assert "ann" not in new and "sign_in" not in new


def test_whoever_waits_as_long_as_told_is_admitted(clock: Clock) -> None:
    async def work(limiter: Limiter) -> None:
        for _ in range(50):
            try:
                await limiter.hit("test", "patient", Rate(4, 60))
                clock.now += 0.7
            except TooManyRequestsError as error:
                clock.now += error.retry_after
                assert await admitted(limiter, "patient", Rate(4, 60))

    with_limiter("", work)


@given(
    amount=st.integers(1, 1000),
    seconds=st.integers(1, 3600),
    previous=st.integers(0, 1000),
    current=st.integers(0, 1000),
    gone=st.floats(0, 1, exclude_max=True),
)
def test_the_wait_is_right_and_no_longer_than_needed(
    amount: int, seconds: int, previous: int, current: int, gone: float
) -> None:
    rate = Rate(amount, seconds)
    previous, current = min(previous, amount), min(current, amount)
    left = (1 - gone) * seconds
    window = Window(False, previous, left if previous else 0, current, left + seconds if current else 0)

    def fits(later: float) -> bool:
        if later < left:
            return previous * (left - later) / seconds + current < amount
        return current * max(0.0, seconds - (later - left)) / seconds < amount

    wait = window.wait(rate)
    assert fits(wait + 1e-3 * seconds)
    assert wait <= 1e-6 * seconds or not fits(wait - 1e-3 * seconds)


def test_without_redis_memory_counts_and_it_is_said_once(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    monkeypatch.setattr(limiter_module, "_PAUSE", 0.0)

    async def work(limiter: Limiter) -> None:
        assert await admitted(limiter, "steady")
        redis_server.stop()
        with capture_logs() as logs:
            assert [await admitted(limiter, "steady") for _ in range(5)] == [True] * 3 + [False] * 2
            await limiter.forget("test", "steady", HOURLY)
            assert await admitted(limiter, "steady")
        assert [line["event"] for line in logs] == ["limits_without_redis"]
        redis_server.start()
        with capture_logs() as logs:
            assert [await admitted(limiter, "steady") for _ in range(5)] == [True] * 3 + [False] * 2
        assert [line["event"] for line in logs] == ["limits_with_redis_again"]

    with_limiter(redis_server.url, work)


def test_a_redis_that_is_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    monkeypatch.setattr(limiter_module, "_TIMEOUT", 0.05)

    async def work(limiter: Limiter) -> None:
        with capture_logs() as logs:
            assert [await admitted(limiter, "hasty") for _ in range(4)] == [True] * 3 + [False]
        assert [(line["event"], line["kind"]) for line in logs] == [("limits_without_redis", "TimeoutError")]

    with socket.create_server(("127.0.0.1", 0)) as silent:
        with_limiter(f"redis://127.0.0.1:{silent.getsockname()[1]}", work)


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Served]:
    """A service for many people, whose smallest plan has small rates."""
    small = PlanChange(
        files_per_batch=10,
        requests_per_minute=5,
        uploads_per_minute=3,
        batches_per_minute=2,
        exports_per_minute=1,
        field_plans_per_minute=2,
        page_reads_per_minute=2,
    )
    with served(
        tmp_path_factory.mktemp("hosted"),
        accounts=Accounts.OWN,
        plans={PlanName.STARTER: small, PlanName.PLUS: small},
        stranger_requests_per_minute=4,
    ) as running:
        # The threads that start at the first upload are the service's, not those of the first test.
        running.completed(make_pdf("first"))
        yield running


def told(answer: httpx.Response, field: str = "RateLimit") -> dict[str, tuple[int, int]]:
    """What a field of the RateLimit draft says of each limit: its two numbers."""
    return {name: (int(first), int(second)) for name, first, second in TOLD.findall(answer.headers[field])}


def statuses(send: Callable[[], httpx.Response], times: int) -> list[int]:
    return [send().status_code for _ in range(times)]


def refused(answer: httpx.Response) -> int:
    """The seconds after which a refused request is to be sent again."""
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["retryable"]) == (429, "rate_limited", True)
    assert answer.headers["content-type"] == "application/problem+json"
    return int(answer.headers["Retry-After"])


def test_every_answer_says_how_its_account_stands(hosted: Served, clock: Clock) -> None:
    person = hosted.person()
    first = person.http.get("/v1/account")
    assert told(first, "RateLimit-Policy") == {"requests": (5, 60)}
    assert told(first) == {"requests": (4, 60)}
    missing = person.http.get("/v1/nothing-here")
    assert (missing.status_code, told(missing)) == (404, {"requests": (3, 60)})
    assert statuses(lambda: person.http.get("/v1/batches"), 3) == [200] * 3
    answer = person.http.get("/v1/account")
    wait = refused(answer)
    assert told(answer) == {"requests": (0, wait)}
    assert hosted.person().http.get("/v1/account").status_code == 200
    clock.now += wait
    assert person.http.get("/v1/account").status_code == 200


def test_the_person_at_this_computer_is_not_limited(hosted: Served) -> None:
    answers = [hosted.http.get("/v1/account") for _ in range(10)]
    assert {answer.status_code for answer in answers} == {200}
    assert not any("RateLimit" in answer.headers for answer in answers)


def test_what_costs_more_is_limited_more(hosted: Served) -> None:
    def field_plan(person: Person) -> httpx.Response:
        return person.http.post("/v1/field-plans", json={"prompt": "total"})

    person = hosted.person()
    assert [field_plan(person).status_code for _ in range(3)] == [200, 200, 429]
    person = hosted.person()
    exported = person.http.post("/v1/exports", json={})
    assert exported.status_code != 429
    refused(person.http.post("/v1/exports", json={}))
    assert set(told(exported)) == {"requests", "exports"}
    person, page = hosted.person(), f"/v1/documents/{uuid4()}/pages/1"
    box = {"box": [0, 0, 1, 1]}
    assert [person.http.post(f"{page}/read", json=box).status_code for _ in range(2)] == [404, 404]
    refused(person.http.post(f"{page}/read", json=box))
    assert person.http.get(f"{page}/words").status_code == 404


def test_a_page_that_would_be_read_now_is_counted(hosted: Served) -> None:
    person, content = hosted.person(), make_pdf("not read yet")
    request = batch_request(content)
    assert person.http.post("/v1/batches", json=request).status_code == 201
    document = request["documents"][0]["id"]
    headers = {**TUS, **OCTETS, "Upload-Length": str(len(content)), **metadata(document)}
    assert person.http.post("/v1/uploads", content=content, headers=headers).status_code == 201
    elsewhere = f"/v1/documents/{uuid4()}/pages/1/read"
    assert statuses(lambda: person.http.post(elsewhere, json={"box": [0, 0, 1, 1]}), 2) == [404, 404]
    refused(person.http.get(f"/v1/documents/{document}/pages/1/words"))


def test_uploads_are_counted_apart(hosted: Served) -> None:
    person = hosted.person()
    upload = {"Tus-Resumable": "1.0.0"}
    path = "/v1/uploads/00000000-0000-0000-0000-000000000000"
    assert statuses(lambda: person.http.head(path, headers=upload), 4) == [404] * 3 + [429]
    assert told(person.http.get("/v1/account")) == {"requests": (4, 60)}


def test_a_body_that_comes_too_often_is_not_read(hosted: Served) -> None:
    person = hosted.person()
    assert statuses(lambda: person.http.get("/v1/account"), 5) == [200] * 5
    with socket.create_connection(("127.0.0.1", hosted.port), timeout=30) as raw:
        head = f"POST /v1/batches HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {person.token}\r\n"
        raw.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n".encode())
        assert raw.recv(100).startswith(b"HTTP/1.1 429 ")


def test_batches_are_counted_after_the_rules_and_only_new_ones(hosted: Served) -> None:
    person = hosted.person()
    request = batch_request(documents=[document_request(b"x")])
    assert "batches" not in told(person.http.post("/v1/batches", json=batch_request()))
    made = person.http.post("/v1/batches", json=request)
    assert (made.status_code, told(made)["batches"]) == (201, (1, 60))
    again = person.http.post("/v1/batches", json=request)
    assert again.status_code == 200 and "batches" not in told(again)
    other = [batch_request(documents=[document_request(b"x")]) for _ in range(2)]
    answers = [person.http.post("/v1/batches", json=one) for one in other]
    assert answers[0].status_code == 201
    wait = refused(answers[1])
    assert told(answers[1])["batches"] == (0, wait)


def test_an_address_that_says_nothing_true_is_limited(hosted: Served) -> None:
    with httpx.Client(base_url=hosted.url, trust_env=False) as stranger:

        def guess() -> httpx.Response:
            return stranger.get("/v1/account", headers={"Authorization": "Bearer guessed"})

        assert statuses(guess, 2) == [401] * 2
        assert statuses(lambda: stranger.get("/v1/account"), 2) == [401] * 2
        refused(guess())
        refused(stranger.get("/v1/openapi.json"))
        bogus = {"Authorization": "Bearer guessed"}
        for unread in ("/v1/openapi.json", "/sign-up", "/oauth/authorize", "/nowhere"):
            refused(stranger.get(unread, headers=bogus))
        assert statuses(lambda: stranger.get("/healthz"), 10) == [200] * 10
        assert 429 not in statuses(lambda: stranger.post("/v1/webhooks/stripe"), 10)
        assert hosted.person().http.get("/v1/account").status_code == 200


def test_the_embedded_service_limits_nobody(service: Served) -> None:
    bad = {"Authorization": "Bearer guessed"}
    assert statuses(lambda: service.http.get("/v1/account", headers=bad), 10) == [401] * 10
    assert "RateLimit" not in service.http.get("/v1/account").headers


def test_two_services_count_together_in_redis(tmp_path: Path, redis_server: RedisServer) -> None:
    """One rate for an address, however many processes serve."""
    common: dict[str, Any] = {
        "accounts": Accounts.OWN,
        "redis_url": SecretStr(redis_server.url),
        "stranger_requests_per_minute": 4,
    }
    with (
        served(tmp_path / "one", **common) as one,
        served(tmp_path / "two", **common) as two,
        httpx.Client(trust_env=False) as stranger,
    ):
        urls = [f"{running.url}/v1/account" for running in (one, two)]
        found = [stranger.get(urls[number % 2]).status_code for number in range(6)]
    assert found == [401] * 4 + [429] * 2


def test_each_plan_has_rates_and_more_for_more() -> None:
    names = [name for name in PlanChange.model_fields if name.endswith("_per_minute")]
    for name in names:
        starter, plus, growth = (
            getattr(PLANS[plan], name) for plan in (PlanName.STARTER, PlanName.PLUS, PlanName.GROWTH)
        )
        assert 0 < starter <= plus <= growth
        assert getattr(PLANS[PlanName.LOCAL], name) is None
