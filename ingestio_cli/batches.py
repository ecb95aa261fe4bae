"""`ingestio batches` and `ingestio export`: what the account of this computer has."""

import sys
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from ingestio_cli.exits import ALL_COMPLETED, SOME_FAILED, UsageError
from ingestio_cli.files import check_rows, check_target
from ingestio_cli.output import added, endings, write_documents
from ingestio_cli.session import run, service_client
from ingestio_cli.terminal import clean, tell
from ingestio_client.service import ServiceClient
from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document
from ingestio_core.lifecycle import DocumentStatus

_SHORT: int = 8
_COLUMNS = ("Batch", "Name", "Status", "Documents", "Completed", "Failed", "Submitted")


def list_batches(data: Path | None, server: str | None = None) -> int:
    """Print all batches: a table in a terminal, else lines of tab-separated values."""
    rows = [_row(batch) for batch in run(lambda: _batches(data, server))]
    if not rows:
        make = (
            "“ingestio extract” or in the window"
            if server is None
            else f"“ingestio extract --server {server}”"
        )
        tell(f"There is no batch yet. Make one with {make}.")
    elif sys.stdout.isatty():
        table = Table(*_COLUMNS)
        for row in rows:
            table.add_row(*row)
        Console().print(table, markup=False)
    else:
        for row in (_COLUMNS, *rows):
            typer.echo("\t".join(row))
    return ALL_COMPLETED


def export_batch(
    name: str,
    out: Path,
    rows: str,
    only_confirmed: bool,
    data: Path | None,
    server: str | None = None,
    *,
    append: bool = False,
) -> int:
    """Write the documents of one batch. Raises `UsageError` when `name` is no batch, or several."""
    ending = check_target(out, endings(append))
    documents = run(lambda: _documents(name, data, server))
    if only_confirmed:
        documents = [document for document in documents if document.confirmed_at is not None]
    if not documents:
        raise UsageError("There is nothing to export: no document of this batch is confirmed yet.")
    plans = [document.field_plan for document in documents if document.field_plan is not None]
    check_rows(rows, plans, "this batch")
    written = write_documents(documents, out, ending, rows, append=append)
    completed = sum(document.status is DocumentStatus.COMPLETED for document in documents)
    if written.appended:
        tell(added(written))
    tell(f"{completed} of {len(documents)} documents exported. Saved {out}.")
    return ALL_COMPLETED if completed == len(documents) else SOME_FAILED


async def _batches(data: Path | None, server: str | None) -> list[Batch]:
    async with service_client(data, server, fall_back=False) as client:
        return [batch async for batch in client.iter_batches()]


async def _documents(name: str, data: Path | None, server: str | None) -> list[Document]:
    async with service_client(data, server, fall_back=False) as client:
        batch = await _find(client, name)
        return [document async for document in client.iter_documents(batch.id)]


async def _find(client: ServiceClient, name: str) -> Batch:
    """The batch whose id is or begins with `name`, or that is called so."""
    matches = []
    async for batch in client.iter_batches():
        if str(batch.id) == name:
            return batch
        if batch.name == name or (len(name) >= _SHORT and str(batch.id).startswith(name.lower())):
            matches.append(batch)
    if len(matches) == 1:
        return matches[0]
    if matches:
        ids = ", ".join(str(batch.id)[:_SHORT] for batch in matches)
        raise UsageError(f"“{name}” is more than one batch. Name one by its id: {ids}.")
    raise UsageError(f"There is no batch “{name}”. “ingestio batches” lists them.")


def _row(batch: Batch) -> tuple[str, ...]:
    return (
        str(batch.id)[:_SHORT],
        clean(batch.name or ""),
        batch.status.replace("_", " "),
        str(batch.document_count),
        str(batch.completed_count),
        str(batch.failed_count),
        batch.created_at.astimezone().strftime("%Y-%m-%d %H:%M"),
    )
