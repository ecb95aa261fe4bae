"""Sessions: one transaction each, committed by the request or the task, never by a service.

Services and repositories are plain functions on a `Session`; the API runs them on its event loop
through `AsyncSessions`, workflows in threads through `SyncSessions`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker
from sqlalchemy.orm import Session, sessionmaker

from ingestio_cloud.db.engine import READ_ONLY

Given = ParamSpec("Given")
Result = TypeVar("Result")
Work = Callable[Concatenate[Session, Given], Result]


class AsyncSessions:
    """Transactions of the API."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._make = async_sessionmaker(engine, expire_on_commit=False)

    async def write(self, work: Work[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Run `work` in a transaction that commits after it, and rolls back if it raises."""
        async with self._make.begin() as session:
            return await session.run_sync(work, *args, **kwargs)

    async def read(self, work: Work[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Run `work` in a transaction that takes no write lock and keeps nothing."""
        async with self._make() as session:
            await session.connection(execution_options=READ_ONLY)
            return await session.run_sync(work, *args, **kwargs)


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
