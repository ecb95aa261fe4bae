"""Opens the place where files are kept, by its URL: a folder, or a bucket of S3, Google or Azure."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from obstore.exceptions import BaseError
from obstore.store import AzureStore, GCSStore, ObjectStore, S3Store

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

SCHEMES: Final = ("file", "s3", "gs", "az")

_RETRY: Final["RetryConfig"] = {
    "max_retries": 4,
    "retry_timeout": timedelta(seconds=20),
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=3), "base": 2},
}
"""A request waits for the answer; what takes longer than this is better tried again as a whole."""

_CONNECT_SECONDS: Final = 5
_REQUEST_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class StorageSettings:
    """Where files are kept. `url` is `file:///folder`, `s3://bucket/prefix`, `gs://…` or `az://…`.

    What is empty of the rest is taken from the variables that the store's own programs read
    (AWS_ACCESS_KEY_ID, AWS_REGION, GOOGLE_…, AZURE_…). Plain http is spoken with this machine only,
    unless `allow_http`, which is for a closed network.
    """

    url: str
    s3_endpoint: str = ""
    s3_region: str = ""
    s3_access_key_id: str = ""
    s3_secret_access_key: str = field(default="", repr=False)
    allow_http: bool = False

    @property
    def folder(self) -> Path | None:
        """The folder of a `file:` URL."""
        parts = urlsplit(self.url)
        return Path(unquote(parts.path)) if parts.scheme == "file" else None


def object_store(settings: StorageSettings) -> ObjectStore:
    """A client of the object store; nothing is sent yet. Raises ValueError for settings that
    cannot be right."""
    check_settings(settings)
    client: ClientConfig = {
        "timeout": timedelta(seconds=_REQUEST_SECONDS),
        "connect_timeout": timedelta(seconds=_CONNECT_SECONDS),
        "allow_http": settings.allow_http or _is_loopback(settings.s3_endpoint),
    }
    try:
        match urlsplit(settings.url).scheme:
            case "s3":
                return S3Store.from_url(
                    settings.url, config=_s3(settings), client_options=client, retry_config=_RETRY
                )
            case "gs":
                return GCSStore.from_url(settings.url, client_options=client, retry_config=_RETRY)
            case _:
                return AzureStore.from_url(settings.url, client_options=client, retry_config=_RETRY)
    except BaseError as error:
        raise ValueError(f"the storage cannot be opened: {str(error).splitlines()[0]}") from error


def check_settings(settings: StorageSettings) -> None:
    """Raises ValueError for settings that cannot be right, in a sentence."""
    parts = urlsplit(settings.url)
    if parts.scheme not in SCHEMES:
        raise ValueError(
            f"the storage URL must begin with one of {', '.join(f'{one}://' for one in SCHEMES)}"
        )
    if parts.username or parts.password:
        raise ValueError("the storage URL must not carry keys; set them on their own")
    if parts.scheme == "file":
        if parts.netloc or not Path(unquote(parts.path)).is_absolute():
            raise ValueError("a file: storage URL has three slashes and an absolute folder")
        return
    if not parts.netloc:
        raise ValueError("the storage URL names no bucket")
    endpoint = settings.s3_endpoint
    if endpoint and urlsplit(endpoint).scheme not in ("http", "https"):
        raise ValueError("the S3 endpoint must begin with https://")
    if endpoint.startswith("http:") and not (settings.allow_http or _is_loopback(endpoint)):
        raise ValueError("the S3 endpoint must begin with https://, plain http is for this machine only")


def _s3(settings: StorageSettings) -> Any:
    given: Mapping[str, str] = {
        "endpoint": settings.s3_endpoint,
        "region": settings.s3_region,
        "access_key_id": settings.s3_access_key_id,
        "secret_access_key": settings.s3_secret_access_key,
    }
    return {name: value for name, value in given.items() if value}


def _is_loopback(endpoint: str) -> bool:
    host = urlsplit(endpoint).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
