"""The ledger of pages: whatever is repeated, crossed or changed meanwhile, the month is its sum."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy.exc import IntegrityError

from ingestio_cloud.db.engine import make_sync_engine, sqlite_url
from ingestio_cloud.db.migrations import upgrade
from ingestio_cloud.db.models import UsageEvent, UsageKind, UsageMonth, User
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.usage import service as usage
from tests.support.postgres import postgres_server

MONTHS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
DOCUMENTS = tuple(UUID(int=number) for number in range(4))

documents = st.sampled_from(DOCUMENTS)
attempts = st.integers(1, 3)
pages = st.integers(0, 12)


@dataclass(frozen=True, slots=True)
class Sums:
    """Of one month."""

    reserved: int = 0
    used: int = 0
    documents: int = 0


@dataclass
class Attempt:
    """What the ledger should know of an attempt; `used` is None while it is open or was released."""

    month: date
    reserved: int
    is_open: bool = True
    used: int | None = None


class Ledger:
    """A database, and each user's figures read in two ways."""

    def __init__(self, url: str) -> None:
        self.engine = make_sync_engine(url)
        upgrade(self.engine)
        self.sessions = SyncSessions(self.engine)

    def user(self) -> UUID:
        user = uuid4()
        with self.sessions.system.write() as session:
            session.add(User(id=user))
        return user

    def months(self, user: UUID) -> dict[date, Sums]:
        """The sums that are kept, which the sums of the events equal."""
        settled = sa.orm.aliased(UsageEvent)
        is_open = ~sa.exists().where(
            settled.user_id == UsageEvent.user_id,
            settled.document_id == UsageEvent.document_id,
            settled.attempt == UsageEvent.attempt,
            settled.kind != UsageKind.RESERVE,
        )
        is_commit = UsageEvent.kind == UsageKind.COMMIT
        by_events = (
            sa.select(
                UsageEvent.month,
                sa.func.sum(
                    sa.case(
                        (sa.and_(UsageEvent.kind == UsageKind.RESERVE, is_open), UsageEvent.pages), else_=0
                    )
                ),
                sa.func.sum(sa.case((is_commit, UsageEvent.pages), else_=0)),
                sa.func.sum(sa.case((is_commit, 1), else_=0)),
            )
            .where(UsageEvent.user_id == user)
            .group_by(UsageEvent.month)
        )
        with self.sessions.system.read() as session:
            rows = session.scalars(sa.select(UsageMonth).where(UsageMonth.user_id == user))
            kept = {row.month: Sums(row.pages_reserved, row.pages_used, row.documents_used) for row in rows}
            summed = {row[0]: Sums(*row[1:]) for row in session.execute(by_events)}
        assert _counted(kept) == _counted(summed)
        return _counted(kept)


def _counted(months: dict[date, Sums]) -> dict[date, Sums]:
    return {month: sums for month, sums in months.items() if sums != Sums()}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """One of each kind for all tests, each of which has users of its own."""
    is_sqlite = request.param == "sqlite"
    url = sqlite_url(tmp_path_factory.mktemp("ledger") / "a.db") if is_sqlite else None
    made = Ledger(url or postgres_server().new_database())
    yield made
    made.engine.dispose()


class LedgerMachine(RuleBasedStateMachine):
    """One user's attempts, in any order, against a model of them."""

    ledger: Ledger
    clock: list[date]

    def __init__(self) -> None:
        super().__init__()
        self.user = self.ledger.user()
        self.limit: int | None = 20
        self.clock[0] = MONTHS[0]
        self.attempts: dict[tuple[UUID, int], Attempt] = {}

    @rule(document=documents, attempt=attempts, pages=pages)
    def reserve(self, document: UUID, attempt: int, pages: int) -> None:
        """Twice is once, even with other pages; a settled attempt is never reserved again."""
        known = self.attempts.get((document, attempt))
        taken = self.expected().get(self.clock[0], Sums())
        fits = not pages or self.limit is None or taken.reserved + taken.used + pages <= self.limit
        with self.ledger.sessions.of(self.user).write() as session:
            reserved = usage.reserve(session, self.user, document, attempt, pages=pages, limit=self.limit)
        assert reserved is (fits if known is None else known.is_open)
        if known is None and reserved:
            self.attempts[document, attempt] = Attempt(self.clock[0], pages)

    @rule(document=documents, attempt=attempts, pages=pages)
    def commit(self, document: UUID, attempt: int, pages: int) -> None:
        """Never more than was reserved."""
        with self.ledger.sessions.of(self.user).write() as session:
            changed = usage.commit(session, self.user, document, attempt, pages=pages)
        known = self.attempts.get((document, attempt))
        if known is None or not known.is_open:
            assert not changed
            return
        known.is_open, known.used = False, min(pages, known.reserved)
        assert changed is bool(known.used)

    @rule(document=documents, attempt=attempts)
    def release(self, document: UUID, attempt: int) -> None:
        with self.ledger.sessions.of(self.user).write() as session:
            usage.release(session, self.user, document, attempt)
        known = self.attempts.get((document, attempt))
        if known is not None:
            known.is_open = False

    @rule(document=documents, attempt=attempts, pages=pages)
    def reserve_and_crash(self, document: UUID, attempt: int, pages: int) -> None:
        """What was not committed by the database did not happen."""
        with pytest.raises(InterruptedError), self.ledger.sessions.of(self.user).write() as session:
            usage.reserve(session, self.user, document, attempt, pages=pages, limit=self.limit)
            usage.commit(session, self.user, document, attempt, pages=pages)
            raise InterruptedError

    @rule(month=st.sampled_from(MONTHS))
    def another_month(self, month: date) -> None:
        self.clock[0] = month

    @rule(limit=st.sampled_from((None, 0, 10, 20, 50)))
    def another_plan(self, limit: int | None) -> None:
        self.limit = limit

    @invariant()
    def the_month_is_the_sum_of_its_ledger(self) -> None:
        assert self.ledger.months(self.user) == _counted(self.expected())

    def expected(self) -> dict[date, Sums]:
        sums: dict[date, Sums] = {}
        for attempt in self.attempts.values():
            before = sums.get(attempt.month, Sums())
            sums[attempt.month] = Sums(
                before.reserved + (attempt.reserved if attempt.is_open else 0),
                before.used + (attempt.used or 0),
                before.documents + (attempt.used is not None),
            )
        return sums


def test_the_month_is_the_sum_of_the_ledger_whatever_happens(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [MONTHS[0]]
    monkeypatch.setattr(usage, "this_month", lambda: clock[0])
    machine = type("Machine", (LedgerMachine,), {"ledger": ledger, "clock": clock})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            # To find the shortest way to a failure takes longer than a test may.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def january(monkeypatch: pytest.MonkeyPatch) -> date:
    """The month that it is, and stays while the test runs."""
    monkeypatch.setattr(usage, "this_month", lambda: MONTHS[0])
    return MONTHS[0]


def test_one_attempt_settled_by_eight_at_once_is_settled_once(ledger: Ledger, january: date) -> None:
    """Commits and releases of the same attempts cross; the first of each counts, and no other."""
    user = ledger.user()
    with ledger.sessions.of(user).write() as session:
        for document in DOCUMENTS:
            assert usage.reserve(session, user, document, 1, pages=5, limit=20)

    def settle(number: int) -> bool:
        with ledger.sessions.of(user).write() as session:
            document = DOCUMENTS[number % len(DOCUMENTS)]
            if number % 3:
                return usage.commit(session, user, document, 1, pages=5)
            usage.release(session, user, document, 1)
            return False

    with ThreadPoolExecutor(8) as workers:
        committed = sum(workers.map(settle, range(64)))
    assert ledger.months(user) == _counted({january: Sums(0, 5 * committed, committed)})


def test_the_first_reservations_of_a_month_do_not_stand_in_each_other_s_way(
    ledger: Ledger, january: date
) -> None:
    """None is refused because another one made the month's row at the same moment."""
    for _ in range(5):
        user = ledger.user()

        def reserve(document: UUID, user: UUID = user) -> bool:
            with ledger.sessions.of(user).write() as session:
                return usage.reserve(session, user, document, 1, pages=5, limit=20)

        with ThreadPoolExecutor(4) as workers:
            assert list(workers.map(reserve, DOCUMENTS)) == [True] * 4
        assert ledger.months(user) == {january: Sums(20, 0, 0)}


def test_the_same_document_of_two_users_is_counted_for_each(ledger: Ledger, january: date) -> None:
    """Ids of documents that are gone may come again with another user; their ledgers are apart."""
    for user in (ledger.user(), ledger.user()):
        with ledger.sessions.of(user).write() as session:
            assert usage.reserve(session, user, DOCUMENTS[0], 1, pages=5, limit=5)
            assert usage.commit(session, user, DOCUMENTS[0], 1, pages=5)
        assert ledger.months(user) == {january: Sums(0, 5, 1)}


@pytest.mark.parametrize("column", ["pages_reserved", "pages_used", "documents_used"])
def test_the_database_itself_refuses_a_count_below_nothing(ledger: Ledger, column: str) -> None:
    user = ledger.user()
    with ledger.sessions.of(user).write() as session:
        usage.reserve(session, user, DOCUMENTS[0], 1, pages=1, limit=None)
    with pytest.raises(IntegrityError), ledger.sessions.of(user).write() as session:
        session.execute(sa.update(UsageMonth).where(UsageMonth.user_id == user).values({column: -1}))
