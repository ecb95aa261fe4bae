"""The two halves of a reading by a model, before the model is asked and after it has answered."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.extractions import DocumentType, Extraction
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.limits import MediaType
from ingestio_core.progress import PAGES_FROM
from ingestio_extract.classify import classify
from ingestio_extract.hidden import SeenText, seen_text
from ingestio_extract.layout import build_layout
from ingestio_extract.llm.answer import read_answer
from ingestio_extract.llm.grounded import Part, Seen, answer_of_model
from ingestio_extract.llm.merged import merged
from ingestio_extract.llm.options import PLAIN, AskOptions
from ingestio_extract.llm.pictures import pages_to_show, pictures_of
from ingestio_extract.llm.prompt import requests_of
from ingestio_extract.llm.request import Answered, ModelRequest
from ingestio_extract.llm.schema import schema_of
from ingestio_extract.llm.unanswered import not_answered
from ingestio_extract.llm.unsure import unsure_plan
from ingestio_extract.local.candidates import Document
from ingestio_extract.memory.keep import keep
from ingestio_extract.pages import read_pages
from ingestio_extract.pipeline import (
    LOCAL_ENGINE,
    ExtractionOutcome,
    Progress,
    checked,
    extract_document,
    page_teller,
    read_from_pages,
    rising,
    xml_of,
)
from ingestio_extract.result import Answer
from ingestio_extract.words import DocumentText, PageText

MODEL_ENGINE: Final = "model"
BOTH_ENGINES: Final = "local+model"


class Kept(Wire):
    """What the second half needs of the first. `text` is a `DocumentText` as JSON, `hidden` the pages of
    what nobody sees; `field_plan` is the plan in force and `asked` the fields of it that the questions are
    about. `local` is what the local engine read, where it was asked first."""

    text: str
    hidden: str
    document_type: DocumentType
    type_confidence: float
    field_plan: FieldPlan
    asked: FieldPlan
    local: Extraction | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """Either what to ask, and what is `kept` for afterwards, or the `outcome` where there is nothing to
    ask a model for. `local` says that there is a reading even without an answer."""

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
    """Read the words and say what to ask. An e-invoice is read exactly; a document of no known fields,
    one with nothing to show, and one that the local engine is sure of where that is asked first, by the
    local engine. `progress` is told 10 to 60, or more where the local engine reads. Raises IngestError."""
    started = time.monotonic()
    if media_type is MediaType.XML or xml_of(path, media_type) is not None:
        return Prepared(outcome=extract_document(path, media_type, plan, progress=progress))
    tell = rising(progress)
    tell(PAGES_FROM)
    seen = seen_text(path, media_type, read_pages(path, media_type, page_teller(tell)))
    text = seen.text
    document = Document(build_layout(text.pages))
    kind = classify(document.layout)
    in_force = plan if plan is not None else default_plan(kind.type)
    asked, local = in_force, None
    shown = pages_to_show(text.pages) if options.pictures else []
    nothing = not in_force.fields or not (document.layout.rows or shown)
    if nothing or options.only_unsure:
        parts = read_from_pages(document, text, plan, tell)
        if not nothing:
            local = parts[0]
            asked = unsure_plan(in_force, local, kind.type, by_prompt=plan is not None)
        if nothing or not asked.fields:
            memory = keep(document, parts[3], parts[0], parts[1])
            seconds = time.monotonic() - started
            return Prepared(outcome=ExtractionOutcome(*parts, seconds=seconds, memory=memory))
    pictures = pictures_of(path, media_type, shown)
    requests = requests_of(document.layout, asked, kind.type, options.size, pictures)
    kept = Kept(
        text=_TEXT.dump_json(text).decode(),
        hidden=_PAGES.dump_json(seen.hidden).decode(),
        document_type=kind.type,
        type_confidence=kind.confidence,
        field_plan=in_force,
        asked=asked,
        local=local,
        seconds=time.monotonic() - started,
    )
    return Prepared(tuple(requests), kept.model_dump_json(), local=local is not None)


def complete(kept: str, answers: Sequence[Answered]) -> ExtractionOutcome:
    """What the answers to the questions of `prepare`, in their order, are worth. `seconds` is the time
    of both halves, without the model's. Raises NonsenseError."""
    started = time.monotonic()
    before = Kept.model_validate_json(kept)
    plan = before.field_plan
    seen = SeenText(_TEXT.validate_json(before.text), _PAGES.validate_json(before.hidden))
    document = Document(build_layout(seen.text.pages))
    answer, engine = _answer(before, seen, document, answers)
    answer.findings += not_answered(answers, before.asked, document.layout, local=before.local is not None)
    # What a local reading found wrong with the pages is among its own findings.
    findings = [] if before.local is not None else list(seen.text.findings)
    extraction = checked(plan, answer, findings, seen.text, document)
    return ExtractionOutcome(
        extraction=extraction,
        document_type=before.document_type,
        type_confidence=before.type_confidence,
        field_plan=plan,
        engine=engine,
        model=next((one.answer.model for one in answers if one.answer.model), None),
        pages=len(seen.text.pages),
        seconds=before.seconds + time.monotonic() - started,
        memory=keep(document, plan, extraction, before.document_type),
    )


def _answer(
    before: Kept, seen: SeenText, document: Document, answers: Sequence[Answered]
) -> tuple[Answer, str]:
    """What is known of the document, and by which engine."""
    schema = schema_of(before.asked)
    given = [one for one in answers if not one.answer.missing]
    parts = [Part(one.span, read_answer(one.answer.text, schema)) for one in given]
    hidden = Document(build_layout(seen.hidden)) if seen.hidden else None
    local = before.local
    told = answer_of_model(
        before.asked, parts, Seen(document, before.document_type, hidden), compare=local is None
    )
    if local is None:
        return told, MODEL_ENGINE
    if not parts:
        told = Answer()
    return merged(before.field_plan, before.asked, local, told), BOTH_ENGINES if parts else LOCAL_ENGINE


_TEXT: Final = TypeAdapter(DocumentText)
_PAGES: Final = TypeAdapter(tuple[PageText, ...])
