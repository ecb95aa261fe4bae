"""The way to a model as each account chose it: by its batch, with a key of its own or the service's model."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

import structlog

from ingestio_cloud.db.models import ModelKey
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.engines import repository
from ingestio_cloud.features.engines.desk import EngineDesk
from ingestio_cloud.features.engines.service import opened
from ingestio_cloud.integrations.model_desks import ModelDesks
from ingestio_cloud.workflows.routes import OWN_KEYS, Lane, NoWay, OneRoute, Route, account_of
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.providers import PROVIDERS, sees_pictures
from ingestio_extract.llm.options import AskOptions

log = structlog.get_logger(__name__)


class AccountRoutes:
    """`service` is the way to the service's own model, where it has one. `requests_per_minute` and
    `at_once` hold for each user who asks with a key of their own."""

    def __init__(
        self,
        sessions: SyncSessions,
        desk: EngineDesk,
        *,
        service: OneRoute | None,
        requests_per_minute: int,
        at_once: int,
    ) -> None:
        self._sessions = sessions
        self._desk = desk
        self._service = service
        self._desks = ModelDesks(desk.seconds)
        own = Lane(OWN_KEYS, requests_per_minute, at_once, apart=True)
        self.lanes: Final[Sequence[Lane]] = (*(service.lanes if service is not None else ()), own)

    def of(self, user: UUID, document: UUID) -> Route | NoWay | None:
        with self._sessions.of(user).read() as session:
            chosen, own = repository.chosen_for(session, user, document)
            if own is not None:
                session.expunge(own)
        match chosen.engine:
            case None:
                return None if self._service is None else self._service.of(user, document)
            case EngineChoice.LOCAL:
                return None
            case EngineChoice.AUTO | EngineChoice.MODEL:
                only_unsure = chosen.engine is EngineChoice.AUTO
        if chosen.provider is not None:
            return NoWay.KEY_GONE if own is None else self._own(user, own, only_unsure)
        if self._service is None:
            return NoWay.NO_MODEL
        route = self._service.of(user, document)
        return replace(route, options=replace(route.options, only_unsure=only_unsure), chosen=True)

    def close(self) -> None:
        self._desks.close()
        if self._service is not None:
            self._service.close()

    def _own(self, user: UUID, row: ModelKey, only_unsure: bool) -> Route | NoWay:
        # Checked again: the service's settings may have changed since the key was kept.
        if not self._desk.takes(row.provider, row.base_url):
            log.warning("model_address_unusable", user=str(user), provider=row.provider)
            return NoWay.ADDRESS_CLOSED
        key = opened(self._desk, row)
        if key is None:
            log.warning("model_key_unusable", user=str(user), provider=row.provider)
            return NoWay.KEY_UNREADABLE
        model = row.model or PROVIDERS[row.provider].model
        return Route(
            self._desks.of(row.provider, key, model=model, base_url=row.base_url),
            OWN_KEYS,
            # With the user: two who wait for a server that wants no key do not wait for each other.
            account_of(row.provider, f"{user}:{key.get_secret_value()}"),
            AskOptions(pictures=sees_pictures(row.provider, model), only_unsure=only_unsure),
            chosen=True,
        )
