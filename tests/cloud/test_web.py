"""The edge: errors as problem documents, figures, health, and documents generated from the code."""

import errno
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

import ingestio_cloud
from ingestio_cloud.app import openapi
from ingestio_cloud.db.describe import data_model
from ingestio_cloud.features.web import add_error_handlers
from ingestio_cloud.settings import Settings
from tests.cloud.served import Served

ROOT = Path(__file__).parents[2]
FEATURES = Path(ingestio_cloud.__file__).parent / "features"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("PUT", "/v1/batches", 405, "method_not_allowed"),
        ("GET", "/v1/batches/no-uuid", 422, "invalid_request"),
        ("GET", "/v1/batches?limit=0", 422, "invalid_request"),
    ],
)
def test_every_error_is_a_problem_document(
    service: Served, method: str, path: str, status: int, code: str
) -> None:
    answer = service.http.request(method, path)
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["title"] and problem["detail"].endswith(".")


async def test_a_bug_answers_without_its_trace() -> None:
    app = FastAPI()
    add_error_handlers(app)

    @app.get("/")
    def broken() -> None:
        raise ZeroDivisionError("secret")

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        answer = await client.get("/")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize("token", ["", "Bearer wrong", "Bearer the-token-of-this-tes", "Basic dTpw"])
def test_without_the_token_nobody_gets_in(service: Served, token: str) -> None:
    answer = httpx.get(f"{service.url}/v1/account", headers={"Authorization": token} if token else {})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_local_account_has_no_page_limit(service: Served) -> None:
    account = service.get("/v1/account")
    assert (account["plan"], account["pages_limit"], account["pages_left"]) == ("local", None, None)


def test_a_prompt_compiles(service: Served) -> None:
    plan = service.http.post("/v1/field-plans", json={"prompt": "total, due date"}).json()
    assert [field["name"] for field in plan["fields"]] == ["total", "due_date"]


def test_chunks_that_never_end_are_refused(service: Served) -> None:
    def body() -> Iterator[bytes]:
        for _ in range(66):
            yield b" " * (1 << 20)

    answer = service.http.post("/v1/batches", content=body())
    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EIO, "internal_error")])
async def test_a_full_disk_is_no_bug(number: int, code: str) -> None:
    app = FastAPI()
    add_error_handlers(app)

    @app.get("/")
    def broken() -> None:
        raise OSError(number, "")

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        assert (await client.get("/")).json()["code"] == code


def test_a_logged_exception_keeps_its_words_to_itself() -> None:
    code = (
        "import logging, structlog; from ingestio_cloud.logs import configure_logs\n"
        "configure_logs()\n"
        "try:\n    int('the total of Acme')\n"
        "except ValueError:\n"
        "    structlog.get_logger().exception('ours')\n"
        "    logging.getLogger('library').exception('theirs')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    entries = [json.loads(line) for line in done.stderr.splitlines()]
    assert [entry["event"] for entry in entries] == ["ours", "theirs"]
    assert all(entry["exception"].startswith("ValueError at ") for entry in entries)
    assert "Acme" not in done.stderr


def test_a_printed_exception_keeps_its_words_to_itself() -> None:
    code = (
        "import logging, traceback; from ingestio_cloud.logs import configure_logs\n"
        "configure_logs()\n"
        "try:\n    try:\n        int('the total of Acme')\n"
        "    except ValueError as error:\n        raise OSError('to Acme\\nAcme: once more') from error\n"
        "except OSError:\n    logging.getLogger('uvicorn.error').error(traceback.format_exc())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    entry = json.loads(done.stderr)
    assert (entry["event"], entry["exception"]) == (
        "exception",
        "OSError < ValueError at <string>:5 > <string>:7",
    )
    assert "Acme" not in done.stderr


def test_what_a_library_says_of_an_exception_is_one_line_without_its_values() -> None:
    code = (
        "import logging, traceback; from ingestio_cloud.logs import configure_logs\n"
        "from sqlalchemy.exc import OperationalError\n"
        "configure_logs()\n"
        "library = logging.getLogger('dbos')\n"
        "try:\n    raise OperationalError('SELECT name', {'name': 'Acme'}, OSError('gone'))\n"
        "except OperationalError as error:\n"
        "    library.warning(f'Exception polling: {error}')\n"
        "    library.warning(f'Exception polling: {traceback.format_exc()}')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    short, traced = (json.loads(line) for line in done.stderr.splitlines())
    assert short["event"] == "Exception polling: (builtins.OSError) gone"
    assert traced["event"] == "Exception polling"
    assert traced["exception"] == "sqlalchemy.exc.OperationalError at <string>:6"
    assert "Acme" not in done.stderr


def test_the_committed_openapi_document_is_up_to_date() -> None:
    """Write it anew by `python -m ingestio_cloud openapi`."""
    committed = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    assert committed == json.loads(json.dumps(openapi(Settings())))


def test_the_committed_data_model_is_up_to_date() -> None:
    """Write it anew by `python -m ingestio_cloud data-model`."""
    assert (ROOT / "docs" / "data-model.md").read_text("utf-8") == data_model()
