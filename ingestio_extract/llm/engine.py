"""The two halves of a reading by a model, before the model is asked and after it has answered.

Page images go to no model yet: a page without text is read by OCR, and its words are what is asked.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.limits import MediaType
from ingestio_core.progress import PAGES_FROM
from ingestio_extract.classify import classify
from ingestio_extract.layout import build_layout
from ingestio_extract.llm.answer import read_answer
from ingestio_extract.llm.grounded import Part, answer_of_model
from ingestio_extract.llm.options import PLAIN, AskOptions
from ingestio_extract.llm.prompt import requests_of
from ingestio_extract.llm.request import Answered, ModelRequest
from ingestio_extract.llm.schema import schema_of
from ingestio_extract.local.candidates import Document
from ingestio_extract.pages import read_pages
from ingestio_extract.pipeline import (
    ExtractionOutcome,
    Progress,
    checked,
    extract_document,
    page_teller,
    read_from_pages,
    rising,
    xml_of,
)
from ingestio_extract.words import DocumentText

MODEL_ENGINE: Final = "model"


class Kept(Wire):
    """What the second half needs of the first. `text` is a `DocumentText` as JSON."""

    text: str
    document_type: DocumentType
    type_confidence: float
    field_plan: FieldPlan
    seconds: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """Either what to ask, and what is `kept` for afterwards, or the `outcome` where there is nothing to
    ask a model for."""

    requests: tuple[ModelRequest, ...] = ()
    kept: str = ""
    outcome: ExtractionOutcome | None = None
    local: bool = False


def prepare(
    path: Path,
    media_type: MediaType,
    plan: FieldPlan | None,
    *,
    progress: Progress | None = None,
    options: AskOptions = PLAIN,
) -> Prepared:
    """Read the words and say what to ask. An e-invoice is read exactly, a document with no words or of
    no known fields by the local engine. `progress` is told 10 to 60. Raises IngestError."""
    started = time.monotonic()
    if media_type is MediaType.XML or xml_of(path, media_type) is not None:
        return Prepared(outcome=extract_document(path, media_type, plan, progress=progress))
    tell = rising(progress)
    tell(PAGES_FROM)
    text = read_pages(path, media_type, page_teller(tell))
    document = Document(build_layout(text.pages))
    kind = classify(document.layout)
    asked = plan if plan is not None else default_plan(kind.type)
    if not document.layout.rows or not asked.fields:
        parts = read_from_pages(document, text, plan, tell)
        return Prepared(outcome=ExtractionOutcome(*parts, seconds=time.monotonic() - started))
    requests = requests_of(document.layout, asked, kind.type, options.size)
    kept = Kept(
        text=_TEXT.dump_json(text).decode(),
        document_type=kind.type,
        type_confidence=kind.confidence,
        field_plan=asked,
        seconds=time.monotonic() - started,
    )
    return Prepared(tuple(requests), kept.model_dump_json())


def complete(kept: str, answers: Sequence[Answered]) -> ExtractionOutcome:
    """What the answers to the questions of `prepare`, in their order, are worth. `seconds` is the time
    of both halves, without the model's. Raises NonsenseError."""
    started = time.monotonic()
    before = Kept.model_validate_json(kept)
    text = _TEXT.validate_json(before.text)
    plan, schema = before.field_plan, schema_of(before.field_plan)
    document = Document(build_layout(text.pages))
    parts = [
        Part(one.span, read_answer(one.answer.text, schema)) for one in answers if not one.answer.missing
    ]
    answer = answer_of_model(plan, parts, document, before.document_type)
    return ExtractionOutcome(
        extraction=checked(plan, answer, list(text.findings), text),
        document_type=before.document_type,
        type_confidence=before.type_confidence,
        field_plan=plan,
        engine=MODEL_ENGINE,
        model=next((one.answer.model for one in answers if one.answer.model), None),
        pages=len(text.pages),
        seconds=before.seconds + time.monotonic() - started,
    )


_TEXT: Final = TypeAdapter(DocumentText)
