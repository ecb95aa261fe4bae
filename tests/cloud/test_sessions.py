"""Transactions that PostgreSQL ends because two wait for one another are done again."""

import asyncio
import threading
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.models import User
from ingestio_cloud.db.scope import user_update
from ingestio_cloud.db.sessions import AsyncSessions, SyncSessions


async def test_of_two_that_wait_for_one_another_both_get_through(postgres_url: str) -> None:
    engine = make_sync_engine(postgres_url)
    sessions = SyncSessions(engine)
    first, second = uuid4(), uuid4()
    with sessions.system.write() as session:
        session.add_all([User(id=first), User(id=second)])
    meeting = threading.Barrier(2)
    turns: list[UUID] = []

    def raise_both(session: Session, one: UUID, other: UUID) -> None:
        turns.append(one)
        session.execute(user_update(one).values(change_number=User.change_number + 1))
        if turns.count(one) == 1:
            meeting.wait(30)
        session.execute(user_update(other).values(change_number=User.change_number + 1))

    db = AsyncSessions(sessions)
    await asyncio.gather(
        db.system.write(raise_both, first, second), db.system.write(raise_both, second, first)
    )
    assert len(turns) == 3
    with sessions.system.read() as session:
        for user in (first, second):
            found = session.get(User, user)
            assert found is not None and found.change_number == 2
    db.close()
    engine.dispose()
