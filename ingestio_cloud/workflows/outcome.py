"""What child processes hand back for a document, and are handed."""

from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.extractions import DocumentType, Extraction
from ingestio_core.fieldplan import FieldPlan
from ingestio_extract.llm.request import Answered, ModelRequest
from ingestio_extract.memory.model import KeptReading, KnownSupplier


class StoredOutcome(Wire):
    """An engine's outcome as it waits, in JSON, to be stored.

    Has the fields of `ingestio_extract.pipeline.ExtractionOutcome`; the service does not import
    that one, since OCR and its numerics would come with it. `seconds` is the time it took. Tokens are
    those that a model was sent and wrote, `cost_micros` what they cost, None where none was asked. `memory`
    is what a later correction is learned from; once `recalled`, the values are as earlier corrections say.
    """

    extraction: Extraction
    document_type: DocumentType
    type_confidence: float
    field_plan: FieldPlan
    engine: str
    model: str | None
    pages: int
    seconds: float
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_micros: int | None = None
    memory: KeptReading | None = None
    recalled: bool = False


class Recall(Wire):
    """What a child reads again: an outcome, as the lessons of one of these suppliers say."""

    outcome: StoredOutcome
    suppliers: tuple[KnownSupplier, ...]


class Asks(Wire):
    """What a child prepared (`ingestio_extract.llm.engine.Prepared`): questions for a model, or the
    outcome where there is nothing to ask. `local` says that the local engine has read all of it, so that
    no answer is needed; `splits` counts the questions that had to be asked in halves."""

    requests: tuple[ModelRequest, ...] = ()
    kept: str = ""
    outcome: StoredOutcome | None = None
    local: bool = False
    splits: int = 0


class Answers(Wire):
    """What a child grounds: what was kept of the words, and the answers in the order of the questions."""

    kept: str
    answers: tuple[Answered, ...]
