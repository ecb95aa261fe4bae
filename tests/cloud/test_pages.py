"""Words of pages over HTTP: those that were kept, those that are read now, and areas."""

import asyncio
import threading
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ingestio_cloud.features.errors import BusyError
from ingestio_cloud.features.pages.desk import PageDesk
from ingestio_cloud.workflows.page_reading import PageChild, PageTask
from ingestio_core.contracts.extractions import Box
from ingestio_core.contracts.pages import PageWords
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_extract.memory.model import KeptReading
from ingestio_extract.memory.words import pack
from ingestio_extract.words import PageSource, PageText, Word
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Read, Served, document_request, invoice_read, served
from tests.support.documents import DocumentKind, make_document, make_scan
from tests.support.documents_xml import ubl_xml

ON_ITS_SIDE = PageText(
    1, 842.0, 595.0, (Word(1, "Total", (100.0, 50.0, 140.0, 60.0), 0.91),), PageSource.OCR, turn=90
)
PLAIN = PageText(2, 595.0, 842.0, (Word(2, "119.00", (10.0, 20.0, 50.0, 30.0)),), PageSource.TEXT)


def kept(*pages: PageText) -> Read:
    read = invoice_read()
    return Read(read.extraction, pages=len(pages), memory=KeptReading(words=pack(pages)))


def test_words_are_those_of_the_reading_as_they_stand_on_the_page(shared: Served) -> None:
    _, (document,) = shared.completed(make_pdf("one", "two"), read=kept(ON_ITS_SIDE, PLAIN))
    first = shared.get(f"/v1/documents/{document}/pages/1/words")
    assert (first["page"], first["width"], first["height"], first["source"]) == (1, 595.0, 842.0, "ocr")
    assert first["words"] == [{"text": "Total", "box": [50.0, 702.0, 60.0, 742.0], "confidence": 0.91}]
    second = shared.get(f"/v1/documents/{document}/pages/2/words")
    assert (second["source"], second["words"][0]["confidence"]) == ("text", 1.0)


def test_what_is_no_page_of_the_caller_is_refused(shared: Served) -> None:
    _, (document,) = shared.completed(make_pdf("mine"), read=kept(PLAIN))
    box = {"box": [0, 0, 10, 10]}
    asked = {
        f"/v1/documents/{document}/pages/9/words": (404, "page_not_found"),
        f"/v1/documents/{uuid4()}/pages/1/words": (404, "document_not_found"),
        f"/v1/documents/{document}/pages/0/words": (422, "invalid_request"),
    }
    for path, expected in asked.items():
        answer = shared.http.get(path)
        assert (answer.status_code, answer.json()["code"]) == expected
    answer = shared.http.post(f"/v1/documents/{document}/pages/9/read", json=box)
    assert (answer.status_code, answer.json()["code"]) == (404, "page_not_found")
    somebody = shared.person().http
    for answer in (
        somebody.get(f"/v1/documents/{document}/pages/1/words"),
        somebody.post(f"/v1/documents/{document}/pages/1/read", json=box),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "document_not_found")


def test_a_document_without_its_file_says_so(shared: Served) -> None:
    _, (document,) = shared.create(make_pdf("not sent"))
    answer = shared.http.get(f"/v1/documents/{document}/pages/1/words")
    assert (answer.status_code, answer.json()["code"]) == (409, "file_missing")


def test_an_xml_invoice_has_no_pages(shared: Served) -> None:
    content = ubl_xml(make_document(17, DocumentKind.INVOICE))
    request = document_request(content, filename="invoice.xml", media_type="application/xml", pages=0)
    batch = {"id": str(uuid4()), "prompt_strategy": "auto", "documents": [request]}
    assert shared.http.post("/v1/batches", json=batch).status_code == 201
    assert shared.upload(request["id"], content).status_code == 201
    answer = shared.http.get(f"/v1/documents/{request['id']}/pages/1/words")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_pages")


def test_a_scan_that_nobody_read_yet_is_read_now(tmp_path: Path) -> None:
    made = make_document(17, DocumentKind.INVOICE, language="en")
    content = make_scan(made, 1, format="pdf")
    with served(tmp_path) as service:
        _, (document,) = service.create(content)
        assert service.upload(document, content).status_code == 201
        words = service.get(f"/v1/documents/{document}/pages/1/words")
        assert words["source"] == "ocr"
        number = made.truth["invoice_number"]
        [box] = [word["box"] for word in words["words"] if word["text"] == number]
        area = [box[0] - 4, box[1] - 3, box[2] + 4, box[3] + 3]
        answer = service.http.post(f"/v1/documents/{document}/pages/1/read", json={"box": area})
        assert answer.json() == {"text": number}
        empty = {"box": [2, 2, 2, 40]}
        answer = service.http.post(f"/v1/documents/{document}/pages/1/read", json=empty)
        assert answer.json() == {"text": ""}


def look_by_name(task: PageTask) -> str:
    """What a child does in these tests."""
    match task.source.name:
        case "hang":
            threading.Event().wait()
        case "fail":
            raise RuntimeError(task.source.name)
    return task.source.name


def test_a_page_that_hangs_or_breaks_its_reader_fails_alone() -> None:
    reader = PageChild(look_by_name, time_limit=0.5)

    def read(name: str) -> str:
        return reader.area(Path(name), MediaType.PDF, 1, (0, 0, 1, 1), None)

    try:
        for name, code in (("hang", "page_unreadable"), ("fail", "extraction_failed")):
            with pytest.raises(IngestError) as caught:
                read(name)
            assert caught.value.code == code
            assert read("good") == "good"
        reader.rest()
        assert read("good again") == "good again"
    finally:
        reader.close()
    with pytest.raises(IngestError) as caught:
        read("good")
    assert (caught.value.code, caught.value.retryable) == ("service_busy", True)


class Slow:
    """A reader that waits for `go`."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.rested = threading.Event()

    def words(self, path: Path, media_type: MediaType, number: int) -> PageWords:
        raise AssertionError

    def area(self, path: Path, media_type: MediaType, number: int, box: Box, turn: int | None) -> str:
        self.go.wait(30)
        return "read"

    def rest(self) -> None:
        self.rested.set()

    def close(self) -> None:
        self.go.set()


def test_few_pages_wait_and_the_reader_rests_afterwards() -> None:
    reader = Slow()

    async def work() -> None:
        desk = PageDesk(reader, idle_seconds=0.0)
        one, others = UUID(int=1), [UUID(int=number) for number in range(2, 20)]

        def read() -> str:
            return reader.area(Path(), MediaType.PDF, 1, (0, 0, 1, 1), None)

        async def begun(user: UUID) -> "asyncio.Task[str]":
            task = asyncio.create_task(desk.run(user, read))
            await asyncio.sleep(0)
            return task

        waiting = [await begun(one) for _ in range(3)]
        with pytest.raises(BusyError):
            await desk.run(one, read)
        waiting += [await begun(user) for user in others[:9]]
        with pytest.raises(BusyError) as caught:
            await desk.run(others[-1], read)
        assert caught.value.code == "page_busy"
        assert not reader.rested.is_set()
        reader.go.set()
        assert await asyncio.gather(*waiting) == ["read"] * 12
        assert await desk.run(one, read) == "read"
        assert await asyncio.to_thread(reader.rested.wait, 30)
        await asyncio.to_thread(desk.close)
        with pytest.raises(IngestError):
            await desk.run(one, read)

    asyncio.run(work())
