"""Several accounts on one computer: signing in, changing between them, and nothing of one in the other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import pytest

from ingestio_core.plans import PlanName
from ingestio_desktop.flows.accounts import (
    AccountKind,
    AccountSummary,
    SecretPlace,
    SignInPhase,
    whole_address,
)
from ingestio_desktop.options import THIS_COMPUTER
from ingestio_desktop.store.queries import BatchQuery, DocumentQuery
from ingestio_desktop.sync.status import Link
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served, batch_request
from tests.support.desk import WAIT, Desk, MemoryKeyring, allow, code_of, desk_on, submit
from tests.support.people import Person
from tests.support.waiting import until


def test_a_first_sign_in_by_the_browser_opens_the_account(desk: Desk, shared_service: Served) -> None:
    assert desk.accounts.active is None and desk.accounts.accounts() == ()
    person = shared_service.person()
    asked = desk.accounts.sign_in(shared_service.url)
    page = allow(shared_service, person.user_id, desk.address())
    assert page.status_code == 200 and "close this tab" in page.text
    account = asked.result(WAIT)
    desk.online()
    summary = desk.summary(account)
    assert summary.kind is AccountKind.HOSTED and summary.active
    assert summary.email == f"{person.user_id.hex}@example.org" == summary.name
    assert summary.place is SecretPlace.KEYRING and summary.needs_sign_in is None
    assert desk.flows.account.status().account == summary.email
    kept = "".join(path.read_text(errors="replace") for path in desk.data.rglob("*") if path.is_file())
    assert "ing_at_" not in kept and "ing_rt_" not in kept, "no token is on the disk"


def test_two_accounts_see_nothing_of_one_another(desk: Desk, shared_service: Served) -> None:
    ann, ben = shared_service.person(), shared_service.person()
    batches = {}
    for person, name in ((ann, "Of Ann"), (ben, "Of Ben")):
        request = batch_request(make_pdf(name), name=name)
        assert person.http.post("/v1/batches", json=request).status_code == 201
        batches[name] = request["id"]
    first, second = desk.sign_in(ann), desk.sign_in(ben)
    assert first != second and desk.accounts.active == second
    for account, name in ((second, "Of Ben"), (first, "Of Ann"), (second, "Of Ben")):
        desk.accounts.use(account).result(WAIT)
        desk.online()
        until(lambda: names(desk) != [], WAIT)
        assert names(desk) == [name]
        others = UUID(next(batch for title, batch in batches.items() if title != name))
        assert desk.flows.batches.batch(others).result(WAIT) is None
    stores = {account: desk.data / "accounts" / account / "store.sqlite" for account in (first, second)}
    for account, foreign in ((first, b"Of Ben"), (second, b"Of Ann")):
        assert foreign not in stores[account].read_bytes(), "not even in the file"
    assert [known.active for known in desk.accounts.accounts() if known.id == second] == [True]


def test_this_computer_and_an_account_stand_side_by_side(desk: Desk, shared_service: Served) -> None:
    desk.accounts.use_this_computer().result(WAIT)
    assert desk.flows.account.status().local
    account = desk.sign_in(shared_service.person())
    until(lambda: desk.application.service_pid is not None, WAIT)
    local = desk.application.service_pid
    assert [known.id for known in desk.accounts.accounts()] == [THIS_COMPUTER, account]
    desk.accounts.use_this_computer().result(WAIT)
    desk.online()
    assert desk.application.service_pid == local, "it went on meanwhile"
    assert desk.flows.account.account().result(WAIT) is not None


def test_the_account_in_use_is_remembered_with_its_sign_in(tmp_path: Path, shared_service: Served) -> None:
    person, backend = shared_service.person(), MemoryKeyring()
    with desk_on(tmp_path / "data", shared_service, backend) as first:
        account = first.sign_in(person)
        first.online()
    with desk_on(tmp_path / "data", shared_service, backend) as second:
        second.application.start().result(WAIT)
        assert second.accounts.active == account
        second.online()
        assert second.application.service_pid is None, "the embedded service is not needed"


def test_changing_in_the_middle_of_an_upload_loses_and_mixes_nothing(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    ann, ben = shared_service.person(), shared_service.person()
    other = desk.sign_in(ben)
    account = desk.sign_in(ann)
    desk.online()
    batch = submit(desk, tmp_path / "dropped", 12)
    documents = DocumentQuery(batch, limit=100)
    until(lambda: desk.flows.account.status().pending > 0, WAIT)
    desk.accounts.use(other).result(WAIT)
    desk.online()
    assert desk.summary(account).unsynced > 0, "it is known that something waits"
    assert names(desk) == []
    desk.accounts.use(account).result(WAIT)
    until(lambda: desk.flows.account.status().pending == 0, WAIT)
    assert len(desk.flows.batches.documents(documents).result(WAIT).rows) == 12
    assert len(ann.http.get("/v1/batches").json()["items"]) == 1
    states = ann.http.get(f"/v1/documents?batch={batch}&limit=100").json()["items"]
    assert [document["status"] for document in states] == ["uploaded"] * 12
    assert ben.http.get("/v1/batches").json()["items"] == []


def test_a_second_attempt_at_the_same_service_goes_on_with_the_first(
    desk: Desk, shared_service: Served
) -> None:
    person = shared_service.person()
    first = desk.accounts.sign_in(shared_service.url)
    address = desk.address()
    second = desk.accounts.sign_in(shared_service.url)
    assert desk.address() == address and second is first
    allow(shared_service, person.user_id, address)
    assert first.result(WAIT) == desk.accounts.active


def test_an_attempt_at_another_service_takes_the_place_of_the_first(
    desk: Desk, shared_service: Served
) -> None:
    first = desk.accounts.sign_in(shared_service.url)
    desk.address()
    second = desk.accounts.sign_in("http://service.example")
    assert first.cancelled() and code_of(second) == "bad_address"
    assert desk.progress.get(timeout=WAIT).phase is SignInPhase.CANCELLED
    assert desk.accounts.accounts() == ()


def test_a_cancelled_attempt_leaves_nothing_and_answers_nobody(desk: Desk, shared_service: Served) -> None:
    person = shared_service.person()
    asked = desk.accounts.sign_in(shared_service.url)
    address = desk.address()
    desk.accounts.cancel_sign_in()
    assert asked.cancelled()
    until(lambda: not _answers(shared_service, person, address), WAIT)
    assert desk.accounts.accounts() == ()


class CancellingKeyring(MemoryKeyring):
    """The person gives up at the moment in which the sign-in is kept."""

    __module__ = MemoryKeyring.__module__
    cancel: Callable[[], None] | None = None

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password)
        if self.cancel is not None:
            self.cancel()


def test_given_up_while_it_is_kept_it_is_whole(tmp_path: Path, shared_service: Served) -> None:
    backend, person = CancellingKeyring(), shared_service.person()
    with desk_on(tmp_path / "data", shared_service, backend) as desk:
        backend.cancel = desk.accounts.cancel_sign_in
        asked = desk.accounts.sign_in(shared_service.url)
        allow(shared_service, person.user_id, desk.address())
        until(lambda: len(desk.accounts.accounts()) == 1, WAIT)
        assert asked.cancelled()
        backend.cancel = None
        (account,) = desk.accounts.accounts()
        desk.accounts.use(account.id).result(WAIT)
        desk.online()


def test_a_refusal_in_the_browser_is_told(desk: Desk, shared_service: Served) -> None:
    asked = desk.accounts.sign_in(shared_service.url)
    page = allow(shared_service, shared_service.person().user_id, desk.address(), decision="deny")
    assert "not signed in" in page.text
    assert code_of(asked) == "sign_in_refused"
    progress = desk.progress.get(timeout=WAIT)
    while progress.phase is not SignInPhase.FAILED:
        progress = desk.progress.get(timeout=WAIT)
    assert progress.error is not None and progress.error.code == "sign_in_refused"


def test_an_answer_of_another_attempt_is_not_taken(desk: Desk, shared_service: Served) -> None:
    person = shared_service.person()
    asked = desk.accounts.sign_in(shared_service.url)
    address = desk.address()
    redirect = parse_qs(urlsplit(address).query)["redirect_uri"][0]
    forged = httpx.get(redirect, params={"code": "stolen", "state": "guessed"}, trust_env=False)
    assert forged.status_code == 400 and not asked.done()
    allow(shared_service, person.user_id, address)
    assert asked.result(WAIT) == desk.accounts.active


def test_the_last_choice_of_many_is_what_is_open(desk: Desk, shared_service: Served) -> None:
    first, second = (desk.sign_in(shared_service.person()) for _ in range(2))
    asked = [desk.accounts.use(account) for account in (first, second, first, first, second, first)]
    for each in asked:
        each.result(WAIT)
    assert desk.accounts.active == first
    assert desk.flows.account.status().account == desk.summary(first).email
    desk.online()


def test_an_account_that_cannot_be_opened_leaves_the_former_in_use(
    desk: Desk, shared_service: Served
) -> None:
    broken = desk.sign_in(shared_service.person())
    good = desk.sign_in(shared_service.person())
    store = desk.application.registry.folder(broken) / "store.sqlite"
    for file in store.parent.glob("store.sqlite*"):
        file.unlink()
    store.write_bytes(b"no database at all" * 100)
    assert code_of(desk.accounts.use(broken)) == "store_unusable"
    assert desk.accounts.active == good
    desk.online()
    assert code_of(desk.accounts.use("nobody")) == "account_unknown"
    desk.online()


def test_in_the_middle_of_a_change_no_sign_in_comes_to_another_accounts_work(
    desk: Desk, shared_service: Served
) -> None:
    desk.sign_in(shared_service.person())
    desk.online()
    now = desk.accounts.active
    seen: list[bool] = []

    def told(known: tuple[AccountSummary, ...]) -> None:
        if desk.accounts.active == now and any(summary.id == THIS_COMPUTER for summary in known):
            # The next account is known, the former one is still the active one.
            desk.accounts.reconnect()
            seen.append(desk.application.sync_of(THIS_COMPUTER) is None)

    desk.accounts.changed.subscribe(told)
    desk.accounts.use_this_computer().result(WAIT)
    assert seen == [True]
    account = desk.flows.account
    until(lambda: account.account().result(WAIT) is not None, WAIT)
    of_this_computer = account.account().result(WAIT)
    assert of_this_computer is not None and of_this_computer.plan is PlanName.LOCAL


def test_an_account_that_cannot_be_noted_leaves_the_former_in_use(desk: Desk, shared_service: Served) -> None:
    account = desk.sign_in(shared_service.person())
    desk.online()
    noted = desk.data / "accounts.json"
    before = noted.read_bytes()
    noted.unlink()
    noted.mkdir()
    assert code_of(desk.accounts.use_this_computer()) == "registry_not_written"
    assert desk.accounts.active == account
    desk.online()
    noted.rmdir()
    noted.write_bytes(before)
    told = len(desk.opened)
    desk.accounts.use_this_computer().result(WAIT)
    assert len(desk.opened) == told + 1, "whoever asks again is told of it"


def test_an_account_whose_service_has_moved_goes_on_at_the_new_address(
    desk: Desk, shared_service: Served, tmp_path: Path
) -> None:
    person = shared_service.person()
    account = desk.sign_in(person)
    desk.online()
    registry = desk.application.registry
    registry.change(account, lambda entry: replace(entry, server="http://127.0.0.1:1"))
    other = desk.sign_in(shared_service.person())
    desk.accounts.use(account).result(WAIT)
    until(lambda: desk.flows.account.status().link in (Link.OFFLINE, Link.SIGNED_OUT), WAIT)
    batch = submit(desk, tmp_path / "dropped", 2)
    asked = desk.accounts.sign_in(shared_service.url, moved=account)
    allow(shared_service, person.user_id, desk.address())
    assert asked.result(WAIT) == account, "it is the same account as before"
    until(lambda: desk.flows.account.status().pending == 0, WAIT)
    assert [found["id"] for found in person.http.get("/v1/batches").json()["items"]] == [str(batch)]
    assert {known.id for known in desk.accounts.accounts()} == {account, other}


def test_another_persons_account_is_not_taken_for_one_that_moved(desk: Desk, shared_service: Served) -> None:
    account = desk.sign_in(shared_service.person())
    asked = desk.accounts.sign_in(shared_service.url, moved=account)
    allow(shared_service, shared_service.person().user_id, desk.address())
    assert asked.result(WAIT) != account
    assert desk.summary(account).server == shared_service.url


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("app.example.com", "https://app.example.com"),
        (" HTTPS://App.Example.com/ ", "https://app.example.com"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("https://example.com/Ingest/", "https://example.com/Ingest"),
    ],
)
def test_an_address_is_understood_as_people_write_it(written: str, address: str) -> None:
    assert whole_address(written) == address


def names(desk: Desk) -> list[str | None]:
    return [row.name for row in desk.flows.batches.page(BatchQuery()).result(WAIT).rows]


def _answers(service: Served, person: Person, address: str) -> bool:
    try:
        allow(service, person.user_id, address)
    except httpx.TransportError:
        return False
    return True
