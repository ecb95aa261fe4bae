"""Engines chosen by account and batch: keys that lie encrypted, are nobody else's and are never shown, and
what asking a model costs before and after."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import ExtractionBatch
from ingestio_cloud.db.scope import owned_update
from ingestio_cloud.features.accounts.plans import AccountPlans
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.engines import repository
from ingestio_cloud.features.engines.desk import EngineDesk, owner
from ingestio_cloud.features.engines.estimate import estimate
from ingestio_cloud.integrations.model_providers import make_provider
from ingestio_cloud.integrations.models import ModelDesk
from ingestio_cloud.integrations.secret_box import KEY_FILE, SecretBox, SecretBoxError, key_in
from ingestio_cloud.workflows.account_routes import AccountRoutes
from ingestio_cloud.workflows.routes import Lane, NoWay, OneRoute, Route
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.lifecycle import FINAL_BATCH, PromptStrategy
from ingestio_core.providers import PRICES, Price, ProviderKind
from ingestio_extract.llm.estimate import estimate_pages
from ingestio_extract.llm.options import AskOptions
from tests.cloud.model_bench import ModelBench, invoice
from tests.cloud.served import Served, batch_request, document_request, served
from tests.support.model_server import (
    INPUT_TOKENS,
    KEY,
    MODEL,
    OUTPUT_TOKENS,
    ModelServer,
    running_model_server,
)
from tests.support.waiting import until

OTHER: Final = "sk-another-key-of-these-tests"
BOX_KEYS: Final = ("A" * 43 + "=", "B" * 43 + "=")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as running:
        yield running


def put(http: Any, provider: str = "openai", **body: Any) -> dict[str, Any]:
    answer = http.put(f"/v1/engines/keys/{provider}", json={"key": KEY, **body})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def refused(answer: Any, status: int, code: str) -> bool:
    return (answer.status_code, answer.json()["code"]) == (status, code)


def everything(emptied: Served) -> str:
    """All that lies in the database, as text."""
    with emptied.engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        return str([connection.execute(sa.text(f"SELECT * FROM {name}")).all() for name in tables])


def test_a_key_is_kept_encrypted_and_never_shown(emptied: Served, server: ModelServer) -> None:
    shown = put(emptied.http, base_url=f"{server.url}/", model=MODEL)
    assert shown == {
        "provider": "openai",
        "base_url": server.url,
        "model": MODEL,
        "host": "127.0.0.1",
        "last_four": KEY[-4:],
        "readable": True,
        "created_at": shown["created_at"],
    }
    engines = emptied.http.get("/v1/engines")
    assert engines.json()["keys"] == [shown] and KEY not in engines.text
    assert KEY not in everything(emptied) and shown["last_four"] in everything(emptied)
    folder = emptied.settings.data_dir
    assert (folder / KEY_FILE).stat().st_mode & 0o777 == 0o600
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert all(KEY.encode() not in path.read_bytes() for path in files) and files
    assert emptied.http.post("/v1/engines/keys/openai/test").json() == {"works": True, "message": ""}
    put(emptied.http, base_url=server.url, model=MODEL, key=OTHER)
    wrong = emptied.http.post("/v1/engines/keys/openai/test").json()
    assert not wrong["works"] and "refused the key" in wrong["message"] and OTHER not in str(wrong)
    assert server.count == 0
    assert emptied.http.delete("/v1/engines/keys/openai").status_code == 204
    assert refused(emptied.http.delete("/v1/engines/keys/openai"), 404, "key_not_found")
    assert not emptied.http.get("/v1/engines").json()["keys"]


def test_a_key_never_goes_to_an_address_that_it_was_not_entered_for(emptied: Served) -> None:
    put(emptied.http, model="gpt-5")
    kept = emptied.http.put("/v1/engines/keys/openai", json={"model": "gpt-5-mini"}).json()
    assert (kept["model"], kept["last_four"]) == ("gpt-5-mini", KEY[-4:])
    moved = emptied.http.put("/v1/engines/keys/openai", json={"base_url": "http://127.0.0.1:9/v1"})
    assert refused(moved, 422, "model_key_missing")
    for key in ("", "two words", "line\nend", "café"):
        answer = emptied.http.put("/v1/engines/keys/openai", json={"key": key})
        assert refused(answer, 422, "model_key_unusable"), key
    for url in (
        "ftp://host/v1",
        "http://",
        "https://user:word@host/v1",
        "https://host/v1?x=1",
        "http://[::1",
    ):
        answer = emptied.http.put("/v1/engines/keys/openai", json={"key": KEY, "base_url": url})
        assert refused(answer, 422, "model_address_unusable"), url


def test_keys_are_their_users_alone(emptied: Served) -> None:
    put(emptied.http)
    bert = emptied.person(unlimited=True)
    assert bert.http.get("/v1/engines").json()["keys"] == []
    asked = bert.http.post("/v1/batches", json=batch_request(b"x", engine="model", model_provider="openai"))
    assert refused(asked, 422, "model_key_missing")
    assert refused(bert.http.post("/v1/engines/keys/openai/test"), 404, "key_not_found")
    put(bert.http, key=OTHER)
    assert emptied.http.get("/v1/engines").json()["keys"][0]["last_four"] == KEY[-4:]
    # A row copied to another account opens nothing.
    box = SecretBox([key_in(emptied.settings.data_dir)])
    with emptied.sessions.of(emptied.user).read() as session:
        row = repository.key(session, emptied.user, ProviderKind.OPENAI)
        assert row is not None
        locked = row.secret
    assert box.unlock(locked, owner(emptied.user, ProviderKind.OPENAI)).get_secret_value() == KEY
    with pytest.raises(SecretBoxError):
        box.unlock(locked, owner(bert.user_id, ProviderKind.OPENAI))


def test_keys_of_the_box_can_be_changed() -> None:
    old, new = BOX_KEYS
    locked = SecretBox([old]).lock(SecretStr(KEY), "anna")
    assert SecretBox([new, old]).unlock(locked, "anna").get_secret_value() == KEY
    with pytest.raises(SecretBoxError):
        SecretBox([new]).unlock(locked, "anna")


def test_a_batch_says_what_reads_it_or_takes_the_default(emptied: Served) -> None:
    http = emptied.http

    def made(**more: Any) -> tuple[str | None, str | None]:
        answer = http.post("/v1/batches", json=batch_request(b"x", **more))
        assert answer.status_code == 201, answer.text
        return answer.json()["engine"], answer.json()["model_provider"]

    assert made() == (None, None) and made(engine="local") == ("local", None)
    assert refused(
        http.post("/v1/batches", json=batch_request(b"x", engine="auto")), 422, "model_key_missing"
    )
    default = {"engine": "auto", "provider": "gemini"}
    assert refused(http.put("/v1/engines/default", json=default), 422, "model_key_missing")
    put(http, "gemini")
    assert made(engine="model") == ("model", "gemini")
    assert http.put("/v1/engines/default", json={"engine": "auto"}).json()["default"] == default
    assert made() == ("auto", "gemini") and made(engine="local") == ("local", None)
    put(http, "anthropic")
    assert refused(
        http.post("/v1/batches", json=batch_request(b"x", engine="auto")), 422, "model_key_missing"
    )
    assert made(engine="model", model_provider="anthropic") == ("model", "anthropic")
    http.delete("/v1/engines/keys/gemini")
    assert http.get("/v1/engines").json()["default"] == {"engine": "local", "provider": None}
    assert made() == ("local", None)


def test_a_plan_without_models_has_none(emptied: Served) -> None:
    starter = emptied.person()
    answer = starter.http.put("/v1/engines/keys/openai", json={"key": KEY})
    assert refused(answer, 403, "engine_not_in_plan")
    answer = starter.http.put("/v1/engines/default", json={"engine": "auto"})
    assert refused(answer, 403, "engine_not_in_plan")
    assert starter.http.get("/v1/engines").json()["models"] is False


def test_a_hosted_service_asks_known_servers_alone(tmp_path: Path) -> None:
    """And keeps no key without one of its own."""
    settings: dict[str, Any] = {"accounts": "own", "model_addresses": "https://models.example.com/v1"}
    with served(tmp_path / "without", **settings) as without:
        answer = without.http.put("/v1/engines/keys/openai", json={"key": KEY})
        assert refused(answer, 422, "model_keys_off")
        assert without.get("/v1/engines")["own_keys"] is False
    with served(tmp_path / "with", secrets_key=SecretStr(BOX_KEYS[0]), **settings) as hosted:
        inside = {"key": KEY, "base_url": "http://169.254.169.254/latest"}
        answer = hosted.http.put("/v1/engines/keys/openai", json=inside)
        assert refused(answer, 422, "model_address_unusable")
        put(hosted.http, base_url="https://models.example.com/v1")
        put(hosted.http, base_url="https://api.openai.com/v1")
        assert not (hosted.settings.data_dir / KEY_FILE).exists()


def test_an_estimate_tells_what_is_sent_where(emptied: Served) -> None:
    put(emptied.http, model="gpt-5.4-mini")
    estimate = emptied.http.post("/v1/engines/estimate", json=batch_request(b"x", b"y", engine="model"))
    told = estimate.json()
    assert (told["host"], told["model"], told["pages"]) == ("api.openai.com", "gpt-5.4-mini", 2)
    price = PRICES["gpt-5.4-mini"]
    cost = price.input * told["input_tokens"] + price.output * told["output_tokens"]
    assert 0 <= told["cost_micros"] - cost < 1 and told["prices_of"]
    local = emptied.http.post("/v1/engines/estimate", json=batch_request(b"x", engine="local")).json()
    assert (local["host"], local["input_tokens"], local["cost_micros"]) == (None, 0, None)
    assert not emptied.http.get("/v1/batches").json()["items"]


class Late:
    """The routes of accounts, made once there is a database."""

    inner: AccountRoutes

    def __init__(self, service: OneRoute | None) -> None:
        self.lanes = (*(service.lanes if service else ()), Lane("own", 100_000, 8, apart=True))

    def of(self, user: UUID, document: UUID) -> Route | NoWay | None:
        return self.inner.of(user, document)

    def close(self) -> None:
        self.inner.close()


@contextmanager
def working(
    folder: Path, server: ModelServer, url: str, service: OneRoute | None = None, **more: Any
) -> Iterator[ModelBench]:
    routes = Late(service)
    made = ModelBench(folder, server.url, url=url, routes=routes, **more)
    desk = EngineDesk(SecretBox([BOX_KEYS[0]]), any_address=True)
    routes.inner = AccountRoutes(made.sessions, desk, service=service, requests_per_minute=100_000, at_once=8)
    with made.launched():
        yield made


@pytest.fixture
def bench(tmp_path: Path, server: ModelServer, database_url: str) -> Iterator[ModelBench]:
    with working(tmp_path / "bench", server, database_url) as made:
        yield made


def submit(
    bench: ModelBench,
    server: ModelServer,
    engine: EngineChoice,
    *pdfs: bytes,
    key: str | None = KEY,
    box_key: str = BOX_KEYS[0],
    provider: ProviderKind | None = ProviderKind.OPENAI,
    unlimited: bool = True,
) -> tuple[UUID, list[UUID]]:
    """A batch of a new user, who has this key, to be read so."""
    user, box = uuid4(), SecretBox([box_key])
    with bench.sessions.of(user).write() as session:
        batch, documents = bench.submit_in(session, user, *pdfs, local=unlimited)
        session.execute(
            owned_update(ExtractionBatch, user)
            .where(ExtractionBatch.id == batch)
            .values(engine=engine, model_provider=provider)
        )
        if key is not None and provider is not None:
            locked = box.lock(SecretStr(key), owner(user, provider))
            values = {"base_url": server.url, "model": MODEL, "secret": locked, "last_four": ""}
            repository.put_key(session, user, provider, created_at=utc_now(), **values)
    until(lambda: bench.batch_status(batch) in FINAL_BATCH)
    return batch, documents


def test_an_estimate_is_near_what_it_costs(bench: ModelBench, server: ModelServer) -> None:
    """By what the server was sent and wrote, at four characters a token; rather too much than too little."""
    submit(bench, server, EngineChoice.MODEL, invoice())
    body = server.asked[0]
    sent = len(json.dumps(body)) / 4
    told = estimate_pages(1, default_plan("invoice"))
    assert sent / 2 < told.input_tokens < 3 * sent
    plan = BatchCreate(
        id=uuid4(),
        prompt_strategy=PromptStrategy.AUTO,
        documents=tuple(DocumentCreate(**document_request(b"x", pages=pages)) for pages in (1, 1, 3)),
    )
    whole = estimate(plan, EngineChoice.MODEL, "host", MODEL, lambda _prompt: FieldPlan())
    parts = [estimate_pages(pages, default_plan("invoice")) for pages in (1, 1, 3)]
    assert (whole.documents, whole.pages, whole.cost_micros) == (3, 5, None)
    assert whole.input_tokens == sum(part.input_tokens for part in parts)


def test_an_estimate_counts_pictures_where_the_model_is_shown_them() -> None:
    photo = document_request(b"x", pages=1) | {"media_type": "image/jpeg"}
    batch = BatchCreate(
        id=uuid4(),
        prompt_strategy=PromptStrategy.AUTO,
        documents=tuple(DocumentCreate(**request) for request in (photo, document_request(b"y", pages=1))),
    )
    told = [
        estimate(batch, EngineChoice.MODEL, "host", MODEL, lambda _prompt: FieldPlan(), pictures=sees)
        for sees in (False, True)
    ]
    alone = estimate_pages(1, default_plan("invoice"), scanned=1, options=AskOptions(pictures=True))
    plain = estimate_pages(1, default_plan("invoice"))
    assert told[1].input_tokens - told[0].input_tokens == alone.input_tokens - plain.input_tokens > 0


def test_each_batch_is_read_as_it_says(
    bench: ModelBench, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the local engine alone, which asks nobody; by a model; and by a model only where it is needed."""
    monkeypatch.setitem(PRICES, MODEL, Price(PRICES["gpt-5"].input, PRICES["gpt-5"].output))
    _, (document,) = submit(bench, server, EngineChoice.LOCAL, invoice())
    assert (bench.job(document).engine, bench.job(document).cost_micros, server.count) == ("local", None, 0)
    batch, (document,) = submit(bench, server, EngineChoice.MODEL, invoice())
    job = bench.job(document)
    assert (job.engine, job.model, server.count) == ("model", MODEL, 1)
    cost = PRICES["gpt-5"].input * INPUT_TOKENS + PRICES["gpt-5"].output * OUTPUT_TOKENS
    assert job.cost_micros == cost
    with bench.sessions.of(bench.user_of(batch)).read() as session:
        wire = batches.get(session, bench.user_of(batch), batch)
    assert (wire.engine, wire.input_tokens) == (EngineChoice.MODEL, INPUT_TOKENS)
    assert wire.cost_micros == job.cost_micros
    _, (document,) = submit(bench, server, EngineChoice.AUTO, invoice(["Invoice", "Total  1.234,60"]))
    assert server.count == 2 and "total" not in server.questions[1].schema["properties"]
    assert bench.job(document).engine in ("local+model", "local")


def test_nobody_asks_with_a_key_that_is_gone_or_of_another(bench: ModelBench, server: ModelServer) -> None:
    submit(bench, server, EngineChoice.MODEL, invoice(number="R-anna"))
    _, (document,) = submit(bench, server, EngineChoice.MODEL, invoice(number="R-bert"), key=None)
    assert (bench.job(document).engine, server.asked_about("R-bert")) == ("local", 0)
    assert "model_not_asked" in bench.findings(document)
    _, (document,) = submit(bench, server, EngineChoice.MODEL, invoice(number="R-cleo"), key=OTHER)
    error = bench.job(document).error
    assert error is not None and error.code == "model_refused" and OTHER not in str(error)
    assert server.asked_about("R-anna") == 1


def test_a_document_says_that_its_model_was_not_asked(bench: ModelBench, server: ModelServer) -> None:
    """Once, and with `auto` as well: the key is gone, or the key of keys was changed."""
    for engine in (EngineChoice.AUTO, EngineChoice.MODEL):
        for more in ({"key": None}, {"box_key": BOX_KEYS[1]}, {"provider": None}):
            _, (document,) = submit(bench, server, engine, invoice(), **more)
            assert bench.findings(document).count("model_not_asked") == 1, (engine, more)
            assert (bench.job(document).engine, bench.job(document).cost_micros) == ("local", None)
    _, (document,) = submit(bench, server, EngineChoice.LOCAL, invoice())
    assert "model_not_asked" not in bench.findings(document) and server.count == 0


def test_a_document_says_that_its_plan_lost_the_models(
    tmp_path: Path, server: ModelServer, database_url: str
) -> None:
    with working(tmp_path / "bench", server, database_url, plans=AccountPlans) as bench:
        _, (document,) = submit(bench, server, EngineChoice.MODEL, invoice(), unlimited=False)
        assert "model_not_asked" in bench.findings(document) and server.count == 0


def test_a_local_batch_is_sent_nowhere_though_the_service_asks_a_model(
    tmp_path: Path, server: ModelServer, database_url: str
) -> None:
    provider = make_provider(ProviderKind.OPENAI, base_url=server.url, model=MODEL, key=SecretStr(KEY))
    service = OneRoute(ModelDesk(provider), requests_per_minute=100_000, at_once=8)
    with working(tmp_path / "bench", server, database_url, service) as bench:
        _, (document,) = submit(bench, server, EngineChoice.LOCAL, invoice(), provider=None)
        assert (bench.job(document).engine, server.count) == ("local", 0)
        assert "model_not_asked" not in bench.findings(document)
        submit(bench, server, EngineChoice.MODEL, invoice(), provider=None)
        assert server.count == 1


def test_a_wrong_key_of_keys_loses_nothing(tmp_path: Path) -> None:
    """The service says so, makes no batch that nobody could read so, and has all back with the right key."""

    def running(keys: str) -> Any:
        return served(tmp_path, accounts="own", secrets_key=SecretStr(keys))

    batch = batch_request(b"x", engine="model", model_provider="openai")
    with running(BOX_KEYS[0]) as first:
        put(first.http)
        token = dict(first.http.headers)
    with running(BOX_KEYS[1]) as wrong:
        wrong.http.headers.update(token)
        (key,) = wrong.get("/v1/engines")["keys"]
        assert (key["readable"], key["last_four"]) == (False, KEY[-4:])
        assert "decrypted" in wrong.http.post("/v1/engines/keys/openai/test").json()["message"]
        assert refused(wrong.http.post("/v1/batches", json=batch), 422, "model_key_unusable")
    with running(f"{BOX_KEYS[1]},{BOX_KEYS[0]}") as both:
        both.http.headers.update(token)
        assert both.get("/v1/engines")["keys"][0]["readable"]
        assert both.http.post("/v1/batches", json=batch).status_code == 201


def test_an_address_that_the_service_closed_is_asked_no_more(tmp_path: Path, server: ModelServer) -> None:
    """Not even by a test of the key."""
    settings: dict[str, Any] = {"accounts": "own", "secrets_key": SecretStr(BOX_KEYS[0])}
    with served(tmp_path, **settings, model_addresses=server.url) as open_:
        put(open_.http, base_url=server.url, model=MODEL)
        assert open_.http.post("/v1/engines/keys/openai/test").json()["works"]
        token = dict(open_.http.headers)
    with served(tmp_path, **settings) as closed:
        closed.http.headers.update(token)
        told = closed.http.post("/v1/engines/keys/openai/test").json()
        assert not told["works"] and "address" in told["message"]
