"""Settings of the service, from the environment (INGESTIO_…) and the command line."""

import json
import os
import secrets
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ingestio_cloud.db.engine import sqlite_url
from ingestio_core.folders import service_folder, user_data_folder
from ingestio_core.plans import Plan, PlanChange, PlanName, changed_plans

DATABASE_FILE: Final = "service.db"


def _from_json(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value


class Role(StrEnum):
    """`all` is one process for everything, as the embedded service is."""

    ALL = "all"
    API = "api"
    WORKER = "worker"


class Accounts(StrEnum):
    """Who may sign in: nobody but the holder of `token`, people with a password of ours, or those
    whom another issuer vouches for."""

    OFF = "off"
    OWN = "own"
    OIDC = "oidc"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """`token` speaks for the local user; without it nobody gets in. `database_url` is the SQLite
    file of the data folder unless set. Seconds where a name says nothing else."""

    model_config = SettingsConfigDict(
        env_prefix="INGESTIO_",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        use_attribute_docstrings=True,
    )

    role: Role = Role.ALL
    host: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535)
    data_dir: Path = Field(default_factory=lambda: service_folder(user_data_folder()))
    database_url: str = ""
    token: SecretStr | None = None
    accounts: Accounts | None = None
    """Unless set, `off` where a token is given, as the embedded service is, else `own`."""
    public_url: str = ""
    """Where people reach the service, for links; what it listens on unless set."""
    oidc_issuer: str = ""
    """With `accounts` set to `oidc`: the OpenID Connect issuer whose tokens let people in, such as
    https://login.example.com/realms/office."""
    oidc_audience: str = ""
    """Whom that issuer's tokens must be for (`aud`)."""
    oidc_client_id: str = ""
    """By which name that issuer knows our programs; their own names unless set."""
    smtp_url: SecretStr = SecretStr("")
    """The mail server: smtp://user:password@host:587 (turns to TLS) or smtps://user:password@host:465.
    Without one, links to confirm an address or to choose a new password are written into the log."""
    mail_from: str = "IngestIO <no-reply@localhost>"
    """The sender of mails."""
    redis_url: SecretStr = SecretStr("")
    """Where several processes count together what callers do too often; in memory unless set."""
    migrate: bool = True
    """Whether the database is brought up to date at the start; `python -m ingestio_cloud migrate` does
    it, too."""
    plans: Annotated[dict[PlanName, PlanChange], NoDecode, BeforeValidator(_from_json)] = {}
    """What differs from the plans of the product, as JSON: {"plus": {"pages_per_month": 2000}}. Values are
    files_per_batch, pages_per_month (null for no limit), max_file_bytes and model_engines."""
    stripe_api_key: SecretStr | None = None
    """The secret key of Stripe's API; without one nothing is sold."""
    stripe_webhook_secret: SecretStr | None = None
    """What Stripe signs its events with, which it delivers to /v1/webhooks/stripe."""
    stripe_prices: Annotated[dict[str, PlanName], NoDecode, BeforeValidator(_from_json)] = {}
    """The plan that each price at Stripe stands for, as JSON, by the price's id or lookup key or by its
    product's id: {"price_1abc": "plus", "growth_monthly": "growth"}. The first price of a plan is the one
    that is offered."""
    stripe_api_base: str = ""
    """Where Stripe's API is; Stripe's own address unless set."""
    stripe_timeout: float = Field(default=4, gt=0, le=30)
    """How long Stripe may be silent."""
    exit_with_parent: bool = False
    engine: str = "local"
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, le=256)
    """Documents read at once by this process, each in a child of its own."""
    dead_after: int = Field(default=30, ge=2, le=600)
    """Of a worker that gives no sign of life: then the others take up what it had in work."""
    upload_ttl: int = 7 * 24 * 3600
    upload_idle: int = 60
    upkeep_seconds: int = Field(default=60, ge=1)
    """How often uploads that could not be stored are tried again, and those that expired dropped."""
    streams_per_user: int = Field(default=20, ge=1)
    """Event streams that one user may keep open in one process."""
    stream_heartbeat: float = Field(default=15, gt=0)
    """After how long a silent stream says that it lives."""
    export_link_ttl: int = 3600
    link_key: SecretStr = Field(default_factory=lambda: SecretStr(secrets.token_urlsafe(32)))
    """Signs download links; where several processes serve, all need the same one."""

    log_level: LogLevel = LogLevel.INFO
    log_requests: bool | None = None
    """Whether each request has a line in the log; unless set, where accounts are hosted."""
    forwarded_allow_ips: str = "127.0.0.1"
    """Addresses and networks of the proxies whose X-Forwarded-For and -Proto are believed, by commas."""
    max_connections: int = Field(default=1000, ge=1, le=100_000)
    """Connections at once; those above are refused with 503."""
    metrics_token: SecretStr | None = None
    """The bearer token of /metrics; unless set, only this machine itself may read it."""
    otel_endpoint: str = ""
    """The base URL of a collector that takes OTLP over HTTP; OTEL_EXPORTER_OTLP_ENDPOINT unless set."""

    @property
    def plan_table(self) -> Mapping[PlanName, Plan]:
        """The plans as they are here."""
        return changed_plans(self.plans)

    @property
    def accounts_mode(self) -> Accounts:
        if self.accounts is not None:
            return self.accounts
        return Accounts.OWN if self.token is None else Accounts.OFF

    @property
    def secure(self) -> bool:
        """Whether browsers come by https."""
        return self.public_url.lower().startswith("https://")

    @property
    def url(self) -> str:
        return self.database_url or sqlite_url(self.data_dir / DATABASE_FILE)

    @property
    def scratch_dir(self) -> Path:
        return self.data_dir / "scratch"

    @property
    def uploads_dir(self) -> Path:
        return self.data_dir / "uploads"

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"
