"""Counts, status, usage and jobs always follow from the documents, whatever happens in which order."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.sessions import SyncSessions
from tests.cloud.account_life import ACTIONS, STEPS, Account
from tests.support.postgres import postgres_server
from tests.support.sqlite import new_database

DOCUMENTS = 4
NUMBERS = st.integers(0, DOCUMENTS - 1)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def sessions(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SyncSessions]:
    if request.param == "postgresql":
        url = postgres_server().new_database()
    else:
        url = new_database(tmp_path_factory.mktemp("counts") / "a.db")
    engine = make_sync_engine(url)
    yield SyncSessions(engine)
    engine.dispose()


class Lives(RuleBasedStateMachine):
    """An account of two batches; most of what happens brings documents on, so that they get far."""

    sessions: SyncSessions

    def __init__(self) -> None:
        super().__init__()
        self.account = Account(self.sessions, DOCUMENTS)

    @rule(number=NUMBERS)
    def arrive(self, number: int) -> None:
        self.account.act("arrive", number)

    @rule(number=NUMBERS, upto=st.integers(1, len(STEPS)), end=st.sampled_from(["finish", "fail", None]))
    def work(self, number: int, upto: int, end: str | None) -> None:
        for step in ["begin", "progress", *([end] if end else [])][:upto]:
            self.account.step(step, number)
            self.account.check()

    @rule(number=NUMBERS, name=st.sampled_from(STEPS), behind=st.integers(0, 1))
    def step(self, number: int, name: str, behind: int) -> None:
        self.account.step(name, number, behind)

    @rule(number=NUMBERS, action=st.sampled_from(ACTIONS))
    def act(self, number: int, action: str) -> None:
        self.account.act(action, number)

    @rule(number=NUMBERS)
    def read(self, number: int) -> None:
        self.account.act("arrive", number)
        self.account.step("begin", number)
        self.account.step("finish", number)

    @rule(
        number=NUMBERS,
        begun=st.booleans(),
        end=st.sampled_from(["finish", "fail", "cancel", "cancel_some", "cancel_batch", "delete", None]),
    )
    def redo(self, number: int, begun: bool, end: str | None) -> None:
        self.account.act("redo", number)
        self.account.check()
        if begun:
            self.account.step("begin", number)
        if end in STEPS:
            self.account.step(end, number)
        elif end is not None:
            self.account.act(end, number)

    @invariant()
    def agrees(self) -> None:
        self.account.check()


def test_all_agrees_whatever_the_order(sessions: SyncSessions) -> None:
    machine = type("LivesHere", (Lives,), {"sessions": sessions})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=8, stateful_step_count=15, deadline=None)
    )
