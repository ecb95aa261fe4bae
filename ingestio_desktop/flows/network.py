"""The way to the network as the settings say, with a proxy's password out of the keyring."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Final

import structlog

from ingestio_core.errors import IngestError
from ingestio_desktop.api.network import Way, WayKind, use_way
from ingestio_desktop.credentials import Vault, VaultState
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.options import Proxy, ProxyMode
from ingestio_desktop.registry import SecretPlace
from ingestio_desktop.settings import Settings, SettingsFile

_NAME: Final = "proxy"
_PLACES: Final = {VaultState.KEYRING: SecretPlace.KEYRING, VaultState.OPEN: SecretPlace.FILE}

log = structlog.get_logger(__name__)


class NetworkFlow:
    """`changed` is told after the way was changed, in a thread of its own."""

    def __init__(self, settings: SettingsFile, vault: Vault) -> None:
        self.changed: Notifier[Proxy] = Notifier()
        self._settings = settings
        self._vault = vault
        self._proxy: Proxy | None = None
        # The keyring may make the person wait.
        self._work = ThreadPoolExecutor(1, thread_name_prefix="network")
        self._unsubscribe = settings.changed.subscribe(self._settings_changed)

    def start(self) -> "Future[None]":
        """Take the way that the settings name: at once, and with the proxy's password as soon as that is
        known. Nothing goes another way meanwhile."""
        use_way(_way(self._settings.settings.proxy, ""))
        return self._work.submit(self._apply)

    def look_again(self) -> None:
        """Secrets are kept elsewhere now, or can be read at last."""
        with suppress(RuntimeError):
            # Nothing goes any way once it is closed.
            self._work.submit(self._apply)

    def close(self) -> None:
        """From then on it is the system's again."""
        self._unsubscribe()
        self._work.shutdown(cancel_futures=True)
        use_way(Way())

    def keep_password(self, password: str) -> "Future[bool]":
        """Keep it for the proxy (nothing for none) and use it from the next request on. False when it is
        for this session only: there is no safe place for it. Fails with `MachineError` (keyring_refused)."""
        return self._work.submit(self._keep, password)

    def has_password(self) -> "Future[bool]":
        return self._work.submit(lambda: bool(self._password()))

    def _settings_changed(self, settings: Settings) -> None:
        if settings.proxy != self._proxy:
            self._work.submit(self._apply)

    # In the thread

    def _keep(self, password: str) -> bool:
        place = _PLACES.get(self._vault.state(), SecretPlace.SESSION)
        # One that was given for the session is never found behind a newer one.
        self._vault.secrets(SecretPlace.SESSION).delete(_NAME)
        secrets = self._vault.secrets(place)
        if password:
            secrets.store(_NAME, password)
        else:
            secrets.delete(_NAME)
        self._apply()
        return place is not SecretPlace.SESSION

    def _apply(self) -> None:
        proxy = self._settings.settings.proxy
        if proxy != self._proxy:
            # The keyring may make the person wait; what they left is not used until then.
            use_way(_way(proxy, ""))
        password = self._password() if proxy.mode is ProxyMode.MANUAL and proxy.user else ""
        use_way(_way(proxy, password))
        self._proxy = proxy
        self.changed.notify(proxy)

    def _password(self) -> str:
        """From the safe place, else what was given for this session."""
        place = _PLACES.get(self._vault.state(), SecretPlace.SESSION)
        try:
            kept = self._vault.secrets(place).load(_NAME)
        except IngestError as error:
            log.warning("the password of the proxy could not be read", code=error.code)
            kept = None
        return kept or self._vault.secrets(SecretPlace.SESSION).load(_NAME) or ""


def _way(proxy: Proxy, password: str) -> Way:
    match proxy.mode:
        case ProxyMode.SYSTEM:
            return Way()
        case ProxyMode.NONE:
            return Way(WayKind.STRAIGHT)
        case ProxyMode.MANUAL:
            return Way(WayKind.PROXY, proxy.url, proxy.user, password if proxy.user else "")
