"""Container, compose file and systemd units name only what there is."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy.pool import QueuePool

from ingestio_cloud.cli import command_line
from ingestio_cloud.configuration import SettingsError, load_settings, variable
from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.settings import Settings
from ingestio_cloud.stopping import STOP_SECONDS

PACKAGING = Path(__file__).parents[2] / "packaging"
DOCKER = PACKAGING / "docker"
UNITS = sorted((PACKAGING / "systemd").glob("*.service"))
COMPOSE: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yaml").read_text("utf-8"))
OURS = {name: one for name, one in COMPOSE["services"].items() if one["image"] == "ingestio"}
SETTINGS = {variable(name) for name in Settings.model_fields}
PLACEHOLDER = "SECRET_OF_OPENSSL_RAND_HEX_32"
SECRET = "0123456789abcdef" * 4


def assignments(path: Path) -> dict[str, str]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def filled(value: str) -> str:
    """What compose makes of a value whose variables are set as the example says."""
    example = assignments(DOCKER / "example.env")
    return re.sub(r"\$\{(\w+)[^}]*\}", lambda match: example[match[1]] or SECRET, value)


def accepted(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], arguments: list[str]) -> Settings:
    """The settings that a process with these variables and arguments starts with."""
    for name in os.environ:
        if name.startswith("INGESTIO_"):
            monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    given = vars(command_line().parse_args(arguments))
    return load_settings(
        {name: value for name, value in given.items() if value is not None and name in Settings.model_fields}
    )


@pytest.mark.parametrize("name", OURS)
def test_a_container_starts_with_its_settings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    service = OURS[name]
    variables = {name: filled(value) for name, value in service["environment"].items()}
    assert variables.keys() <= SETTINGS
    settings = accepted(monkeypatch, variables, service["command"])
    assert not settings.migrate and settings.secure


def test_postgresql_has_a_connection_for_all_that_processes_may_ask_for() -> None:
    ours = OURS["api"]["deploy"]["replicas"] + OURS["worker"]["deploy"]["replicas"]
    (allowed,) = re.findall(r"max_connections=(\d+)", " ".join(COMPOSE["services"]["postgres"]["command"]))
    engine = make_sync_engine("postgresql://nobody@/nothing")
    assert isinstance(engine.pool, QueuePool)
    own = engine.pool.size() + engine.pool._max_overflow
    listening, durable = 1, 20 + 1
    assert own + listening + durable <= 65 and ours * 65 < int(allowed)


def test_the_proxy_is_reached_by_this_machine_only_and_says_who_called() -> None:
    """Whoever else reached it could give an address of their own to each request, past all limits."""
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["services"]["proxy"]["ports"])
    text = (DOCKER / "nginx.conf").read_text("utf-8")
    trusted = re.findall(r"set_real_ip_from (\S+);", text)
    assert trusted == COMPOSE["x-service"]["environment"]["INGESTIO_FORWARDED_ALLOW_IPS"].split(",")
    assert "real_ip_header X-Forwarded-For;" in text
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text


def test_the_proxy_writes_down_no_tokens_of_links() -> None:
    text = (DOCKER / "nginx.conf").read_text("utf-8")
    assert re.findall(r"(?:access|error)_log [^;]+;", text) == [
        "access_log off;",
        "error_log /dev/stderr crit;",
    ]


def test_two_of_each_work_behind_a_proxy() -> None:
    assert OURS["api"]["deploy"]["replicas"] == OURS["worker"]["deploy"]["replicas"] == 2
    assert {"proxy", "postgres", "storage", "redis", "migrate"} <= COMPOSE["services"].keys()
    for service in COMPOSE["services"].values():
        assert set(service.get("depends_on", ())) <= COMPOSE["services"].keys()
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert (DOCKER / source).is_file() if source.startswith(".") else source in COMPOSE["volumes"]


def test_every_variable_of_the_compose_file_has_its_line_in_the_example() -> None:
    used = set(re.findall(r"\$\{(\w+)", (DOCKER / "compose.yaml").read_text("utf-8")))
    assert used == assignments(DOCKER / "example.env").keys()


def test_the_image_has_what_its_lines_name() -> None:
    text = (DOCKER / "Dockerfile").read_text("utf-8")
    root = PACKAGING.parent
    for source in re.findall(r"^COPY (?!--from)(\S+)", text, re.MULTILINE):
        assert (root / source).exists(), source
    assert set(re.findall(r"\b(INGESTIO_\w+)=", text)) <= SETTINGS
    health = re.search(r"CMD \[(.*)\]\nENTRYPOINT", text)
    assert health is not None
    assert command_line().parse_args([health[1].split(",")[-1].strip(' "')]).command == "healthy"
    assert "USER 10001" in text


def test_the_image_installs_only_what_is_locked() -> None:
    locked = (PACKAGING.parent / "requirements.lock").read_text("utf-8")
    entries = re.findall(r"^\S+==\S+", (PACKAGING / "service.lock").read_text("utf-8"), re.MULTILINE)
    names = {entry.partition("==")[0] for entry in entries}
    assert {"fastapi", "dbos", "stripe", "rapidocr", "obstore"} <= names
    assert not any(name.startswith(("pyside6", "typer")) for name in names)
    assert all(f"\n{entry}" in f"\n{locked}" for entry in entries)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_with_its_settings(unit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = unit.read_text("utf-8")
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    program, *arguments = shlex.split(line.replace("%i", "8081"))
    assert (program, arguments[:2]) == ("/opt/ingestio/bin/python", ["-m", "ingestio_cloud"])
    variables = assignments(PACKAGING / "systemd" / "environment")
    assert variables.keys() <= SETTINGS
    with pytest.raises(SettingsError, match="INGESTIO_LINK_KEY is too short"):
        accepted(monkeypatch, variables, arguments[2:])
    accepted(
        monkeypatch,
        {name: value.replace(PLACEHOLDER, SECRET) for name, value in variables.items()},
        arguments[2:],
    )
    assert text.count(line) == 1 + ("ExecReload" in text) and ("oneshot" in text) == ("ExecReload" in text)
    for hardening in ("NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes", "User=ingestio"):
        assert hardening in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_takes_a_unit(unit: Path, tmp_path: Path) -> None:
    for one in UNITS:
        text = one.read_text("utf-8").replace("/opt/ingestio/bin/python", sys.executable)
        (tmp_path / one.name).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "ingestio" in line] == []


def test_the_proxy_knows_the_routes_that_need_care() -> None:
    described = (PACKAGING.parent / "docs" / "openapi.json").read_text("utf-8")
    places = re.findall(r"location (?:= )?(\S+) \{", (DOCKER / "nginx.conf").read_text("utf-8"))
    assert set(places) == {"/", "/v1/uploads", "/v1/changes/stream", "/metrics"}
    assert all(f'"{place}"' in described for place in places if place != "/")


def test_a_process_is_given_the_time_that_its_stop_may_take() -> None:
    serving = [unit for unit in UNITS if "@" in unit.name]
    assert len(serving) == 2
    for unit in serving:
        lines = assignments(unit)
        assert int(lines["TimeoutStopSec"]) > STOP_SECONDS
        # Its children are its own business: killed beside it, they would look like crashes.
        assert lines["KillMode"] == "mixed"
    for service in OURS.values():
        assert int(service["stop_grace_period"].removesuffix("s")) > STOP_SECONDS
