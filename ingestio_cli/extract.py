"""`ingestio extract`: files in, a spreadsheet out, through the embedded service."""

import asyncio
import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from ingestio_cli.exits import ALL_COMPLETED, SOME_FAILED, UsageError
from ingestio_cli.files import check_rows, check_target, find_files
from ingestio_cli.outcomes import Outcome, print_table
from ingestio_cli.output import added, endings, write_outcomes
from ingestio_cli.progress import reporter
from ingestio_cli.session import run, service_client
from ingestio_cli.terminal import tell
from ingestio_client.paths import printable
from ingestio_client.submit import RunResult, announced, run_batch
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.documents import Document, DocumentCreate
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.export import check_can_be_added_to
from ingestio_core.fieldplan import DEFAULT_PLANS, FieldPlan
from ingestio_core.fieldplan.compiler import compile_prompt
from ingestio_core.intake import FoundFile, inspect_many
from ingestio_core.lifecycle import PromptStrategy

_INSPECTED_AT_ONCE: Final = 50
_PROMPT_LENGTH: Final = 20_000
_PROMPT_BYTES: Final = 4 * _PROMPT_LENGTH
"""More than any text of that length has."""


@dataclass(frozen=True, slots=True)
class Request:
    """The command as it was given."""

    paths: tuple[Path, ...]
    out: Path
    prompt: str | None
    prompt_file: Path | None
    auto: bool
    rows: str
    table: bool
    data: Path | None
    server: str | None = None
    engine: EngineChoice | None = None
    append: bool = False


def extract_files(request: Request) -> int:
    """Do it all and give the exit code. Raises `UsageError` before anything is read."""
    ending = check_target(request.out, endings(request.append))
    if request.append:
        check_can_be_added_to(request.out)
    prompt = _prompt(request)
    plan = _plan(prompt)
    check_rows(request.rows, DEFAULT_PLANS.values() if plan is None else (plan,), "this prompt")
    found = find_files(request.paths, request.out)
    outcomes = run(lambda: _outcomes(found, prompt, plan, request))
    written = write_outcomes(outcomes, request.out, ending, request.rows, append=request.append)
    if written is not None and written.appended:
        tell(added(written))
    if request.table:
        print_table(outcomes, plan)
    return _summary(outcomes, request.out)


def _prompt(request: Request) -> str | None:
    """The prompt's text, None for auto."""
    given = (request.prompt is not None, request.prompt_file is not None, request.auto)
    if sum(given) != 1:
        raise UsageError("Say what to read in exactly one way: --prompt TEXT, --prompt-file FILE, or --auto.")
    if request.auto:
        return None
    prompt = request.prompt
    if request.prompt_file is not None:
        prompt = _text_of(request.prompt_file)
    if not prompt or not prompt.strip():
        raise UsageError("The prompt is empty. Name what to read, such as “invoice number, date and total”.")
    if len(prompt) > _PROMPT_LENGTH:
        raise UsageError(
            f"The prompt is too long: {len(prompt)} characters, up to {_PROMPT_LENGTH} are taken."
        )
    # On some systems an argument is any bytes.
    return printable(prompt).strip()


def _text_of(file: Path) -> str:
    """The text of a prompt file, as editors save it: UTF-8 with or without its mark, or UTF-16 with it."""
    try:
        with file.open("rb") as stream:
            content = stream.read(_PROMPT_BYTES + 1)
    except OSError as error:
        raise UsageError(
            f"The prompt file “{file}” cannot be read: {error.strerror}. Check the name and the folder."
        ) from error
    if len(content) > _PROMPT_BYTES:
        raise UsageError(
            f"The prompt file “{file}” is too long: up to {_PROMPT_LENGTH} characters are taken."
        )
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"The prompt file “{file}” cannot be read as text. Save it as UTF-8 text."
        ) from error


def _plan(prompt: str | None) -> FieldPlan | None:
    if prompt is None:
        return None
    plan = compile_prompt(prompt)
    if not plan.fields:
        raise UsageError(
            "No column was recognised in the prompt. Name what to read, such as “invoice number, total”."
        )
    if plan.unread:
        tell(f"Not understood in the prompt, left out: {', '.join(plan.unread)}.")
    return plan


async def _outcomes(
    found: Sequence[FoundFile], prompt: str | None, plan: FieldPlan | None, request: Request
) -> list[Outcome]:
    """What became of each file, in the order found."""
    outcomes: list[Outcome] = []
    if len(found) > _INSPECTED_AT_ONCE:
        tell(f"Looking at {len(found)} files")
    # In small portions, between which Ctrl+C is heard.
    for start in range(0, len(found), _INSPECTED_AT_ONCE):
        portion = found[start : start + _INSPECTED_AT_ONCE]
        intakes = await asyncio.to_thread(inspect_many, portion)
        outcomes += [Outcome(intake, file.folder) for file, intake in zip(portion, intakes, strict=True)]
    announcements = {
        index: announced(outcome.intake, outcome.folder)
        for index, outcome in enumerate(outcomes)
        if outcome.intake.accepted
    }
    if not announcements:
        return outcomes
    batch = BatchCreate(
        id=uuid4(),
        name=_name(found),
        prompt_strategy=PromptStrategy.AUTO if prompt is None else PromptStrategy.GLOBAL,
        prompt=prompt,
        field_plan=plan,
        engine=request.engine,
        documents=tuple(announcements.values()),
    )
    paths = {document.id: outcomes[index].intake.path for index, document in announcements.items()}
    async with service_client(request.data, request.server, fall_back=True) as client:
        with reporter() as progress:
            result = await run_batch(client, batch, paths, progress.show)
        documents = {document.id: document async for document in client.iter_documents(batch.id)}
    for index, announcement in announcements.items():
        outcomes[index] = _settled(outcomes[index], announcement, result, documents)
    return outcomes


def _settled(
    outcome: Outcome, announcement: DocumentCreate, result: RunResult, documents: dict[UUID, Document]
) -> Outcome:
    return Outcome(
        outcome.intake,
        outcome.folder,
        documents.get(announcement.id),
        result.upload_errors.get(announcement.id),
    )


def _name(found: Sequence[FoundFile]) -> str | None:
    """The folder that was named, or the one file; else the batch has no name."""
    tops = {file.folder.partition("/")[0] for file in found}
    if len(found) == 1:
        return printable(found[0].path.name)[:200]
    return tops.pop()[:200] or None if len(tops) == 1 else None


def _summary(outcomes: Sequence[Outcome], out: Path) -> int:
    completed = sum(outcome.completed for outcome in outcomes)
    tell(f"{completed} of {len(outcomes)} files read. Saved {out}.")
    for outcome in outcomes:
        if outcome.error is not None:
            tell(f"  {outcome.file}: {outcome.error.title}. {outcome.error.message}")
    return ALL_COMPLETED if completed == len(outcomes) else SOME_FAILED
