"""The embedded service for the time of one command, and its client."""

import asyncio
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from ingestio_cli.terminal import tell
from ingestio_client.embedded import DATA_FOLDER_IN_USE, DATA_FOLDER_UNUSABLE, EmbeddedService
from ingestio_client.paths import data_folder, service_folder, service_log
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_core.errors import IngestError, MachineError, ProgramError

Result = TypeVar("Result")


def run(work: Callable[[], Awaitable[Result]]) -> Result:
    """Run `work` to its end. Ctrl+C, and where there is one a termination signal, cancel it and
    are then raised as KeyboardInterrupt."""

    async def main() -> Result:
        task = asyncio.current_task()
        assert task is not None
        if sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work()

    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


@asynccontextmanager
async def service_client(
    data: Path | None, server: str | None = None, *, fall_back: bool
) -> AsyncIterator[ServiceClient]:
    """A client of the account at `server`, else of this computer's: its service is stopped at the end.

    When the window has the data folder already, the work is done in a temporary one if
    `fall_back`, else `IngestError` (data_folder_in_use) is raised.
    """
    if server is not None:
        from ingestio_cli.login import advised, service_at

        try:
            async with service_at(server) as client:
                yield client
        except IngestError as error:
            raise advised(error, server) from error
        return
    folder = data or data_folder()
    log = service_log(folder)
    death = _Death(log)
    with ExitStack() as stack:
        try:
            service = await _started(service_folder(folder), log, death.strike)
        except IngestError as error:
            if error.code == DATA_FOLDER_UNUSABLE:
                # Only here can it be chosen for one command.
                message = f"{error.message} “--data-dir FOLDER” names one."
                raise MachineError(error.code, error.title, message) from error
            if error.code != DATA_FOLDER_IN_USE:
                raise
            if not fall_back:
                raise MachineError(
                    error.code,
                    "IngestIO is open",
                    "Its window or another command uses this account. Close it, or do this in the window.",
                    retryable=True,
                ) from error
            tell("IngestIO is open: working beside it, so these files are not listed there.")
            temporary = Path(
                stack.enter_context(
                    tempfile.TemporaryDirectory(prefix="ingestio-", ignore_cleanup_errors=True)
                )
            )
            service = await _started(service_folder(temporary), log, death.strike)
        stack.callback(service.stop)
        async with ServiceClient(service.base_url, fixed_token(service.token)) as client:
            with death.told():
                yield client


class _Death:
    """Ends the task that made it when the service dies, as nothing will answer any more."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.current_task()
        self._struck = False

    def strike(self, _: int) -> None:
        """For the service's thread to call."""
        # A loop that is closed already has no task left to end.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        assert self._task is not None, "work runs in a task"
        self._struck = True
        self._task.cancel()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Inside, the end of the task comes out as a `ProgramError` (service_died)."""
        try:
            yield
        except asyncio.CancelledError:
            if not self._struck or self._task is None:
                raise
            self._task.uncancel()
            raise ProgramError(
                "service_died",
                "The service on this computer ended in the middle of the work",
                f"Run the command again. If that does not help, report it with {self._log}.",
                retryable=True,
            ) from None


async def _started(data: Path, log: Path, on_exit: Callable[[int], None]) -> EmbeddedService:
    # Launched from this thread, which stays; waited for in another, so that Ctrl+C gets through.
    service = EmbeddedService.launch(data, log, on_exit=on_exit)
    try:
        await asyncio.to_thread(service.wait_ready)
    except BaseException:
        service.stop()
        raise
    return service
