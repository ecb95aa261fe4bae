"""What a click and a dragged box find on a page: by its text layer, by the service, and without either."""

from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from typing import Any, cast
from uuid import UUID

import pytest

from ingestio_core.contracts.extractions import Box, EvidenceSource
from ingestio_core.contracts.pages import PageWord, PageWords
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.files import DocumentFiles, LocalFile
from ingestio_desktop.flows.words import PageTexts
from ingestio_desktop.futures import done, failed, settle
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.workers.page_words import word_at
from ingestio_desktop.workers.pages import Word
from ingestio_desktop.workers.renderer import Renderer
from tests.support.documents import DocumentKind, make_document, make_scan

PRINTED, SCAN, XML = UUID(int=1), UUID(int=2), UUID(int=3)
WORD: Box = (100.0, 50.0, 140.0, 60.0)
EMPTY: Box = (1.0, 1.0, 3.0, 3.0)
OFFLINE = IngestError("offline", "No network", "Try again.")


class Service:
    """The far side: it answers what a page says, or is not reached, and counts."""

    def __init__(self) -> None:
        self.away: IngestError | None = None
        self.asked: list[str] = []
        self.area = "Read well"

    def ask(self, work: "Callable[[Service], Coroutine[Any, Any, object]]") -> "Future[object]":
        if self.away is not None:
            return failed(self.away)
        future: Future[object] = Future()

        def run() -> object:
            try:
                work(self).send(None)
            except StopIteration as answered:
                return answered.value
            raise AssertionError

        settle(future, run)
        return future

    async def page_words(self, document: UUID, page: int) -> PageWords:
        self.asked.append(f"words {page}")
        word = PageWord(text="Total", box=WORD, confidence=0.9)
        return PageWords(page=page, width=595, height=842, source=EvidenceSource.OCR, words=(word,))

    async def read_area(self, document: UUID, page: int, box: Box) -> str:
        self.asked.append(f"area {page}")
        return self.area


class Files:
    """Files of documents, all here."""

    def __init__(self, found: dict[UUID, LocalFile]) -> None:
        self._found = found

    def fetch(self, document_id: UUID) -> "Future[LocalFile]":
        return done(self._found[document_id])


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("files")
    made = make_document(17, DocumentKind.INVOICE, language="en")
    (folder / "printed.pdf").write_bytes(made.content)
    (folder / "scan.jpg").write_bytes(make_scan(made, 1, dpi=40))
    (folder / "data.xml").write_text("<x/>", encoding="utf-8")
    return Files(
        {
            PRINTED: LocalFile(folder / "printed.pdf", MediaType.PDF),
            SCAN: LocalFile(folder / "scan.jpg", MediaType.JPEG),
            XML: LocalFile(folder / "data.xml", MediaType.XML),
        }
    )


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    renderer = Renderer()
    renderer.start()
    yield renderer
    renderer.close()


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def texts(files: Files, renderer: Renderer, service: Service) -> PageTexts:
    return PageTexts(cast(DocumentFiles, files), renderer, cast(SyncControl, service))


def code(future: "Future[Any]") -> str:
    error = future.exception(30)
    assert isinstance(error, IngestError)
    return error.code


def middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def test_a_printed_page_is_read_here_and_at_once(texts: PageTexts, service: Service) -> None:
    words = texts.words(PRINTED, 1).result(30)
    assert texts.word_at(PRINTED, 1, *middle(words[0].box)).result(30) == words[0].text
    assert words[0].text in texts.text_in(PRINTED, 1, words[0].box).result(30)
    assert service.asked == []


def test_a_picture_is_read_by_the_service_and_asked_for_once(texts: PageTexts, service: Service) -> None:
    assert [word.text for word in texts.words(SCAN, 1).result(30)] == ["Total"]
    assert texts.word_at(SCAN, 1, *middle(WORD)).result(30) == "Total"
    assert texts.word_at(SCAN, 1, 5, 5).result(30) == ""
    assert texts.text_in(SCAN, 1, WORD).result(30) == "Read well"
    assert service.asked == ["words 1", "area 1"]


def test_a_picture_offline_says_so_until_it_is_known(texts: PageTexts, service: Service) -> None:
    service.away = OFFLINE
    assert code(texts.words(SCAN, 1)) == "picture_offline"
    assert code(texts.word_at(SCAN, 1, 5, 5)) == "picture_offline"
    assert code(texts.text_in(SCAN, 1, WORD)) == "picture_offline"
    service.away = None
    texts.words(SCAN, 1).result(30)
    service.away = OFFLINE
    assert texts.word_at(SCAN, 1, *middle(WORD)).result(30) == "Total"
    assert texts.text_in(SCAN, 1, WORD).result(30) == "Total"


def test_what_is_no_matter_of_the_network_is_told_as_it_is(texts: PageTexts, service: Service) -> None:
    service.away = IngestError("page_busy", "Other pages are being read", "Try again.")
    assert code(texts.word_at(SCAN, 1, 5, 5)) == "page_busy"
    assert code(texts.text_in(SCAN, 1, WORD)) == "page_busy"


def test_a_picture_on_a_printed_page_is_read_too(texts: PageTexts, service: Service) -> None:
    assert texts.text_in(PRINTED, 1, EMPTY).result(30) == "Read well"
    assert texts.word_at(PRINTED, 1, 2, 2).result(30) == ""
    assert service.asked == ["area 1", "words 1"]


def test_a_click_beside_the_words_of_a_printed_page_is_silent_offline(
    texts: PageTexts, service: Service
) -> None:
    service.away = OFFLINE
    assert texts.word_at(PRINTED, 1, 2, 2).result(30) == ""
    assert code(texts.text_in(PRINTED, 1, EMPTY)) == "picture_offline"


def test_a_box_around_nothing_says_so(texts: PageTexts, service: Service) -> None:
    service.area = ""
    assert code(texts.text_in(SCAN, 1, EMPTY)) == "nothing_printed"


def test_xml_has_no_words_and_nobody_is_asked(texts: PageTexts, service: Service) -> None:
    assert texts.words(XML, 1).result(30) == ()
    assert texts.word_at(XML, 1, 5, 5).result(30) == ""
    assert service.asked == []


def test_of_many_pages_the_first_are_forgotten(texts: PageTexts, service: Service) -> None:
    for number in (*range(1, 66), 65, 1):
        texts.words(SCAN, number).result(30)
    assert service.asked[-2:] == ["words 65", "words 1"]


@pytest.mark.parametrize(
    ("line", "at", "number"),
    [
        ("Summe 1 234,50 EUR", 1, "1 234,50"),
        ("Summe 1 234,50 EUR", 2, "1 234,50"),
        ("Total 12 345 678", 2, "12 345 678"),
        ("- 12,50", 1, "- 12,50"),
        ("12,50 -", 0, "12,50 -"),
        ("( 12,50 )", 1, "( 12,50 )"),
        ("- € 1 234,50", 2, "- € 1 234,50"),
        ("2020 - 100", 2, "100"),
        ("Box 12 34,00", 1, "12"),
        ("4 711", 0, "4 711"),
        ("4   711,00", 3, "711,00"),
        ("Total 12", 0, "Total"),
    ],
)
def test_a_number_of_the_page_is_taken_whole(line: str, at: int, number: str) -> None:
    words = [
        Word(text, (6.0 * place, 0.0, 6.0 * place + 4, 8.0)) for place, text in enumerate(line.split(" "))
    ]
    spot = middle(words[at].box)
    present = [word for word in words if word.text]
    assert word_at(present, *spot, number=True) == number
    assert word_at(present, *spot) == words[at].text
