"""Documents that a model reads, through the real durable engine and a server that misbehaves as told."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import ExtractionJob
from ingestio_cloud.features.accounts.plans import AccountPlans
from ingestio_cloud.features.extraction.endings import cancel_documents, settle
from ingestio_cloud.integrations.model_providers import make_provider
from ingestio_cloud.integrations.models import ModelDesk
from ingestio_cloud.workflows.engines import read_locally
from ingestio_cloud.workflows.liveness import Liveness
from ingestio_cloud.workflows.processing import Attempt
from ingestio_cloud.workflows.reconcile import LostJob, LostJobs
from ingestio_cloud.workflows.routes import OWN_KEYS, Lane, Route, account_of
from ingestio_core.lifecycle import FINAL_BATCH, DocumentStatus, JobStatus
from ingestio_core.providers import ProviderKind
from ingestio_extract.llm.options import AskOptions
from tests.cloud.model_bench import EVERYBODY, LINES, ModelBench, invoice
from tests.cloud.workflow_bench import PAGES, Bench
from tests.support.model_server import (
    BUSY,
    GOOD,
    INPUT_TOKENS,
    KEY,
    MODEL,
    OUTPUT_TOKENS,
    Change,
    ModelServer,
    Reply,
    running_model_server,
)
from tests.support.waiting import until

REPOSITORY: Final = Path(__file__).resolve().parents[2]
COMPLETED = (DocumentStatus.COMPLETED, JobStatus.COMPLETED, None)
ONCE = {"reserved": 0, "used": PAGES, "documents": 1, "ledger": PAGES, "results": 1}
NOTHING = {"reserved": 0, "used": 0, "documents": 0, "ledger": 0, "results": 0}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as running:
        yield running


def over(bench: ModelBench, batch: UUID) -> bool:
    return bench.batch_status(batch) in FINAL_BATCH


def read(bench: ModelBench, *pdfs: bytes) -> tuple[UUID, list[UUID]]:
    """Submit documents and wait until they are over."""
    batch, documents = bench.submit(*(pdfs or (invoice(),)))
    until(lambda: over(bench, batch))
    return batch, documents


def test_a_model_reads_a_document(tmp_path: Path, server: ModelServer, database_url: str) -> None:
    """Where the plan has no models, the local engine does."""
    with ModelBench(tmp_path / "bench", server.url, url=database_url, plans=AccountPlans).launched() as bench:
        without, (other,) = bench.submit(invoice(), local=False)
        batch, (document,) = read(bench)
        until(lambda: over(bench, without))
        assert bench.states(without) == [COMPLETED]
        assert (bench.job(other).engine, bench.job(other).input_tokens) == ("local", None)
        assert bench.states(batch) == [COMPLETED]
        assert bench.usage(batch) == ONCE
        job, result = bench.job(document), bench.result(document)
        assert (job.engine, job.model, job.progress, job.pages) == ("model", MODEL, 100, 1)
        assert (job.input_tokens, job.output_tokens) == (INPUT_TOKENS, OUTPUT_TOKENS)
        assert (result.data["invoice_number"], result.data["total"]) == ("R-2024-17", "1234.60")
        assert len(result.data["line_items"]) == 2
        assert result.evidence["/total"]["source"] == "model" and result.evidence["/total"]["box"]
        assert server.count == 1
        until(lambda: not bench.kept())
        told = figures(bench)
        assert told["ingestio_model_calls_total", "answered"] == 1
        assert told["ingestio_model_tokens_total", "out"] == OUTPUT_TOKENS


FAIL: Final[dict[str, tuple[Reply, str, int]]] = {
    "R-busy": (BUSY, "model_busy", 8),
    "R-later": (Reply(429, headers={"Retry-After": "3600"}), "model_busy", 1),
    "R-away": (Reply(500), "model_unavailable", 8),
    "R-hangs": (Reply(hang=True), "model_timeout", 3),
    "R-unpaid": (Reply(429, code="insufficient_quota"), "model_refused", 1),
    "R-forbidden": (Reply(403), "model_refused", 1),
    "R-long": (Reply(400, code="context_length_exceeded"), "model_too_long", 1),
    "R-sorry": (Reply(text="I am sorry."), "model_nonsense", 3),
    "R-declined": (Reply(finish="content_filter"), "model_declined", 1),
    "R-shape": (Reply(text='{"total": 12}'), "model_nonsense", 3),
}
"""What the provider always answers about each document, how that ends, and after how many questions."""

TROUBLES: Final = (
    BUSY,
    Reply(429, headers={"Retry-After": "0.05"}),
    Reply(500),
    Reply(503),
    Reply(reset=True),
    Reply(text='{"invoice_number": {"va'),
    Reply(text='{"line_items": "none"}'),
)

MADE_UP: Final[dict[str, tuple[Change, str]]] = {
    "R-more": (lambda answer: answer.update(total={"value": "9.999,99", "_line": 6}), "not_on_page"),
    "R-soon": (lambda answer: answer.update(invoice_date={"value": "soon"}), "model_value_unusable"),
}


def test_every_cause(tmp_path: Path, server: ModelServer) -> None:
    """Troubles that pass cost a wait, those that stay fail with their reason and cost nothing, and what a
    model makes up is a finding."""
    server.by_text = {number: [reply] for number, (reply, _, _) in FAIL.items()}
    server.by_text |= {number: [Reply(change=change)] for number, (change, _) in MADE_UP.items()}
    server.by_text["R-passes"] = [*TROUBLES, GOOD]
    with ModelBench(tmp_path, server.url, seconds=1.0, at_once=20).launched() as bench:
        failed, broken = bench.submit(*[invoice(number=number) for number in FAIL])
        passed, (document,) = bench.submit(invoice(number="R-passes"), local=False)
        made_up, doubtful = bench.submit(*[invoice(number=number) for number in MADE_UP], local=False)
        until(lambda: all(over(bench, batch) for batch in (failed, passed, made_up)))
        for number, one in zip(FAIL, broken, strict=True):
            _, code, asked = FAIL[number]
            error = bench.job(one).error
            assert (number, error.code if error else None) == (number, code)
            assert (number, server.asked_about(number)) == (number, asked)
        assert bench.usage(failed) == NOTHING
        assert bench.states(passed) == [COMPLETED] and bench.usage(passed) == ONCE
        # Answers that make no sense are paid for, too: one had the wrong shape, and one was cut off, so that
        # its question was asked in halves.
        assert server.asked_about("R-passes") == len(TROUBLES) + 2
        assert bench.job(document).output_tokens == 4 * OUTPUT_TOKENS
        assert bench.job(broken[-1]).output_tokens == 3 * OUTPUT_TOKENS
        for one, (_, finding) in zip(doubtful, MADE_UP.values(), strict=True):
            assert finding in bench.findings(one)
            assert bench.result(one).data["vendor_name"] == "Nordwind GmbH"
        until(lambda: not bench.kept())
        told = figures(bench)
        assert told["ingestio_model_calls_total", "timed_out"] == 3
        assert told["ingestio_work_failed_total", "model_busy"] == 2


def test_a_busy_provider_is_left_alone_by_all(tmp_path: Path, server: ModelServer) -> None:
    """One finds out, the others wait with it: nobody asks before the provider said so."""
    server.replies.append(Reply(429, headers={"Retry-After": "1"}))
    with ModelBench(tmp_path, server.url, at_once=1).launched() as bench:
        batch, _ = read(bench, *[invoice() for _ in range(3)])
        assert bench.states(batch) == [COMPLETED] * 3
    assert server.count == 4
    assert server.times[1] - server.times[0] >= 1.0


def test_no_more_at_once_than_allowed(tmp_path: Path, server: ModelServer) -> None:
    """Of all users together; who waits has told so, and is in no worker's way."""
    server.usual = Reply(hang=True)
    with ModelBench(tmp_path, server.url, at_once=2).launched() as bench:
        batches = [bench.submit(*[invoice()] * 3, local=local)[0] for local in (True, False)]
        until(lambda: server.count == 2 and progress_of_all(bench) == [60] * 6)
        server.let_go()
        until(lambda: all(over(bench, batch) for batch in batches))
        assert server.at_once == 2


def progress_of_all(bench: ModelBench) -> list[int]:
    with bench.sessions.system.read() as session:
        return list(session.scalars(select(ExtractionJob.progress)))


def test_a_long_document_is_asked_about_in_parts(tmp_path: Path, server: ModelServer) -> None:
    """Every row is there once, tokens add up, and a part that fails once costs only itself."""
    rows = [f"Item part {number:03}  {number}  {number},00" for number in range(1, 301)]
    pages = [[*LINES[:5], *rows[:45]], *[rows[start : start + 50] for start in range(45, 300, 50)]]
    server.replies.extend((GOOD, Reply(503)))
    with ModelBench(tmp_path, server.url).launched() as bench:
        batch, (document,) = read(bench, invoice(*pages))
        assert bench.states(batch) == [COMPLETED]
        quantities = [row["quantity"] for row in bench.result(document).data["line_items"]]
        assert quantities == [str(number) for number in range(1, 301)]
        assert server.count == 3
        assert bench.job(document).input_tokens == 2 * INPUT_TOKENS
        until(lambda: not bench.kept())


def test_an_answer_that_is_cut_off_costs_no_row(tmp_path: Path, server: ModelServer) -> None:
    """It is asked for in halves, down to one line; what can't be had even so is told."""
    rows = [f"Item part {number:03}  {number}  {number},00" for number in range(1, 61)]
    server.cuts = lambda first, last: last - first >= 40 or first <= 44 <= last
    with ModelBench(tmp_path, server.url).launched() as bench:
        batch, (document,) = read(bench, invoice([*LINES[:5], *rows[:30]], rows[30:]))
        assert bench.states(batch) == [COMPLETED]
        quantities = [row["quantity"] for row in bench.result(document).data["line_items"]]
        assert quantities == [str(number) for number in range(1, 61) if number != 40]
        assert {"part_not_read", "rows_may_be_missing"} <= set(bench.findings(document))
        # 65 lines in halves six times around the one that is always cut: 32, 16, 8, 4, 2 and 1 line.
        assert server.count == 13
        assert bench.job(document).output_tokens == server.count * OUTPUT_TOKENS
        server.cuts = lambda first, last: True
        lost, (document,) = read(bench)
        error = bench.job(document).error
        assert error is not None and error.code == "model_nonsense" and bench.usage(lost) == NOTHING
        assert server.count == 13 + 2 * len(LINES) - 1
        until(lambda: not bench.kept())


def test_a_model_is_asked_only_where_it_is_needed(tmp_path: Path, server: ModelServer) -> None:
    """And where it gives no answer, what was read without it stands."""
    little = invoice(["Invoice", "Total  1.234,60", "Invoice number R-2024-17"])
    server.replies.append(GOOD)
    server.usual = Reply(403)
    with ModelBench(tmp_path, server.url, options=AskOptions(only_unsure=True)).launched() as bench:
        for engine in ("local+model", "local"):
            batch, (document,) = read(bench, little)
            assert bench.states(batch) == [COMPLETED]
            assert (bench.job(document).engine, bench.result(document).data["total"]) == (engine, "1234.60")
            assert ("model_not_asked" in bench.findings(document)) == (engine == "local")
        assert server.count == 2
        assert "total" not in server.questions[0].schema["properties"]
        until(lambda: not bench.kept())


class ByUser:
    """Some users have keys of their own, all others use the service's."""

    lanes = (Lane("openai", 100_000, 4), Lane(OWN_KEYS, 100_000, 4, apart=True))

    def __init__(self, root: str) -> None:
        self.usual = self._route(ProviderKind.OPENAI, f"{root}/v1", "openai")
        self.own = {
            uuid4(): self._route(kind, f"{root}/{path}", OWN_KEYS)
            for kind, path in ((ProviderKind.GEMINI, "v1beta"), (ProviderKind.ANTHROPIC, "v1"))
        }

    def of(self, user: UUID, document: UUID) -> Route | None:
        return self.own.get(user, self.usual)

    def close(self) -> None:
        for route in (self.usual, *self.own.values()):
            route.desk.close()

    def _route(self, kind: ProviderKind, url: str, lane: str) -> Route:
        provider = make_provider(kind, base_url=url, model=MODEL, key=SecretStr(KEY))
        return Route(ModelDesk(provider), lane, account_of(kind, KEY) if lane == OWN_KEYS else lane)


def test_a_key_of_ones_own_has_a_lane_and_a_pause_of_its_own(tmp_path: Path, server: ModelServer) -> None:
    """Nobody waits for another one's account, and each is asked in its own protocol."""
    routes = ByUser(server.root)
    server.by_text = {"R-later": [Reply(429, code="RESOURCE_EXHAUSTED", param="600s")]}
    with ModelBench(tmp_path, server.url, routes=routes).launched() as bench:

        def submit(user: UUID, number: str) -> UUID:
            with bench.sessions.of(user).write() as session:
                return bench.submit_in(session, user, invoice(number=number))[0]

        gemini, anthropic = routes.own
        submit(gemini, "R-later")
        until(lambda: "DELAYED" in asking(bench))
        batches = [submit(user, "R-1") for user in (anthropic, uuid4())]
        until(lambda: all(over(bench, batch) for batch in batches))
        assert [bench.states(batch) for batch in batches] == [[COMPLETED]] * 2
        assert "DELAYED" in asking(bench) and server.asked_about("R-later") == 1
        assert {path.rpartition("/")[2] for path in server.paths} == {
            f"{MODEL}:generateContent",
            "messages",
            "completions",
        }
        with bench.database.connect() as connection:
            pauses = set(connection.execute(text("SELECT provider FROM model_pauses")).scalars())
            statement = f"SELECT queue_name FROM {bench.runs_table} WHERE name = 'ask_model'"
            queues = set(connection.execute(text(statement)).scalars())
        assert pauses == {account_of("gemini", KEY)} and KEY not in str(pauses)
        assert queues == {"models:openai", "models:own"}


def test_a_question_that_the_queue_lost_is_asked_again(tmp_path: Path, server: ModelServer) -> None:
    server.replies.append(Reply(429, headers={"Retry-After": "4.5"}))
    with ModelBench(tmp_path, server.url).launched() as bench:
        batch, (document,) = bench.submit(invoice())
        until(lambda: "DELAYED" in asking(bench))
        with bench.database.begin() as connection:
            connection.execute(text(f"DELETE FROM {bench.runs_table} WHERE name = 'ask_model'"))
        until(lambda: over(bench, batch))
        assert bench.states(batch) == [COMPLETED] and bench.usage(batch) == ONCE
        assert bench.job(document).deaths == 1
    assert server.count == 2


def test_questions_that_nobody_asks_any_more(tmp_path: Path, server: ModelServer, database_url: str) -> None:
    """Where the engine is the local one again, it reads what waits for a model, and nothing is left of it."""
    server.by_text = {"R-later": [Reply(429, headers={"Retry-After": "600"})]}
    folder = tmp_path / "bench"
    with ModelBench(folder, server.url, url=database_url).launched() as bench:
        batch, (document,) = bench.submit(invoice(number="R-later"))
        until(lambda: asking(bench) >= {"DELAYED"})
    with Bench(folder, read_locally, url=database_url, workers=1, plans=EVERYBODY).launched() as later:
        until(lambda: later.batch_status(batch) in FINAL_BATCH)
        assert later.states(batch) == [COMPLETED] and later.usage(batch) == ONCE
        job = bench.job(document)
        assert (job.engine, job.deaths, server.count) == ("local", 0, 1)
        assert [key for key in bench.kept() if key.startswith("asks/")]
        later.work.sweep()
        assert not bench.kept()
        assert "DELAYED" not in asking(bench)


def test_questions_that_another_worker_asks_are_left_to_it(
    tmp_path: Path, server: ModelServer, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as it lives, and for one look longer: it may be starting anew."""
    looks: list[bool] = []
    before: list[list[bool]] = []
    anybody_asks, take_back = Liveness.anybody_asks, LostJobs.take_back

    def look(self: Liveness) -> bool:
        looks.append(anybody_asks(self))
        return looks[-1]

    def take(self: LostJobs, enqueue: Callable[[Session, LostJob], None]) -> int:
        before.append(looks[:])
        return take_back(self, enqueue)

    monkeypatch.setattr(Liveness, "anybody_asks", look)
    monkeypatch.setattr(LostJobs, "take_back", take)
    server.usual = Reply(429, headers={"Retry-After": "600"})
    with ModelBench(tmp_path, server.url, url=postgres_url).launched() as bench:
        batch, _ = bench.submit(invoice())
        until(lambda: asking(bench) >= {"DELAYED"})
    asker = Liveness(bench.sessions, "asker", timedelta(minutes=10), asks_models=True)
    asker.beat()
    later = Bench(tmp_path, read_locally, url=postgres_url, workers=1, dead_after=timedelta(minutes=10))
    with later.launched():
        assert [later.durable.take_back_questions() for _ in range(3)] == [0] * 3
        assert "DELAYED" in asking(bench)
        asker.leave()
        until(lambda: later.batch_status(batch) in FINAL_BATCH)
        assert later.states(batch) == [COMPLETED]
    assert before[0][-2:] == [False, False]


def test_questions_that_were_asked_are_soon_forgotten(tmp_path: Path, server: ModelServer) -> None:
    """A run a question is a million a day; what the rate is counted by stays."""
    with ModelBench(tmp_path, server.url).launched() as bench:
        read(bench)
        assert bench.durable.purge_asks() == 0
        until(lambda: asking(bench) == {"SUCCESS"})
        until(lambda: bench.durable.purge_asks(timedelta(seconds=-5)) == 1)
        assert asking(bench) == set()
        assert bench.durable.purge(timedelta(seconds=-5)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to stop a worker with")
def test_a_worker_as_the_settings_say(tmp_path: Path, server: ModelServer, postgres_url: str) -> None:
    """It is stopped while it waits for an answer, another one goes on, and neither tells what is secret."""
    server.replies.append(Reply(hang=True))
    environment = {
        **os.environ,
        "INGESTIO_ENGINE": "model",
        "INGESTIO_MODEL_URL": server.url,
        "INGESTIO_MODEL_KEY": KEY,
        "INGESTIO_MODEL_NAME": MODEL,
        "INGESTIO_WORKERS": "1",
        "INGESTIO_DATABASE_URL": postgres_url,
        "INGESTIO_LOG_LEVEL": "debug",
    }
    command = [
        sys.executable,
        "-m",
        "ingestio_cloud",
        "serve",
        "--role",
        "worker",
        "--data-dir",
        str(tmp_path),
    ]
    with (
        (tmp_path / "log").open("w+") as log,
        ModelBench(tmp_path, server.url, url=postgres_url, runs_work=False).launched() as bench,
    ):
        batch, (document,) = bench.submit(invoice())
        for ready in (lambda: server.count == 1, lambda: over(bench, batch)):
            with subprocess.Popen(command, cwd=REPOSITORY, env=environment, stderr=log) as worker:
                until(ready)
                worker.send_signal(signal.SIGTERM)
                assert worker.wait(20) == 0
        assert bench.states(batch) == [COMPLETED] and bench.usage(batch) == ONCE
        assert bench.job(document).deaths == 0
        log.seek(0)
        told = log.read()
    assert "working" in told
    for secret in (KEY, "Nordwind", "R-2024-17"):
        assert secret not in told


def test_a_cancel_is_seen_while_it_waits(tmp_path: Path, server: ModelServer) -> None:
    """Both what is being asked and what waits to be asked again ends, and leaves nothing in the queue."""
    server.by_text = {"R-hangs": [Reply(hang=True)], "R-waits": [Reply(429, headers={"Retry-After": "600"})]}
    with ModelBench(tmp_path, server.url).launched() as bench:
        batch, documents = bench.submit(invoice(number="R-hangs"), invoice(number="R-waits"))
        until(lambda: server.count == 2 and "DELAYED" in asking(bench))
        attempt = Attempt(documents[0], bench.user_of(batch), 1)
        assert not bench.work.begin(attempt), "only the run that asks may go on with it"
        cancel(bench, batch, documents)
        until(lambda: asking(bench) <= {"SUCCESS", "CANCELLED"})
        assert {code for _, _, code in bench.states(batch)} == {"cancelled"}
        assert bench.usage(batch) == NOTHING
        until(lambda: bench.work.sweep() >= 0 and not bench.kept())
    assert server.count == 2


def cancel(bench: ModelBench, batch: UUID, documents: list[UUID]) -> None:
    user = bench.user_of(batch)
    with bench.sessions.of(user).write() as session:
        ended, attempts = cancel_documents(session, user, documents)
        settle(session, user, ended)
    bench.durable.cancel(attempts)


def figures(bench: ModelBench) -> dict[tuple[str, str], float]:
    """What is counted, by its name and its last label."""
    samples = (sample for family in bench.durable.figures() for sample in family.samples)
    return {(one.name, list(one.labels.values())[-1]): one.value for one in samples if one.labels}


def asking(bench: ModelBench) -> set[str]:
    """The states of all runs that ask."""
    statement = text(f"SELECT status FROM {bench.runs_table} WHERE name = 'ask_model'")
    with bench.database.connect() as connection:
        return set(connection.execute(statement).scalars())
