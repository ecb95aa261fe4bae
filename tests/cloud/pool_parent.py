"""A process that reads a document for ever, to be killed by a test: `pool_parent FOLDER`."""

import sys
from pathlib import Path

from ingestio_cloud.workflows.pool import ExtractionPool, PoolSettings, Reading
from ingestio_core.limits import MediaType
from tests.cloud.pool_engines import by_content


def main() -> None:
    folder = Path(sys.argv[1])
    pool = ExtractionPool(PoolSettings(engine=by_content, workers=2, scratch=folder / "scratch"))
    told = False

    def tell() -> bool:
        nonlocal told
        if not told:
            told = True
            sys.stdout.write("reading\n")
            sys.stdout.flush()
        return False

    pool.extract(Reading(folder / "hang.txt", MediaType.PDF, None, 600.0), is_cancelled=tell)


if __name__ == "__main__":
    main()
