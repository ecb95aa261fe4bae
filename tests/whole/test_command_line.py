"""The command `ingestio` as a person types it, on the real service."""

import asyncio
import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import psutil
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from ingestio_cli.main import app
from ingestio_client.embedded import EmbeddedService
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_core.lifecycle import BatchStatus
from ingestio_core.plans import PlanName
from tests.support.documents import DocumentKind, GeneratedDocument, make_document, make_scan
from tests.support.service import connected, running_service

PROMPT = (
    "invoice number, invoice date, total, currency, line items (description, quantity, unit price, amount)"
)
SECONDS = 170


@dataclass(frozen=True)
class Folder:
    """What a person has on disk; `truth` has each good file by its path below the folder."""

    path: Path
    truth: dict[str, GeneratedDocument]
    bad: dict[str, str]
    """The error code that each bad file must come out with."""


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


def ingestio(*arguments: str | Path, home: Path, cwd: Path | None = None) -> Run:
    command = [sys.executable, "-m", "ingestio_cli", *map(str, arguments)]
    environment = {**os.environ, "INGESTIO_DATA_DIR": str(home / "data")}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, cwd=cwd, timeout=SECONDS
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Three kinds of good files, a broken one, one that is not what its name says, and two of one
    name in two folders."""
    path = tmp_path_factory.mktemp("work") / "inbox"
    invoices = [make_document(number, DocumentKind.INVOICE, language="en") for number in (0, 1, 6, 7)]
    truth = dict(
        zip(
            ("march/invoice.pdf", "april/invoice.pdf", "scanned.jpg", "photo.png"),
            invoices,
            strict=True,
        )
    )
    for name, document in truth.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        scan = {".jpg": "jpeg", ".png": "png"}.get(Path(name).suffix)
        (path / name).write_bytes(make_scan(document, format=scan) if scan else document.content)
    (path / "broken.pdf").write_bytes(invoices[0].content[:700])
    (path / "notes.pdf").write_text("Buy milk.\n" * 20)
    return Folder(path, truth, {"broken.pdf": "file_damaged", "notes.pdf": "type_not_allowed"})


@pytest.fixture(scope="module")
def extracted(folder: Folder, home: Path) -> Iterator[list[dict[str, Any]]]:
    """The JSON output of the whole folder, named as `inbox` from the folder above."""
    out = home / "out.json"
    run = ingestio("extract", "inbox", "--prompt", PROMPT, "--out", out, home=home, cwd=folder.path.parent)
    assert run.code == 3, run.err
    assert f"{len(folder.truth)} of {len(folder.truth) + len(folder.bad)} files read" in run.err
    yield json.loads(out.read_text(encoding="utf-8"))


def test_every_file_comes_out_once_and_in_order(extracted: list[dict[str, Any]], folder: Folder) -> None:
    assert [Path(item["file"]).relative_to("inbox").as_posix() for item in extracted] == [
        "broken.pdf",
        "notes.pdf",
        "photo.png",
        "scanned.jpg",
        "april/invoice.pdf",
        "march/invoice.pdf",
    ]


def test_good_files_are_read(extracted: list[dict[str, Any]], folder: Folder) -> None:
    for item in extracted:
        name = Path(item["file"]).relative_to("inbox").as_posix()
        assert set(item) == {
            "file",
            "status",
            "error",
            "document_type",
            "pages",
            "data",
            "evidence",
            "findings",
        }
        if name not in folder.truth:
            continue
        assert (item["status"], item["error"], item["pages"]) == ("completed", None, 1)
        assert item["document_type"] == "invoice"
        assert list(item["data"])[:4] == ["invoice_number", "invoice_date", "total", "currency"]
        assert set(item["evidence"]) <= set(pointers(item["data"]))
        truth = folder.truth[name].truth
        if name.endswith(".pdf"):
            assert item["data"]["invoice_number"] == truth["invoice_number"]
            assert item["data"]["invoice_date"] == truth["invoice_date"]
            assert Decimal(item["data"]["total"]) == Decimal(truth["total"])
            assert len(item["data"]["line_items"]) == len(truth["line_items"])


def pointers(data: dict[str, Any]) -> Iterator[str]:
    for name, value in data.items():
        yield f"/{name}"
        for row, cells in enumerate(value if isinstance(value, list) else ()):
            yield f"/{name}/{row}"
            yield from (f"/{name}/{row}/{column}" for column in cells)


def test_bad_files_fail_alone_with_their_reason(extracted: list[dict[str, Any]], folder: Folder) -> None:
    failed = {Path(item["file"]).name: item for item in extracted if item["status"] == "failed"}
    assert {name: item["error"]["code"] for name, item in failed.items()} == folder.bad
    for item in failed.values():
        assert item["error"]["title"]
        assert item["error"]["message"]
        assert (item["data"], item["evidence"], item["findings"]) == (None, {}, [])


def test_a_workbook_with_a_row_for_each_item(folder: Folder, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "items.xlsx"
    named = [folder.path / name for name in ("march", "april/invoice.pdf")]
    run = ingestio("extract", *named, "--auto", "--rows", "line_items", "--out", out, "--table", home=home)
    assert run.code == 0, run.err
    sheet = load_workbook(out).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    truth = [folder.truth[name].truth for name in ("march/invoice.pdf", "april/invoice.pdf")]
    assert len(rows) == sum(len(one["line_items"]) for one in truth)
    number = header.index("Invoice number")
    assert [row[number] for row in rows] == [
        one["invoice_number"] for one in truth for _ in one["line_items"]
    ]
    total = header.index("Total")
    assert {str(row[total]) for row in rows} == {str(float(one["total"])) for one in truth}
    for one in truth:
        assert one["invoice_number"] in run.out
        assert one["total"] in run.out


def test_a_sheet_with_a_row_for_each_document(folder: Folder, home: Path, tmp_path: Path) -> None:
    out, prompt = tmp_path / "documents.csv", tmp_path / "prompt.txt"
    prompt.write_text(PROMPT, encoding="utf-8")
    named = [folder.path / "notes.pdf", folder.path / "april"]
    run = ingestio("extract", *named, "--prompt-file", prompt, "--out", out, home=home)
    assert run.code == 3, run.err
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    truth = folder.truth["april/invoice.pdf"].truth
    assert rows[1]["Invoice number"] == truth["invoice_number"]
    assert Decimal(rows[1]["Total"]) == Decimal(truth["total"])


def test_batches_can_be_listed_and_exported_again(
    extracted: list[dict[str, Any]], folder: Folder, home: Path, tmp_path: Path
) -> None:
    listed = ingestio("batches", home=home)
    assert listed.code == 0, listed.err
    rows = [line.split("\t") for line in listed.out.splitlines()]
    short = next(row[0] for row in rows if row[1] == "inbox")
    out = tmp_path / "again.xlsx"
    run = ingestio("export", short, "--out", out, home=home)
    assert run.code == 0, run.err
    header, *lines = load_workbook(out).worksheets[0].iter_rows(values_only=True)
    assert len(lines) == len(folder.truth)
    assert "Invoice number" in header
    more = ingestio("export", short, "--append", "--out", out, home=home)
    assert (more.code, f"0 rows added; {len(folder.truth)} documents were in it already" in more.err) == (
        0,
        True,
    )
    assert len(list(load_workbook(out).worksheets[0].iter_rows())) == 1 + len(folder.truth)
    wrong = ingestio("export", short, "--rows", "parts", "--out", tmp_path / "no.xlsx", home=home)
    assert (wrong.code, "line_items" in wrong.err, (tmp_path / "no.xlsx").exists()) == (2, True, False)
    missing = ingestio("export", "no such batch", "--out", tmp_path / "no.xlsx", home=home)
    assert (missing.code, (tmp_path / "no.xlsx").exists()) == (2, False)


def test_an_account_in_use_is_left_alone(folder: Folder, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    with running_service(tmp_path / "data"):
        run = ingestio("extract", folder.path / "march", "--auto", "--out", out, home=tmp_path)
        refused = ingestio("batches", home=tmp_path)
    assert run.code == 0, run.err
    assert "IngestIO is open" in run.err
    assert json.loads(out.read_text(encoding="utf-8"))[0]["status"] == "completed"
    assert refused.code == 1
    assert "Close it" in refused.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_cancels_and_leaves_nothing(folder: Folder, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    command = [sys.executable, "-m", "ingestio_cli", "extract", str(folder.path), "--auto", "--out", str(out)]
    environment = {**os.environ, "INGESTIO_DATA_DIR": str(tmp_path / "data")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130, first + rest
    assert rest.endswith("Cancelled.\n")
    assert family, "the service was not running yet"
    _, alive = psutil.wait_procs(family, timeout=30)
    assert not alive
    assert not out.exists()
    with running_service(tmp_path / "data") as service:
        assert asyncio.run(statuses(service)) == [BatchStatus.CANCELLED]


def test_a_service_that_dies_is_told_at_once(folder: Folder, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    command = [sys.executable, "-m", "ingestio_cli", "extract", str(folder.path), "--auto", "--out", str(out)]
    environment = {**os.environ, "INGESTIO_DATA_DIR": str(tmp_path / "data")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        process.stderr.readline()
        (service,) = psutil.Process(process.pid).children()
        service.kill()
        rest = process.stderr.read()
    assert process.returncode == 1
    assert "ended in the middle of the work" in rest
    assert not out.exists()


async def statuses(service: EmbeddedService) -> list[BatchStatus]:
    async with connected(service) as client:
        return [batch.status async for batch in client.iter_batches()]


def test_inspect_needs_no_service(folder: Folder, tmp_path: Path) -> None:
    out = tmp_path / "inspected.json"
    run = ingestio("inspect", "inbox", "--out", out, home=tmp_path, cwd=folder.path.parent)
    assert run.code == 0, run.err
    items = {Path(item["file"]).relative_to("inbox").as_posix(): item for item in json.loads(out.read_text())}
    assert set(items) == {*folder.truth, *folder.bad}
    for name, item in items.items():
        content = (folder.path / name).read_bytes()
        assert set(item) == {"file", "accepted", "type", "size", "pages", "sha256", "error"}
        assert (item["size"], item["accepted"]) == (len(content), name in folder.truth)
        if item["accepted"]:
            assert (item["pages"], item["error"]) == (1, None)
            assert item["sha256"] == hashlib.sha256(content).hexdigest()
        else:
            assert item["error"]["code"] == folder.bad[name]
    assert items["scanned.jpg"]["type"] == "image/jpeg"
    assert items["photo.png"]["type"] == "image/png"
    assert items["march/invoice.pdf"]["type"] == "application/pdf"
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Only here may a name be any bytes")
def test_a_name_that_is_no_text_is_taken(folder: Folder, home: Path, tmp_path: Path) -> None:
    content = (folder.path / "march/invoice.pdf").read_bytes()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/inv\xff.pdf")).write_bytes(content)
    out = home / "odd.json"
    run = ingestio("extract", tmp_path, "--auto", "--table", "--out", out, home=home)
    assert run.code == 0, run.err
    (item,) = json.loads(out.read_text(encoding="utf-8"))
    assert (Path(item["file"]).name, item["status"]) == ("inv\ufffd.pdf", "completed")
    assert "inv\ufffd.pdf" in run.out
    assert ingestio("inspect", tmp_path, "--out", out, home=home).code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--out", "x.xlsx"), "exactly one way"),
        (("--auto", "--prompt", "total", "--out", "x.xlsx"), "exactly one way"),
        (("--prompt", "  ", "--out", "x.xlsx"), "empty"),
        (("--prompt", "total, " * 5000, "--out", "x.xlsx"), "too long"),
        (("--prompt-file", "missing.txt", "--out", "x.xlsx"), "cannot be read"),
        (("--auto", "--out", "x.pdf"), ".xlsx or .csv or .json"),
        (("--auto", "--out", "nowhere/x.csv"), "does not exist"),
        (("--auto", "--rows", "parts", "--out", "x.csv"), "line_items, parties, transactions"),
        (("--prompt", "total", "--rows", "line_items", "--out", "x.csv"), "no array field"),
        (("--auto",), "--out"),
    ],
)
def test_wrong_usage_is_explained(
    arguments: tuple[str, ...],
    words: str,
    folder: Folder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["extract", str(folder.path), *arguments])
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_path_without_a_file_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["extract", "gone.pdf", "--auto", "--out", "x.csv"])
    assert (result.exit_code, "“gone.pdf” does not exist" in result.stderr) == (2, True)
    (tmp_path / "empty").mkdir()
    result = CliRunner().invoke(app, ["extract", "empty", "--auto", "--out", "x.csv"])
    assert (result.exit_code, "no file" in result.stderr) == (2, True)


def test_files_that_are_all_refused_need_no_service(folder: Folder, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run = ingestio("extract", folder.path / "notes.pdf", "--auto", "--out", out, home=tmp_path)
    assert run.code == 3
    (item,) = json.loads(out.read_text(encoding="utf-8"))
    assert (item["status"], item["error"]["code"]) == ("failed", "type_not_allowed")
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot ask one process to end")
def test_serve_is_the_service_by_itself(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ingestio_cli", "serve", "--port", "0"]
    environment = {**os.environ, "INGESTIO_DATA_DIR": str(tmp_path), "INGESTIO_TOKEN": "token-of-this-test"}
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, env=environment) as process,
    ):
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        assert asyncio.run(plan(ready["port"], "token-of-this-test")) is PlanName.LOCAL
        process.terminate()
    assert process.returncode in (0, -signal.SIGTERM)
    assert '"stopped"' in (tmp_path / "log").read_text(encoding="utf-8")


async def plan(port: int, token: str) -> PlanName:
    async with ServiceClient(f"http://127.0.0.1:{port}", fixed_token(token)) as client:
        return (await client.account()).plan


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, typer.testing, ingestio_cli.main as m;"
        "assert typer.testing.CliRunner().invoke(m.app, ['--help']).exit_code == 0;"
        "print([n for n in ('httpx', 'openpyxl', 'xlsxwriter', 'pypdfium2', 'PySide6') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
