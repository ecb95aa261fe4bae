"""`serve --check`: asks everything that the settings name, and says what to do about what fails."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Final

import redis
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from ingestio_cloud.db.base import Base
from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import alembic_config
from ingestio_cloud.db.row_security import APP_ROLE, SYSTEM_ROLE, may_take_roles
from ingestio_cloud.integrations.mail import SmtpMailer
from ingestio_cloud.integrations.models import ModelError, Trouble
from ingestio_cloud.integrations.oidc import OidcIssuer
from ingestio_cloud.integrations.virus import ClamdScanner
from ingestio_cloud.models import open_provider
from ingestio_cloud.settings import Accounts, Settings
from ingestio_cloud.storage import open_blobs
from ingestio_cloud.workflows.engines import ASKING
from ingestio_core.errors import IngestError, MachineError

_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing is; `advice` says what to do where it is not well."""

    name: str
    ok: bool
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {'ok' if self.ok else 'failed'}{'. ' if self.advice else ''}{self.advice}"


class _WrongError(Exception):
    """Something is not as it must be; the words are for the person."""


def check(settings: Settings) -> Iterator[Finding]:
    """Ask one after the other. Blocks, each for some seconds at most."""
    yield Finding("settings", True)
    for name, ask in _checks(settings):
        try:
            asyncio.run(asyncio.wait_for(ask(), _SECONDS))
        except _WrongError as error:
            yield Finding(name, False, str(error))
        except IngestError as error:
            yield Finding(name, False, error.message)
        except TimeoutError:
            yield Finding(name, False, f"It did not answer within {_SECONDS:.0f} seconds.")
        except OSError as error:
            yield Finding(name, False, f"It cannot be reached ({error.strerror or type(error).__name__}).")
        else:
            yield Finding(name, True)


def _checks(settings: Settings) -> Iterator[tuple[str, Callable[[], Awaitable[None]]]]:
    yield "database", lambda: asyncio.to_thread(_check_database, settings)
    yield "storage", lambda: _check_storage(settings)
    if settings.clamd_url:
        yield "virus scanner", lambda: _check_scanner(settings)
    if settings.redis_url.get_secret_value():
        yield "redis", lambda: asyncio.to_thread(_check_redis, settings.redis_url.get_secret_value())
    if settings.smtp_url.get_secret_value():
        yield "mail", lambda: asyncio.to_thread(_check_mail, settings)
    if settings.accounts_mode is Accounts.OIDC:
        yield "issuer", lambda: _check_issuer(settings)
    if settings.engine in ASKING:
        yield "model", lambda: _check_model(settings)
    if settings.stripe_api_key is not None:
        yield "stripe", lambda: asyncio.to_thread(_check_stripe, settings)


def _check_database(settings: Settings) -> None:
    if not settings.database_url:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = make_sync_engine(settings.url)
    try:
        with database.connect() as connection:
            current = _check_revision(connection, settings)
            if current and connection.dialect.name == "postgresql":
                _check_roles(connection)
                _check_policies(connection)
    except SQLAlchemyError as error:
        raise _WrongError(
            f"It does not answer ({type(error).__name__}). Check that it runs, and INGESTIO_DATABASE_URL."
        ) from None
    finally:
        database.dispose()
    if settings.migrate:
        _check_owner(settings, needed=not current)


def _check_owner(settings: Settings, *, needed: bool) -> None:
    """Whether the login that migrates at the start can; `needed`: there is something to migrate."""
    url = settings.migration_url.get_secret_value()
    if not url and not needed:
        return
    owner = make_sync_engine(url or settings.url)
    try:
        with owner.connect() as connection:
            may = connection.dialect.name != "postgresql" or connection.scalar(
                sa.text("SELECT has_schema_privilege(current_schema(), 'CREATE')")
            )
    except SQLAlchemyError as error:
        raise _WrongError(
            f"It does not let the owner in ({type(error).__name__}). Check INGESTIO_MIGRATION_URL."
        ) from None
    finally:
        owner.dispose()
    if needed and not may:
        raise _WrongError(
            "It is not migrated, and the login may not make tables. "
            "Set INGESTIO_MIGRATION_URL to one that owns the database."
        )


def _check_revision(connection: sa.Connection, settings: Settings) -> bool:
    """Whether all tables are there as this release needs them; if not, the start must make them."""
    here = MigrationContext.configure(connection).get_current_revision()
    newest = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if here != newest and not settings.migrate:
        raise _WrongError(
            f"It is at revision {here or 'none'}, this release needs {newest}. "
            "Run `python -m ingestio_cloud migrate`."
        )
    return here == newest


def _check_roles(connection: sa.Connection) -> None:
    known = connection.scalars(
        sa.text("SELECT rolname FROM pg_roles WHERE rolname IN (:app, :system)"),
        {"app": APP_ROLE, "system": SYSTEM_ROLE},
    )
    missing = {APP_ROLE, SYSTEM_ROLE} - set(known)
    if missing:
        raise _WrongError(
            f"The role {' and '.join(sorted(missing))} is missing. Migrate as one who may create roles."
        )
    if not may_take_roles(connection):
        raise _WrongError(
            f"The login may not take the roles. As a superuser: GRANT {APP_ROLE}, {SYSTEM_ROLE} TO the login."
        )


def _check_policies(connection: sa.Connection) -> None:
    owned = [name for name, table in Base.metadata.tables.items() if name == "users" or "user_id" in table.c]
    secured = connection.scalars(
        sa.text(
            "SELECT relname FROM pg_class "
            "WHERE relrowsecurity AND relforcerowsecurity AND relname = ANY(:names)"
        ),
        {"names": owned},
    )
    open_tables = set(owned) - set(secured)
    if open_tables:
        raise _WrongError(
            f"Row-level security is off for {', '.join(sorted(open_tables))}. Migrate again, or switch it on."
        )


async def _check_storage(settings: Settings) -> None:
    await open_blobs(settings).check()


async def _check_scanner(settings: Settings) -> None:
    try:
        await ClamdScanner(settings.clamd_url).ping()
    except MachineError:
        raise _WrongError("It does not answer. Check that clamd runs, and INGESTIO_CLAMD_URL.") from None


def _check_mail(settings: Settings) -> None:
    try:
        SmtpMailer(settings.smtp_url.get_secret_value(), settings.mail_from).check()
    except MachineError as error:
        cause = type(error.__cause__).__name__
        raise _WrongError(f"The server takes no mails ({cause}). Check INGESTIO_SMTP_URL.") from None


async def _check_issuer(settings: Settings) -> None:
    issuer = OidcIssuer(settings.oidc_issuer, settings.oidc_audience, settings.oidc_client_id)
    try:
        await issuer.check()
    finally:
        await issuer.close()


async def _check_model(settings: Settings) -> None:
    provider = open_provider(settings)
    try:
        await provider.check()
    except ModelError as error:
        advice = {
            Trouble.REFUSED: "refuses: check INGESTIO_MODEL_KEY, INGESTIO_MODEL_NAME and INGESTIO_MODEL_URL",
            Trouble.BUSY: "says that it is busy: try again later, or ask for a higher limit there",
        }.get(error.trouble, "does not answer as it should: check that it runs, and INGESTIO_MODEL_URL")
        raise _WrongError(f"{provider.host} {advice} ({error.detail or error.trouble}).") from None
    finally:
        await provider.close()


def _check_stripe(settings: Settings) -> None:
    # Takes a fifth of a second to import.
    from ingestio_cloud.integrations.stripe_sdk import StripeSettings, StripeSubscriptions

    assert settings.stripe_api_key is not None
    StripeSubscriptions(
        StripeSettings(
            api_key=settings.stripe_api_key,
            webhook_secret=settings.stripe_webhook_secret,
            timeout=settings.stripe_timeout,
            api_base=settings.stripe_api_base or None,
        )
    ).check()


def _check_redis(url: str) -> None:
    try:
        with redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise _WrongError(
            f"It does not answer ({type(error).__name__}). Check that it runs, and INGESTIO_REDIS_URL."
        ) from None
