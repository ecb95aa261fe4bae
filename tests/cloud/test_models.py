"""Asking a provider of models: what is sent, what each answer means, and when to ask again."""

import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from pydantic import SecretStr

from ingestio_cloud.integrations.model_providers import make_provider
from ingestio_cloud.integrations.models import ModelDesk, ModelError, Patience, Trouble, next_delay
from ingestio_core.providers import ProviderKind
from ingestio_extract.llm.request import ModelRequest
from tests.support.model_server import (
    BUSY,
    INPUT_TOKENS,
    KEY,
    MODEL,
    OUTPUT_TOKENS,
    ModelServer,
    Reply,
    running_model_server,
)

REQUEST = ModelRequest(system="Read.", task="SECRET LINE", answer_schema={"properties": {}})
SECONDS = 0.4


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as running:
        yield running


@pytest.fixture
def desk(server: ModelServer) -> Iterator[Callable[..., ModelDesk]]:
    desks: list[ModelDesk] = []

    def make(*, url: str = "", key: str = KEY, model: str = MODEL, seconds: float = 20.0) -> ModelDesk:
        provider = make_provider(
            ProviderKind.OPENAI,
            base_url=url or server.url,
            model=model,
            key=SecretStr(key),
            seconds=seconds,
        )
        desks.append(ModelDesk(provider))
        return desks[-1]

    yield make
    for one in desks:
        one.close()


def nothing() -> None:
    return None


def test_a_question_and_its_answer(
    server: ModelServer, desk: Callable[..., ModelDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the environment says of proxies and of OpenAI is not for us.
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9")
    answer = desk(url=server.url + "/").ask(REQUEST, nothing)
    assert (answer.text, answer.model) == ("{}", MODEL)
    assert (answer.input_tokens, answer.output_tokens) == (INPUT_TOKENS, OUTPUT_TOKENS)
    (asked,) = server.asked
    assert server.paths == ["/v1/chat/completions"]
    assert [message["content"] for message in asked["messages"]] == ["Read.", "SECRET LINE"]
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert asked["response_format"]["json_schema"]["schema"] == {"properties": {}}


@pytest.mark.parametrize(
    ("reply", "trouble", "wait"),
    [
        (BUSY, Trouble.BUSY, None),
        (Reply(429, headers={"Retry-After": "60"}), Trouble.BUSY, 60.0),
        (Reply(429, headers={"retry-after-ms": "1500", "retry-after": "2"}), Trouble.BUSY, 1.5),
        (Reply(429, headers={"Retry-After": "Fri, 21 Nov 2025 10:00:00 GMT"}), Trouble.BUSY, 0.0),
        (Reply(429, headers={"Retry-After": "soon"}), Trouble.BUSY, None),
        (Reply(429, headers={"Retry-After": f"Fri, 21 Nov {'9' * 20} 10:00:00 GMT"}), Trouble.BUSY, None),
        (Reply(429, code="insufficient_quota"), Trouble.REFUSED, None),
        (Reply(529), Trouble.BUSY, None),
        (Reply(500), Trouble.UNAVAILABLE, None),
        (Reply(503, headers={"Retry-After": "7"}), Trouble.UNAVAILABLE, 7.0),
        (Reply(reset=True), Trouble.UNAVAILABLE, None),
        (Reply(hang=True), Trouble.TIMEOUT, None),
        (Reply(drip=True), Trouble.TIMEOUT, None),
        (Reply(402), Trouble.REFUSED, None),
        (Reply(403), Trouble.REFUSED, None),
        (Reply(404, code="model_not_found"), Trouble.REFUSED, None),
        (Reply(302, headers={"Location": "http://127.0.0.1:9/"}), Trouble.REFUSED, None),
        (Reply(400, code="context_length_exceeded"), Trouble.TOO_LONG, None),
        (Reply(400, message="This model's maximum context length is 8192 tokens."), Trouble.TOO_LONG, None),
        (Reply(413), Trouble.TOO_LONG, None),
        (Reply(400, message="no such thing"), Trouble.REFUSED, None),
        (Reply(text=""), Trouble.NONSENSE, None),
        (Reply(finish="length"), Trouble.CUT, None),
        (Reply(finish="content_filter"), Trouble.DECLINED, None),
        (Reply(raw=b"<html>SECRET LINE</html>"), Trouble.NONSENSE, None),
        (Reply(raw=b'{"choices": []}'), Trouble.NONSENSE, None),
        (Reply(raw=b'{"choices": [{"message": null}]}'), Trouble.NONSENSE, None),
        (Reply(raw=b"[1]"), Trouble.NONSENSE, None),
    ],
)
def test_every_trouble_is_known(
    server: ModelServer, desk: Callable[..., ModelDesk], reply: Reply, trouble: Trouble, wait: float | None
) -> None:
    server.usual = reply
    slow = reply.hang or reply.drip
    with pytest.raises(ModelError) as caught:
        desk(seconds=SECONDS if slow else 20.0).ask(REQUEST, nothing)
    assert (caught.value.trouble, caught.value.retry_after) == (trouble, wait)
    assert server.count == 1
    told = "".join(traceback.format_exception(caught.value))
    assert KEY not in told and REQUEST.user not in told


def test_what_nothing_can_store_is_left_out_of_an_answer(
    server: ModelServer, desk: Callable[..., ModelDesk]
) -> None:
    server.usual = Reply(
        raw=b'{"model": "r\\u00001", "choices": [{"message": {"content": "{\\ud800}"}}], '
        b'"usage": {"prompt_tokens": 2147483647, "completion_tokens": 5}}'
    )
    answer = desk().ask(REQUEST, nothing)
    assert (answer.text, answer.model) == ("{}", "r1")
    assert (answer.input_tokens, answer.output_tokens) == (0, 5)


def test_a_wrong_key_a_closed_port_and_no_such_host(desk: Callable[..., ModelDesk]) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
        for found, trouble in (
            (desk(key="sk-wrong"), Trouble.REFUSED),
            (desk(url=nobody), Trouble.UNAVAILABLE),
            (desk(url="http://no-such-host.invalid/v1"), Trouble.UNAVAILABLE),
        ):
            with pytest.raises(ModelError) as caught:
                found.ask(REQUEST, nothing)
            assert caught.value.trouble is trouble


def test_a_server_that_knows_less_is_asked_without(
    server: ModelServer, desk: Callable[..., ModelDesk]
) -> None:
    server.replies.extend(
        (
            Reply(400, param="temperature", message="Unsupported value: only the default is supported"),
            Reply(400, message="response_format json_schema is not supported"),
        )
    )
    found = desk()
    assert found.ask(REQUEST, nothing).text
    assert found.ask(REQUEST, nothing).text
    options = [sorted({"temperature", "response_format"} & body.keys()) for body in server.asked]
    assert options == [["response_format", "temperature"], ["response_format"], [], []]


def test_a_call_is_given_up_at_once(server: ModelServer, desk: Callable[..., ModelDesk]) -> None:
    server.usual = Reply(hang=True)

    class CancelledError(Exception):
        pass

    def cancelled() -> None:
        if server.count:
            raise CancelledError

    with pytest.raises(CancelledError):
        desk(seconds=60.0).ask(REQUEST, cancelled)


def test_many_threads_ask_at_once(server: ModelServer, desk: Callable[..., ModelDesk]) -> None:
    found, texts = desk(), []
    threads = [
        threading.Thread(target=lambda: texts.append(found.ask(REQUEST, nothing).text)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == ["{}"] * 8 and server.count == 8


PATIENCE = Patience()


def test_waits_grow_and_are_spread() -> None:
    busy = ModelError(Trouble.BUSY)
    most = [next_delay(PATIENCE, busy, failures, lambda: 1.0) for failures in range(1, 9)]
    assert most == [2, 4, 8, 16, 32, 64, 120, None]
    assert [next_delay(PATIENCE, busy, failures, lambda: 0.0) for failures in range(1, 9)] == [
        *[0.0] * 7,
        None,
    ]
    assert next_delay(PATIENCE, busy, 4, lambda: 0.25) == 4
    bounded = [value for value in most if value is not None]
    assert all(second <= 2 * first for first, second in pairwise(bounded))


@pytest.mark.parametrize(
    ("trouble", "retries"),
    [
        (Trouble.BUSY, 7),
        (Trouble.UNAVAILABLE, 7),
        (Trouble.TIMEOUT, 2),
        (Trouble.NONSENSE, 2),
        (Trouble.REFUSED, 0),
        (Trouble.TOO_LONG, 0),
    ],
)
def test_how_often_each_trouble_is_asked_again(trouble: Trouble, retries: int) -> None:
    delays = [next_delay(PATIENCE, ModelError(trouble), n, lambda: 0.5) for n in range(1, 12)]
    assert [delay is not None for delay in delays] == [n <= retries for n in range(1, 12)]


def test_what_the_provider_asks_for_is_kept() -> None:
    for chance, expected in ((0.0, 60.0), (1.0, 62.0)):
        error = ModelError(Trouble.BUSY, "429", 60.0)
        assert next_delay(PATIENCE, error, 1, lambda chance=chance: chance) == expected  # type: ignore[misc]
    assert next_delay(PATIENCE, ModelError(Trouble.BUSY, "429", 3600.0), 1, lambda: 0.0) is None
