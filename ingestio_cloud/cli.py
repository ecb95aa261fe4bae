"""`python -m ingestio_cloud`: serve, and write the documents generated from the code."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ingestio_cloud.logs import configure_logs
from ingestio_cloud.settings import Role, Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code. What is imported depends on the command."""
    parser = argparse.ArgumentParser(prog="ingestio_cloud", description="The IngestIO service.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve the API, and do the work unless --role api")
    serve.add_argument("--role", type=Role, choices=list(Role))
    serve.add_argument("--host")
    serve.add_argument("--port", type=int, help="0 takes any free port")
    serve.add_argument("--data-dir", type=Path)
    serve.add_argument("--exit-with-parent", action="store_true", default=None)
    commands.add_parser("openapi", help="write the OpenAPI document to standard output")
    commands.add_parser("data-model", help="write the data model to standard output")
    given = {name: value for name, value in vars(parser.parse_args(arguments)).items() if value is not None}
    command = given.pop("command")
    configure_logs()
    match command:
        case "serve":
            return _serve(Settings(**given))
        case "openapi":
            from ingestio_cloud.app import openapi

            sys.stdout.write(json.dumps(openapi(Settings()), indent=2, ensure_ascii=False) + "\n")
        case "data-model":
            from ingestio_cloud.db.describe import data_model

            sys.stdout.write(data_model())
    return 0


def _serve(settings: Settings) -> int:
    if settings.role is Role.WORKER:
        from ingestio_cloud.worker import work

        return work(settings)
    from ingestio_cloud.serve import serve

    return serve(settings)
