"""A database that restarts in the middle: a clear answer meanwhile, and work as before afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cloud.served import served
from tests.support.postgres import SETTINGS, PostgresServer, installations, new_cluster
from tests.support.waiting import until


@pytest.fixture
def cluster() -> Iterator[PostgresServer]:
    # It is halted at once: what it said is committed must be there afterwards.
    cluster = new_cluster(installations()[0], {**SETTINGS, "synchronous_commit": "on"})
    yield cluster
    cluster.stop()


def test_while_the_database_is_away_callers_are_told_to_come_back(
    tmp_path: Path, cluster: PostgresServer
) -> None:
    with served(tmp_path / "data", database_url=cluster.new_database()) as service:
        assert service.http.get("/v1/batches").status_code == 200
        cluster.halt()
        answer = service.http.get("/v1/batches")
        assert (answer.status_code, answer.json()["code"]) == (503, "database_busy"), answer.text
        assert answer.json()["retryable"]
        assert int(answer.headers["Retry-After"]) > 0
        cluster.start()
        until(lambda: service.http.get("/v1/batches").status_code == 200)
