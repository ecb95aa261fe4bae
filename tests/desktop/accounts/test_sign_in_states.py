"""What becomes of a sign-in: expired, revoked, locked away, lost on its way; and no work is lost."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from ingestio_client import oauth
from ingestio_client.credentials import Credentials
from ingestio_client.sign_in import SignIn
from ingestio_cloud.db.models import OAuthGrant, RefreshToken, SessionKind, UserSession
from ingestio_desktop.flows.accounts import SecretPlace, VaultState
from ingestio_desktop.sync import clock
from ingestio_desktop.sync.status import Link
from tests.cloud.served import Served
from tests.support.desk import WAIT, Desk, MemoryKeyring, PlainKeyring, code_of, desk_on, submit
from tests.support.people import Person
from tests.support.waiting import until

PASSPHRASE = "correct horse battery"


def test_a_token_that_ends_is_renewed_in_the_middle_of_sync(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    person = shared_service.person()
    desk.sign_in(person)
    desk.online()
    before = secrets_of(desk)
    batch = submit(desk, tmp_path / "dropped", 6)
    end_access(shared_service, person)
    until(lambda: arrived(person, batch) == 6, WAIT)
    desk.online()
    assert secrets_of(desk) != before, "the new one is kept"
    assert len(person.http.get("/v1/batches").json()["items"]) == 1


def test_a_sign_in_that_was_revoked_rests_until_the_next_and_loses_nothing(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    desk.online()
    with shared_service.sessions.system.write() as session:
        now = datetime.now(UTC)
        grants = sa.update(OAuthGrant).where(OAuthGrant.user_id == person.user_id)
        session.execute(grants.values(revoked_at=now, revoked_reason="ended_by_person"))
        tokens = sa.update(UserSession).where(
            UserSession.user_id == person.user_id, UserSession.kind == SessionKind.ACCESS
        )
        session.execute(tokens.values(revoked_at=now))
    desk.flows.account.sync_now()
    until(lambda: desk.flows.account.status().link is Link.SIGNED_OUT, WAIT)
    error = desk.flows.account.status().error
    assert error is not None and error.code == "sign_in_over"
    submit(desk, tmp_path / "dropped", 2)
    until(lambda: desk.flows.account.status().pending > 0, WAIT)
    until(lambda: desk.summary(account).needs_sign_in is not None, WAIT)
    assert code_of(desk.flows.account.refresh()) == "sign_in_over"
    assert secrets_of(desk) == {}

    assert desk.sign_in(person) == account
    until(lambda: desk.flows.account.status().pending == 0, WAIT)
    assert len(person.http.get("/v1/batches").json()["items"]) == 1
    until(lambda: desk.summary(account).needs_sign_in is None, WAIT)


def test_a_keyring_that_is_locked_rests_and_is_asked_again_when_the_person_wants(
    tmp_path: Path, shared_service: Served
) -> None:
    backend = MemoryKeyring()
    with desk_on(tmp_path / "data", shared_service, backend) as first:
        first.sign_in(shared_service.person())
    backend.locked = True
    with desk_on(tmp_path / "data", shared_service, backend) as second:
        second.application.start().result(WAIT)
        until(lambda: second.flows.account.status().link is Link.SIGNED_OUT, WAIT)
        error = second.flows.account.status().error
        assert error is not None and error.code == "keyring_refused"
        assert code_of(second.accounts.sign_in(shared_service.url)) == "keyring_refused", "before the browser"
        backend.locked = False
        second.accounts.reconnect()
        second.online()


def test_without_a_keyring_nothing_is_kept_unless_the_person_says_where(
    tmp_path: Path, shared_service: Served
) -> None:
    person, backend = shared_service.person(), PlainKeyring()
    with desk_on(tmp_path / "data", shared_service, backend) as first:
        assert first.accounts.vault_state().result(WAIT) is VaultState.ABSENT
        assert code_of(first.accounts.sign_in(shared_service.url)) == "vault_absent"
        while not first.progress.empty():
            first.progress.get()
        assert code_of(first.accounts.make_vault("short")) == "passphrase_short"
        first.accounts.make_vault(PASSPHRASE).result(WAIT)
        account = first.sign_in(person)
        first.online()
        assert first.summary(account).place is SecretPlace.FILE
        stored = (tmp_path / "data" / "sign-ins.vault").read_text()
        assert "ing_" not in stored
    with desk_on(tmp_path / "data", shared_service, backend) as second:
        second.application.start().result(WAIT)
        until(lambda: second.flows.account.status().link is Link.SIGNED_OUT, WAIT)
        error = second.flows.account.status().error
        assert error is not None and error.code == "vault_locked"
        assert second.accounts.vault_state().result(WAIT) is VaultState.LOCKED
        assert code_of(second.accounts.sign_in(shared_service.url)) == "vault_locked"
        assert code_of(second.accounts.unlock("something else")) == "passphrase_wrong"
        assert second.flows.account.status().link is Link.SIGNED_OUT
        second.accounts.unlock(PASSPHRASE).result(WAIT)
        second.online()
        second.accounts.forget_vault().result(WAIT)
        until(lambda: second.flows.account.status().link is Link.SIGNED_OUT, WAIT)
    assert backend.kept == {}


def test_a_sign_in_for_one_session_is_over_with_it(tmp_path: Path, shared_service: Served) -> None:
    backend = PlainKeyring()
    with desk_on(tmp_path / "data", shared_service, backend) as first:
        account = first.sign_in(shared_service.person(), SecretPlace.SESSION)
        first.online()
        assert not (tmp_path / "data" / "sign-ins.vault").exists()
    with desk_on(tmp_path / "data", shared_service, backend) as second:
        second.application.start().result(WAIT)
        until(lambda: second.flows.account.status().link is Link.SIGNED_OUT, WAIT)
        error = second.summary(account).needs_sign_in
        assert error is not None and error.code == "not_signed_in"
    assert backend.kept == {}


@pytest.mark.parametrize(("later", "works"), [(False, True), (True, False)], ids=["at once", "too late"])
async def test_killed_between_a_renewal_and_keeping_it(
    desk: Desk, shared_service: Served, *, later: bool, works: bool
) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    entry = desk.application.registry.entry(account)
    assert entry is not None
    desk.sign_in(shared_service.person())
    kept = await desk.accounts.kept_sign_in(entry).load()
    assert kept.authority is not None and kept.tokens is not None and kept.tokens.refresh_token is not None
    # The service has renewed it; what it answered was never kept.
    await oauth.refresh(kept.authority, kept.tokens.refresh_token)
    end_access(shared_service, person)
    if later:
        with shared_service.sessions.system.write() as session:
            used = sa.update(RefreshToken).where(RefreshToken.used_at.is_not(None))
            session.execute(used.values(used_at=datetime.now(UTC) - timedelta(hours=1)))
    desk.accounts.use(account).result(WAIT)
    expected = {Link.ONLINE, Link.SYNCING} if works else {Link.SIGNED_OUT}
    until(lambda: desk.flows.account.status().link in expected, WAIT)


def test_a_renewal_that_could_not_be_kept_is_kept_later(desk: Desk, shared_service: Served) -> None:
    person = shared_service.person()
    desk.sign_in(person)
    desk.online()
    assert isinstance(desk.backend, MemoryKeyring)
    desk.backend.read_only = True
    end_access(shared_service, person)
    desk.flows.account.sync_now()
    until(lambda: desk.flows.account.status().link is Link.SIGNED_OUT, WAIT)
    error = desk.flows.account.status().error
    assert error is not None and error.code == "keyring_refused"
    # By now the service would take the one before for stolen.
    with shared_service.sessions.system.write() as session:
        used = sa.update(RefreshToken).where(RefreshToken.used_at.is_not(None))
        session.execute(used.values(used_at=datetime.now(UTC) - timedelta(hours=1)))
    before = secrets_of(desk)
    desk.backend.read_only = False
    desk.accounts.reconnect()
    desk.online()
    assert secrets_of(desk) != before


async def test_two_processes_renew_a_token_once(desk: Desk, shared_service: Served) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    entry = desk.application.registry.entry(account)
    assert entry is not None
    desk.sign_in(shared_service.person())
    ours = desk.accounts.kept_sign_in(entry)
    kept = await ours.load()
    assert kept.tokens is not None
    over = datetime.now(UTC) - timedelta(hours=1)
    await ours.keep(kept.model_copy(update={"tokens": kept.tokens.model_copy(update={"expires_at": over})}))
    other = SignIn(
        shared_service.url,
        "ingestio-desktop",
        Credentials(desk.backend),
        desk.data,
        user=str(person.user_id),
    )
    first, second = await ours.token(), await other.token()
    assert first == second


def test_a_clock_that_is_wrong_is_told_with_by_how_much(
    desk: Desk, shared_service: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "utc_now", lambda: datetime.now(UTC) + timedelta(minutes=12))
    desk.sign_in(shared_service.person())
    until(lambda: desk.flows.account.status().notice is not None, WAIT)
    status = desk.flows.account.status()
    assert status.notice is not None and status.notice.code == "clock_wrong"
    assert "12 minutes ahead of the service" in status.notice.message
    desk.online()
    monkeypatch.setattr(clock, "utc_now", lambda: datetime.now(UTC) - timedelta(minutes=4))
    desk.flows.account.sync_now()
    until(lambda: desk.flows.account.status().notice is None, WAIT)


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (timedelta(minutes=6), "6 minutes ahead of"),
        (timedelta(hours=-3), "3 hours behind"),
        (timedelta(days=40), "40 days ahead of"),
    ],
)
def test_how_wrong_a_clock_is_in_words(off: timedelta, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "utc_now", lambda: moment + off)
    told: list[None] = []
    here = clock.Clock(lambda: told.append(None))
    here.hear(moment)
    here.hear(moment)
    notice = here.notice()
    assert notice is not None and words in notice.message
    assert len(told) == 1


def arrived(person: Person, batch: UUID) -> int:
    """How many of its documents the service has."""
    answer = person.http.get(f"/v1/documents?batch={batch}&limit=100").json()
    return sum(document["status"] == "uploaded" for document in answer.get("items", ()))


def secrets_of(desk: Desk) -> dict[tuple[str, str], str]:
    assert isinstance(desk.backend, MemoryKeyring)
    return dict(desk.backend.kept)


def end_access(service: Served, person: Person) -> None:
    """Whatever access tokens there are, they are over."""
    with service.sessions.system.write() as session:
        tokens = sa.update(UserSession).where(
            UserSession.user_id == person.user_id, UserSession.kind == SessionKind.ACCESS
        )
        session.execute(tokens.values(expires_at=datetime.now(UTC)))
