"""The file behind a passphrase: opened by nothing else, never half written, shared by processes."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ingestio_client.vault import VaultFile
from ingestio_core.errors import IngestError

PASSPHRASE = "correct horse battery"
CHEAP = 2**4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a vault with one secret is."""
    vault = VaultFile(tmp_path / "data" / "sign-ins.vault", cost=CHEAP)
    vault.make(PASSPHRASE)
    vault.store("ann", "the secret of ann")
    return tmp_path / "data" / "sign-ins.vault"


def code(work: object) -> str:
    with pytest.raises(IngestError) as refused:
        assert callable(work)
        work()
    return refused.value.code


def test_a_secret_comes_back_for_the_passphrase_and_for_nothing_else(path: Path) -> None:
    vault = VaultFile(path)
    assert vault.exists and not vault.is_open
    assert code(lambda: vault.load("ann")) == "vault_locked"
    assert code(lambda: vault.store("ann", "x")) == "vault_locked"
    for wrong in ("", "correct horse batterx", PASSPHRASE.upper(), PASSPHRASE + " "):
        assert code(lambda wrong=wrong: vault.unlock(wrong)) == "passphrase_wrong"
    assert not vault.is_open
    vault.unlock(PASSPHRASE)
    assert vault.is_open and vault.load("ann") == "the secret of ann" and vault.load("ben") is None
    vault.lock()
    assert code(lambda: vault.load("ann")) == "vault_locked"


def test_nothing_of_it_can_be_read_in_the_file(path: Path) -> None:
    text = path.read_text()
    assert "secret" not in text and "ann" not in text and PASSPHRASE not in text
    assert json.loads(text)["header"]["format"] == 1
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(file.name for file in path.parent.iterdir()) == ["sign-ins.vault", "sign-ins.vault.lock"]


def test_the_same_secret_is_never_sealed_the_same_way(path: Path) -> None:
    vault = VaultFile(path)
    vault.unlock(PASSPHRASE)
    before = json.loads(path.read_text())
    vault.store("ann", "the secret of ann")
    after = json.loads(path.read_text())
    assert before["header"] == after["header"]
    assert before["nonce"] != after["nonce"] and before["sealed"] != after["sealed"]


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("sealed", lambda text: "A" + text[1:] if text[0] != "A" else "B" + text[1:]),
        ("sealed", lambda text: text[:-8]),
        ("sealed", lambda _: "no base64!"),
        ("nonce", lambda text: text[4:] + text[:4]),
        ("nonce", lambda text: text[4:]),
    ],
)
def test_a_damaged_file_is_told_from_a_wrong_passphrase(path: Path, where: str, change: object) -> None:
    body = json.loads(path.read_text())
    assert callable(change)
    body[where] = change(body[where])
    path.write_text(json.dumps(body))
    assert code(lambda: VaultFile(path).unlock(PASSPHRASE)) == "vault_damaged"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"header": {"format": 2}}', "\x00" * 100])
def test_what_is_no_vault_is_damaged(path: Path, text: str) -> None:
    path.write_text(text)
    assert code(lambda: VaultFile(path).unlock(PASSPHRASE)) == "vault_damaged"
    assert code(lambda: VaultFile(path).load("ann")) == "vault_damaged"


@pytest.mark.parametrize(
    "change",
    [
        {"n": 2**30},
        {"r": 10_000},
        {"n": 2**20, "r": 16},
        {"n": CHEAP + 1},
        {"kdf": "none"},
        {"more": 1},
    ],
)
def test_a_header_that_asks_for_too_much_or_for_nonsense_is_not_tried(
    path: Path, change: dict[str, object]
) -> None:
    body = json.loads(path.read_text())
    body["header"].update(change)
    path.write_text(json.dumps(body))
    assert code(lambda: VaultFile(path).unlock(PASSPHRASE)) == "vault_damaged"


def test_a_header_that_was_changed_opens_nothing(path: Path) -> None:
    body = json.loads(path.read_text())
    body["header"]["n"] = 2 * CHEAP
    path.write_text(json.dumps(body))
    assert code(lambda: VaultFile(path).unlock(PASSPHRASE)) == "passphrase_wrong"


def test_one_that_is_there_is_not_made_again(path: Path) -> None:
    assert code(lambda: VaultFile(path, cost=CHEAP).make("another passphrase")) == "vault_exists"
    assert code(lambda: VaultFile(path.with_name("new"), cost=CHEAP).make("short")) == "passphrase_short"
    vault = VaultFile(path, cost=CHEAP)
    vault.forget()
    assert not vault.exists and code(lambda: vault.unlock(PASSPHRASE)) == "vault_absent"
    vault.make("another passphrase")
    assert vault.load("ann") is None


def test_a_key_of_a_file_that_was_made_anew_opens_nothing(path: Path) -> None:
    vault, other = VaultFile(path), VaultFile(path, cost=CHEAP)
    vault.unlock(PASSPHRASE)
    other.forget()
    other.make("another passphrase")
    assert not vault.is_open
    assert code(lambda: vault.store("ann", "x")) == "vault_locked"


def test_a_disk_that_refuses_leaves_what_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = VaultFile(path)
    vault.unlock(PASSPHRASE)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert code(lambda: vault.store("ann", "new")) == "vault_not_written"
    assert vault.load("ann") == "the secret of ann"
    assert not [file for file in path.parent.iterdir() if file.suffix == ".part"]


_WRITER = """
import sys
from pathlib import Path
from ingestio_client.vault import VaultFile
vault = VaultFile(Path(sys.argv[1]))
vault.unlock(sys.argv[2])
for number in range(20):
    vault.store(f"{sys.argv[3]} {number}", f"secret {number}")
"""


def test_processes_that_write_at_once_lose_nothing_of_one_another(path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(path), PASSPHRASE, name]) for name in ("a", "b")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    vault = VaultFile(path)
    vault.unlock(PASSPHRASE)
    for name in ("a", "b"):
        assert [vault.load(f"{name} {number}") for number in range(20)] == [
            f"secret {number}" for number in range(20)
        ]
    assert vault.load("ann") == "the secret of ann"
    vault.delete("ann")
    vault.delete("ann")
    assert vault.load("ann") is None
