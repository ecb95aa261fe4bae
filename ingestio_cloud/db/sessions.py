"""Sessions: one transaction each, committed by the request or the task, never by a service."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session, sessionmaker

from ingestio_cloud.db.engine import READ_ONLY


class AsyncSessions:
    """Transactions of the API."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._make = async_sessionmaker(engine, expire_on_commit=False)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A session that commits on leaving, and rolls back on an exception."""
        async with self._make.begin() as session:
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session that takes no write lock and keeps nothing."""
        async with self._make() as session:
            await session.connection(execution_options=READ_ONLY)
            yield session


class SyncSessions:
    """Transactions of workflows, sweeps and tests."""

    def __init__(self, engine: sa.Engine) -> None:
        self._make = sessionmaker(engine, expire_on_commit=False)

    @contextmanager
    def write(self) -> Iterator[Session]:
        with self._make.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self._make() as session:
            session.connection(execution_options=READ_ONLY)
            yield session
