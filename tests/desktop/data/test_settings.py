"""Settings and secrets: kept, never half written, never in plain text."""

import json
from pathlib import Path
from uuid import UUID, uuid4

import keyring.backend
import pytest
from keyring.errors import KeyringLocked
from pydantic import ValidationError

from ingestio_core.errors import MachineError
from ingestio_desktop.credentials import Credentials
from ingestio_desktop.options import ProxyMode
from ingestio_desktop.settings import Appearance, Language, SettingsFile


def test_settings_outlive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    file = SettingsFile(path)
    file.change(appearance=Appearance.DARK, export_folder=tmp_path)
    file.keep_widget_state("main", b"\x00\xff")
    file.save()
    again = SettingsFile(path)
    assert (again.settings.appearance, again.settings.export_folder) == (Appearance.DARK, tmp_path)
    assert (again.widget_state("main"), again.widget_state("other")) == (b"\x00\xff", None)
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


def test_what_a_newer_version_wrote_is_kept_and_what_does_not_fit_is_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    body = {"appearance": "neon", "review_sides_swapped": True, "later": {"x": 1}, "widgets": {"main": "%%"}}
    path.write_text(json.dumps(body), encoding="utf-8")
    file = SettingsFile(path)
    assert (file.settings.appearance, file.settings.review_sides_swapped) == (Appearance.SYSTEM, True)
    assert file.widget_state("main") is None
    file.change(review_sides_swapped=False)
    file.save()
    assert json.loads(path.read_text(encoding="utf-8"))["later"] == {"x": 1}


def test_a_file_that_cannot_be_read_is_put_aside_and_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    (path / "inside").write_text("kept", encoding="utf-8")
    file = SettingsFile(path)
    file.change(appearance=Appearance.DARK)
    file.save()
    assert (path.with_suffix(".damaged.json") / "inside").read_text(encoding="utf-8") == "kept"
    assert SettingsFile(path).settings.appearance is Appearance.DARK


@pytest.mark.parametrize("content", ["", "{", "[1]", '"x"'])
def test_a_damaged_file_means_defaults_and_is_put_aside(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    file = SettingsFile(path)
    assert file.settings.appearance is Appearance.SYSTEM
    file.change(appearance=Appearance.DARK)
    file.save()
    assert path.with_suffix(".damaged.json").read_text(encoding="utf-8") == content
    assert SettingsFile(path).settings.appearance is Appearance.DARK


def test_the_file_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    first = {
        "appearance": "dark",
        "export_folder": "/home/me/Exports",
        "review_sides_swapped": True,
        "widgets": {"main": "AP8="},
        "format": 1,
    }
    path.write_text(json.dumps(first), encoding="utf-8")
    file = SettingsFile(path)
    assert (file.settings.appearance, file.widget_state("main")) == (Appearance.DARK, b"\x00\xff")
    file.change(upload_limit_kbps=500)
    file.save()
    written = json.loads(path.read_text(encoding="utf-8"))
    assert {name: written[name] for name in first} == {**first, "format": 2}
    assert SettingsFile(path).settings.upload_bytes_per_second == 500_000


def test_the_file_of_a_later_version_survives_being_used_by_this_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    known = {"path": str(tmp_path), "later_of_folders": 1, "id": str(uuid4())}
    other = {"path": str(tmp_path), "strategy": "by_supplier", "id": str(uuid4())}
    later = {
        "format": 9,
        "appearance": "sepia",
        "language": "eo",
        "proxy": {"mode": "automatic", "script": "x"},
        "watched": [other, known],
        "later": [1, 2],
    }
    path.write_text(json.dumps(later), encoding="utf-8")
    file = SettingsFile(path)
    assert [folder.id for folder in file.settings.watched] == [UUID(known["id"])]
    assert file.settings.proxy.mode is ProxyMode.SYSTEM
    file.change(cache_limit_mb=100, language=Language.GERMAN)
    file.save()
    written = json.loads(path.read_text(encoding="utf-8"))
    assert (written["format"], written["appearance"], written["later"]) == (9, "sepia", [1, 2])
    assert written["proxy"] == later["proxy"]
    assert (written["language"], written["cache_limit_mb"]) == ("de", 100)
    assert other in written["watched"] and len(written["watched"]) == 2
    assert [each["later_of_folders"] for each in written["watched"] if "later_of_folders" in each] == [1]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://ingest.example.com/", "https://ingest.example.com"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://localhost:1", "http://localhost:1"),
        ("http://ingest.example.com", None),
        ("https://me:secret@ingest.example.com", None),
        ("https://", None),
        ("ftp://ingest.example.com", None),
        ("ingest.example.com", None),
        ("https://ingest.example.com:99999", None),
        ("https://a b", None),
        ("https://ingest.example.com/?x=1", None),
    ],
)
def test_a_server_is_asked_over_a_safe_way_only(tmp_path: Path, address: str, kept: str | None) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    if kept is None:
        with pytest.raises(ValidationError) as refused:
            file.change(server_address=address)
        assert refused.value.errors()[0]["type"] == "server_address"
    else:
        assert file.change(server_address=address).server_address == kept


@pytest.mark.parametrize(
    ("address", "kept", "code"),
    [
        ("proxy.example.com:3128", "http://proxy.example.com:3128", ""),
        ("https://proxy.example.com/", "https://proxy.example.com", ""),
        ("http://[::1]:3128", "http://[::1]:3128", ""),
        ("http://me:secret@proxy.example.com:3128", None, "proxy_secret"),
        ("http://me@proxy.example.com:3128", None, "proxy_secret"),
        ("socks5://proxy.example.com", None, "proxy_address"),
        ("", None, "proxy_address"),
        ("http://proxy.example.com:0", None, "proxy_address"),
    ],
)
def test_a_proxy_is_kept_without_its_secrets(
    tmp_path: Path, address: str, kept: str | None, code: str
) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    if kept is None:
        with pytest.raises(ValidationError) as refused:
            file.change(proxy={"mode": "manual", "url": address})
        assert refused.value.errors()[0]["type"] == code
        file.save()
        assert not (tmp_path / "settings.json").exists()
    else:
        assert file.change(proxy={"mode": "manual", "url": address}).proxy.url == kept


def test_a_proxy_by_hand_needs_an_address(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        SettingsFile(tmp_path / "settings.json").change(proxy={"mode": "manual"})


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"path": "Invoices"}, "folder_relative"),
        ({"strategy": "per_document"}, "watched_strategy"),
        ({"strategy": "global", "prompt": "  "}, "watched_prompt"),
        ({"batch_name": "{folder.__class__}"}, "name_pattern"),
        ({"batch_name": "{count:>9999999}"}, "name_pattern"),
        ({"batch_name": "{"}, "name_pattern"),
        ({"settle_seconds": 0}, "greater_than_equal"),
        ({"done_folder": "/in"}, "watched_done"),
    ],
)
def test_a_watched_folder_says_what_is_wrong(tmp_path: Path, wrong: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SettingsFile(tmp_path / "settings.json").change(watched=[{"path": "/in", **wrong}])
    assert refused.value.errors()[0]["type"] == code


@pytest.mark.parametrize(
    "wrong", [{"upload_limit_kbps": 0}, {"cache_limit_mb": 1}, {"language": "xx"}, {"reduced_motion": 1}]
)
def test_a_number_out_of_range_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SettingsFile(tmp_path / "settings.json").change(**wrong)


def test_nothing_is_sent_unless_the_person_says_so(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "settings.json").settings.telemetry is False


def test_a_value_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    with pytest.raises(ValidationError):
        file.change(appearance="neon")
    assert file.settings.appearance is Appearance.SYSTEM


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = SettingsFile(tmp_path / "file" / "settings.json")
    file.change(appearance=Appearance.LIGHT)
    with pytest.raises(MachineError) as refused:
        file.save()
    assert refused.value.code == "settings_not_saved"


class Keyring(keyring.backend.KeyringBackend):
    """A keyring in memory. Where its class says it comes from decides whether it is trusted."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class TrustedKeyring(Keyring):
    __module__ = "keyring.backends.SecretService"


def test_a_secret_is_kept_and_forgotten_in_a_trusted_keyring() -> None:
    credentials = Credentials(TrustedKeyring())
    assert credentials.load("me") is None
    credentials.store("me", "secret")
    assert credentials.load("me") == "secret"
    credentials.delete("me")
    credentials.delete("me")
    assert credentials.load("me") is None


def test_any_other_place_is_refused() -> None:
    backend = Keyring()
    with pytest.raises(MachineError) as refused:
        Credentials(backend).store("me", "secret")
    assert refused.value.code == "no_keyring"
    assert backend.kept == {}


def test_a_locked_keyring_is_told_in_words() -> None:
    backend = TrustedKeyring()
    backend.locked = True
    with pytest.raises(MachineError) as refused:
        Credentials(backend).load("me")
    assert (refused.value.code, refused.value.retryable) == ("keyring_refused", True)
