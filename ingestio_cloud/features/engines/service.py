"""What can be done with engines and keys of model providers."""

import re
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import ModelKey as KeyRow
from ingestio_cloud.features.engines import repository
from ingestio_cloud.features.engines.desk import EngineDesk, owner
from ingestio_cloud.features.engines.repository import Chosen
from ingestio_cloud.features.errors import ForbiddenError, NotFoundError, RefusedError
from ingestio_cloud.integrations.secret_box import SecretBoxError
from ingestio_core.contracts.engines import (
    EngineChoice,
    EngineDefault,
    Engines,
    ModelKey,
    ModelKeyPut,
)
from ingestio_core.plans import Plan
from ingestio_core.providers import PROVIDERS, ProviderKind

_SENDABLE: Final = re.compile(r"[!-~]{0,500}")
_SHOWN: Final = 4
_LONG_ENOUGH: Final = 12
"""Of a key: of a shorter one nothing is shown."""


def engines(session: Session, user_id: UUID, desk: EngineDesk, plan: Plan) -> Engines:
    """What the account may choose from, and what it chose."""
    chosen = repository.default(session, user_id)
    return Engines(
        models=plan.model_engines,
        own_keys=desk.box is not None,
        own_addresses=desk.any_address,
        service=desk.service,
        default=None
        if chosen.engine is None
        else EngineDefault(engine=chosen.engine, provider=chosen.provider),
        keys=tuple(key_wire(row, desk) for row in repository.keys(session, user_id)),
    )


def set_default(session: Session, user_id: UUID, desk: EngineDesk, plan: Plan, chosen: EngineDefault) -> None:
    """Raises as `resolve`."""
    wanted = resolve(session, user_id, desk, plan, chosen.engine, chosen.provider)
    repository.set_default(session, user_id, wanted)


def resolve(
    session: Session,
    user_id: UUID,
    desk: EngineDesk,
    plan: Plan,
    engine: EngineChoice | None,
    provider: ProviderKind | None,
) -> Chosen:
    """What a batch is read by that says this of it, the account's default where it says nothing.

    Raises `ForbiddenError` (engine_not_in_plan) and `RefusedError` (model_key_missing, model_key_unusable).
    """
    if engine is None:
        chosen = repository.default(session, user_id)
        allowed = chosen.engine in (None, EngineChoice.LOCAL) or plan.model_engines
        return chosen if allowed else Chosen(EngineChoice.LOCAL)
    if engine is EngineChoice.LOCAL:
        return Chosen(engine)
    if not plan.model_engines:
        raise ForbiddenError(
            "engine_not_in_plan",
            "Your plan has no models",
            "Documents are read by the service's own engine. Choose that one, or upgrade the plan.",
        )
    kept = repository.keys(session, user_id)
    own = [row.provider for row in kept]
    if provider is None and desk.service is None and len(own) == 1:
        provider = own[0]
    if (provider is None and desk.service is None) or (provider is not None and provider not in own):
        raise RefusedError(
            "model_key_missing",
            "There is no key for this model",
            "Add a key of the provider in Settings, under Reading, or read without a model.",
        )
    if any(row.provider is provider and not usable(desk, row) for row in kept):
        raise RefusedError(
            "model_key_unusable",
            "The key can't be used any more",
            "Enter the key again in Settings, under Reading, or read without a model.",
        )
    return Chosen(engine, provider)


def put_key(
    session: Session, user_id: UUID, desk: EngineDesk, plan: Plan, provider: ProviderKind, key: ModelKeyPut
) -> ModelKey:
    """Keep a key, encrypted. Without one in the request the one before stays, for the same address alone:
    nobody may send it elsewhere who does not know it.

    Raises `ForbiddenError` (engine_not_in_plan) and `RefusedError` (model_keys_off, model_key_unusable,
    model_address_unusable, model_key_missing).
    """
    if not plan.model_engines:
        raise ForbiddenError(
            "engine_not_in_plan", "Your plan has no models", "Upgrade the plan to read with a model."
        )
    if desk.box is None:
        raise RefusedError(
            "model_keys_off",
            "This service keeps no keys",
            "Whoever runs it has to set INGESTIO_SECRETS_KEY first.",
        )
    base_url = key.base_url.strip().rstrip("/")
    _check_address(desk, provider, base_url)
    values = {"base_url": base_url, "model": key.model.strip()}
    before = repository.key(session, user_id, provider)
    if key.key is not None:
        secret = key.key.strip()
        if not _SENDABLE.fullmatch(secret) or (not secret and not base_url):
            raise RefusedError(
                "model_key_unusable",
                "This is no key",
                "Copy the key alone from the provider's page, without blanks or line ends.",
            )
        values["secret"] = desk.box.lock(SecretStr(secret), owner(user_id, provider))
        values["last_four"] = secret[-_SHOWN:] if len(secret) >= _LONG_ENOUGH else ""
    elif before is None or before.base_url != base_url:
        raise RefusedError(
            "model_key_missing", "The key is missing", "Enter the key again: it is for another address."
        )
    else:
        values |= {"secret": before.secret, "last_four": before.last_four}
    repository.put_key(session, user_id, provider, created_at=utc_now(), **values)
    session.expire_all()
    row = repository.key(session, user_id, provider)
    assert row is not None, "it was written in this transaction"
    return key_wire(row, desk)


def delete_key(session: Session, user_id: UUID, provider: ProviderKind) -> None:
    """Forget a key; a default that named it becomes the local engine. Raises `NotFoundError`."""
    if not repository.delete_key(session, user_id, provider):
        raise NotFoundError("key")
    if repository.default(session, user_id).provider is provider:
        repository.set_default(session, user_id, Chosen(EngineChoice.LOCAL))


def own_key(session: Session, user_id: UUID, provider: ProviderKind) -> KeyRow:
    """Raises `NotFoundError`."""
    row = repository.key(session, user_id, provider)
    if row is None:
        raise NotFoundError("key")
    session.expunge(row)
    return row


def opened(desk: EngineDesk, row: KeyRow) -> SecretStr | None:
    """The key itself; None where it can't be decrypted here (any more)."""
    if desk.box is None:
        return None
    try:
        return desk.box.unlock(row.secret, owner(row.user_id, row.provider))
    except SecretBoxError:
        return None


def usable(desk: EngineDesk, row: KeyRow) -> bool:
    """Whether it may be used as the service is set up now, which may have changed since it was kept."""
    return desk.takes(row.provider, row.base_url) and opened(desk, row) is not None


def key_wire(row: KeyRow, desk: EngineDesk) -> ModelKey:
    known = PROVIDERS[row.provider]
    return ModelKey(
        provider=row.provider,
        base_url=row.base_url,
        model=row.model or known.model,
        host=host_of(row.base_url or known.url),
        last_four=row.last_four,
        readable=opened(desk, row) is not None,
        created_at=row.created_at,
    )


def host_of(url: str) -> str:
    """What a person calls the server of an address."""
    return urlsplit(url).hostname or url


def _check_address(desk: EngineDesk, provider: ProviderKind, base_url: str) -> None:
    try:
        parts = urlsplit(base_url)
        usable = not base_url or (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not (parts.query or parts.fragment or parts.username or parts.password)
            and bool(_SENDABLE.fullmatch(base_url))
            and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        usable = False
    if not usable or not desk.takes(provider, base_url):
        raise RefusedError(
            "model_address_unusable",
            "This address can't be used",
            "Give a base URL such as http://127.0.0.1:11434/v1. A service in the cloud asks only those "
            "servers that its settings name.",
        )
