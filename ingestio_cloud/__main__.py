"""`python -m ingestio_cloud`."""

import sys

from ingestio_cloud.cli import main

if __name__ == "__main__":
    sys.exit(main())
