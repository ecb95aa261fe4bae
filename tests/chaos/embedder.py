"""A program that embeds the service, to be killed by a test: `embedder FOLDER`."""

import json
import sys
import threading
from pathlib import Path

from ingestio_client.embedded import EmbeddedService


def main() -> None:
    folder = Path(sys.argv[1])
    service = EmbeddedService.launch(folder / "service", folder / "service.log")
    url = service.wait_ready()
    sys.stdout.write(json.dumps({"url": url, "token": service.token, "pid": service.pid}) + "\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main()
