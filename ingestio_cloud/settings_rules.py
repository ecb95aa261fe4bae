"""What settings must be together: rules over several of them."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from ipaddress import ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

from ingestio_cloud.db.engine import is_sqlite, sync_url
from ingestio_cloud.integrations.secret_box import keys_of
from ingestio_cloud.integrations.stores import check_settings
from ingestio_cloud.integrations.virus import ClamdScanner
from ingestio_cloud.settings import Accounts, Role, Settings
from ingestio_cloud.workflows.engines import ASKING, EngineName
from ingestio_core.plans import PlanName
from ingestio_core.providers import ProviderKind

_SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a variable, and what would be right."""

    variable: str
    problem: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.variable} {self.problem}: {self.allowed}"


@dataclass(frozen=True, slots=True)
class Rule:
    """`fields` are those it looks at: with one of them unreadable it says nothing."""

    fields: frozenset[str]
    check: Callable[[Settings], Iterator[Mistake]]


def is_loopback(host: str) -> bool:
    """Whether only this machine is meant."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _engine(settings: Settings) -> Iterator[Mistake]:
    names = [name.value for name in EngineName]
    if settings.engine not in names:
        yield Mistake("INGESTIO_ENGINE", f"is {settings.engine!r}", " or ".join(names))


def _model(settings: Settings) -> Iterator[Mistake]:
    # Of the others it is known where they are, and which of their models is asked.
    asks = settings.engine in ASKING and settings.model_provider is ProviderKind.OPENAI
    for name, value in (("URL", settings.model_url), ("NAME", settings.model_name)):
        if asks and not value:
            told = f"with INGESTIO_ENGINE={settings.engine}, what to ask"
            yield Mistake(f"INGESTIO_MODEL_{name}", "is missing", told)
    if re.search(r"[^!-~]", settings.model_key.get_secret_value()):
        yield Mistake("INGESTIO_MODEL_KEY", "cannot be sent", "the key alone, without blanks or line ends")
    if not settings.model_url:
        return
    url = "https://api.openai.com/v1, or http://… for a server in a network of your own"
    parts = urlsplit(settings.model_url) if _readable(settings.model_url, ("http", "https")) else None
    if parts is None or parts.query or parts.fragment:
        yield Mistake("INGESTIO_MODEL_URL", "is no base URL of a server", url)
    elif parts.username or parts.password:
        yield Mistake("INGESTIO_MODEL_URL", "holds a password", "the key goes into INGESTIO_MODEL_KEY")
    elif parts.scheme == "http" and not _is_nearby(parts.hostname or ""):
        yield Mistake("INGESTIO_MODEL_URL", "is not encrypted: documents and the key could be read", url)


def _secrets_key(settings: Settings) -> Iterator[Mistake]:
    for key in keys_of(settings.secrets_key.get_secret_value()):
        try:
            usable = len(urlsafe_b64decode(key)) == _SECRET_BYTES
        except ValueError:
            usable = False
        if not usable:
            right = "32 random bytes in URL-safe base64: openssl rand -base64 32 | tr +/ -_"
            yield Mistake("INGESTIO_SECRETS_KEY", "is no key", right)
            return


def _is_nearby(host: str) -> bool:
    """Whether a host is this machine or one of a network that is nobody else's."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".home.arpa"))


def _database(settings: Settings) -> Iterator[Mistake]:
    if not settings.database_url:
        if settings.role is not Role.ALL:
            yield Mistake(
                "INGESTIO_DATABASE_URL",
                f"is missing for the role {settings.role}",
                "processes share a database in PostgreSQL: postgresql://user:password@host/name",
            )
        elif settings.migration_url.get_secret_value():
            yield Mistake(
                "INGESTIO_DATABASE_URL",
                "is missing beside INGESTIO_MIGRATION_URL",
                "the same database by the login that the service works as, which the migration lets in",
            )
        return
    try:
        sync_url(settings.database_url)
    except ValueError:
        yield Mistake(
            "INGESTIO_DATABASE_URL", "cannot be read", "a URL that begins with postgresql: or sqlite:"
        )
        return
    try:
        sync_url(settings.migration_url.get_secret_value() or settings.database_url)
    except ValueError:
        yield Mistake("INGESTIO_MIGRATION_URL", "cannot be read", "postgresql://owner:password@host/name")
    if settings.role is not Role.ALL and is_sqlite(settings.database_url):
        yield Mistake(
            "INGESTIO_DATABASE_URL",
            f"is SQLite for the role {settings.role}",
            "processes share a database in PostgreSQL only",
        )


def _public_url(settings: Settings) -> Iterator[Mistake]:
    if not settings.public_url:
        return
    try:
        parts = urlsplit(settings.public_url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        yield Mistake("INGESTIO_PUBLIC_URL", "is no web address", "https://ingestio.example.com")
    elif parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        yield Mistake("INGESTIO_PUBLIC_URL", "has more than a host", "https://ingestio.example.com")
    elif parts.scheme == "http" and not is_loopback(host):
        yield Mistake(
            "INGESTIO_PUBLIC_URL", "is not encrypted", "https://…; http: only for this machine itself"
        )


def _issuer(settings: Settings) -> Iterator[Mistake]:
    if settings.accounts_mode is not Accounts.OIDC:
        return
    try:
        parts = urlsplit(settings.oidc_issuer)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))):
        yield Mistake(
            "INGESTIO_OIDC_ISSUER",
            "is no address of an issuer" if settings.oidc_issuer else "is missing",
            "with INGESTIO_ACCOUNTS=oidc, the issuer exactly as it names itself: https://login.example.com",
        )
    if not settings.oidc_audience:
        yield Mistake(
            "INGESTIO_OIDC_AUDIENCE",
            "is missing",
            "with INGESTIO_ACCOUNTS=oidc, what the issuer's tokens for this service carry in aud",
        )


def _link_key(settings: Settings) -> Iterator[Mistake]:
    if "link_key" not in settings.model_fields_set:
        if settings.role is Role.API:
            yield Mistake(
                "INGESTIO_LINK_KEY",
                "is missing",
                "32 random characters, the same in every API process, for they sign download links with it",
            )
    elif len(settings.link_key.get_secret_value()) < 32:
        yield Mistake("INGESTIO_LINK_KEY", "is too short", "at least 32 random characters")


def _accounts(settings: Settings) -> Iterator[Mistake]:
    if settings.accounts_mode is Accounts.OFF:
        return
    if not settings.public_url and not is_loopback(settings.host):
        yield Mistake("INGESTIO_PUBLIC_URL", "is missing", "where people reach the service: https://…")
    if settings.oidc_issuer and settings.accounts is Accounts.OWN:
        yield Mistake("INGESTIO_OIDC_ISSUER", "is set while accounts are `own`", "INGESTIO_ACCOUNTS=oidc")


def _stripe(settings: Settings) -> Iterator[Mistake]:
    together = {
        "INGESTIO_STRIPE_API_KEY": settings.stripe_api_key is not None,
        "INGESTIO_STRIPE_WEBHOOK_SECRET": settings.stripe_webhook_secret is not None,
        "INGESTIO_STRIPE_PRICES": bool(settings.stripe_prices),
    }
    if any(together.values()):
        given = " and ".join(name for name, there in together.items() if there)
        for name, there in together.items():
            if not there:
                yield Mistake(name, "is missing", f"it goes together with {given}")
    if PlanName.LOCAL in settings.stripe_prices.values():
        yield Mistake("INGESTIO_STRIPE_PRICES", "sells the plan of a person's own computer", "plus or growth")
    if settings.stripe_api_key is not None and not settings.public_url and settings.role is not Role.WORKER:
        yield Mistake("INGESTIO_PUBLIC_URL", "is missing", "people come back to it from Stripe's pages")


def _storage(settings: Settings) -> Iterator[Mistake]:
    try:
        if settings.storage is not None:
            check_settings(settings.storage)
    except ValueError as error:
        yield Mistake("INGESTIO_STORAGE_URL", "is not right", str(error))


def _smtp(settings: Settings) -> Iterator[Mistake]:
    url = settings.smtp_url.get_secret_value()
    if not url:
        return
    readable = _readable(url, ("smtp", "smtps"))
    if not readable:
        yield Mistake("INGESTIO_SMTP_URL", "cannot be read", "smtp://user:password@host:587 or smtps://…")
    address = "an address that the mail server may send from: IngestIO <post@example.org>"
    if "@" not in parseaddr(settings.mail_from)[1]:
        yield Mistake("INGESTIO_MAIL_FROM", "is no address", address)
    elif (
        readable
        and "mail_from" not in settings.model_fields_set
        and not is_loopback(urlsplit(url).hostname or "")
    ):
        yield Mistake("INGESTIO_MAIL_FROM", "is missing", address)


def _clamd(settings: Settings) -> Iterator[Mistake]:
    if settings.clamd_url:
        try:
            ClamdScanner(settings.clamd_url)
        except ValueError:
            yield Mistake("INGESTIO_CLAMD_URL", "cannot be read", "tcp://host:3310 or unix:///path")


def _traces(settings: Settings) -> Iterator[Mistake]:
    if settings.otel_endpoint and not _readable(settings.otel_endpoint, ("http", "https")):
        yield Mistake("INGESTIO_OTEL_ENDPOINT", "cannot be read", "http://collector:4318")


def _redis(settings: Settings) -> Iterator[Mistake]:
    url = settings.redis_url.get_secret_value()
    if url and not _readable(url, ("redis", "rediss")):
        yield Mistake("INGESTIO_REDIS_URL", "cannot be read", "redis://host:6379/0 or rediss://…")


def _readable(url: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.hostname)


def _proxies(settings: Settings) -> Iterator[Mistake]:
    for proxy in filter(None, map(str.strip, settings.forwarded_allow_ips.split(","))):
        try:
            everybody = proxy == "*" or ip_network(proxy).prefixlen == 0
        except ValueError:
            yield Mistake(
                "INGESTIO_FORWARDED_ALLOW_IPS",
                f"has {proxy!r}, which is no address or network",
                "such as 127.0.0.1,10.0.0.0/8",
            )
        else:
            if everybody:
                yield Mistake(
                    "INGESTIO_FORWARDED_ALLOW_IPS",
                    f"has {proxy!r}: callers could say that they come from anywhere, and no limit would hold",
                    "only the addresses of proxies, such as 127.0.0.1,10.0.0.0/8",
                )


def _token(settings: Settings) -> Iterator[Mistake]:
    if settings.token is not None and len(settings.token.get_secret_value()) < 8:
        yield Mistake("INGESTIO_TOKEN", "is too short", "at least 8 random characters, better 32")


RULES: Final = (
    Rule(frozenset({"engine"}), _engine),
    Rule(frozenset({"engine", "model_url", "model_key", "model_name"}), _model),
    Rule(frozenset({"database_url", "migration_url", "role"}), _database),
    Rule(frozenset({"public_url"}), _public_url),
    Rule(frozenset({"accounts", "oidc_issuer", "oidc_audience"}), _issuer),
    Rule(frozenset({"link_key", "role"}), _link_key),
    Rule(frozenset({"secrets_key"}), _secrets_key),
    Rule(frozenset({"accounts", "token", "oidc_issuer", "public_url", "host"}), _accounts),
    Rule(
        frozenset({"stripe_api_key", "stripe_webhook_secret", "stripe_prices", "public_url", "role"}), _stripe
    ),
    Rule(frozenset({"smtp_url", "mail_from"}), _smtp),
    Rule(frozenset({"clamd_url"}), _clamd),
    Rule(frozenset({"otel_endpoint"}), _traces),
    Rule(frozenset({"redis_url"}), _redis),
    Rule(frozenset({"storage_url", "s3_endpoint", "storage_allow_http"}), _storage),
    Rule(frozenset({"forwarded_allow_ips"}), _proxies),
    Rule(frozenset({"token"}), _token),
)
