"""The virus scanner: ClamAV's own daemon where it is installed, and one that misbehaves."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingestio_cloud.integrations.virus import ClamdScanner
from ingestio_core.errors import MachineError
from tests.cloud.served import served
from tests.support.clamd import SIGNATURE, Speech, clamd, eicar, free_port, speaking
from tests.support.waiting import until

MAX_STREAM = 1 << 20


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with clamd(tmp_path_factory.mktemp("clamd"), stream_max=MAX_STREAM) as url:
        yield url


@pytest.fixture
def file(tmp_path: Path, pdf: bytes) -> Path:
    path = tmp_path / "file.pdf"
    path.write_bytes(pdf)
    return path


def scan(url: str, path: Path, seconds: float = 30) -> str | None:
    return asyncio.run(ClamdScanner(url, seconds=seconds).scan(path))


def refused(url: str, path: Path, seconds: float = 30) -> str:
    with pytest.raises(MachineError) as caught:
        scan(url, path, seconds)
    assert caught.value.retryable
    return caught.value.code


def test_a_clean_file_passes_and_an_infected_one_is_named(daemon: str, file: Path) -> None:
    assert scan(daemon, file) is None
    file.write_bytes(file.read_bytes() + b"\n%" + eicar())
    assert scan(daemon, file) == f"{SIGNATURE}.UNOFFICIAL" if daemon.startswith("unix") else SIGNATURE


def test_the_daemon_answers(daemon: str) -> None:
    asyncio.run(ClamdScanner(daemon).ping())


def test_a_file_larger_than_the_scanner_takes_does_not_pass(daemon: str, file: Path) -> None:
    file.write_bytes(bytes(4 * MAX_STREAM))
    assert refused(daemon, file) == "virus_scanner_too_small"


@pytest.mark.parametrize(
    "speech",
    [Speech(stream_max=10), Speech(answer="stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND")],
)
def test_a_limit_of_the_scanner_is_no_virus(file: Path, speech: Speech) -> None:
    with speaking(speech) as url:
        assert refused(url, file) == "virus_scanner_too_small"


@pytest.mark.parametrize(
    "answer", ["stream: ERROR", "OK?", "", "stream: OK and more", "COMMAND READ TIMED OUT"]
)
def test_whatever_is_not_a_clear_answer_does_not_pass(file: Path, answer: str) -> None:
    with speaking(Speech(answer=answer or " ")) as url:
        assert refused(url, file) == "virus_scanner_away"


def test_a_scanner_that_is_down_or_silent_does_not_pass(file: Path) -> None:
    assert refused(f"tcp://127.0.0.1:{free_port()}", file) == "virus_scanner_away"
    assert refused(f"unix://{file.parent}/none", file) == "virus_scanner_away"
    with speaking(Speech(silent=True)) as url:
        assert refused(url, file, seconds=0.2) == "virus_scanner_away"


@pytest.mark.parametrize("url", ["", "clamd:3310", "http://host:3310", "unix://host/path", "tcp://"])
def test_an_address_that_cannot_be_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="unix:///path"):
        ClamdScanner(url)


def test_an_infected_file_fails_with_its_reason_and_is_nowhere(
    tmp_path: Path, database_url: str, daemon: str, pdf: bytes
) -> None:
    infected = pdf + b"\n%" + eicar()
    with served(tmp_path / "data", database_url=database_url, clamd_url=daemon) as service:
        _, (bad, good) = service.create(infected, pdf)
        assert service.upload(bad, infected).status_code == 201
        assert service.upload(good, pdf).status_code == 201
        failed = service.document(bad)
        assert (failed["status"], failed["error"]["code"]) == ("failed", "virus_found")
        assert SIGNATURE in failed["error"]["message"]
        assert service.http.get(f"/v1/documents/{bad}/file").status_code == 409, "it has none"
        assert service.document(good)["status"] == "uploaded"
        kept = [path for path in service.settings.data_dir.rglob("*") if path.is_file()]
        assert not [path for path in kept if eicar() in path.read_bytes()]


def test_while_the_scanner_is_away_a_file_waits_and_its_document_says_so(tmp_path: Path, pdf: bytes) -> None:
    port = free_port()
    infected = pdf + b"\n%" + eicar()
    with served(tmp_path, clamd_url=f"tcp://127.0.0.1:{port}", upkeep_seconds=1) as service:
        batch, (good, bad) = service.create(pdf, infected)
        for document, content in ((good, pdf), (bad, infected)):
            answer = service.upload(document, content)
            assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, str(len(content)))
            told = service.document(document)
            assert (told["status"], told["error"]["code"]) == ("pending_upload", "virus_scanner_away")
        assert service.http.post(f"/v1/batches/{batch}/submit").status_code == 200
        assert service.document(good)["status"] == "pending_upload", "its file is here"
        with speaking(Speech(), port):
            until(lambda: service.document(good)["status"] == "uploaded")
            until(lambda: service.document(bad)["status"] == "failed")
        assert service.document(good)["error"] is None
        assert service.document(bad)["error"]["code"] == "virus_found"
