"""An object store that speaks S3, on loopback (moto's server)."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
import obstore
from moto.server import ThreadedMotoServer
from obstore.store import S3Store

BUCKET: Final = "files"
KEY: Final = "key-of-this-test"
SECRET: Final = "secret-of-this-test"


@dataclass(slots=True)
class S3:
    """A running store with one bucket. It can go away and come back on its port, its files kept."""

    port: int = 0
    _server: ThreadedMotoServer = field(init=False)

    def __post_init__(self) -> None:
        # The server tells of each request on the log of the program it runs in.
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.come_back()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def settings(self, prefix: str = "ingestio") -> dict[str, Any]:
        """Settings of a service that keeps its files here."""
        return {
            "storage_url": f"s3://{BUCKET}/{prefix}",
            "s3_endpoint": self.endpoint,
            "s3_region": "us-east-1",
            "s3_access_key_id": KEY,
            "s3_secret_access_key": SECRET,
        }

    def listed(self, prefix: str) -> list[str]:
        """The keys that begin with the words of the prefix, in order."""
        return sorted(item["path"] for page in obstore.list(self._store(), prefix) for item in page)

    def put(self, key: str, content: bytes) -> None:
        obstore.put(self._store(), key, content)

    def make_bucket(self) -> None:
        # This server asks for no signature.
        httpx.put(f"{self.endpoint}/{BUCKET}", trust_env=False).raise_for_status()

    def go_away(self) -> None:
        self._server.stop()

    def come_back(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=self.port, verbose=False)
        self._server.start()
        self.port = self._server.get_host_and_port()[1]

    def _store(self) -> S3Store:
        return S3Store(
            BUCKET,
            endpoint=self.endpoint,
            region="us-east-1",
            access_key_id=KEY,
            secret_access_key=SECRET,
            client_options={"allow_http": True},
        )


@contextmanager
def s3_server() -> Iterator[S3]:
    """A store with an empty bucket."""
    store = S3()
    store.make_bucket()
    try:
        yield store
    finally:
        store.go_away()
