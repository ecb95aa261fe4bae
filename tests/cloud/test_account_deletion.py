"""A deleted account leaves no row and no file, also when the service dies on the way."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from ingestio_cloud.db.base import Base, utc_now
from ingestio_cloud.db.models import User
from ingestio_cloud.features.accounts.repository import mark_deleted
from ingestio_cloud.features.extraction import service as extraction
from ingestio_cloud.features.extraction.service import BeginState
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_core.errors import MachineError
from tests.cloud.served import OCTETS, TUS, WORKER, Served, batch_request, invoice_read, metadata
from tests.cloud.signing_in import Program, accounts_served, error_of, signed_in, works
from tests.support.waiting import until

PASSWORD = "four words that fit"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def accounts(database: str, tmp_path: Path) -> Iterator[Served]:
    with accounts_served(database, tmp_path / "data") as running:
        yield running


class Owner:
    """A person with a bit of everything, and a program that they signed in to."""

    def __init__(self, service: Served, pdf: bytes) -> None:
        self.service = service
        # Only with an unlimited plan can everything be made.
        self.person = service.person(unlimited=True)
        self.user_id = self.person.user_id
        self.documents = self._documents(pdf)
        with service.sessions.of(self.user_id).write() as session:
            session.execute(
                sa.update(User)
                .where(User.id == self.user_id)
                .values(password_hash=PasswordHasher(1, 8, 1).hash(PASSWORD), local=False)
            )
            self.email = session.scalars(sa.select(User.email).where(User.id == self.user_id)).one() or ""
        with signed_in(service, self.user_id) as browser:
            self.program = Program(service.url)
            self.tokens = self.program.sign_in(browser)

    def delete(self, **changed: Any) -> httpx.Response:
        return httpx.request(
            "DELETE",
            f"{self.service.url}/v1/account",
            json={"confirm": self.email, "password": PASSWORD, **changed},
            headers={"Authorization": f"Bearer {self.tokens['access_token']}"},
            trust_env=False,
            timeout=30,
        )

    def _documents(self, pdf: bytes) -> list[UUID]:
        """One that was read and corrected, one that waits to be read, one that is being uploaded."""
        http = self.person.http
        request = batch_request(pdf, pdf, pdf + b" ")
        assert http.post("/v1/batches", json=request).status_code == 201
        ids = [document["id"] for document in request["documents"]]
        for document in ids[:2]:
            headers = {**TUS, **OCTETS, "Upload-Length": str(len(pdf)), **metadata(document)}
            assert http.post("/v1/uploads", content=pdf, headers=headers).status_code == 201
        begun = {**TUS, "Upload-Length": str(len(pdf) + 1), **metadata(ids[2])}
        upload = http.post("/v1/uploads", headers=begun)
        assert upload.status_code == 201
        part = {**TUS, **OCTETS, "Upload-Offset": "0"}
        assert http.patch(upload.headers["Location"], content=pdf, headers=part).status_code == 204

        given = {"document_id": UUID(ids[0]), "user_id": self.user_id, "attempt": 1}
        sessions = self.service.sessions.of(self.user_id)
        with sessions.write() as session:
            assert (
                extraction.begin(session, **given, pages_per_month=None, worker=WORKER).state
                is BeginState.READY
            )
        with sessions.write() as session:
            assert extraction.finish(session, **given, outcome=invoice_read(), worker=WORKER)
        version = http.get(f"/v1/documents/{ids[0]}").json()["version"]
        confirmed = http.post(f"/v1/documents/{ids[0]}/confirm", headers={"If-Match": f'"{version}"'})
        assert confirmed.status_code == 200, confirmed.text
        export = {"id": str(uuid4()), "format": "csv", "batch_id": request["id"]}
        assert http.post("/v1/exports", json=export).status_code == 201
        until(lambda: http.get(f"/v1/exports/{export['id']}").json()["status"] == "saved")
        return [UUID(document) for document in ids]


@pytest.fixture
def owner(accounts: Served, pdf: bytes) -> Owner:
    return Owner(accounts, pdf)


def rows_of(service: Served, user_id: UUID) -> dict[str, int]:
    """How many rows of each table name the user, in whatever column."""
    found: dict[str, int] = {}
    with service.sessions.system.read() as session:
        for table in Base.metadata.sorted_tables:
            names = [column == user_id for column in table.columns if isinstance(column.type, sa.Uuid)]
            if names:
                statement = sa.select(sa.func.count()).select_from(table).where(sa.or_(*names))
                found[table.name] = session.scalar(statement) or 0
    return {name: count for name, count in found.items() if count}


def files_of(service: Served) -> list[str]:
    """All that people sent or had made."""
    files = service.settings.files_dir
    folders = (files / "documents", files / "exports", service.settings.uploads_dir)
    return [str(path) for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_nothing_of_an_account_is_left(accounts: Served, owner: Owner) -> None:
    other = accounts.person()
    before = rows_of(accounts, owner.user_id)
    assert {"documents", "uploads", "extraction_jobs", "exports", "usage_events", "sessions"} <= before.keys()
    assert {"oauth_grants", "refresh_tokens", "authorization_codes", "changes"} <= before.keys()
    assert len(files_of(accounts)) >= 4

    assert owner.delete().status_code == 204
    assert rows_of(accounts, owner.user_id) == {} and files_of(accounts) == []
    assert (owner.documents[1], 1) in accounts.recorder.cancelled
    for token in (owner.tokens["access_token"], owner.person.token):
        assert not works(accounts, token)
    assert error_of(owner.program.refresh(owner.tokens["refresh_token"])) == (400, "invalid_grant")
    assert works(accounts, other.token)


def test_an_account_goes_only_when_its_owner_says_which(accounts: Served, owner: Owner) -> None:
    refusals: list[tuple[dict[str, Any], str]] = [
        ({"confirm": "someone@example.org"}, "confirmation_wrong"),
        ({"confirm": str(owner.user_id)}, "confirmation_wrong"),
        ({"confirm": ""}, "invalid_request"),
        ({"password": "wrong"}, "password_wrong"),
        ({"password": None}, "password_wrong"),
    ]
    for changed, code in refusals:
        refused = owner.delete(**changed)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert works(accounts, owner.tokens["access_token"])
    assert owner.delete(confirm=owner.email.upper()).status_code == 204


def test_passwords_are_not_guessed_here(owner: Owner) -> None:
    answers = [owner.delete(password=f"guess {number}").status_code for number in range(11)]
    assert answers == [422] * 10 + [429]


def test_the_account_of_this_computer_stays(accounts: Served) -> None:
    refused = accounts.http.request("DELETE", "/v1/account", json={"confirm": "me"})
    assert (refused.status_code, refused.json()["code"]) == (409, "local_account")


def test_what_cannot_be_deleted_now_is_deleted_later(
    database: str, tmp_path: Path, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_store: BlobStore, keys: Iterable[str]) -> None:
        if list(keys):
            raise MachineError("storage_failed", "Away", "Try again.", retryable=True)

    with accounts_served(database, tmp_path / "data", upkeep_seconds=1) as accounts:
        owner, second = Owner(accounts, pdf), accounts.person()
        with monkeypatch.context() as away:
            away.setattr(BlobStore, "delete", refuse)
            assert owner.delete().status_code == 204
            assert not works(accounts, owner.tokens["access_token"])
            assert "users" in rows_of(accounts, owner.user_id)
        # As a service that died between the two steps leaves it.
        with accounts.sessions.of(second.user_id).write() as session:
            mark_deleted(session, second.user_id, utc_now())
        until(lambda: rows_of(accounts, owner.user_id) == {} == rows_of(accounts, second.user_id))
        until(lambda: files_of(accounts) == [])
