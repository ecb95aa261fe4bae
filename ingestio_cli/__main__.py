"""`python -m ingestio_cli` is `ingestio`."""

from ingestio_cli.main import main

main()
