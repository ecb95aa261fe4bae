"""The engines that a child process can run, by name.

`local` is the product. `null` takes the same road through upload, queue, child process and database
with the reading itself left out: benchmarks measure the road with it. `slow` is `null` with a
pause, so that a chaos test has the time to interrupt it. `model` asks a language model: a child
reads the words and says what to ask (`read_words`), and another grounds the answers
(`ground_answers`); where a plan lets no model be asked it is `local`. `auto` is `local` first, and asks
a model for nothing but what that is unsure of.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, Final, Protocol

from ingestio_cloud.workflows.outcome import Answers, Recall, StoredOutcome
from ingestio_core.contracts.extractions import DocumentType, Extraction
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.limits import MediaType
from ingestio_extract.llm.options import AskOptions

SLOW_SECONDS: Final = 0.3


class EngineName(StrEnum):
    LOCAL = "local"
    MODEL = "model"
    AUTO = "auto"
    NULL = "null"
    SLOW = "slow"


ASKING: Final = frozenset({EngineName.MODEL, EngineName.AUTO})
"""Those that ask a model: with no other one does a document leave the machine."""


class Engine(Protocol):
    """Reads the document at `source` and tells `progress` the percentage reached. A function of a
    module; its result has the fields of `StoredOutcome`."""

    def __call__(
        self, source: Path, media_type: MediaType, plan: FieldPlan | None, progress: Callable[[int], None]
    ) -> Any: ...


def read_locally(
    source: Path, media_type: MediaType, plan: FieldPlan | None, progress: Callable[[int], None]
) -> Any:
    """The local engine: no account, no key, no network."""
    # Loads OCR and its numerics, which only a child process is to pay for.
    from ingestio_extract.pipeline import extract_document

    return extract_document(source, media_type, plan, progress=progress)


def read_nothing(
    source: Path, media_type: MediaType, plan: FieldPlan | None, progress: Callable[[int], None]
) -> StoredOutcome:
    """An empty extraction, at once."""
    progress(50)
    return StoredOutcome(
        extraction=Extraction(data={}),
        document_type=DocumentType.OTHER,
        type_confidence=1.0,
        field_plan=plan or FieldPlan(),
        engine=EngineName.NULL,
        model=None,
        pages=1,
        seconds=0.0,
    )


def read_slowly(
    source: Path, media_type: MediaType, plan: FieldPlan | None, progress: Callable[[int], None]
) -> Any:
    """An empty extraction, after a while."""
    Event().wait(SLOW_SECONDS)
    return read_nothing(source, media_type, plan, progress)


def words_reader(options: AskOptions) -> Engine:
    """An engine that says what to ask a model about a document, in such a way."""
    return partial(read_words, options=options)


def read_words(
    source: Path,
    media_type: MediaType,
    plan: FieldPlan | None,
    progress: Callable[[int], None],
    options: AskOptions,
) -> Any:
    """What to ask a model about the document. Its result has the fields of `outcome.Asks`."""
    from ingestio_extract.llm.engine import prepare

    return prepare(source, media_type, plan, progress=progress, options=options)


def ground_answers(
    source: Path, media_type: MediaType, plan: FieldPlan | None, progress: Callable[[int], None]
) -> Any:
    """What a model's answers are worth; `source` has an `outcome.Answers`."""
    from ingestio_extract.llm.engine import complete

    given = Answers.model_validate_json(source.read_bytes())
    return complete(given.kept, given.answers)


def recall(
    source: Path, media_type: MediaType, plan: FieldPlan | None, progress: Callable[[int], None]
) -> StoredOutcome:
    """An outcome as earlier corrections of its supplier say; `source` has an `outcome.Recall`."""
    from ingestio_extract.memory.apply import apply_memory

    given = Recall.model_validate_json(source.read_bytes())
    outcome = given.outcome
    assert outcome.memory is not None, "only what left words behind is read again"
    read = apply_memory(outcome.memory, outcome.field_plan, outcome.extraction, given.suppliers)
    if read is None:
        return outcome.model_copy(update={"recalled": True})
    memory = outcome.memory.model_copy(update={"applied": read.applied, "supplier": read.supplier})
    return outcome.model_copy(update={"extraction": read.extraction, "memory": memory, "recalled": True})


ENGINES: Final[Mapping[EngineName, Engine]] = {
    EngineName.LOCAL: read_locally,
    EngineName.NULL: read_nothing,
    EngineName.SLOW: read_slowly,
    EngineName.MODEL: read_locally,
    EngineName.AUTO: read_locally,
}
