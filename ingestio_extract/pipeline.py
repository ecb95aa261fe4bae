"""One document in, its data with evidence and findings out."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingestio_core.checks import run_checks
from ingestio_core.checks.again import COLUMN_NOT_FOUND, TABLE_NOT_FOUND
from ingestio_core.contracts.extractions import DocumentType, Extraction, Finding, PageSize, Severity
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.limits import MediaType
from ingestio_core.progress import CHECKS_FROM, FIELDS_FROM, PAGES_FROM, field_progress, page_progress
from ingestio_extract.classify import classify
from ingestio_extract.einvoice import EInvoice, embedded_xml, read_einvoice_xml
from ingestio_extract.hidden import seen_text
from ingestio_extract.layout import build_layout
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.engine import read_document, read_every_pair
from ingestio_extract.local.missing import missing_rows
from ingestio_extract.local.several import several_documents
from ingestio_extract.memory.keep import keep
from ingestio_extract.memory.model import KeptReading
from ingestio_extract.pages import read_pages
from ingestio_extract.result import Answer, answer_of_found
from ingestio_extract.words import DocumentText
from ingestio_extract.xmlresult import answer_of_xml, compare_with_page

LOCAL_ENGINE: Final = "local"
XML_ENGINE: Final = "xml"

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ExtractionOutcome:
    """What was read and how. `field_plan` is the plan in force, `pages` counts what was read
    (0 for plain XML), `seconds` is the time it took. `memory` is what a later correction is learned
    from, None of a document without words."""

    extraction: Extraction
    document_type: DocumentType
    type_confidence: float
    field_plan: FieldPlan
    engine: str
    model: str | None
    pages: int
    seconds: float
    memory: KeptReading | None = None


def extract_document(
    path: Path,
    media_type: MediaType,
    plan: FieldPlan | None,
    *,
    progress: Progress | None = None,
    use_xml: bool = True,
) -> ExtractionOutcome:
    """Reads a document by a field plan; with none, by the default plan of its detected type.

    `progress` is told how far it is (`ingestio_core.progress`), each figure once. `use_xml=False`
    reads a PDF by its pages alone, even where it carries its data as XML. Raises IngestError when
    nothing of the file can be opened.
    """
    started = time.monotonic()
    tell = rising(progress)
    invoice = xml_of(path, media_type) if use_xml or media_type is MediaType.XML else None
    if media_type is MediaType.XML:
        if invoice is None:
            raise IngestError(
                "not_an_einvoice",
                "Not an e-invoice",
                "This XML file is not an e-invoice. Add the invoice as a PDF instead.",
            )
        tell(FIELDS_FROM)
        outcome = _from_xml(invoice, plan, None, DocumentText(()), tell)
        memory = None
    else:
        tell(PAGES_FROM)
        text = seen_text(path, media_type, read_pages(path, media_type, page_teller(tell))).text
        document = Document(build_layout(text.pages))
        if invoice is not None:
            outcome = _from_xml(invoice, plan, document, text, tell)
        else:
            outcome = read_from_pages(document, text, plan, tell)
        memory = keep(document, outcome[3], outcome[0], outcome[1])
    return ExtractionOutcome(*outcome, seconds=time.monotonic() - started, memory=memory)


_Parts = tuple[Extraction, DocumentType, float, FieldPlan, str, str | None, int]


def rising(progress: Progress | None) -> Progress:
    """Tells what is more than was told before."""
    told = -1

    def tell(percent: int) -> None:
        nonlocal told
        if progress is not None and percent > told:
            told = percent
            progress(percent)

    return tell


def page_teller(tell: Progress) -> Callable[[int, int], None]:
    return lambda done, total: tell(page_progress(done, total))


def xml_of(path: Path, media_type: MediaType) -> EInvoice | None:
    """The e-invoice of a plain XML file or of a PDF; an attachment that can't be read is none."""
    if media_type is MediaType.XML:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise IngestError(
                "file_unreadable",
                "File cannot be read",
                "The file is no longer where it was, or may not be read. Put it back, or add it again.",
            ) from error
        return read_einvoice_xml(content)
    if media_type is not MediaType.PDF:
        return None
    attached = embedded_xml(path)
    if attached is None:
        return None
    try:
        return read_einvoice_xml(attached)
    except IngestError:
        return None


def read_from_pages(document: Document, text: DocumentText, plan: FieldPlan | None, tell: Progress) -> _Parts:
    kind = classify(document.layout)
    asked = plan if plan is not None else default_plan(kind.type)
    findings: list[Finding] = list(text.findings)
    if not document.layout.rows:
        findings.append(
            Finding(
                code="no_text_found",
                severity=Severity.ERROR,
                message="No text was found on any page. If something is printed there, scan it sharper.",
            )
        )
    if plan is None and not asked.fields:
        asked, values = read_every_pair(document)
    else:
        values = read_document(
            document,
            asked,
            kind.type,
            lambda part: tell(field_progress(part)),
        )
    answer = answer_of_found(asked, values, document, kind.type)
    if kind.type in (DocumentType.INVOICE, DocumentType.OTHER):
        found = tuple(f"/{name}" for name in values.scalars)
        findings.extend(several_documents(document, found))
    tell(CHECKS_FROM)
    extraction = checked(asked, answer, findings, text, document)
    return extraction, kind.type, kind.confidence, asked, LOCAL_ENGINE, None, len(text.pages)


def _from_xml(
    invoice: EInvoice, plan: FieldPlan | None, document: Document | None, text: DocumentText, tell: Progress
) -> _Parts:
    asked = plan if plan is not None else default_plan(invoice.document_type)
    answer = answer_of_xml(invoice, asked, document)
    findings = list(text.findings)
    if document is not None:
        rest = FieldPlan(fields=tuple(spec for spec in asked.fields if spec.name in answer.unknown))
        values = read_document(document, rest, invoice.document_type, lambda part: tell(field_progress(part)))
        answer = answer.completed_by(answer_of_found(rest, values, document, invoice.document_type))
        findings.extend(compare_with_page(invoice, asked, answer, document))
    tell(CHECKS_FROM)
    extraction = checked(asked, answer, findings, text, document)
    return extraction, invoice.document_type, 1.0, asked, XML_ENGINE, None, len(text.pages)


def checked(
    plan: FieldPlan, answer: Answer, findings: list[Finding], text: DocumentText, document: Document | None
) -> Extraction:
    # Of two readings the first may have missed what the second found.
    told = [one for one in answer.findings if one.code not in (TABLE_NOT_FOUND, COLUMN_NOT_FOUND)]
    missing = missing_rows(plan, answer.data, document)
    checks = run_checks(plan, answer.data, answer.evidence, adjustments=answer.adjustments)
    sizes = tuple(PageSize(width=page.shown_size[0], height=page.shown_size[1]) for page in text.pages)
    return Extraction(
        data=answer.data,
        evidence=answer.evidence,
        findings=(*findings, *told, *missing, *checks),
        page_sizes=sizes,
        adjustments=tuple(answer.adjustments),
    )
