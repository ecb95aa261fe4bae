"""The list of accounts: whole or as it was, and nothing of it is a secret."""

import json
import os
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from ingestio_core.errors import ErrorInfo, MachineError
from ingestio_core.plans import PlanName
from ingestio_desktop.options import THIS_COMPUTER
from ingestio_desktop.registry import Entry, Registry, SecretPlace, account_id

SERVER = "https://app.example.com"
USER = UUID(int=7)
ENTRY = Entry(account_id(SERVER, USER), SERVER, USER, "ann@example.org", PlanName.PLUS, SecretPlace.KEYRING)


def registry(data: Path) -> Registry:
    return Registry(data, lambda: None)


def test_what_is_noted_is_there_after_a_restart(tmp_path: Path) -> None:
    first = registry(tmp_path)
    first.put(ENTRY)
    first.put(Entry(THIS_COMPUTER))
    first.use(ENTRY.id)
    first.change(ENTRY.id, lambda entry: replace(entry, unsynced=3))
    second = registry(tmp_path)
    assert second.active == ENTRY.id
    assert second.entries() == (Entry(THIS_COMPUTER), replace(ENTRY, unsynced=3))
    second.remove(ENTRY.id)
    third = registry(tmp_path)
    assert (third.active, third.entries()) == (None, (Entry(THIS_COMPUTER),))
    assert [file.name for file in tmp_path.iterdir()] == ["accounts.json"]


def test_a_data_folder_from_before_there_were_accounts_is_this_computer(tmp_path: Path) -> None:
    assert registry(tmp_path).active is None
    (tmp_path / "accounts" / THIS_COMPUTER).mkdir(parents=True)
    assert registry(tmp_path).active == THIS_COMPUTER


@pytest.mark.parametrize("text", ["", "{", "[]", '{"accounts": [{"id": 1}]}', '{"active": []}'])
def test_a_damaged_list_begins_anew_and_hides_no_data(tmp_path: Path, text: str) -> None:
    (tmp_path / "accounts" / THIS_COMPUTER).mkdir(parents=True)
    (tmp_path / "accounts.json").write_text(text)
    found = registry(tmp_path)
    assert found.entries() == (Entry(THIS_COMPUTER),)
    found.put(ENTRY)
    assert registry(tmp_path).entries() == (Entry(THIS_COMPUTER), ENTRY)
    assert (tmp_path / "accounts.damaged.json").read_text() == text


def test_what_a_newer_version_wrote_is_kept(tmp_path: Path) -> None:
    first = registry(tmp_path)
    first.put(ENTRY)
    body = json.loads((tmp_path / "accounts.json").read_text())
    (tmp_path / "accounts.json").write_text(json.dumps({**body, "later": {"a": 1}}))
    registry(tmp_path).use(ENTRY.id)
    assert json.loads((tmp_path / "accounts.json").read_text())["later"] == {"a": 1}


def test_a_disk_that_refuses_leaves_the_list_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = registry(tmp_path)
    first.put(ENTRY)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineError) as refused:
        first.use(ENTRY.id)
    assert refused.value.code == "registry_not_written"
    assert first.active is None and registry(tmp_path).active is None
    assert [file.name for file in tmp_path.iterdir()] == ["accounts.json"]


def test_a_sign_in_of_a_session_is_over_with_the_program(tmp_path: Path) -> None:
    registry(tmp_path).put(replace(ENTRY, place=SecretPlace.SESSION))
    rests = registry(tmp_path).entries()[0].signed_out
    assert isinstance(rests, ErrorInfo) and rests.code == "not_signed_in"


@pytest.mark.parametrize(
    "server",
    [
        SERVER,
        "https://app.example.com:8443",
        "https://APP.example.com/../../etc",
        "https://[::1]:9",
        "https://xn--bcher-kva.example/ü",
        "http://127.0.0.1:1",
    ],
)
def test_each_account_has_a_folder_of_its_own_inside(tmp_path: Path, server: str) -> None:
    found = registry(tmp_path)
    names = {account_id(server, USER), account_id(server, UUID(int=8)), account_id(SERVER + "1", USER)}
    assert len(names) == 3
    for name in names:
        folder = found.folder(name)
        assert folder.parent == tmp_path / "accounts" and folder.resolve().parent == folder.parent.resolve()
        assert not name.startswith(".") and len(name) < 200
