"""Uploads a file with tuspy, unchanged; arguments and output as of `upload.mjs`."""

import signal
import sys
from pathlib import Path

from tusclient.client import TusClient
from tusclient.storage.filestorage import FileStorage


def main() -> None:
    endpoint, token, document, path, addresses, still_at = sys.argv[1:]
    client = TusClient(endpoint, headers={"Authorization": f"Bearer {token}"})
    uploader = client.uploader(
        path,
        chunk_size=2 * 1024 * 1024,
        metadata={"document_id": document},
        store_url=True,
        url_storage=FileStorage(addresses),  # type: ignore[no-untyped-call]
        upload_checksum=True,
    )
    say(f"from {uploader.offset}")
    size = Path(path).stat().st_size
    while uploader.offset < size:
        if int(still_at) and uploader.offset > int(still_at):
            say("still")
            signal.pause()
        uploader.upload_chunk()  # type: ignore[no-untyped-call]
    say("done")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
