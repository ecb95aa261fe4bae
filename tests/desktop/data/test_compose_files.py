"""Files of a draft: any name, any depth, taken away and brought back, changed, and known from elsewhere."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.intake import IntakeResult
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.plans import PlanName
from ingestio_desktop.flows import keeping
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.draft import DraftView, FileState
from ingestio_desktop.flows.lookup import Earlier, EarlierLookup
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.store.database import Store, Unit
from ingestio_desktop.store.estimates import throughput
from ingestio_desktop.store.outbox import due_events, set_event_aside
from ingestio_desktop.store.queries import batches_by_id
from ingestio_desktop.store.server import apply_batches
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.support.batches import keep_batches
from tests.support.documents import make_document
from tests.support.told import keep_account, read_batch, read_document
from tests.support.waiting import until

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def wait(flow: ComposeFlow, condition: Callable[[DraftView], bool]) -> DraftView:
    until(lambda: condition(flow.view()))
    return flow.view()


def listed(flow: ComposeFlow, files: int) -> DraftView:
    return wait(flow, lambda view: view.totals.files == files and not view.listing)


def reasons(flow: ComposeFlow) -> dict[str, str | None]:
    return {row.name: row.reason.code if row.reason else None for row in flow.files().result(30)}


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_names_of_any_bytes_are_kept_over_a_start_and_submitted(
    store: Store, cpu: CpuProcess, tmp_path: Path
) -> None:
    odd = [b"caf\xe9.pdf", b"new\nline.pdf", "Größe 大 🧾.pdf".encode(), b"%41 & 'quote\".pdf", b" lead.pdf"]
    (tmp_path / "odd").mkdir()
    for number, name in enumerate(odd):
        (tmp_path / "odd" / os.fsdecode(name)).write_bytes(make_document(number + 1).content)
    first = ComposeFlow(store, cpu)
    first.start()
    first.open().result(30)
    first.add_paths([tmp_path / "odd"])
    assert listed(first, 5).totals.valid == 5
    first.close()
    second = ComposeFlow(store, cpu)
    second.start()
    view = second.open().result(30).view
    assert view.totals.valid == 5
    assert {os.fsencode(row.path.name) for row in second.files().result(30)} == set(odd)
    second.set_strategy(PromptStrategy.AUTO)
    batch = SubmitFlow(store, second).submit(view.id).result(30)
    assert store.read(lambda session: batches_by_id(session, (batch,))).result(30)
    second.close()


def test_what_was_removed_comes_back_as_it_was(compose: ComposeFlow, folder: Path) -> None:
    compose.add_paths([folder])
    listed(compose, 6)
    before = compose.files().result(30)
    compose.remove_rejected()
    view = wait(compose, lambda view: view.totals.rejected == 0)
    assert (view.removed, view.totals.files) == (3, 3)
    compose.undo_remove()
    view = listed(compose, 6)
    assert view.removed == 0
    assert compose.files().result(30) == before


def test_all_duplicates_are_included_at_once(compose: ComposeFlow, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "same.pdf").write_bytes((folder / "one" / "same.pdf").read_bytes())
    compose.add_paths([folder, tmp_path / "again"])
    assert listed(compose, 7).totals.repeated == 2
    compose.include_anyway()
    view = wait(compose, lambda view: view.totals.repeated == 0)
    assert (view.totals.valid, view.totals.rejected) == (5, 2)


def test_a_file_that_was_mended_is_read_anew_when_it_is_dropped_again(
    compose: ComposeFlow, folder: Path
) -> None:
    compose.add_paths([folder])
    listed(compose, 6)
    (folder / "broken.pdf").write_bytes(make_document(8).content)
    compose.add_paths([folder / "broken.pdf"])
    wait(compose, lambda view: view.totals.valid == 4 and not view.listing)
    assert reasons(compose)["broken.pdf"] is None
    assert compose.view().totals.files == 6


def test_a_file_that_changed_is_read_anew_on_the_spot(
    store: Store, compose: ComposeFlow, folder: Path
) -> None:
    compose.add_paths([folder / "third.pdf"])
    view = listed(compose, 1)
    compose.set_strategy(PromptStrategy.AUTO)
    content = make_document(9).content
    (folder / "third.pdf").write_bytes(content)
    with pytest.raises(IngestError) as refused:
        SubmitFlow(store, compose).submit(view.id).result(30)
    assert refused.value.code == "files_changed"
    (row,) = compose.files().result(30)
    assert row.can_read_again
    compose.read_again([row.id])
    until(lambda: compose.files().result(30)[0].state is FileState.VALID)
    assert compose.files().result(30)[0].size == len(content)
    wait(compose, lambda view: not view.listing)
    assert SubmitFlow(store, compose).submit(view.id).result(30) == view.id


def test_a_file_that_is_gone_can_come_back(store: Store, compose: ComposeFlow, folder: Path) -> None:
    path = folder / "third.pdf"
    compose.add_paths([path])
    view = listed(compose, 1)
    compose.set_strategy(PromptStrategy.AUTO)
    path.rename(folder / "elsewhere.pdf")
    with pytest.raises(IngestError):
        SubmitFlow(store, compose).submit(view.id).result(30)
    assert reasons(compose) == {"third.pdf": "file_unreadable"}
    (folder / "elsewhere.pdf").rename(path)
    compose.read_again([compose.files().result(30)[0].id])
    until(lambda: reasons(compose) == {"third.pdf": None})
    wait(compose, lambda view: not view.listing and view.totals.valid == 1)


def test_an_empty_folder_is_told(compose: ComposeFlow, tmp_path: Path) -> None:
    (tmp_path / "nothing" / "in it").mkdir(parents=True)
    told: list[str] = []
    compose.changed.subscribe(lambda change: told.extend(change.nothing_in))
    compose.add_paths([tmp_path / "nothing"])
    until(lambda: told == ["nothing"])
    assert compose.view().totals.files == 0


def test_a_store_that_cannot_answer_leaves_no_file_at_checking(tmp_path: Path) -> None:
    asked: list[Future[Earlier]] = []

    def ask(_hashes: tuple[str, ...]) -> "Future[Earlier]":
        asked.append(Future())
        return asked[-1]

    answers: list[tuple[int, Earlier]] = []
    over: list[bool] = []
    lookup = EarlierLookup(
        ask, lambda job: job(), lambda results, earlier: answers.append((len(results), earlier))
    )
    lookup.add([IntakeResult(tmp_path / "a.pdf", 1, sha256="0" * 64)])
    lookup.afterwards(lambda: over.append(True))
    assert not over
    asked[0].set_exception(MachineError("store_unusable", "The local data cannot be used", "Look."))
    assert (answers, over) == ([(1, {})], [True])


def elsewhere(store: Store, digest: str) -> UUID:
    """A batch with this content comes from the service, made on another computer."""
    batch = read_batch("Card receipts", at=NOW)
    keep_batches(store, [batch], [read_document(batch, "x.pdf", sha256=digest, size=10)])
    return batch.id


def test_what_another_computer_submitted_meanwhile_is_asked_about(
    store: Store, compose: ComposeFlow, folder: Path
) -> None:
    compose.add_paths([folder / "one", folder / "two"])
    view = listed(compose, 2)
    compose.set_strategy(PromptStrategy.AUTO)
    compose.go(Step.REVIEW)
    wait(compose, lambda view: view.step is Step.REVIEW)
    batch = elsewhere(store, sha256(make_document(1).content).hexdigest())
    submit = SubmitFlow(store, compose)
    with pytest.raises(IngestError) as refused:
        submit.submit(view.id).result(30)
    assert refused.value.code == "files_known"
    known = next(row for row in compose.files().result(30) if row.earlier is not None)
    assert known.earlier is not None
    assert (known.earlier.batch_id, known.earlier.batch_title) == (batch, "Card receipts")
    compose.include_anyway([known.id])
    assert submit.submit(view.id).result(30) == view.id


def test_limits_follow_the_plan(store: Store, compose: ComposeFlow, folder: Path) -> None:
    compose.add_paths([folder / "one", folder / "two", folder / "third.pdf"])
    assert listed(compose, 3).plan_known is False
    keep_account(store, files_per_batch=2, pages_left=1)
    view = wait(compose, lambda view: view.totals.valid == 2)
    assert view.plan_known
    assert "over_batch_limit" in reasons(compose).values()
    size = max(row.size for row in compose.files().result(30))
    keep_account(store, max_file_bytes=size - 1)
    wait(compose, lambda view: "file_too_large" in reasons(compose).values())
    keep_account(store)
    wait(compose, lambda view: view.totals.valid == 3 and not view.listing)
    keep_account(store, files_per_batch=0, plan=PlanName.STARTER)
    view = wait(compose, lambda view: not view.allows_batches)
    assert (view.totals.valid, view.problems[0].code) == (3, "upgrade_required")


def test_a_batch_that_the_service_refused_comes_back_and_the_open_draft_waits(
    store: Store, compose: ComposeFlow, folder: Path
) -> None:
    compose.add_paths([folder / "one", folder / "two"])
    view = listed(compose, 2)
    compose.set_name("March")
    compose.set_prompt("total, IBAN")
    submit = SubmitFlow(store, compose)
    wait(compose, lambda now: now.prompt == "total, IBAN")
    batch = submit.submit(view.id).result(30)
    with pytest.raises(IngestError) as refused:
        compose.reopen(batch).result(30)
    assert refused.value.code == "nothing_to_reopen"
    reason = IngestError("too_many_files", "Too many files", "“same.pdf” and one more are too many.")

    def set_aside(unit: Unit) -> None:
        event = due_events(unit.session, NOW + timedelta(days=4000))[0]
        set_event_aside(unit, event, reason.info())

    store.write(set_aside).result(30)
    compose.set_prompt("what was begun meanwhile")
    wait(compose, lambda now: now.prompt == "what was begun meanwhile")
    change = compose.reopen(batch).result(30)
    again = change.view
    assert (again.name, again.prompt, again.step) == ("March", "total, IBAN", Step.REVIEW)
    assert (again.totals.valid, again.refusal) == (2, reason.info())
    assert again.id != batch
    assert store.read(lambda session: batches_by_id(session, (batch,))).result(30) == ()
    assert submit.submit(again.id).result(30) == again.id
    view = wait(compose, lambda now: now.prompt == "what was begun meanwhile")
    assert view.totals.files == 0


def test_a_disk_that_refuses_is_told_and_written_to_later(
    store: Store, compose: ComposeFlow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise MachineError("disk_full", "The disk is full", "Free some space.")

    monkeypatch.setattr(keeping, "_RETRY_SECONDS", 0.1)
    with monkeypatch.context() as full:
        full.setattr(keeping.drafts, "save_draft", refuse)
        compose.set_prompt("total")
        view = wait(compose, lambda view: view.save_problem is not None)
        assert view.save_problem is not None and view.save_problem.code == "disk_full"
    view = wait(compose, lambda view: view.saved_at is not None)
    assert (view.save_problem, view.prompt) == (None, "total")


def test_the_estimate_is_of_this_accounts_own_last_batches(store: Store) -> None:
    def ended(pages: int, seconds: int, engine: EngineChoice | None = None) -> Batch:
        return read_batch("Week", pages=pages, seconds=seconds, at=NOW).model_copy(update={"engine": engine})

    assert store.read(lambda session: throughput(session, None)).result(30) is None
    # One waited a night for the network, and says nothing.
    batches = [ended(100, 200), ended(50, 110), ended(80, 150), ended(3, 40_000)]
    batches.append(ended(10, 200, EngineChoice.MODEL))
    store.write(lambda unit: apply_batches(unit, batches)).result(30)
    local = store.read(lambda session: throughput(session, None)).result(30)
    assert local is not None
    assert (local.seconds_per_page, local.batches) == (2.0, 4)
    model = store.read(lambda session: throughput(session, EngineChoice.MODEL)).result(30)
    assert model is not None
    assert (model.seconds_per_page, model.batches) == (20.0, 1)


def test_a_found_draft_says_from_when_it_is(store: Store, cpu: CpuProcess) -> None:
    first = ComposeFlow(store, cpu)
    first.start()
    assert first.open().result(30).view.resumed_from is None
    first.set_prompt("total")
    saved = wait(first, lambda view: view.saved_at is not None).saved_at
    first.close()
    second = ComposeFlow(store, cpu)
    second.start()
    assert second.open().result(30).view.resumed_from == saved
    second.go_on()
    wait(second, lambda view: view.resumed_from is None and view.prompt == "total")
    second.close()


def test_columns_changed_by_hand_stay_while_the_words_are_typed_anew(compose: ComposeFlow) -> None:
    def labels() -> list[str]:
        plan = compose.view().field_plan
        return [spec.label for spec in plan.fields] if plan is not None else []

    compose.set_prompt("supplier, total")
    wait(compose, lambda _view: len(labels()) == 2)
    view = compose.view()
    assert view.field_plan is not None
    compose.rename_column(view.field_plan.fields[0].name, "Who sells")
    compose.move_column(view.field_plan.fields[1].name, -1)
    wait(compose, lambda _view: labels() == ["Total", "Who sells"])
    for text in ("sup, total", "", "supplier, total, IBAN"):
        compose.set_prompt(text)
        wait(compose, lambda view, typed=text: view.prompt == typed)  # type: ignore[misc]
        assert "Who sells" in labels()
    assert len(labels()) == 3


def test_one_text_for_several_files(compose: ComposeFlow, folder: Path) -> None:
    compose.add_paths([folder / "one", folder / "two", folder / "third.pdf"])
    listed(compose, 3)
    rows = compose.files().result(30)
    compose.set_prompt("total", (rows[0].id, rows[2].id))
    until(lambda: [row.prompt for row in compose.files().result(30)] == ["total", "", "total"])
    plan = compose.files().result(30)[0].field_plan
    assert plan is not None
    name = plan.fields[0].name
    compose.rename_column(name, "Sum", files=(rows[0].id, rows[2].id))
    until(
        lambda: (
            [row.field_plan.fields[0].label if row.field_plan else "" for row in compose.files().result(30)]
            == ["Sum", "", "Sum"]
        )
    )
