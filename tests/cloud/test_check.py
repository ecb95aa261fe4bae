"""`serve --check` really asks what the settings name, and says what to do."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa

from ingestio_cloud.check import check
from ingestio_cloud.cli import main
from ingestio_cloud.healthy import answers
from ingestio_cloud.settings import Accounts, Settings
from tests.cloud.served import Served
from tests.support.clamd import Speech, free_port, speaking
from tests.support.mail import mail_server
from tests.support.model_server import KEY, MODEL, running_model_server
from tests.support.oidc import running_issuer
from tests.support.redis import running_redis
from tests.support.s3 import s3_server
from tests.support.stripe_server import API_KEY, running_stripe

SECRET = "s3cret-of-the-house"


def findings(**settings: Any) -> dict[str, str]:
    """What is said of each thing; `ok` alone when all is well."""
    return {one.name: str(one).removeprefix(f"{one.name}: ") for one in check(Settings(**settings))}


@pytest.fixture
def everything(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    """Settings that name all that there is, and all of it running."""
    with ExitStack() as stack:
        mail = stack.enter_context(mail_server(tmp_path, open_relay=True))
        stripe = stack.enter_context(running_stripe())
        yield {
            "data_dir": tmp_path / "data",
            "database_url": postgres_url,
            "migrate": False,
            "redis_url": stack.enter_context(running_redis()).url,
            "clamd_url": stack.enter_context(speaking(Speech())),
            "smtp_url": mail.plain_url,
            "accounts": Accounts.OIDC,
            "oidc_issuer": stack.enter_context(running_issuer()).url,
            "oidc_audience": "ingestio",
            "stripe_api_key": API_KEY,
            "stripe_api_base": stripe.url,
            "engine": "model",
            "model_url": stack.enter_context(running_model_server()).url,
            "model_key": KEY,
            "model_name": MODEL,
            **stack.enter_context(s3_server()).settings(),
        }


def test_what_runs_is_well(everything: dict[str, Any]) -> None:
    names = ["settings", "database", "storage", "redis", "mail", "virus scanner", "issuer", "model", "stripe"]
    assert findings(**everything) == dict.fromkeys(names, "ok")


def test_what_is_away_is_named_with_what_to_do(everything: dict[str, Any]) -> None:
    away = f"127.0.0.1:{free_port()}"
    everything |= {
        "database_url": f"postgresql://me:{SECRET}@{away}/x",
        "redis_url": f"redis://:{SECRET}@{away}",
        "clamd_url": f"tcp://{away}",
        "smtp_url": f"smtp://{away}",
        "oidc_issuer": f"http://{away}",
        "model_url": f"http://{away}/v1",
        "stripe_api_key": f"sk_test_{SECRET}",
        "s3_secret_access_key": SECRET,
        "storage_url": "s3://no-such-bucket/x",
    }
    told = findings(**everything)
    assert told.pop("settings") == "ok"
    assert len(told) == 8 and all(
        text.startswith("failed. ") and text.endswith(".") for text in told.values()
    )
    assert SECRET not in str(told)


@pytest.mark.parametrize("wrong", [{"model_key": SECRET}, {"model_name": "another"}])
def test_a_model_that_is_refused_is_named(tmp_path: Path, wrong: dict[str, str]) -> None:
    with running_model_server() as server:
        right = {"engine": "model", "model_url": server.url, "model_key": KEY, "model_name": MODEL}
        assert findings(data_dir=tmp_path, **right)["model"] == "ok"
        told = findings(data_dir=tmp_path, **{**right, **wrong})["model"]
    assert told.startswith("failed. 127.0.0.1 refuses: check INGESTIO_MODEL_KEY")
    assert SECRET not in told


def test_a_database_that_is_not_migrated_is_named(tmp_path: Path) -> None:
    told = findings(data_dir=tmp_path, migrate=False)
    assert "ingestio_cloud migrate" in told["database"]
    assert findings(data_dir=tmp_path)["database"] == "ok"


def test_security_that_was_switched_off_is_named(tmp_path: Path, postgres_url: str) -> None:
    settings = {"data_dir": tmp_path, "database_url": postgres_url, "migrate": False}
    assert findings(**settings)["database"] == "ok"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("ALTER TABLE documents NO FORCE ROW LEVEL SECURITY")
    assert "documents" in findings(**settings)["database"]


def test_a_login_that_may_not_migrate_is_named(tmp_path: Path, postgres_url: str) -> None:
    name = f"nobody_{uuid4().hex}"
    login = sa.make_url(postgres_url).set(username=name, password="x").render_as_string(hide_password=False)
    settings = {"data_dir": tmp_path, "database_url": login}
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'x'")
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        connection.execute("ALTER TABLE alembic_version RENAME TO alembic_version_away")
    try:
        assert "INGESTIO_MIGRATION_URL" in findings(**settings)["database"]
        assert findings(**settings, migration_url=postgres_url)["database"] == "ok"
        wrong = sa.make_url(postgres_url).set(username=f"{name}_2").render_as_string(hide_password=False)
        assert "owner" in findings(**settings, migration_url=wrong)["database"]
    finally:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(f"DROP ROLE {name}")


def test_the_command_prints_a_line_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["serve", "--check", "--data-dir", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == ["settings: ok", "database: ok", "storage: ok"]
    monkeypatch.setenv("INGESTIO_REDIS_URL", f"redis://127.0.0.1:{free_port()}")
    assert main(["serve", "--check", "--data-dir", str(tmp_path)]) == 1
    assert "redis: failed." in capsys.readouterr().out
    monkeypatch.setenv("INGESTIO_ENGINE", "x")
    assert main(["serve", "--check"]) == 1
    assert "INGESTIO_ENGINE" in capsys.readouterr().out


def test_migrating_makes_all_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INGESTIO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("INGESTIO_MIGRATE", "false")
    assert main(["migrate"]) == 0
    assert main(["serve", "--check"]) == 0


def test_a_container_asks_whether_its_service_answers(service: Served) -> None:
    assert answers(Settings(port=service.port))
    assert not answers(Settings(port=free_port()))


def test_the_command_line_passes_it_on(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ingestio_cli", "serve", "--check", "--data-dir", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "INGESTIO_CLAMD_URL": f"tcp://127.0.0.1:{free_port()}"},
    )
    assert done.returncode == 1
    assert done.stdout.splitlines()[:3] == ["settings: ok", "database: ok", "storage: ok"]
    assert "virus scanner: failed. " in done.stdout


def test_the_check_ends_with_its_own_exit_code_each_time(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ingestio_cloud", "serve", "--check", "--data-dir", str(tmp_path)]
    codes = [subprocess.run(command, capture_output=True, check=False).returncode for _ in range(3)]
    assert codes == [0] * 3
