"""Settings: every mistake is named at once, and no secret is repeated."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingestio_cloud.configuration import SettingsError, load_settings, settings_table, variable
from ingestio_cloud.settings import Role, Settings

SECRET = "s3cret-of-the-house"
POSTGRES = "postgresql://ingestio@localhost/ingestio"
HOSTED = {
    "INGESTIO_DATABASE_URL": POSTGRES,
    "INGESTIO_LINK_KEY": "k" * 32,
    "INGESTIO_PUBLIC_URL": "https://ingestio.example",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment without settings."""
    for name in os.environ:
        if name.startswith("INGESTIO_"):
            monkeypatch.delenv(name)
    return monkeypatch


def mistakes(environment: pytest.MonkeyPatch, **variables: str) -> dict[str, str]:
    for name, value in variables.items():
        environment.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    told = {mistake.variable: f"{mistake.problem}: {mistake.allowed}" for mistake in raised.value.mistakes}
    assert all(name in raised.value.message for name in told)
    return told


def test_the_defaults_are_right(environment: pytest.MonkeyPatch) -> None:
    assert load_settings().role is Role.ALL


def test_what_is_given_goes_before_the_environment(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("INGESTIO_PORT", "1")
    assert load_settings({"port": 2}).port == 2


def test_an_empty_variable_is_none(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("INGESTIO_PORT", "")
    assert load_settings().port == 0


def test_every_mistake_is_named_at_once(environment: pytest.MonkeyPatch) -> None:
    assert mistakes(
        environment,
        INGESTIO_ROLE="wroker",
        INGESTIO_PORT="99999",
        INGESTIO_WORKERS="many",
        INGESTIO_ENGINE="loacl",
        INGESTIO_PUBLIC_URL="http://ingestio.example",
        INGESTIO_TOKN="x",
    ) == {
        "INGESTIO_ROLE": "is 'wroker': all or api or worker",
        "INGESTIO_PORT": "is '99999': a whole number from 0 to 65535",
        "INGESTIO_WORKERS": "is 'many': a whole number from 1 to 256",
        "INGESTIO_ENGINE": "is 'loacl': local or model or auto or null or slow",
        "INGESTIO_PUBLIC_URL": "is not encrypted: https://…; http: only for this machine itself",
        "INGESTIO_TOKN": "is not a setting: did you mean INGESTIO_TOKEN?",
    }


@pytest.mark.parametrize(
    ("variables", "wrong"),
    [
        ({"INGESTIO_ROLE": "worker"}, {"INGESTIO_DATABASE_URL"}),
        ({"INGESTIO_ROLE": "worker", "INGESTIO_DATABASE_URL": "sqlite:///x.db"}, {"INGESTIO_DATABASE_URL"}),
        ({"INGESTIO_DATABASE_URL": f"mysql://root:{SECRET}@localhost/x"}, {"INGESTIO_DATABASE_URL"}),
        ({"INGESTIO_ROLE": "api", "INGESTIO_DATABASE_URL": POSTGRES}, {"INGESTIO_LINK_KEY"}),
        ({"INGESTIO_LINK_KEY": SECRET}, {"INGESTIO_LINK_KEY"}),
        ({"INGESTIO_TOKEN": "short"}, {"INGESTIO_TOKEN"}),
        ({"INGESTIO_SMTP_URL": "smtp://mail.example.org"}, {"INGESTIO_MAIL_FROM"}),
        (
            {"INGESTIO_SMTP_URL": "smtp://mail.example.org", "INGESTIO_MAIL_FROM": "nobody"},
            {"INGESTIO_MAIL_FROM"},
        ),
        ({"INGESTIO_PUBLIC_URL": "ingestio.example"}, {"INGESTIO_PUBLIC_URL"}),
        ({"INGESTIO_PUBLIC_URL": "https://ingestio.example/below"}, {"INGESTIO_PUBLIC_URL"}),
        ({"INGESTIO_PUBLIC_URL": "https://a:99999"}, {"INGESTIO_PUBLIC_URL"}),
        ({"INGESTIO_ACCOUNTS": "oidc"}, {"INGESTIO_OIDC_ISSUER", "INGESTIO_OIDC_AUDIENCE"}),
        (
            {
                "INGESTIO_ACCOUNTS": "oidc",
                "INGESTIO_OIDC_ISSUER": "http://login.example",
                "INGESTIO_OIDC_AUDIENCE": "us",
            },
            {"INGESTIO_OIDC_ISSUER"},
        ),
        ({"INGESTIO_HOST": "0.0.0.0"}, {"INGESTIO_PUBLIC_URL"}),
        (
            {"INGESTIO_STRIPE_API_KEY": SECRET},
            {"INGESTIO_STRIPE_WEBHOOK_SECRET", "INGESTIO_STRIPE_PRICES", "INGESTIO_PUBLIC_URL"},
        ),
        ({"INGESTIO_STRIPE_PRICES": SECRET}, {"INGESTIO_STRIPE_PRICES"}),
        ({"INGESTIO_SMTP_URL": f"mail://me:{SECRET}@host"}, {"INGESTIO_SMTP_URL"}),
        ({"INGESTIO_REDIS_URL": f"redis://:{SECRET}@host:nowhere"}, {"INGESTIO_REDIS_URL"}),
        ({"INGESTIO_UNHEARD_OF": SECRET}, {"INGESTIO_UNHEARD_OF"}),
        ({"INGESTIO_MIGRATION_URL": f"postgresql://owner:{SECRET}@localhost/x"}, {"INGESTIO_DATABASE_URL"}),
        (
            {"INGESTIO_DATABASE_URL": POSTGRES, "INGESTIO_MIGRATION_URL": f"mysql://me:{SECRET}@host"},
            {"INGESTIO_MIGRATION_URL"},
        ),
        ({"INGESTIO_FORWARDED_ALLOW_IPS": "127.0.0.1, proxy"}, {"INGESTIO_FORWARDED_ALLOW_IPS"}),
        ({"INGESTIO_FORWARDED_ALLOW_IPS": "10.1.2.3/8"}, {"INGESTIO_FORWARDED_ALLOW_IPS"}),
        ({"INGESTIO_FORWARDED_ALLOW_IPS": "*"}, {"INGESTIO_FORWARDED_ALLOW_IPS"}),
        ({"INGESTIO_FORWARDED_ALLOW_IPS": "127.0.0.1,::/0"}, {"INGESTIO_FORWARDED_ALLOW_IPS"}),
        ({"INGESTIO_UPLOAD_TTL": "-5"}, {"INGESTIO_UPLOAD_TTL"}),
        ({"INGESTIO_ENGINE": "model"}, {"INGESTIO_MODEL_URL", "INGESTIO_MODEL_NAME"}),
        ({"INGESTIO_SECRETS_KEY": SECRET}, {"INGESTIO_SECRETS_KEY"}),
        ({"INGESTIO_MODEL_URL": "api.openai.com/v1"}, {"INGESTIO_MODEL_URL"}),
        ({"INGESTIO_MODEL_URL": f"https://me:{SECRET}@api.openai.com/v1"}, {"INGESTIO_MODEL_URL"}),
        ({"INGESTIO_MODEL_URL": "http://api.openai.com/v1"}, {"INGESTIO_MODEL_URL"}),
        ({"INGESTIO_MODEL_KEY": f"Bearer {SECRET}"}, {"INGESTIO_MODEL_KEY"}),
    ],
)
def test_what_does_not_go_together_is_named(
    environment: pytest.MonkeyPatch, variables: dict[str, str], wrong: set[str]
) -> None:
    told = mistakes(environment, **variables)
    assert told.keys() == wrong
    assert SECRET not in str(told)


def test_a_hosted_service_is_set_up_right(environment: pytest.MonkeyPatch) -> None:
    for name, value in HOSTED.items():
        environment.setenv(name, value)
    assert load_settings({"role": "api"}).secure


def run(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INGESTIO_")}
    return subprocess.run(
        [sys.executable, "-m", "ingestio_cloud", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**clean, **variables},
    )


def test_the_service_ends_with_a_list_and_no_trace(tmp_path: Path) -> None:
    done = run("serve", "--data-dir", str(tmp_path), INGESTIO_ENGINE="wrong", INGESTIO_LINK_KEY=SECRET)
    told: dict[str, Any] = json.loads(done.stdout)
    assert (told["event"], told["code"], done.returncode) == ("error", "settings_wrong", 4)
    for name in ("INGESTIO_ENGINE", "INGESTIO_LINK_KEY"):
        assert name in told["message"] and name in done.stderr
    assert "Traceback" not in done.stderr and SECRET not in done.stderr + done.stdout


def test_the_table_names_and_explains_every_setting() -> None:
    rows = {line.split("`")[1]: line for line in settings_table().splitlines()[2:]}
    assert rows.keys() == {variable(name) for name in Settings.model_fields}
    assert [name for name, row in rows.items() if row.endswith("|  |")] == []


def test_every_mistake_inside_the_plans_is_named(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("INGESTIO_PLANS", '{"pluss": {"pages_per_month": 1}, "plus": {"pages": 1}}')
    environment.setenv("INGESTIO_STRIPE_PRICES", '{"price_1": "best"}')
    with pytest.raises(SettingsError) as raised:
        load_settings()
    names = "Input should be 'starter', 'plus', 'growth' or 'local'"
    assert [str(mistake) for mistake in raised.value.mistakes] == [
        f"INGESTIO_PLANS is wrong at pluss: {names}",
        "INGESTIO_PLANS is wrong at plus.pages: Extra inputs are not permitted",
        f"INGESTIO_STRIPE_PRICES is wrong at price_1: {names}",
    ]


def test_plans_that_are_no_json_are_named(environment: pytest.MonkeyPatch) -> None:
    wrong = mistakes(environment, INGESTIO_PLANS="{plus")
    assert wrong == {"INGESTIO_PLANS": "has a value that cannot be read: a JSON object"}


def test_what_sells_plans_needs_all_of_it(environment: pytest.MonkeyPatch) -> None:
    wrong = mistakes(
        environment,
        INGESTIO_STRIPE_API_KEY="sk_test_1",
        INGESTIO_STRIPE_WEBHOOK_SECRET="whsec_1",
        INGESTIO_STRIPE_PRICES='{"price_1": "local"}',
    )
    assert wrong.keys() >= {"INGESTIO_STRIPE_PRICES", "INGESTIO_PUBLIC_URL"}
    assert "whsec_1" not in str(wrong)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.openai.com/v1",
        "http://127.0.0.1:11434/v1",
        "http://10.1.2.3:8000/v1",
        "http://ollama:11434/v1",
    ],
)
def test_models_are_where_nobody_listens(environment: pytest.MonkeyPatch, url: str) -> None:
    environment.setenv("INGESTIO_ENGINE", "model")
    environment.setenv("INGESTIO_MODEL_URL", url)
    environment.setenv("INGESTIO_MODEL_NAME", "reader")
    assert load_settings().model_url == url
