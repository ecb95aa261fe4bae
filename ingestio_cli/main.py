"""The commands and their options. Everything heavy is imported by the command that needs it."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Never

import typer

from ingestio_cli import exits
from ingestio_cli.terminal import prepare
from ingestio_core import __version__
from ingestio_core.contracts.engines import EngineChoice

app = typer.Typer(
    help="Read documents and get a spreadsheet out. Without a command, opens the window.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _path(text: str) -> Path:
    # Of an unset variable in a script comes an empty path, and that would be the folder one is in.
    if not text:
        raise typer.BadParameter("A path is empty. Name a file or a folder.")
    return Path(text)


_PORT: Final = 8080

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH", parser=_path, help="Files and folders; a folder is taken with all below it."
    ),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        envvar="INGESTIO_DATA_DIR",
        metavar="FOLDER",
        help="The folder of the account This computer, instead of the usual one.",
    ),
]


Server = Annotated[
    str | None,
    typer.Option(
        "--server",
        metavar="URL",
        help="The account at this service, see “ingestio login”, instead of this computer's.",
    ),
]


Append = Annotated[
    bool,
    typer.Option(
        "--append", help="Add to the workbook that is there what it does not have, and harm nothing."
    ),
]


class Role(StrEnum):
    ALL = "all"
    API = "api"
    WORKER = "worker"


def main() -> None:
    """Run the command line and end the process with its exit code."""
    prepare()
    try:
        sys.exit(app(standalone_mode=True))
    except KeyboardInterrupt:
        sys.exit(exits.INTERRUPTED)


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.")] = False,
) -> None:
    """Read documents and get a spreadsheet out. Without a command, opens the window."""
    if version:
        typer.echo(f"ingestio {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from ingestio_cli.programs import become

        become("ingestio_desktop")


@app.command()
def extract(
    paths: Paths,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where to: a name ending in .xlsx, .csv or .json.")
    ],
    prompt: Annotated[str | None, typer.Option(metavar="TEXT", help="What to read, in plain words.")] = None,
    prompt_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A text file with what to read.")
    ] = None,
    auto: Annotated[
        bool, typer.Option("--auto", help="Find out each document's type and read what is usual for it.")
    ] = False,
    rows: Annotated[
        str,
        typer.Option(
            metavar="documents|FIELD",
            help="One row a document, or one for each item of this array field, such as line_items.",
        ),
    ] = "documents",
    table: Annotated[bool, typer.Option("--table", help="Also print the key fields as a table.")] = False,
    engine: Annotated[
        EngineChoice | None,
        typer.Option(
            help="What reads: local sends nothing anywhere; model sends the text of documents to the "
            "provider of the account's key; auto only of those that could not be read with certainty.",
        ),
    ] = None,
    append: Append = False,
    data_dir: Data = None,
    server: Server = None,
) -> None:
    """Read documents into a spreadsheet. Exit code 0: all were read; 3: some failed; 2: wrong usage."""
    from ingestio_cli.extract import Request, extract_files

    request = Request(
        tuple(paths), out, prompt, prompt_file, auto, rows, table, data_dir, server, engine, append
    )
    _finish(exits.guarded(lambda: extract_files(request)))


@app.command()
def inspect(
    paths: Paths,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to: a name ending in .json.")],
) -> None:
    """Say of each file whether it would be taken, its type, pages and hash. Reads no contents."""
    from ingestio_cli.inspect import inspect_files

    _finish(exits.guarded(lambda: inspect_files(tuple(paths), out)))


@app.command()
def batches(data_dir: Data = None, server: Server = None) -> None:
    """List the batches of the account, the newest first."""
    from ingestio_cli.batches import list_batches

    _finish(exits.guarded(lambda: list_batches(data_dir, server)))


@app.command()
def export(
    batch: Annotated[
        str, typer.Argument(metavar="BATCH", help="A batch's id, the start of it, or its name.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where to: a name ending in .xlsx, .csv or .json.")
    ],
    rows: Annotated[
        str, typer.Option(metavar="documents|FIELD", help="One row a document, or one for each item of this.")
    ] = "documents",
    confirmed: Annotated[
        bool, typer.Option("--confirmed", help="Only documents that a person has confirmed.")
    ] = False,
    append: Append = False,
    data_dir: Data = None,
    server: Server = None,
) -> None:
    """Write a batch of the account to a spreadsheet, with all corrections made in the window."""
    from ingestio_cli.batches import export_batch

    _finish(exits.guarded(lambda: export_batch(batch, out, rows, confirmed, data_dir, server, append=append)))


Service = Annotated[
    str,
    typer.Option("--server", metavar="URL", help="The service, such as https://example.com."),
]


@app.command()
def login(
    server: Service,
    token: Annotated[
        bool, typer.Option("--token", help="Read a personal access token from standard input instead.")
    ] = False,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address instead of opening a browser.")
    ] = False,
) -> None:
    """Sign in to an account at a service; it is kept in this computer's keyring."""
    from ingestio_cli.login import log_in

    _finish(exits.guarded(lambda: log_in(server, token=token, browser=not no_browser)))


@app.command()
def logout(server: Service) -> None:
    """End the sign-in at a service, there and on this computer."""
    from ingestio_cli.login import log_out

    _finish(exits.guarded(lambda: log_out(server)))


@app.command()
def serve(
    role: Annotated[Role | None, typer.Option(help="What this process does; all unless told.")] = None,
    host: Annotated[str | None, typer.Option(help="The address to listen at; 127.0.0.1 unless told.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port to listen at, 8080 unless told; 0 for any.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Ask all that the settings name whether it is well, and end.")
    ] = False,
    data_dir: Data = None,
) -> None:
    """Run the service by itself. Its settings are the variables INGESTIO_…; the bearer token of its only
    user comes from INGESTIO_TOKEN."""
    from ingestio_cli.programs import become
    from ingestio_client.paths import data_folder, service_folder

    if port is None and not os.environ.get("INGESTIO_PORT"):
        port = _PORT
    given = {"--role": role, "--host": host, "--port": port}
    options = [word for name, value in given.items() if value is not None for word in (name, str(value))]
    folder = service_folder(data_dir or data_folder())
    become("ingestio_cloud", "serve", *options, "--data-dir", str(folder), *(["--check"] if check else []))


def _finish(code: int) -> Never:
    raise typer.Exit(code)


if __name__ == "__main__":
    main()
