"""An object store that speaks S3, on loopback (moto's server)."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import boto3
from moto.server import ThreadedMotoServer

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
        """The keys that begin with the prefix, in order."""
        listed = self._client().list_objects_v2(Bucket=BUCKET, Prefix=prefix)
        return [str(item["Key"]) for item in listed.get("Contents", ())]

    def put(self, key: str, content: bytes) -> None:
        self._client().put_object(Bucket=BUCKET, Key=key, Body=content)

    def make_bucket(self) -> None:
        self._client().create_bucket(Bucket=BUCKET)

    def go_away(self) -> None:
        self._server.stop()

    def come_back(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=self.port, verbose=False)
        self._server.start()
        self.port = self._server.get_host_and_port()[1]

    def _client(self) -> Any:
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
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
