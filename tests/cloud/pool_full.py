"""Reads a document while the scratch folder has no room left, and after: `pool_full FOLDER`."""

import sys
from contextlib import suppress
from errno import ENOSPC
from pathlib import Path
from tempfile import TemporaryDirectory

from ingestio_cloud.workflows.pool import ExtractionPool, PoolSettings, Reading
from ingestio_cloud.workflows.putoff import passes
from ingestio_core.limits import MediaType
from tests.cloud.pool_engines import by_content


def main() -> None:
    folder = Path(sys.argv[1])
    pool = ExtractionPool(PoolSettings(engine=by_content, workers=1, scratch=folder / "scratch"))
    with TemporaryDirectory() as elsewhere:
        source = Path(elsewhere) / "a.txt"
        source.write_text("answer", encoding="utf-8")
        reading = Reading(source, MediaType.PDF, None, 60.0)
        with suppress(OSError), (folder / "rest").open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        try:
            pool.extract(reading)
        except OSError as error:
            if passes(error) and error.errno == ENOSPC:
                sys.stdout.write("full\n")
        (folder / "rest").unlink()
        if pool.extract(reading):
            sys.stdout.write("read\n")
    pool.close()


if __name__ == "__main__":
    main()
