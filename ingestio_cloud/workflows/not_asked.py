"""What a document says of itself that a model was to read, and that nobody could be asked about."""

from typing import Final

from ingestio_cloud.workflows.outcome import StoredOutcome
from ingestio_cloud.workflows.routes import NoWay
from ingestio_core.contracts.extractions import EvidenceSource, Finding, Severity

_CODE: Final = "model_not_asked"
_WHY: Final = {
    NoWay.KEY_GONE: (
        "the key that was chosen for it was removed",
        "Add the key in Settings, under Reading, and redo the document.",
    ),
    NoWay.KEY_UNREADABLE: (
        "the service can't decrypt the key any more",
        "Enter the key again in Settings, under Reading, and redo the document.",
    ),
    NoWay.ADDRESS_CLOSED: (
        "the service asks the address of the key no more",
        "Choose another address in Settings, under Reading, and redo the document.",
    ),
    NoWay.NO_MODEL: (
        "the service has no model of its own any more",
        "Add a key in Settings, under Reading, and choose it for a new batch.",
    ),
    NoWay.NOT_IN_PLAN: (
        "the plan has no models any more",
        "Upgrade the plan and redo the document.",
    ),
}


def with_not_asked(content: bytes, why: NoWay) -> bytes:
    """A local reading, with the finding that the model was not asked; an e-invoice, which no model is asked
    about, and a reading that has the finding stay as they are."""
    outcome = StoredOutcome.model_validate_json(content)
    extraction = outcome.extraction
    exact = any(one.source is EvidenceSource.XML for one in extraction.evidence.values())
    if exact or any(finding.code == _CODE for finding in extraction.findings):
        return content
    cause, what_to_do = _WHY[why]
    finding = Finding(
        code=_CODE,
        severity=Severity.WARNING,
        message=f"The model was not asked about this document: {cause}. What stands here is what the local "
        f"engine read. {what_to_do}",
    )
    noted = extraction.model_copy(update={"findings": (*extraction.findings, finding)})
    return outcome.model_copy(update={"extraction": noted}).model_dump_json().encode()
