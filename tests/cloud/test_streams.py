"""Event streams: told at once across processes, counted per user, ended with their token."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Change, UserSession
from ingestio_cloud.db.scope import owned, owned_update
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.repository import mark_deleted, revoke_personal
from ingestio_cloud.features.changes.repository import bounds, record_change
from ingestio_cloud.features.identity.repository import end_everything
from ingestio_cloud.features.signals import Channel, publish
from ingestio_core.contracts.changes import ChangeKind
from tests.cloud.served import Served, served
from tests.support.people import Person
from tests.support.postgres import postgres_server

STREAM = "/v1/changes/stream"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def following(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service whose streams say often that they live."""
    url = postgres_server().new_database() if request.param == "postgresql" else ""
    folder = tmp_path_factory.mktemp("streams")
    with served(folder, database_url=url, stream_heartbeat=0.05, streams_per_user=3) as running:
        yield running


def change(sessions: SyncSessions, user: UUID) -> None:
    with sessions.of(user).write() as session:
        record_change(session, user, ChangeKind.BATCH, uuid4())


class Reader:
    """The lines of a stream."""

    def __init__(self, response: httpx.Response) -> None:
        assert response.status_code == 200
        self._lines = response.iter_lines()

    def number(self) -> int:
        """The next number told."""
        for line in self._lines:
            if line.startswith("data:"):
                return int(json.loads(line.removeprefix("data:"))["number"])
        raise AssertionError("the stream ended")

    def comment(self) -> str:
        """The next comment."""
        return next(line for line in self._lines if line.startswith(":"))

    def rest(self) -> list[str]:
        """Everything until the stream ends."""
        return list(self._lines)


def test_a_silent_stream_says_that_it_lives(following: Served) -> None:
    person = following.person()
    with person.http.stream("GET", STREAM) as response:
        reader = Reader(response)
        assert reader.number() == 0
        assert [reader.comment(), reader.comment()] == [": alive", ": alive"]


def test_a_user_may_keep_so_many_streams_open(following: Served) -> None:
    person, other = following.person(), following.person()
    with ExitStack() as stack:
        # An iterator that is dropped closes its stream.
        three = [Reader(stack.enter_context(person.http.stream("GET", STREAM))) for _ in range(3)]
        assert [reader.number() for reader in three] == [0, 0, 0]
        refused = stack.enter_context(person.http.stream("GET", STREAM))
        refused.read()
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_streams")
        assert int(refused.headers["Retry-After"]) > 0
        another = stack.enter_context(other.http.stream("GET", STREAM))
        assert Reader(another).number() == 0


def end_sessions(service: Served, person: Person, *, expired: bool) -> None:
    now = utc_now()
    values = {"expires_at": now} if expired else {"revoked_at": now}
    with service.sessions.of(person.user_id).write() as session:
        session.execute(owned_update(UserSession, person.user_id).values(**values))
        publish(session, Channel.ACCESS, str(person.user_id))


@pytest.mark.parametrize("expired", [True, False])
def test_a_stream_ends_with_its_token(following: Served, expired: bool) -> None:
    person = following.person()
    with person.http.stream("GET", STREAM) as response:
        reader = Reader(response)
        assert reader.number() == 0
        end_sessions(following, person, expired=expired)
        reader.rest()
    assert person.http.get(STREAM).status_code == 401


def test_a_busy_stream_is_held_against_its_token_too(tmp_path: Path) -> None:
    """Each number is followed by the next change, long before a heartbeat's time has gone by without one;
    and the token ends by its time, which nobody signals."""
    with served(tmp_path / "a", stream_heartbeat=1) as service:
        person = service.person()
        with person.http.stream("GET", STREAM) as response:
            reader = Reader(response)
            assert reader.number() == 0
            with service.sessions.of(person.user_id).write() as session:
                session.execute(owned_update(UserSession, person.user_id).values(expires_at=utc_now()))
            told = 0
            with pytest.raises(AssertionError, match="the stream ended"):
                while told < 1_000:
                    change(service.sessions, person.user_id)
                    told = reader.number()


def test_a_stream_hears_of_other_processes(tmp_path: Path, postgres_url: str) -> None:
    with served(tmp_path / "a", database_url=postgres_url) as one:
        person = one.person()
        with person.http.stream("GET", STREAM) as response:
            reader = Reader(response)
            assert reader.number() == 0
            change(one.sessions, person.user_id)
            change(one.sessions, one.user)
            assert reader.number() == 1


async def test_hundreds_of_streams_need_no_thread_each(tmp_path: Path, postgres_url: str) -> None:
    with served(tmp_path / "a", database_url=postgres_url, streams_per_user=1_000) as service:
        person = service.person()
        before = threading.active_count()
        async with AsyncExitStack() as stack:
            limits = httpx.Limits(max_connections=None)
            client = await stack.enter_async_context(
                httpx.AsyncClient(base_url=service.url, limits=limits, trust_env=False, timeout=60)
            )
            headers = {"Authorization": f"Bearer {person.token}"}
            streams = [
                numbers(await stack.enter_async_context(client.stream("GET", STREAM, headers=headers)))
                for _ in range(200)
            ]
            assert {await anext(stream) for stream in streams} == {0}
            await asyncio.to_thread(change, service.sessions, person.user_id)
            assert {await anext(stream) for stream in streams} == {1}
            assert threading.active_count() - before < 20


async def numbers(response: httpx.Response) -> AsyncIterator[int]:
    async for line in response.aiter_lines():
        if line.startswith("data:"):
            yield int(json.loads(line.removeprefix("data:"))["number"])


def test_a_reader_misses_nothing_while_eight_write(shared: Served) -> None:
    """What the feed promises: the last number of each row that it tells is never behind the row's own
    once it has told a higher one."""
    person = shared.person()
    rows = [uuid4() for _ in range(20)]
    done = threading.Event()
    told: dict[str, int] = {}
    order: list[int] = []

    def write(seed: int) -> None:
        for turn in range(25):
            with shared.sessions.of(person.user_id).write() as session:
                for row in rows[(seed * 7 + turn) % 20 :][: 1 + turn % 3]:
                    record_change(session, person.user_id, ChangeKind.BATCH, row)

    def follow() -> None:
        after = 0
        while True:
            last = done.is_set()
            page = person.http.get("/v1/changes", params={"after": after, "limit": 7}).json()
            for item in page["changes"]:
                order.append(item["number"])
                told[item["id"]] = item["number"]
            after = page["next"]
            if last and not page["more"] and not page["changes"]:
                return

    reader = threading.Thread(target=follow)
    reader.start()
    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(8)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert order == sorted(set(order))
    with shared.sessions.of(person.user_id).read() as session:
        kept = {str(row.entity_id): row.number for row in session.scalars(owned(Change, person.user_id))}
        last, _ = bounds(session, person.user_id)
    assert told == kept
    assert max(kept.values()) == last


def test_a_stream_ends_at_once_when_its_token_is_ended(tmp_path: Path, postgres_url: str) -> None:
    """Long before the next heartbeat, at which it would end anyway."""
    with served(tmp_path / "a", database_url=postgres_url, stream_heartbeat=3_600) as service:
        person = service.person()
        (token,) = person.http.get("/v1/account/tokens").json()["items"]
        with person.http.stream("GET", STREAM) as response:
            reader = Reader(response)
            assert reader.number() == 0
            with service.sessions.of(person.user_id).write() as session:
                assert revoke_personal(session, person.user_id, UUID(token["id"]), utc_now())
            reader.rest()
        for end in (partial(end_everything, reason="password_reset"), mark_deleted):
            other = service.person()
            with other.http.stream("GET", STREAM) as response:
                reader = Reader(response)
                assert reader.number() == 0
                with service.sessions.of(other.user_id).write() as session:
                    end(session, other.user_id, now=utc_now())
                reader.rest()
