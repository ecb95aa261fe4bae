"""A draft on a real store and a real child process: what is dropped, typed, stopped and resumed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldType
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.batches import BatchesFlow, DocumentQuery
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.draft import DraftChange, DraftFile, DraftView
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.store import outbox
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.models import DraftModel
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.support.documents import make_document
from tests.support.waiting import until


def wait(flow: ComposeFlow, condition: Callable[[DraftView], bool]) -> DraftView:
    until(lambda: condition(flow.view()))
    return flow.view()


def listed(flow: ComposeFlow, files: int) -> DraftView:
    return wait(flow, lambda view: view.totals.files == files and not view.listing)


def reasons(flow: ComposeFlow) -> dict[str, str | None]:
    rows = flow.files().result(30)
    return {f"{row.folder}/{row.name}": row.reason.code if row.reason else None for row in rows}


def test_a_dropped_folder_is_listed_with_a_reason_for_each_refusal(
    compose: ComposeFlow, folder: Path
) -> None:
    compose.add_paths([folder])
    view = listed(compose, 6)
    assert reasons(compose) == {
        "dropped/one/same.pdf": None,
        "dropped/two/same.pdf": None,
        "dropped/copy of third.pdf": None,
        "dropped/third.pdf": "duplicate_in_batch",
        "dropped/broken.pdf": "file_damaged",
        "dropped/text.pdf": "type_not_allowed",
    }
    assert (view.totals.valid, view.totals.rejected, view.problems) == (3, 3, ())
    assert view.totals.pages == sum(row.pages or 0 for row in compose.files().result() if row.reason is None)


def test_a_path_is_not_added_twice(compose: ComposeFlow, folder: Path) -> None:
    compose.add_paths([folder])
    listed(compose, 6)
    compose.add_paths([folder / "third.pdf", folder])
    compose.set_name("both heard")
    view = wait(compose, lambda view: view.name == "both heard" and not view.listing)
    assert view.totals.files == 6


def test_what_is_notified_adds_up_to_the_list(store: Store, cpu: CpuProcess, folder: Path) -> None:
    flow = ComposeFlow(store, cpu)
    rows: dict[object, DraftFile] = {}

    def hear(change: DraftChange) -> None:
        if change.reset:
            rows.clear()
        rows.update((file.id, file) for file in change.files)
        for gone in change.removed:
            rows.pop(gone, None)

    flow.changed.subscribe(hear)
    flow.start()
    flow.open().result(30)
    flow.add_paths([folder])
    listed(flow, 6)
    flow.remove([next(row.id for row in flow.files().result() if row.name == "copy of third.pdf")])
    wait(flow, lambda view: view.totals.files == 5)
    flow.close()
    assert len(rows) == 5
    third = next(row for row in rows.values() if row.name == "third.pdf")
    assert third.reason is None


def test_stop_takes_the_unchecked_away(compose: ComposeFlow, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    content = make_document(4).content
    for number in range(400):
        (many / f"{number}.pdf").write_bytes(content + b"\n%" + str(number).encode())
    compose.add_paths([many])
    wait(compose, lambda view: view.totals.files > 0)
    compose.stop()
    view = wait(compose, lambda view: not view.listing)
    assert view.totals.checking == 0
    assert view.totals.files == view.totals.valid


def test_prompts_compile_as_they_are_typed_and_keep_changes_by_hand(compose: ComposeFlow) -> None:
    compose.set_prompt("invoice number, total")
    view = wait(compose, lambda view: view.field_plan is not None and len(view.field_plan.fields) == 2)
    assert view.field_plan is not None
    first = view.field_plan.fields[0].name
    compose.rename_column(first, "Our number")
    compose.add_column("Cost centre", FieldType.ID)
    compose.set_prompt("invoice number, total, IBAN")
    view = wait(compose, lambda view: view.field_plan is not None and len(view.field_plan.fields) == 4)
    assert view.field_plan is not None
    assert view.field_plan.fields[0].label == "Our number"
    assert {"cost_centre", "iban"} <= {field.name for field in view.field_plan.fields}


def test_each_file_has_its_own_prompt(compose: ComposeFlow, folder: Path) -> None:
    compose.add_paths([folder / "one", folder / "two"])
    listed(compose, 2)
    one, two = compose.files().result()
    compose.set_strategy(PromptStrategy.PER_DOCUMENT)
    compose.next()
    compose.set_prompt("invoice number", (one.id,))
    view = wait(compose, lambda view: view.problems != () and view.problems[0].files == (two.id,))
    assert view.problems[0].code == "prompts_missing"
    compose.copy_prompt(one.id, only_empty=True)
    wait(compose, lambda view: view.problems == ())
    rows = compose.files().result()
    assert [row.prompt for row in rows] == ["invoice number"] * 2
    assert rows[0].field_plan == rows[1].field_plan


def submitted(store: Store, compose: ComposeFlow, folder: Path) -> tuple[SubmitFlow, DraftView]:
    compose.add_paths([folder])
    listed(compose, 6)
    compose.set_name("May")
    compose.set_strategy(PromptStrategy.AUTO)
    view = wait(compose, lambda view: view.strategy is PromptStrategy.AUTO)
    return SubmitFlow(store, compose), view


def test_submitting_twice_makes_one_batch_and_a_fresh_draft(
    store: Store, compose: ComposeFlow, folder: Path
) -> None:
    submit, view = submitted(store, compose, folder)
    batch = submit.submit(view.id).result(30)
    assert submit.submit(view.id).result(30) == batch == view.id
    wait(compose, lambda now: now.id != view.id and now.totals.files == 0)
    flow = BatchesFlow(store)
    page = flow.documents(DocumentQuery(batch)).result(30)
    assert [row.filename for row in page.rows] == ["copy of third.pdf", "same.pdf", "same.pdf"]
    assert len({row.folder for row in page.rows}) == 3
    row = flow.batch(batch).result(30)
    assert row is not None
    assert (row.title, row.document_count, row.pending, row.counts.in_progress) == ("May", 3, True, 3)
    assert store.read(outbox.counts).result() == (5, 0)
    compose.close()
    assert store.read(lambda s: s.scalar(sa.select(sa.func.count()).select_from(DraftModel))).result() == 0


def test_what_was_extracted_before_is_not_taken_again_unless_asked(
    store: Store, compose: ComposeFlow, folder: Path
) -> None:
    submit, view = submitted(store, compose, folder)
    batch = submit.submit(view.id).result(30)
    wait(compose, lambda now: now.id != view.id)
    compose.add_paths([folder / "one"])
    listed(compose, 1)
    (row,) = compose.files().result()
    assert row.reason is not None
    assert row.reason.code == "already_extracted"
    assert row.earlier is not None
    assert (row.earlier.batch_id, row.earlier.batch_title) == (batch, "May")
    compose.include_anyway([row.id])
    assert wait(compose, lambda now: now.totals.valid == 1).problems == ()


def test_a_file_that_changed_after_it_was_added_holds_the_submission(
    store: Store, compose: ComposeFlow, folder: Path
) -> None:
    submit, view = submitted(store, compose, folder)
    (folder / "one" / "same.pdf").write_bytes(make_document(9).content)
    with pytest.raises(IngestError) as refused:
        submit.submit(view.id).result(30)
    assert refused.value.code == "files_changed"
    wait(compose, lambda now: now.totals.valid == 2)
    assert reasons(compose)["dropped/one/same.pdf"] == "file_changed"
    assert store.read(outbox.counts).result() == (0, 0)


def test_an_empty_draft_is_not_submitted(store: Store, compose: ComposeFlow) -> None:
    with pytest.raises(IngestError) as refused:
        SubmitFlow(store, compose).submit(compose.view().id).result(30)
    assert refused.value.code == "draft_not_ready"


def test_a_draft_is_resumed_where_it_was(store: Store, cpu: CpuProcess, folder: Path) -> None:
    first = ComposeFlow(store, cpu)
    first.start()
    first.open().result(30)
    first.add_paths([folder])
    listed(first, 6)
    first.set_prompt("invoice number, total")
    first.next()
    before = wait(first, lambda view: view.step is Step.PROMPTS and view.field_plan is not None)
    rows = first.files().result()
    first.close()
    second = ComposeFlow(store, cpu)
    second.start()
    change = second.open().result(30)
    second.close()
    assert change.reset
    assert change.files == rows
    assert (change.view.id, change.view.step, change.view.prompt) == (before.id, Step.PROMPTS, before.prompt)
    assert change.view.field_plan == before.field_plan


TYPING = """
import sys, time
from pathlib import Path
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.store.database import Store
from ingestio_desktop.workers.cpu_process import CpuProcess

store = Store(Path(sys.argv[1])); store.open()
cpu = CpuProcess(); cpu.start()
flow = ComposeFlow(store, cpu); flow.start(); flow.open().result()
def say(change):
    line = f"{change.view.totals.valid} {change.view.prompt}"
    store.write(lambda _: print(line, flush=True))
flow.changed.subscribe(say)
flow.add_paths([Path(sys.argv[2])])
flow.set_prompt("total and IBAN")
time.sleep(600)
"""


def test_a_draft_survives_a_kill(store: Store, cpu: CpuProcess, tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "other" / "store.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", TYPING, str(path), str(folder)], stdout=subprocess.PIPE, text=True
    ) as typing:
        assert typing.stdout is not None
        # What it says comes from the writer's thread, after the change itself was written.
        lines = iter(typing.stdout.readline, "")
        assert any(line.strip() == "3 total and IBAN" for line in lines)
        os.kill(typing.pid, signal.SIGKILL)
    reopened = Store(path)
    reopened.open()
    flow = ComposeFlow(reopened, cpu)
    flow.start()
    flow.open().result(30)
    view = listed(flow, 6)
    flow.close()
    reopened.close()
    assert (view.prompt, view.totals.valid) == ("total and IBAN", 3)
