"""Settings and secrets: kept, never half written, never in plain text."""

import json
from pathlib import Path

import keyring.backend
import pytest
from keyring.errors import KeyringLocked
from pydantic import ValidationError

from ingestio_core.errors import MachineError
from ingestio_desktop.credentials import Credentials
from ingestio_desktop.settings import Appearance, SettingsFile


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


@pytest.mark.parametrize("content", ["", "{", "[1]", '"x"'])
def test_a_damaged_file_means_defaults(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    assert SettingsFile(path).settings.appearance is Appearance.SYSTEM


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
