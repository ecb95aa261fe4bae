"""The protocols of the providers: what each is asked in its own form, and what its answers mean."""

import base64
import traceback
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest
from pydantic import SecretStr

from ingestio_cloud.integrations.model_desks import ModelDesks
from ingestio_cloud.integrations.model_providers import make_provider
from ingestio_cloud.integrations.model_schemas import openapi_schema
from ingestio_cloud.integrations.models import ModelDesk, ModelError, Trouble
from ingestio_cloud.models import ask_options, open_models, open_provider
from ingestio_cloud.settings import Settings
from ingestio_cloud.workflows.routes import account_of
from ingestio_core.providers import (
    PRICES,
    PROVIDERS,
    Price,
    ProviderKind,
    cost,
    price_of,
    sees_pictures,
)
from ingestio_extract.llm.options import AskOptions
from ingestio_extract.llm.request import ModelRequest, Picture
from ingestio_extract.llm.schema import schema_of
from tests.extract.test_model_reading import PLAN
from tests.support.model_server import (
    INPUT_TOKENS,
    KEY,
    MODEL,
    OUTPUT_TOKENS,
    ModelServer,
    Reply,
    running_model_server,
)

PATHS: Final = {ProviderKind.OPENAI: "/v1", ProviderKind.GEMINI: "/v1beta", ProviderKind.ANTHROPIC: "/v1"}
SCHEMA: Final = schema_of(PLAN)
REQUEST: Final = ModelRequest(
    system="Read.",
    task="SECRET LINE",
    mark="m",
    lines=("3 p1| Total  1.234,60",),
    first=3,
    answer_schema=SCHEMA,
)
PICTURES: Final = (Picture(page=1, data=base64.b64encode(b"jpeg").decode()),)
KINDS: Final = tuple(ProviderKind)

Desks = Callable[..., ModelDesk]


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as running:
        yield running


@pytest.fixture
def desk(server: ModelServer) -> Iterator[Desks]:
    desks: list[ModelDesk] = []

    def make(kind: ProviderKind, *, key: str = KEY, model: str = MODEL, seconds: float = 20.0) -> ModelDesk:
        url = server.root + PATHS[kind]
        provider = make_provider(kind, base_url=url, key=SecretStr(key), model=model, seconds=seconds)
        desks.append(ModelDesk(provider))
        return desks[-1]

    yield make
    for one in desks:
        one.close()


def nothing() -> None:
    return None


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_asked_the_same(server: ModelServer, desk: Desks, kind: ProviderKind) -> None:
    found = desk(kind)
    answer = found.ask(REQUEST.model_copy(update={"pictures": PICTURES}), nothing)
    assert '"value": "1.234,60"' in answer.text and answer.model == MODEL
    assert (answer.input_tokens, answer.output_tokens) == (INPUT_TOKENS, OUTPUT_TOKENS)
    (asked,), (path,) = server.questions, server.paths
    assert "3 p1| Total" in asked.user and asked.pictures == (PICTURES[0].data,)
    assert list(asked.schema["properties"]) == list(SCHEMA["properties"])
    assert KEY not in path and found.host == "127.0.0.1" and found.name == kind
    system = {
        ProviderKind.OPENAI: lambda body: body["messages"][0]["content"],
        ProviderKind.GEMINI: lambda body: body["systemInstruction"]["parts"][0]["text"],
        ProviderKind.ANTHROPIC: lambda body: body["system"],
    }
    assert system[kind](server.asked[0]) == "Read."


COMMON: Final = [
    (Reply(429), Trouble.BUSY, None),
    (Reply(429, headers={"Retry-After": "60"}), Trouble.BUSY, 60.0),
    (Reply(529), Trouble.BUSY, None),
    (Reply(500), Trouble.UNAVAILABLE, None),
    (Reply(503, headers={"Retry-After": "7"}), Trouble.UNAVAILABLE, 7.0),
    (Reply(504), Trouble.TIMEOUT, None),
    (Reply(403), Trouble.REFUSED, None),
    (Reply(404), Trouble.REFUSED, None),
    (Reply(413), Trouble.TOO_LONG, None),
    (Reply(finish="length"), Trouble.CUT, None),
    (Reply(finish="refusal", text="I can't read this."), Trouble.DECLINED, None),
    (Reply(finish="strange"), Trouble.NONSENSE, None),
    (Reply(text=""), Trouble.NONSENSE, None),
    (Reply(raw=b"<!doctype html><title>SECRET LINE</title>"), Trouble.NONSENSE, None),
    (Reply(raw=b""), Trouble.NONSENSE, None),
    (Reply(raw=b"{}"), Trouble.NONSENSE, None),
    (Reply(raw=b"[" * 100_000), Trouble.NONSENSE, None),
    (Reply(raw=b'{"a": "' + b"x" * 10_000_000 + b'"}'), Trouble.NONSENSE, None),
    (Reply(drip=True), Trouble.TIMEOUT, None),
    (Reply(hang=True), Trouble.TIMEOUT, None),
    (Reply(reset=True), Trouble.UNAVAILABLE, None),
]
OWN: Final = [
    (
        ProviderKind.GEMINI,
        Reply(429, code="RESOURCE_EXHAUSTED", param="31.5s", message="You exceeded your current quota"),
        Trouble.BUSY,
        31.5,
    ),
    (ProviderKind.GEMINI, Reply(503, code="UNAVAILABLE"), Trouble.UNAVAILABLE, None),
    (
        ProviderKind.GEMINI,
        Reply(400, code="INVALID_ARGUMENT", message="API key not valid. Please pass a valid API key."),
        Trouble.REFUSED,
        None,
    ),
    (
        ProviderKind.GEMINI,
        Reply(400, message="The input token count (2000000) exceeds the maximum number of tokens allowed"),
        Trouble.TOO_LONG,
        None,
    ),
    (ProviderKind.GEMINI, Reply(finish="RECITATION"), Trouble.DECLINED, None),
    (ProviderKind.GEMINI, Reply(finish="blocked"), Trouble.DECLINED, None),
    (ProviderKind.GEMINI, Reply(finish="MALFORMED_FUNCTION_CALL"), Trouble.NONSENSE, None),
    (ProviderKind.GEMINI, Reply(raw=b'{"candidates": [{"content": {}}]}'), Trouble.NONSENSE, None),
    (ProviderKind.GEMINI, Reply(raw=b'{"candidates": [3]}'), Trouble.NONSENSE, None),
    (ProviderKind.ANTHROPIC, Reply(529, code="overloaded_error"), Trouble.BUSY, None),
    (ProviderKind.ANTHROPIC, Reply(429, code="rate_limit_error"), Trouble.BUSY, None),
    (
        ProviderKind.ANTHROPIC,
        Reply(400, code="invalid_request_error", message="Your credit balance is too low"),
        Trouble.REFUSED,
        None,
    ),
    (
        ProviderKind.ANTHROPIC,
        Reply(400, message="prompt is too long: 210000 tokens > 200000 maximum"),
        Trouble.TOO_LONG,
        None,
    ),
    (ProviderKind.ANTHROPIC, Reply(finish="model_context_window_exceeded"), Trouble.CUT, None),
    (ProviderKind.ANTHROPIC, Reply(finish="pause_turn"), Trouble.NONSENSE, None),
    (
        ProviderKind.ANTHROPIC,
        Reply(raw=b'{"content": "text", "stop_reason": "end_turn"}'),
        Trouble.NONSENSE,
        None,
    ),
    (
        ProviderKind.ANTHROPIC,
        Reply(raw=b'{"content": [{"type": "tool_use", "input": "text"}], "stop_reason": "tool_use"}'),
        Trouble.NONSENSE,
        None,
    ),
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_trouble_is_known(server: ModelServer, desk: Desks, kind: ProviderKind) -> None:
    found, hurried = desk(kind), desk(kind, seconds=0.3)
    cases = [*COMMON, *(case[1:] for case in OWN if case[0] is kind)]
    for number, (reply, trouble, wait) in enumerate(cases):
        server.usual = reply
        with pytest.raises(ModelError) as caught:
            (hurried if reply.hang or reply.drip else found).ask(REQUEST, nothing)
        assert (number, caught.value.trouble, caught.value.retry_after) == (number, trouble, wait)
        told = "".join(traceback.format_exception(caught.value))
        assert KEY not in told and "SECRET" not in told
        if trouble in (Trouble.CUT, Trouble.DECLINED):
            assert caught.value.answer is not None
            assert (caught.value.answer.text, caught.value.answer.input_tokens) == ("", INPUT_TOKENS)
    assert server.count == len(cases)


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_key_and_a_check(server: ModelServer, desk: Desks, kind: ProviderKind) -> None:
    for key in ("sk-wrong", "sk-\u00e4\u00f6", "sk-line\nbreak"):
        with pytest.raises(ModelError) as caught:
            desk(kind, key=key).ask(REQUEST, nothing)
        told = "".join(traceback.format_exception(caught.value))
        assert caught.value.trouble is Trouble.REFUSED and key not in told
    assert not server.asked


@pytest.mark.parametrize("kind", KINDS)
async def test_checks_cost_nothing(server: ModelServer, kind: ProviderKind) -> None:
    url = server.root + PATHS[kind]
    for model, known in ((MODEL, True), ("none", False)):
        provider = make_provider(kind, base_url=url, key=SecretStr(KEY), model=model)
        if known:
            await provider.check()
        else:
            with pytest.raises(ModelError) as caught:
                await provider.check()
            assert caught.value.trouble is Trouble.REFUSED
        await provider.close()
    assert not server.asked


def test_gemini_is_told_the_shape_as_it_can_be(server: ModelServer, desk: Desks) -> None:
    server.replies.extend(
        (
            Reply(400, message="Unknown name \"responseJsonSchema\" at 'generation_config'"),
            Reply(400, message="The specified schema produces a constraint that has too many states"),
        )
    )
    found = desk(ProviderKind.GEMINI, model="models/gemini-2.5-flash")
    assert found.ask(REQUEST, nothing).text
    assert found.ask(REQUEST, nothing).text
    told = [set(body["generationConfig"]) & {"responseJsonSchema", "responseSchema"} for body in server.asked]
    assert told == [{"responseJsonSchema"}, {"responseSchema"}, set(), set()]
    assert server.asked[0]["generationConfig"]["temperature"] == 0
    assert server.paths[0] == "/v1beta/models/gemini-2.5-flash:generateContent"


def test_anthropic_is_told_the_shape_as_it_can_be(server: ModelServer, desk: Desks) -> None:
    server.replies.extend(
        (
            Reply(400, message="max_tokens: 16000 > 4096, which is the maximum allowed number of tokens"),
            Reply(400, message="Thinking may not be enabled when tool_choice forces tool use."),
            Reply(400, message="The compiled grammar is too large"),
        )
    )
    found = desk(ProviderKind.ANTHROPIC)
    assert found.ask(REQUEST, nothing).text
    told = [{"tools", "tool_choice", "output_config"} & body.keys() for body in server.asked]
    assert told == [{"tools", "tool_choice"}, {"tools", "tool_choice"}, {"output_config"}, set()]
    assert [body["max_tokens"] for body in server.asked] == [16_000, 4096, 4096, 4096]
    assert all("temperature" not in body for body in server.asked)


def test_servers_without_eyes_are_asked_in_words(server: ModelServer, desk: Desks) -> None:
    server.replies.append(Reply(400, message="this model does not support image input"))
    found = desk(ProviderKind.OPENAI)
    assert found.ask(REQUEST.model_copy(update={"pictures": PICTURES}), nothing).text
    assert [len(one.pictures) for one in server.questions] == [1, 0]


def test_a_tools_figures_stay_as_they_were_written(server: ModelServer, desk: Desks) -> None:
    server.usual = Reply(
        raw=b'{"model": "m", "stop_reason": "tool_use", "content": [{"type": "tool_use", "input": '
        b'{"total": {"value": 10.50, "_line": 3}}}]}'
    )
    assert desk(ProviderKind.ANTHROPIC).ask(REQUEST, nothing).text == (
        '{"total": {"value": "10.50", "_line": 3}}'
    )
    server.usual = Reply(
        raw=b'{"model": "m", "stop_reason": "tool_use", "content": [{"type": "tool_use", "input": '
        b'{"total": {"value": "1"}, "total": {"value": "2"}}}]}'
    )
    with pytest.raises(ModelError) as caught:
        desk(ProviderKind.ANTHROPIC).ask(REQUEST, nothing)
    assert caught.value.trouble is Trouble.NONSENSE


def test_a_schema_of_openapi_has_nothing_that_google_refuses() -> None:
    schema = openapi_schema(SCHEMA)

    def names(node: object) -> set[str]:
        if isinstance(node, dict):
            return {*node, *(name for key in node if key != "properties" for name in names(node[key]))} | {
                name for one in node.get("properties", {}).values() for name in names(one)
            }
        return {name for one in node for name in names(one)} if isinstance(node, list) else set()

    known = {"type", "properties", "required", "propertyOrdering", "items", "description", "nullable"}
    assert names(schema) <= known
    assert schema["properties"]["total"]["nullable"] is True
    assert schema["properties"]["total"]["properties"]["_line"] == {"type": "INTEGER", "nullable": True}
    assert schema["properties"]["line_items"]["items"]["properties"]["amount"]["type"] == "STRING"


def test_no_document_leaves_unless_the_settings_say_so(tmp_path: Path) -> None:
    usual = Settings(data_dir=tmp_path, model_url="http://127.0.0.1:1/v1", model_name="llama3")
    for engine in ("local", "null", "slow"):
        assert open_models(usual.model_copy(update={"engine": engine}), tmp_path) is None
    for engine, options in (("model", AskOptions()), ("auto", AskOptions(only_unsure=True))):
        models = open_models(usual.model_copy(update={"engine": engine}), tmp_path)
        assert models is not None
        route = models.routes.of(uuid4(), uuid4())
        assert route is not None and (route.options, route.lane) == (options, "openai")
        models.routes.close()
    seeing = Settings(engine="auto", model_provider=ProviderKind.GEMINI, data_dir=tmp_path)
    assert ask_options(seeing) == AskOptions(pictures=True, only_unsure=True)
    blind = seeing.model_copy(update={"model_pictures": False})
    assert ask_options(blind) == AskOptions(only_unsure=True)
    assert open_provider(seeing).host == "generativelanguage.googleapis.com"


def test_each_account_has_a_desk_of_its_own(server: ModelServer) -> None:
    desks = ModelDesks(seconds=20.0, most=2)

    def of(key: str, model: str = MODEL) -> ModelDesk:
        return desks.of(ProviderKind.ANTHROPIC, SecretStr(key), model=model, base_url=f"{server.root}/v1")

    first = of(KEY)
    assert first is of(KEY) and first.ask(REQUEST, nothing).text
    assert of(KEY, "reader-2") is not first and of("sk-other") is not first
    assert of(KEY) is not first, "the one that nobody wanted for longest was closed"
    with pytest.raises(ModelError):
        of("sk-other").ask(REQUEST, nothing)
    desks.close()
    desks.close()


def test_an_account_has_a_name_without_its_key() -> None:
    names = {account_of(kind, key) for kind in KINDS for key in (KEY, "sk-other")}
    assert len(names) == 6 and not any("sk-" in name for name in names)


def test_what_a_model_costs() -> None:
    known = price_of("claude-haiku-4-5-20251001")
    assert known == PRICES["claude-haiku-4-5"]
    assert price_of("models/Gemini-2.5-flash-latest") == PRICES["gemini-2.5-flash"]
    assert price_of("gpt-5.4-mini-2026-03-17") == PRICES["gpt-5.4-mini"]
    assert price_of("gpt-5-chat") is None and price_of("llama3") is None
    own = {"llama3": Price(Decimal("0.01"), Decimal("0.02")), "gpt-4o": Price(Decimal(1), Decimal(1))}
    assert price_of("llama3", own) == own["llama3"] and price_of("gpt-4o", own) == own["gpt-4o"]
    assert cost(PRICES["claude-haiku-4-5"], 1_000_000, 200_000) == Decimal("2.0000")
    assert cost(PRICES["claude-haiku-4-5"], 1, 0) == Decimal("0.0001")
    for kind, provider in PROVIDERS.items():
        assert price_of(provider.model) is not None and sees_pictures(kind, provider.model)
    assert not sees_pictures(ProviderKind.OPENAI, "llama3")
