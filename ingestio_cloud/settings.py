"""Settings of the service, from the environment (INGESTIO_…) and the command line."""

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ingestio_cloud.db.engine import sqlite_url
from ingestio_cloud.integrations.stores import StorageSettings
from ingestio_cloud.machine import children_that_fit
from ingestio_core.folders import service_folder, user_data_folder
from ingestio_core.plans import Plan, PlanChange, PlanName, changed_plans
from ingestio_core.providers import ProviderKind

DATABASE_FILE: Final = "service.db"
MEMORY_MEGABYTES: Final = 2048


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
    """What this process does: the API, the work on documents, or both."""
    host: str = "127.0.0.1"
    """The address to listen at."""
    port: int = Field(default=0, ge=0, le=65535)
    """The port to listen at; 0 takes any that is free, and the line on standard output says which."""
    data_dir: Path = Field(default_factory=lambda: service_folder(user_data_folder()))
    """The folder for the database file, files and uploads, as far as they are not kept elsewhere. One
    process has it to itself."""
    database_url: str = ""
    """postgresql://user:password@host/name; a SQLite file in the data folder unless set."""
    migration_url: SecretStr = SecretStr("")
    """The same database by a login that owns it and makes the tables, where that of `database_url` is only
    to read and write them; `database_url` unless set."""
    database_prepares: bool = True
    """Whether statements are kept prepared in the database. Not behind a pooler such as PgBouncer that
    shares a connection between transactions."""
    token: SecretStr | None = None
    """The bearer token of the embedded service's only user."""
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
    batch_mail_seconds: int = Field(default=60, ge=0, le=86_400)
    """How long the mail about a batch that ended waits for others that end, to tell of all of them."""
    notification_days: int = Field(default=90, ge=1, le=36_500)
    """How long notifications are kept."""
    redis_url: SecretStr = SecretStr("")
    """Where several processes count together what callers do too often; in memory unless set."""
    stranger_requests_per_minute: int = Field(default=300, ge=0)
    """Of one address that does not say who calls, or wrongly; 0 for no limit. Behind a proxy only as
    good as `forwarded_allow_ips`."""
    migrate: bool = True
    """Whether the database is brought up to date at the start; `python -m ingestio_cloud migrate` does
    it, too."""
    plans: Annotated[dict[PlanName, PlanChange], NoDecode, BeforeValidator(_from_json)] = {}
    """What differs from the plans of the product, as JSON: {"plus": {"pages_per_month": 2000}}. Values are
    files_per_batch, pages_per_month, max_file_bytes, model_engines, documents_at_once (of one user, over
    all workers), and requests_per_minute, uploads_…, batches_…, exports_…, field_plans_… and
    page_reads_per_minute; null is no limit of pages, at once or by the minute."""
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
    posthog_key: SecretStr | None = None
    """The project key of PostHog, which is told of new batches, with counts and never with contents;
    nothing is told without one, nor of an embedded service."""
    posthog_host: str = "https://eu.i.posthog.com"
    """Where PostHog takes events."""
    exit_with_parent: bool = False
    """Whether to end when standard input does, as the embedded service must."""
    engine: str = "local"
    """What reads documents: `local`; `model`, which sends their text to a provider of language models, for
    those whose plan allows it; `auto`, which reads locally first and sends only documents that it is
    unsure of; and for tests `null` and `slow`."""
    model_provider: ProviderKind = ProviderKind.OPENAI
    """With `engine` set to `model` or `auto`: the protocol that the provider speaks. `openai` is also Ollama,
    vLLM and others."""
    model_url: str = ""
    """The provider's base URL, such as https://api.openai.com/v1, or http://127.0.0.1:11434/v1 for Ollama;
    Google's and Anthropic's own unless set."""
    model_key: SecretStr = SecretStr("")
    """The server's key; servers of one's own mostly need none."""
    model_name: str = Field(default="", max_length=100)
    """The model's name there; of Google and Anthropic one that costs little unless set."""
    model_pictures: bool | None = None
    """Whether the model is shown pages without text as pictures; by its name unless set."""
    model_requests_per_minute: int = Field(default=60, ge=1, le=100_000)
    """How often the server is asked, by all processes together."""
    model_at_once: int = Field(default=4, ge=1, le=1000)
    """Questions to the server that are open at once, of all processes together."""
    model_timeout: float = Field(default=120, ge=1, le=1800)
    """How long a whole answer may take."""
    model_addresses: str = ""
    """Base URLs of servers that users' own keys may be for beside those of OpenAI, Google and Anthropic, by
    commas. On a person's own computer any server may be asked."""
    secrets_key: SecretStr = SecretStr("")
    """Encrypts users' own keys of model providers: 32 random bytes in URL-safe base64 (`openssl rand -base64
    32 | tr +/ -_`), the same for all processes. Several, by commas: the first encrypts, all decrypt. Without
    one no keys are kept; the embedded service makes its own in its data folder."""
    workers: int = Field(default_factory=children_that_fit, ge=1, le=256)
    """Documents read at once by this process, each in a child of its own; one a core unless set, and fewer
    where the memory has no gigabyte for each."""
    child_memory: int = Field(default=MEMORY_MEGABYTES, ge=256, le=1_048_576)
    """Megabytes of memory that a child may take; one that takes more is ended, and its document tried once
    more. OCR of a large page takes 1000."""
    dead_after: int = Field(default=30, ge=2, le=600)
    """Of a worker that gives no sign of life: then the others take up what it had in work."""
    storage_url: str = ""
    """Where files are kept: `file:///folder`, which all processes share, `s3://bucket/prefix`, `gs://…`
    or `az://…`; the data folder unless set. Keys of Google and Azure come from their own variables."""
    s3_endpoint: str = ""
    """The address of a store that speaks S3, where it is not Amazon's."""
    s3_region: str = ""
    """The store's region; AWS_REGION unless set."""
    s3_access_key_id: SecretStr = SecretStr("")
    """The store's key; AWS_ACCESS_KEY_ID unless set."""
    s3_secret_access_key: SecretStr = SecretStr("")
    """The key's secret; AWS_SECRET_ACCESS_KEY unless set."""
    storage_allow_http: bool = False
    """Speaks plain http with a store on another machine: for a closed network only."""
    clamd_url: str = ""
    """ClamAV's daemon, which looks into every file: `tcp://host:3310` or `unix:///path`."""
    upload_ttl: int = Field(default=7 * 24 * 3600, ge=0)
    """After how long an upload that was not finished is thrown away."""
    upload_idle: float = Field(default=60, gt=0)
    """An upload's body that is silent for so long is cut off; the upload can go on from there."""
    upload_seconds: float = Field(default=1800, gt=0)
    """One that takes longer in all is cut off, too."""
    upload_grace: float = Field(default=30, ge=0)
    """For how long a body may be as slow as it likes."""
    upload_bytes_a_second: int = Field(default=2048, ge=0)
    """One that is slower than this on the average is cut off after that."""
    uploads_per_user: int = Field(default=1_000, ge=1)
    """Uploads of one user that are announced or received, and not verified yet."""
    upload_bytes_per_user: int = Field(default=10 * 1024**3, ge=1)
    """Their bytes."""
    upload_bodies: int = Field(default=64, ge=1)
    """Bodies of uploads that this process receives at once."""
    upload_bodies_per_user: int = Field(default=16, ge=1)
    """Those of one user."""
    disk_floor: int = Field(default=256 * 1024**2, ge=0)
    """Bytes that uploads leave free on the disk."""
    upkeep_seconds: int = Field(default=60, ge=1)
    """How often uploads that could not be stored are tried again, and those that expired dropped."""
    streams_per_user: int = Field(default=20, ge=1)
    """Event streams that one user may keep open in one process."""
    stream_heartbeat: float = Field(default=15, gt=0)
    """After how long a silent stream says that it lives."""
    tombstone_days: int = Field(default=90, ge=2, le=36_500)
    """How long is remembered what was deleted; a client away for longer begins anew."""
    export_link_ttl: int = Field(default=3600, ge=1)
    """How long a link to an export is good."""
    export_keep_days: int = Field(default=30, ge=1, le=36_500)
    """How long exports are kept."""
    exports_at_once: int = Field(default=2, ge=1)
    """Exports that this process writes at once, each in a thread."""
    link_key: SecretStr = Field(default_factory=lambda: SecretStr(secrets.token_urlsafe(32)))
    """Signs download links; where several processes serve, all need the same one."""

    log_level: LogLevel = LogLevel.INFO
    """What is less important is left out of the log."""
    log_requests: bool | None = None
    """Whether each request has a line in the log; unless set, where accounts are hosted."""
    forwarded_allow_ips: str = "127.0.0.1"
    """Addresses and networks of the proxies whose X-Forwarded-For and -Proto are believed, by commas."""
    max_connections: int = Field(default=1000, ge=1, le=100_000)
    """Connections at once; those above are refused with 503."""
    metrics_token: SecretStr | None = None
    """The bearer token of /metrics; unless set, only this machine itself may read it."""
    metrics_port: int | None = Field(default=None, ge=0, le=65535)
    """Where a worker, which has no API, answers /metrics, /healthz and /readyz, at `host`; 0 takes any
    port, and the log says which. Nowhere unless set."""
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
    def mail_wait(self) -> timedelta | None:
        """How long the mail about a batch waits; None where no mails are sent: there is no mail server,
        or the only user is the person at this computer."""
        if not self.smtp_url.get_secret_value() or self.accounts_mode is Accounts.OFF:
            return None
        return timedelta(seconds=self.batch_mail_seconds)

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
    def storage(self) -> StorageSettings | None:
        """Where files are kept, None for the data folder."""
        if not self.storage_url:
            return None
        return StorageSettings(
            url=self.storage_url,
            s3_endpoint=self.s3_endpoint,
            s3_region=self.s3_region,
            s3_access_key_id=self.s3_access_key_id.get_secret_value(),
            s3_secret_access_key=self.s3_secret_access_key.get_secret_value(),
            allow_http=self.storage_allow_http,
        )

    @property
    def uploads_dir(self) -> Path:
        """Unfinished uploads: beside the files where those are in a folder of their own, which all
        processes share."""
        folder = self.storage.folder if self.storage is not None else None
        return (folder or self.data_dir) / "uploads"

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"
