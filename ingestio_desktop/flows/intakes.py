"""What is being listed and checked for one draft."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from ingestio_core.errors import IngestError
from ingestio_core.intake import FoundFile, IntakeResult
from ingestio_desktop.flows.lookup import Earlier, EarlierLookup
from ingestio_desktop.workers.cpu_process import CpuProcess, IntakeListener, Listed

Tell = Callable[[Callable[[], None]], None]
"""Runs a callable in the thread that owns the draft."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Called in the thread that owns the draft. `ended` gets why it could not go on (None else) and
    the paths in which not one file was found."""

    found: Callable[[Sequence[Listed]], None]
    inspected: Callable[[Sequence[IntakeResult], Earlier], None]
    ended: Callable[[IngestError | None, tuple[Path, ...]], None]


class Intakes:
    """Lives in one thread. After `end` nothing is heard of what was begun before."""

    def __init__(
        self, cpu: CpuProcess, tell: Tell, ask: Callable[[tuple[str, ...]], "Future[Earlier]"], heard: Heard
    ) -> None:
        self._cpu = cpu
        self._tell = tell
        self._ask = ask
        self._heard = heard
        self._ids: set[int] = set()

    def __bool__(self) -> bool:
        """Whether something is being listed or checked."""
        return bool(self._ids)

    def list(self, paths: Iterable[Path], max_bytes: int) -> None:
        """Walk files and folders, and check what is found."""
        wanted = tuple(paths)
        self._begin(lambda listener: self._cpu.intake(wanted, listener, max_bytes=max_bytes), wanted)

    def check(self, files: Iterable[FoundFile], max_bytes: int) -> None:
        """Check files that were found before."""
        found = tuple(files)
        if found:
            self._begin(lambda listener: self._cpu.inspect(found, listener, max_bytes=max_bytes), ())

    def end(self) -> None:
        """Stop all of it."""
        for intake in self._ids:
            self._cpu.cancel(intake)
        self._ids.clear()

    def _begin(self, start: Callable[[IntakeListener], int], paths: tuple[Path, ...]) -> None:
        ids: list[int] = []
        found: list[Path] = []

        def while_wanted(action: Callable[[], None]) -> None:
            self._tell(lambda: action() if ids[0] in self._ids else None)

        def listed(files: Sequence[Listed]) -> None:
            if not found:
                found.append(files[0].found.path)
            self._heard.found(files)

        def ended(error: IngestError | None) -> None:
            self._ids.discard(ids[0])
            self._heard.ended(error, () if found or error is not None else paths)

        lookup = EarlierLookup(self._ask, while_wanted, self._heard.inspected)
        listener = IntakeListener(
            found=lambda files: while_wanted(lambda: listed(files)),
            inspected=lambda results: while_wanted(lambda: lookup.add(results)),
            ended=lambda error: while_wanted(lambda: lookup.afterwards(lambda: ended(error))),
        )
        ids.append(start(listener))
        self._ids.add(ids[0])
