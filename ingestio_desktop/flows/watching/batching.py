"""Files of a watched folder as a batch: its name, its prompt, its documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.plans import compile_text
from ingestio_desktop.flows.prompts import defaults
from ingestio_desktop.flows.watching.listing import Seen
from ingestio_desktop.options import MAX_NAME, WatchedFolder
from ingestio_desktop.store.batches import NewBatch, NewDocument
from ingestio_desktop.store.rows import SavedPrompt


@dataclass(frozen=True, slots=True)
class Taken:
    """A file and the document that it becomes."""

    seen: Seen
    create: DocumentCreate


@dataclass(frozen=True, slots=True)
class Prompt:
    """Both are None for auto-detect."""

    text: str | None = None
    field_plan: FieldPlan | None = None


def chosen_prompt(folder: WatchedFolder, saved: Iterable[SavedPrompt]) -> Prompt | None:
    """What is extracted from a folder's files; None where that is not said. A prompt of the library is taken
    as it is now, and as it was when it has gone."""
    if folder.strategy is PromptStrategy.AUTO:
        return Prompt()
    text, plan = folder.prompt, folder.field_plan
    if folder.library_prompt is not None:
        known = {prompt.id: prompt.prompt for prompt in (*defaults(), *saved)}
        now = known.get(folder.library_prompt, text)
        text, plan = now, plan if now == text else None
    if not text.strip():
        return None
    return Prompt(text, plan if plan is not None and plan.fields else compile_text(text))


def new_batch(folder: WatchedFolder, taken: Sequence[Taken], prompt: Prompt, now: datetime) -> NewBatch:
    """A batch of files; `now` in the person's own time."""
    name = folder.batch_name.format(
        folder=named(folder.path.name), date=f"{now:%Y-%m-%d}", time=f"{now:%H:%M}", count=len(taken)
    )
    return NewBatch(
        id=uuid4(),
        name=name.strip()[:MAX_NAME] or None,
        strategy=folder.strategy,
        prompt=prompt.text,
        field_plan=prompt.field_plan,
        documents=tuple(NewDocument(each.create, each.seen.path, each.seen.mtime_ns) for each in taken),
    )


def named(name: str) -> str:
    """A file's name with undecodable bytes replaced, so that it can be shown, stored and sent as text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
