"""What the strip says is true in every trouble, and nothing is lost or done twice."""

import random
import time
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from pytest import MonkeyPatch

from ingestio_core.contracts.documents import Edit
from ingestio_core.errors import IngestError
from ingestio_desktop.api import ServiceClient
from ingestio_desktop.store.conflicts import edit_payload
from ingestio_desktop.store.models import EventModel
from ingestio_desktop.store.outbox import add_event
from ingestio_desktop.store.rows import EventKind, EventState
from ingestio_desktop.store.waiting import CONFLICT, discard, waiting
from ingestio_desktop.sync import session as sessions
from ingestio_desktop.sync.backoff import backoff_seconds, retry_at
from ingestio_desktop.sync.clock import utc_now
from ingestio_desktop.sync.sleep import SleepWatch
from ingestio_desktop.sync.status import Link
from tests.cloud.served import TOKEN, Served, served
from tests.desktop.sync.conftest import Rig, rig_on, waits
from tests.support.waiting import until

_STEPS = 6
_FAILED = b"HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_BUSY = b"HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_LATER = b"HTTP/1.1 429 No\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_GARBAGE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n"
    b"Connection: close\r\n\r\n{ what?"
)
_PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>"
)


def answering(rig: Rig, answer: bytes | None) -> None:
    """Everybody is told this in place of the service, those who are connected already, too."""
    rig.proxy.answer = answer
    rig.proxy.cut()


TROUBLES: dict[str, Callable[[Rig], None]] = {
    "gone": lambda rig: rig.proxy.go_away(),
    "500": lambda rig: answering(rig, _FAILED),
    "503": lambda rig: answering(rig, _BUSY),
    "garbage": lambda rig: answering(rig, _GARBAGE),
    "portal": lambda rig: answering(rig, _PORTAL),
}
"""What is said to be away for as long as it lasts."""


def pending_is(rig: Rig, count: int) -> bool:
    return rig.sync.status.pending == count


def mend(rig: Rig) -> None:
    rig.proxy.come_back()
    rig.proxy.delay = 0.0
    answering(rig, None)


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_waits_in_trouble_is_counted_and_goes_afterwards(rig: Rig, trouble: str) -> None:
    before = {document: rig.there(document)[1] for document in rig.documents}
    TROUBLES[trouble](rig)
    rig.sync.sync_now()
    until(lambda: rig.link is Link.OFFLINE)
    assert rig.sync.status.error is not None, "it says why"
    for count, document in enumerate(rig.documents, 1):
        rig.do(EventKind.CONFIRM, document)
        assert rig.here(document)[0], "the person sees it at once"
        until(partial(pending_is, rig, count))
    assert rig.link is Link.OFFLINE
    mend(rig)
    rig.settled()
    for document in rig.documents:
        assert rig.there(document) == (True, before[document] + 1) == rig.here(document)
    assert rig.sync.status.error is None


def test_a_service_that_asks_to_wait_is_there(rig: Rig) -> None:
    answering(rig, _LATER)
    del rig.said[:]
    rig.do(EventKind.CONFIRM, rig.documents[0])
    rig.sync.sync_now()
    assert waits(lambda: rig.sync.status.pending == 1 and rig.events()[0][1] == EventState.PENDING)
    connections = rig.proxy.connections
    assert waits(lambda: rig.proxy.connections > connections), "it asks again"
    mend(rig)
    rig.settled()
    assert rig.there(rig.documents[0])[0]
    away = [s.error.code for s in rig.said if s.link is Link.OFFLINE and s.error is not None]
    assert "rate_limited" not in away


@pytest.mark.parametrize("seed", range(3))
def test_any_work_in_any_weather_comes_to_the_same(rig: Rig, seed: int) -> None:
    dice = random.Random(seed)
    intended = dict.fromkeys(rig.documents, False)
    changes = dict.fromkeys(rig.documents, 0)
    before = {document: rig.there(document)[1] for document in rig.documents}
    weather: dict[str, Callable[[], None]] = {
        **{name: partial(begin, rig) for name, begin in TROUBLES.items()},
        "later": lambda: answering(rig, _LATER),
        "cut": rig.proxy.cut,
        "slow": lambda: setattr(rig.proxy, "delay", 0.05),
        "fair": lambda: mend(rig),
        "fine": lambda: mend(rig),
    }
    for _ in range(_STEPS):
        weather[dice.choice(list(weather))]()
        document = dice.choice(rig.documents)
        rig.do(EventKind.UNCONFIRM if intended[document] else EventKind.CONFIRM, document)
        intended[document] = not intended[document]
        changes[document] += 1
        assert rig.here(document)[0] is intended[document], "the person sees what they did"
        if dice.random() < 0.5:
            rig.sync.sync_now()
        assert waits(rig.told_truly)
    mend(rig)
    rig.settled()
    for document in rig.documents:
        wanted = (intended[document], before[document] + changes[document])
        assert rig.there(document) == wanted == rig.here(document), "each change is there, once"


def test_an_answer_that_is_lost_is_not_done_twice(rig: Rig) -> None:
    document = rig.documents[0]
    version = rig.there(document)[1]
    rig.proxy.cut()
    rig.proxy.mute = 4
    rig.do(EventKind.CONFIRM, document)
    rig.settled()
    assert rig.there(document) == (True, version + 1)


def test_one_bad_change_keeps_no_other_from_going(rig: Rig) -> None:
    bad, *others = rig.documents
    theirs = {"edits": [{"path": "/vendor_name", "value": "Theirs"}]}
    version = rig.there(bad)[1]
    answer = rig.service.http.patch(
        f"/v1/documents/{bad}/data", json=theirs, headers={"If-Match": f'"{version}"'}
    )
    assert answer.status_code == 200, answer.text
    mine = edit_payload([Edit(path="/vendor_name", value="Mine")], {"vendor_name": "Acme"})
    rig.store.write(lambda unit: add_event(unit, EventKind.EDIT, bad, payload=mine, based_on=version)).result(
        30
    )
    rig.do(EventKind.CONFIRM, *others)
    until(lambda: rig.events() == [(bad, EventState.SET_ASIDE)])
    assert all(rig.there(document)[0] for document in others)
    assert waits(lambda: (rig.sync.status.pending, rig.sync.status.set_aside) == (0, 1))
    assert rig.link in (Link.ONLINE, Link.SYNCING), "one refusal is no trouble with the service"
    (row,) = rig.store.read(lambda session: waiting(session, 10)).result(30).rows
    assert row.reason is not None and row.reason.code == CONFLICT and row.seq is not None
    rig.store.write(lambda unit: discard(unit, row.seq or 0)).result(30)
    rig.settled()
    assert rig.service.document(str(bad))["extraction"]["data"]["vendor_name"] == "Theirs"


def test_a_change_that_breaks_the_program_is_set_aside(rig: Rig, monkeypatch: MonkeyPatch) -> None:
    bad, *others = rig.documents
    confirm = ServiceClient.confirm_document

    async def broken(self: ServiceClient, document: UUID, *, version: int | None = None) -> object:
        if document == bad:
            raise RuntimeError("a bug")
        return await confirm(self, document, version=version)

    monkeypatch.setattr(ServiceClient, "confirm_document", broken)
    rig.do(EventKind.CONFIRM, *rig.documents)
    until(lambda: rig.events() == [(bad, EventState.SET_ASIDE)])
    assert all(rig.there(document)[0] for document in others)
    assert waits(lambda: (rig.sync.status.pending, rig.sync.status.set_aside) == (0, 1))


def test_the_poll_finds_what_a_dead_stream_does_not_tell(
    shared_service: Served, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_POLL_SECONDS", 0.2)

    async def dead(_client: ServiceClient) -> AsyncIterator[int]:
        raise IngestError("too_many_streams", "Too many windows are open", "Close one of them.")
        yield 0

    monkeypatch.setattr(ServiceClient, "changes_stream", dead)
    shared_service.empty()
    with rig_on(shared_service, tmp_path) as rig:
        document = rig.documents[0]
        assert rig.service.http.post(f"/v1/documents/{document}/confirm").is_success
        assert waits(lambda: rig.here(document)[0])
        assert rig.link is Link.ONLINE


def test_a_stream_tells_before_the_poll_does(
    shared_service: Served, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_POLL_SECONDS", 3600.0)
    shared_service.empty()
    with rig_on(shared_service, tmp_path) as rig:
        document = rig.documents[0]
        assert rig.service.http.post(f"/v1/documents/{document}/confirm").is_success
        assert waits(lambda: rig.here(document)[0])


def test_a_service_that_is_restarted_is_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "service"
    with served(folder, disk_floor=0) as first, rig_on(first, tmp_path) as rig:
        document = rig.documents[0]
        rig.proxy.go_away()
        rig.do(EventKind.CONFIRM, document)
        until(lambda: rig.link is Link.OFFLINE and rig.sync.status.pending == 1)
        first.close()
        with served(folder, disk_floor=0) as second:
            rig.service, rig.proxy.port = second, second.port
            rig.proxy.come_back()
            rig.settled()
            assert rig.there(document)[0]
            rig.sync.stop()


def test_a_clock_that_was_set_back_does_not_hold_anything_up(rig: Rig, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_WATCH_SECONDS", 0.1)
    clock = {"ahead": 0.0}

    def watch() -> SleepWatch:
        return SleepWatch(wall=lambda: time.time() + clock["ahead"])

    monkeypatch.setattr(sessions, "SleepWatch", watch)
    # A new session takes the watch of this test.
    rig.sync.service_ready(rig.proxy.url, TOKEN)
    until(lambda: rig.link is Link.ONLINE)
    rig.proxy.go_away()
    rig.do(EventKind.CONFIRM, rig.documents[0])
    until(lambda: rig.sync.status.pending == 1 and rig.link is Link.OFFLINE)

    later = utc_now() + timedelta(days=365)
    rig.store.write(
        lambda unit: unit.session.execute(sa.update(EventModel).values(next_try=later)) and None
    ).result(30)
    rig.proxy.come_back()
    clock["ahead"] = -7200.0
    assert waits(lambda: not rig.events()), "by itself: what was to come in a year goes now"
    assert rig.there(rig.documents[0])[0]


def test_waiting_doubles_differs_and_ends() -> None:
    for attempts in range(40):
        full = min(300.0, 2.0**attempts)
        found = {backoff_seconds(attempts) for _ in range(50)}
        assert all(full / 2 <= seconds <= full for seconds in found)
        assert len(found) > 40, "many who lost one service do not come back at one moment"
    assert (retry_at(0, 1e9) - utc_now()).total_seconds() <= 300, "no service can stop sync for good"
    assert (retry_at(0, 60) - utc_now()).total_seconds() > 59
