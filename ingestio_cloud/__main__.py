"""`python -m ingestio_cloud`."""

import logging
import os
import sys

from ingestio_cloud.cli import main

if __name__ == "__main__":
    code = main()
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    # Without taking the interpreter down: the store's threads may still let go of an answer, and abort the
    # process when they find no interpreter (pyo3-async-runtimes, issue 40).
    os._exit(code)
