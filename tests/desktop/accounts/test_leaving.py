"""Signing out in three ways, and deleting an account: what stays is what the person chose to keep."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from ingestio_cloud.db.models import OAuthGrant, User
from ingestio_desktop.flows.accounts import SignOut, SignOutProgress
from ingestio_desktop.options import THIS_COMPUTER
from ingestio_desktop.sync.status import Link
from tests.cloud.served import Served
from tests.support.desk import WAIT, Desk, MemoryKeyring, code_of, desk_on, submit
from tests.support.leaving import end_all
from tests.support.people import Person
from tests.support.waiting import until


def test_signed_out_with_nothing_left_takes_all_away(desk: Desk, shared_service: Served) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    desk.online()
    assert not desk.accounts.unsynced(account).result(WAIT)
    desk.accounts.sign_out(account).result(WAIT)
    assert desk.accounts.active is None and desk.accounts.accounts() == ()
    assert desk.opened[-1] is None, "the first start is shown"
    assert kept(desk) == {} and list((desk.data / "accounts").iterdir()) == []
    assert living_grants(shared_service, person) == 0, "over at the service, too"


def test_signed_out_the_next_account_is_in_use(desk: Desk, shared_service: Served) -> None:
    ann = desk.sign_in(shared_service.person())
    ben = desk.sign_in(shared_service.person())
    desk.accounts.sign_out(ben).result(WAIT)
    assert desk.accounts.active == ann
    desk.online()
    assert [known.id for known in desk.accounts.accounts()] == [ann]


def test_sync_first_sends_all_and_then_takes_it_away(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    desk.online()
    told: list[SignOutProgress] = []
    desk.accounts.sign_out_changed.subscribe(told.append)
    batch = submit(desk, tmp_path / "dropped", 5)
    desk.accounts.sign_out(account, SignOut.SYNC_FIRST).result(WAIT)
    assert told and told[0].left > 0 and told[0].account_id == account
    states = person.http.get(f"/v1/documents?batch={batch}&limit=100").json()["items"]
    assert [document["status"] for document in states] == ["uploaded"] * 5
    assert desk.accounts.accounts() == () and kept(desk) == {}


def test_what_cannot_be_sent_is_not_lost_by_sync_first(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    account = desk.sign_in(shared_service.person())
    desk.online()
    begin_draft(desk, account, tmp_path)
    assert code_of(desk.accounts.sign_out(account, SignOut.SYNC_FIRST)) == "work_left"
    assert desk.accounts.active == account and kept(desk) != {}
    desk.online()


def test_a_draft_is_no_change_that_waits_in_an_account_that_was_left(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    account = desk.sign_in(shared_service.person())
    desk.online()
    begin_draft(desk, account, tmp_path)
    other = desk.sign_in(shared_service.person())
    assert desk.accounts.active == other
    assert desk.summary(account).unsynced == 0
    assert desk.accounts.unsynced(account).result(WAIT).total == 1, "signing out still warns of it"


def test_waiting_to_send_may_be_given_up(desk: Desk, shared_service: Served, tmp_path: Path) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    desk.online()
    end_all(shared_service, person)
    desk.flows.account.sync_now()
    until(lambda: desk.flows.account.status().link is Link.SIGNED_OUT, WAIT)
    submit(desk, tmp_path / "dropped", 2)
    told: list[SignOutProgress] = []
    desk.accounts.sign_out_changed.subscribe(told.append)
    asked = desk.accounts.sign_out(account, SignOut.SYNC_FIRST)
    until(lambda: bool(told), WAIT)
    assert told[-1].left == 4 and told[-1].reason is not None and told[-1].reason.code == "sign_in_over"
    desk.accounts.cancel_sign_out()
    assert asked.cancelled() and desk.accounts.active == account
    assert desk.accounts.unsynced(account).result(WAIT).sendable == 4


def test_what_the_person_has_paused_is_not_waited_for(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    desk.online()
    end_all(shared_service, person)
    desk.flows.account.sync_now()
    until(lambda: desk.flows.account.status().link is Link.SIGNED_OUT, WAIT)
    batch = submit(desk, tmp_path / "dropped", 2)
    desk.flows.batches.pause_uploads(batch).result(WAIT)
    left = desk.accounts.unsynced(account).result(WAIT)
    assert (left.events, left.uploads, left.sendable) == (2, 2, 1), "only the batch can be announced"
    desk.sign_in(person)
    assert code_of(desk.accounts.sign_out(account, SignOut.SYNC_FIRST)) == "work_left"
    assert len(person.http.get("/v1/batches").json()["items"]) == 1
    desk.flows.batches.resume_uploads(batch).result(WAIT)
    desk.accounts.sign_out(account, SignOut.SYNC_FIRST).result(WAIT)
    assert desk.accounts.accounts() == ()


def test_kept_on_this_computer_it_goes_on_with_the_next_sign_in(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    person = shared_service.person()
    desk.sign_in(shared_service.person())
    account = desk.sign_in(person)
    desk.online()
    end_all(shared_service, person)
    desk.flows.account.sync_now()
    until(lambda: desk.flows.account.status().link is Link.SIGNED_OUT, WAIT)
    submit(desk, tmp_path / "dropped", 3)
    desk.accounts.sign_out(account, SignOut.KEEP).result(WAIT)
    assert desk.accounts.active not in (account, None)
    summary = desk.summary(account)
    assert summary.needs_sign_in is not None and summary.needs_sign_in.code == "signed_out"
    assert summary.unsynced == 5, "creation, submission and three files"
    assert desk.accounts.unsynced(account).result(WAIT).sendable == 5
    assert all(str(person.user_id) not in name for _service, name in kept(desk))

    assert desk.sign_in(person) == account
    until(lambda: len(person.http.get("/v1/batches").json()["items"]) == 1, WAIT)
    until(lambda: desk.flows.account.status().pending == 0, WAIT)


def test_discarded_with_unsent_work_nothing_stays_and_nothing_is_sent(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    desk.online()
    end_all(shared_service, person)
    desk.flows.account.sync_now()
    until(lambda: desk.flows.account.status().link is Link.SIGNED_OUT, WAIT)
    submit(desk, tmp_path / "dropped", 3)
    desk.accounts.sign_out(account, SignOut.DISCARD).result(WAIT)
    assert list((desk.data / "accounts").iterdir()) == []
    assert desk.sign_in(person) == account
    desk.online()
    assert not desk.accounts.unsynced(account).result(WAIT)
    assert person.http.get("/v1/batches").json()["items"] == []


def test_a_sign_in_that_cannot_be_removed_stays_whole(tmp_path: Path, shared_service: Served) -> None:
    backend = MemoryKeyring()
    with desk_on(tmp_path / "data", shared_service, backend) as desk:
        account = desk.sign_in(shared_service.person())
        desk.online()
        backend.locked = True
        assert code_of(desk.accounts.sign_out(account)) == "keyring_refused"
        assert desk.accounts.active == account and desk.application.registry.folder(account).is_dir()
        backend.locked = False


def test_a_folder_that_cannot_be_removed_keeps_nobody_waiting(desk: Desk, shared_service: Served) -> None:
    other = desk.sign_in(shared_service.person())
    account = desk.sign_in(shared_service.person())
    desk.online()
    (desk.data / "accounts" / f".removed-{account}").write_text("in the way", encoding="utf-8")
    assert code_of(desk.accounts.sign_out(account)) == "folder_not_removed"
    assert desk.accounts.active == other, "the next one is in use"
    desk.online()
    left = desk.summary(account).needs_sign_in
    assert left is not None and left.code == "signed_out", "it is still there, and says how it stands"


def test_what_another_account_takes_the_place_of_is_not_waited_for(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    person = shared_service.person()
    other = desk.sign_in(shared_service.person())
    account = desk.sign_in(person)
    desk.online()
    end_all(shared_service, person)
    desk.flows.account.sync_now()
    until(lambda: desk.flows.account.status().link is Link.SIGNED_OUT, WAIT)
    submit(desk, tmp_path / "dropped", 1)
    told: list[SignOutProgress] = []
    desk.accounts.sign_out_changed.subscribe(told.append)
    asked = desk.accounts.sign_out(account, SignOut.SYNC_FIRST)
    until(lambda: bool(told), WAIT)
    desk.accounts.use(other).result(WAIT)
    assert code_of(asked) == "account_not_in_use"
    assert desk.accounts.unsynced(account).result(WAIT).total == 3, "nothing is lost"


@pytest.mark.parametrize("confirm", ["", "somebody@example.org"])
def test_an_account_is_not_deleted_by_mistake(desk: Desk, shared_service: Served, confirm: str) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    desk.online()
    assert code_of(desk.accounts.delete_account(account, confirm, None)) == "confirmation_wrong"
    assert person.http.get("/v1/account").status_code == 200
    assert desk.accounts.active == account and kept(desk) != {}


def test_a_deleted_account_is_gone_there_and_here(desk: Desk, shared_service: Served) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    desk.online()
    email = desk.summary(account).email
    assert email is not None
    desk.accounts.delete_account(account, email, None).result(WAIT)
    assert person.http.get("/v1/account").status_code == 401
    with shared_service.sessions.system.read() as session:
        assert session.scalar(sa.select(User.id).where(User.id == person.user_id)) is None
    assert desk.accounts.accounts() == () and kept(desk) == {}
    assert list((desk.data / "accounts").iterdir()) == []


def test_what_was_half_removed_by_a_killed_program_goes_with_the_next_start(
    tmp_path: Path, shared_service: Served
) -> None:
    left = tmp_path / "data" / "accounts" / ".removed-somebody"
    (left / "files").mkdir(parents=True)
    with desk_on(tmp_path / "data", shared_service):
        until(lambda: not left.exists(), WAIT)
    assert not left.exists()


def test_this_computer_is_never_signed_out_nor_deleted(desk: Desk) -> None:
    assert code_of(desk.accounts.sign_out(THIS_COMPUTER)) == "local_account"
    assert code_of(desk.accounts.delete_account(THIS_COMPUTER, "x", None)) == "local_account"


def begin_draft(desk: Desk, account: str, folder: Path) -> None:
    """Have a file in the wizard that was not submitted."""
    compose = desk.flows.compose
    compose.open().result(WAIT)
    (folder / "one.pdf").write_bytes(b"%PDF-1.4 half")
    compose.add_paths([folder / "one.pdf"])
    until(lambda: desk.accounts.unsynced(account).result(WAIT).draft_files == 1, WAIT)


def kept(desk: Desk) -> dict[tuple[str, str], str]:
    assert isinstance(desk.backend, MemoryKeyring)
    return desk.backend.kept


def living_grants(service: Served, person: Person) -> int:
    with service.sessions.system.read() as session:
        grants = sa.select(sa.func.count()).where(
            OAuthGrant.user_id == person.user_id, OAuthGrant.revoked_at.is_(None)
        )
        return session.scalar(grants) or 0
