"""`python -m ingestio_cloud`: serve, and write the documents generated from the code."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingestio_cloud.configuration import SettingsError, load_settings, settings_table
from ingestio_cloud.logs import configure_logs
from ingestio_cloud.settings import Role, Settings
from ingestio_cloud.stopping import ExitCode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code. What is imported depends on the command."""
    given = {
        name: value for name, value in vars(command_line().parse_args(arguments)).items() if value is not None
    }
    command = given.pop("command")
    try:
        return _run(command, given)
    except SettingsError as error:
        if given.get("check"):
            sys.stdout.write(f"settings: failed. {error.message}\n")
            return 1
        sys.stderr.write(f"{error.title}. {error.message}\n")
        if command == "serve":
            # The line that whoever started the service waits for.
            told = {"event": "error", "code": error.code, "title": error.title, "message": error.message}
            sys.stdout.write(json.dumps(told) + "\n")
        return ExitCode.NOT_STARTED


def command_line() -> argparse.ArgumentParser:
    """What may be said to the service."""
    parser = argparse.ArgumentParser(prog="ingestio_cloud", description="The IngestIO service.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve the API, and do the work unless --role api")
    serve.add_argument("--role", type=Role, choices=list(Role))
    serve.add_argument("--host")
    serve.add_argument("--port", type=int, help="0 takes any free port")
    serve.add_argument("--metrics-port", type=int, help="where a worker answers /metrics and /healthz")
    serve.add_argument("--data-dir", type=Path)
    serve.add_argument("--exit-with-parent", action="store_true", default=None)
    serve.add_argument(
        "--check",
        action="store_true",
        default=None,
        help="ask all that the settings name, and end",
    )
    commands.add_parser("migrate", help="bring the database up to date")
    commands.add_parser("healthy", help="ask the service on this machine whether it answers")
    commands.add_parser("settings", help="write the table of settings to standard output")
    commands.add_parser("openapi", help="write the OpenAPI document to standard output")
    commands.add_parser("data-model", help="write the data model to standard output")
    return parser


def _run(command: str, given: dict[str, Any]) -> int:
    configure_logs()
    match command:
        case "serve":
            settings = load_settings({name: value for name, value in given.items() if name != "check"})
            configure_logs(settings.log_level)
            return _check(settings) if given.get("check") else _serve(settings)
        case "migrate":
            return _migrate(load_settings())
        case "healthy":
            return _healthy(load_settings())
        case "settings":
            sys.stdout.write(settings_table())
        case "openapi":
            from ingestio_cloud.app import openapi

            sys.stdout.write(json.dumps(openapi(Settings()), indent=2, ensure_ascii=False) + "\n")
        case "data-model":
            from ingestio_cloud.db.describe import data_model

            sys.stdout.write(data_model())
    return 0


def _check(settings: Settings) -> int:
    from ingestio_cloud.check import check

    healthy = True
    for finding in check(settings):
        healthy = healthy and finding.ok
        sys.stdout.write(f"{finding}\n")
        sys.stdout.flush()
    return 0 if healthy else 1


def _migrate(settings: Settings) -> int:
    from ingestio_cloud.migrate import migrate

    return migrate(settings)


def _healthy(settings: Settings) -> int:
    from ingestio_cloud.healthy import answers

    return 0 if answers(settings) else 1


def _serve(settings: Settings) -> int:
    if settings.role is Role.WORKER:
        from ingestio_cloud.worker import work

        return work(settings)
    from ingestio_cloud.serve import serve

    return serve(settings)
