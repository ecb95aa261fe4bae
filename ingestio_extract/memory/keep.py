"""What a reading leaves behind for the memory."""

from ingestio_core.contracts.extractions import DocumentType, Extraction
from ingestio_core.fieldplan import FieldPlan
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.engine import read_document
from ingestio_extract.memory.model import KeptReading
from ingestio_extract.memory.suppliers import ISSUER_PLAN, ISSUERS, issuer_of, printed_keys
from ingestio_extract.memory.words import pack


def keep(
    document: Document, plan: FieldPlan, extraction: Extraction, kind: DocumentType
) -> KeptReading | None:
    """The words and whose document it seems to be, also where the plan asks for nothing of it. None of
    a document without words."""
    if not document.layout.rows:
        return None
    issuer = issuer_of(plan, extraction.data)
    named = any(role in issuer for role in ISSUERS)
    rest = tuple(
        spec
        for spec in ISSUER_PLAN.fields
        if _lacks(plan, spec.name) and not (named and spec.name in ISSUERS)
    )
    if rest:
        found = read_document(document, FieldPlan(fields=rest), kind).scalars
        issuer |= {name: value.best.value for name, value in found.items()}
    return KeptReading(words=pack(document.layout.pages), keys=printed_keys(document.layout), issuer=issuer)


def _lacks(plan: FieldPlan, role: str) -> bool:
    return all(spec.role != role for spec in plan.scalars)
