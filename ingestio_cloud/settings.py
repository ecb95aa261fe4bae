"""Settings of the service, from the environment (INGESTIO_…) and the command line."""

import os
import secrets
from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingestio_cloud.db.engine import sqlite_url
from ingestio_core.folders import service_folder, user_data_folder

DATABASE_FILE: Final = "service.db"


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


class Settings(BaseSettings):
    """`token` speaks for the local user; without it nobody gets in. `database_url` is the SQLite
    file of the data folder unless set. Seconds where a name says nothing else."""

    model_config = SettingsConfigDict(env_prefix="INGESTIO_", frozen=True, extra="ignore")

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
    exit_with_parent: bool = False
    engine: str = "local"
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, le=256)
    """Documents read at once by this process, each in a child of its own."""
    upload_ttl: int = 7 * 24 * 3600
    upload_idle: int = 60
    upkeep_seconds: int = Field(default=60, ge=1)
    """How often uploads that could not be stored are tried again, and those that expired dropped."""
    export_link_ttl: int = 3600
    link_key: SecretStr = Field(default_factory=lambda: SecretStr(secrets.token_urlsafe(32)))
    """Signs download links; where several processes serve, all need the same one."""

    @property
    def accounts_mode(self) -> Accounts:
        if self.accounts is not None:
            return self.accounts
        return Accounts.OWN if self.token is None else Accounts.OFF

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
