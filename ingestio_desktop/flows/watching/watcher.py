"""Look at watched folders, make batches of what rests in them, and put away what is done.

A look decides; whatever calls for one is a hint. Belongs to the one thread of `WatchedFlow`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import structlog

from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.intake import FoundFile, IntakeResult
from ingestio_core.limits import MAX_FILE_BYTES
from ingestio_core.plans import PLANS, PlanName
from ingestio_desktop.flows.watching.batching import Prompt, Taken, chosen_prompt, named, new_batch
from ingestio_desktop.flows.watching.listing import Listing, Seen, list_folder
from ingestio_desktop.flows.watching.putting import Putting
from ingestio_desktop.flows.watching.resting import Resting
from ingestio_desktop.flows.watching.state import FolderPhase, FolderState, Told, ToldKind
from ingestio_desktop.options import THIS_COMPUTER, WatchedFolder
from ingestio_desktop.pauses import give_way
from ingestio_desktop.settings import Settings
from ingestio_desktop.store.batches import NewBatch, submit_batch
from ingestio_desktop.store.cursor import read_account
from ingestio_desktop.store.database import Reader, Store, Unit
from ingestio_desktop.store.library import saved_prompts
from ingestio_desktop.store.queries import earlier_documents
from ingestio_desktop.store.watched import (
    WatchedFile,
    WatchedHistory,
    WatchedState,
    adopt,
    history,
    keep_files,
    known_files,
    taken_before,
)

IDLE_SECONDS: Final = 30.0
_BUSY_SECONDS: Final = 1.0
_CALM_SECONDS: Final = 5.0
_AWAY_LONGEST: Final = 60.0
_WAITING_SECONDS: Final = 15.0
_UNREADABLE_SECONDS: Final = 60.0
_REST_OF_LOOKS: Final = 10
"""A folder that takes long to list is not listed more often than so many times that long."""

_LOCAL: Final = PLANS[PlanName.LOCAL]

log = structlog.get_logger(__name__)

Inspect = Callable[[Sequence[FoundFile], int], Sequence[IntakeResult]]
"""Look into files of at most so many bytes, wait for it. Raises `IngestError` when that can't go on."""


@dataclass(slots=True)
class _Watched:
    """What is known of one folder while the program runs."""

    resting: Resting = field(default_factory=Resting)
    next_look: float = 0.0
    failures: int = 0
    listing_took: float = 0.0
    phase: FolderPhase = FolderPhase.WATCHING
    problem: ErrorInfo | None = None
    put_problem: ErrorInfo | None = None
    next_put: float = 0.0
    results: dict[Seen, IntakeResult] = field(default_factory=dict)
    """Of files that had to wait after they were looked into."""
    unreadable: dict[Path, float] = field(default_factory=dict)
    """When to look again at what could not be read; nobody is told of it twice."""


class Watcher:
    """`step` does all that is due."""

    def __init__(
        self,
        store: Store,
        inspect: Inspect,
        settings: Callable[[], Settings],
        account: str,
        *,
        changed: Callable[[tuple[FolderState, ...]], None],
        told: Callable[[Told], None],
        clock: Callable[[], float],
        known: Callable[[str], bool] = lambda _account: True,
    ) -> None:
        """`account` is the key of the one in use; `changed` hears each new state, `told` what to say; `known`
        says whether an account is on this computer."""
        self._store = store
        self._inspect = inspect
        self._settings = settings
        self._account = account
        self._knows_account = known
        self._changed = changed
        self._told = told
        self._clock = clock
        self._folders: dict[UUID, _Watched] = {}
        self._known: dict[Path, WatchedFile] = {}
        self._putting = Putting(store, self._forget)
        self._states: tuple[FolderState, ...] = ()
        self._histories: dict[UUID, WatchedHistory] = {}
        self._history_stale = True

    def step(self) -> float:
        """Do what is due; the seconds until something may be due again."""
        settings = self._settings()
        mine = [] if settings.watching_paused else [each for each in settings.watched if self._is_mine(each)]
        self._meet(mine)
        waits = [IDLE_SECONDS]
        for folder in mine:
            watched = self._folders[folder.id]
            now = self._clock()
            if now >= watched.next_look:
                self._look(folder, settings.watched, watched)
                pause = max(self._pause(watched, folder), watched.listing_took * _REST_OF_LOOKS)
                watched.next_look = self._clock() + pause
                self._publish(settings)
            waits.append(watched.next_look - self._clock())
        self._put_away(mine)
        self._publish(settings)
        return 0.05 if self._putting.more else max(0.05, min(waits))

    def look_soon(self, folder_id: UUID | None = None) -> None:
        """Look at a folder (or at all) in the next step."""
        for key, watched in self._folders.items():
            if folder_id in (None, key):
                watched.next_look = 0.0

    def forget_refused(self, folder_id: UUID) -> None:
        """What was refused is looked at as if it were new."""
        for path, known in tuple(self._known.items()):
            if known.folder_id == folder_id and known.state is WatchedState.REFUSED:
                del self._known[path]
        if (watched := self._folders.get(folder_id)) is not None:
            watched.unreadable.clear()
            watched.results.clear()
        self._history_stale = True
        self.look_soon(folder_id)

    def store_changed(self) -> None:
        """What came of folders may be other than it was."""
        self._history_stale = True

    def _is_mine(self, folder: WatchedFolder) -> bool:
        return folder.enabled and folder.account == self._account

    def _meet(self, folders: Sequence[WatchedFolder]) -> None:
        """Learn what is known of folders that are new here, and forget those that are gone."""
        ids = {folder.id for folder in folders}
        for gone in self._folders.keys() - ids:
            del self._folders[gone]
        new = ids - self._folders.keys()
        if new:
            paths = {folder.id: folder.path for folder in folders}
            configured = [folder.id for folder in self._settings().watched]
            for folder_id in new:
                self._store.write(partial(_adopt, folder_id, paths[folder_id], configured)).result()
            rows = self._store.read(lambda session: known_files(session, ids)).result()
            self._known = {row.path: row for row in rows}
            self._folders.update({folder_id: _Watched() for folder_id in new})
            self._history_stale = True

    def _pause(self, watched: _Watched, folder: WatchedFolder) -> float:
        if watched.failures:
            return min(_AWAY_LONGEST, 2.0 ** min(watched.failures, 10))
        if watched.problem is not None:
            return _WAITING_SECONDS
        if len(watched.resting):
            return max(_BUSY_SECONDS, folder.settle_seconds / 4)
        return _CALM_SECONDS

    def _put_away(self, folders: Sequence[WatchedFolder]) -> None:
        now = self._clock()
        due = [folder for folder in folders if now >= self._folders[folder.id].next_put]
        if not due:
            return
        problems = self._putting.put_away(due)
        self._history_stale = self._history_stale or self._putting.moved
        for folder in due:
            watched, problem = self._folders[folder.id], problems.get(folder.id)
            if problem is not None:
                self._tell_problem(folder, watched.put_problem, problem)
                watched.next_put = now + _AWAY_LONGEST
            watched.put_problem = problem

    # One look

    def _look(self, folder: WatchedFolder, others: Iterable[WatchedFolder], watched: _Watched) -> None:
        begun = self._clock()
        listing = list_folder(folder, others)
        watched.listing_took = self._clock() - begun
        if listing.error is not None:
            watched.resting.forget()
            watched.failures += 1
            self._fail(folder, listing.error)
            return
        watched.failures = 0
        now = self._clock()
        new = {
            seen: None
            for seen in listing.files
            if not self._is_known(seen) and now >= watched.unreadable.get(seen.path, 0.0)
        }
        watched.resting.look(new, now)
        watched.results = {seen: result for seen, result in watched.results.items() if seen in new}
        self._tell_unreadable(folder, listing, watched)
        problem: ErrorInfo | None = None
        rules = self._rules()
        if rules is None:
            problem = _ACCOUNT_UNKNOWN if new else None
        elif ready := watched.resting.ready(now, folder.settle_seconds, max(1, rules.files)):
            problem = self._take(folder, ready, watched, rules)
        watched.phase = FolderPhase.ARRIVING if len(watched.resting) else FolderPhase.WATCHING
        if problem is None:
            watched.problem = None
        else:
            self._fail(folder, problem)

    def _is_known(self, seen: Seen) -> bool:
        known = self._known.get(seen.path)
        return known is not None and (known.size, known.mtime_ns) == (seen.size, seen.mtime_ns)

    def _tell_unreadable(self, folder: WatchedFolder, listing: Listing, watched: _Watched) -> None:
        new = [entry for entry in listing.unreadable if entry.path not in watched.unreadable]
        for entry in new:
            watched.unreadable[entry.path] = self._clock()
        if new:
            name = named(new[0].path.name)
            self._told(Told(ToldKind.REFUSED, folder.path, len(new), name, reason=new[0].error))

    def _take(
        self, folder: WatchedFolder, ready: Sequence[Seen], watched: _Watched, rules: "_Rules"
    ) -> ErrorInfo | None:
        """Make batches of files that rest; why not all of them could be taken."""
        if rules.files == 0:
            return _UPGRADE
        try:
            results = self._results(folder, ready, watched, rules.max_bytes)
        except IngestError as error:
            return error.info()
        refused, repeated, valid = self._sorted(folder, results, watched)
        if refused or repeated:
            self._keep((*refused, *repeated))
            self._tell_left(folder, refused, repeated)
        fitting, problem = _fitting(valid, rules.pages_left)
        prompt = self._prompt(folder)
        if prompt is None:
            return _PROMPT_GONE
        for start in range(0, len(fitting), rules.files):
            self._submit(folder, fitting[start : start + rules.files], prompt)
        waiting = {taken.seen for taken in valid} - {taken.seen for taken in fitting}
        watched.resting.drop(seen for seen, _result in results if seen not in waiting)
        return problem

    def _results(
        self, folder: WatchedFolder, ready: Sequence[Seen], watched: _Watched, max_bytes: int
    ) -> list[tuple[Seen, IntakeResult]]:
        """What intake says of files, for those that are still as they were seen."""
        asked = [seen for seen in ready if seen not in watched.results]
        if asked:
            self._show(folder, FolderPhase.READING, watched)
            found = [FoundFile(seen.path, seen.folder) for seen in asked]
            by_path = {result.path: result for result in self._inspect(found, max_bytes)}
            for seen in asked:
                if (result := by_path.get(seen.path)) is not None:
                    watched.results[seen] = result
        return [
            (seen, watched.results[seen]) for seen in ready if seen in watched.results and _is_still(seen)
        ]

    def _sorted(
        self, folder: WatchedFolder, results: Sequence[tuple[Seen, IntakeResult]], watched: _Watched
    ) -> tuple[list[WatchedFile], list[WatchedFile], list[Taken]]:
        """Refused files, repeated ones, and those to take."""
        hashes = {result.sha256 for _seen, result in results if result.sha256 and result.error is None}
        earlier = self._store.read(lambda session: _known_contents(session, hashes)).result()
        refused: list[WatchedFile] = []
        repeated: list[WatchedFile] = []
        valid: list[Taken] = []
        own: set[str] = set()
        for seen, result in results:
            give_way()
            row = WatchedFile(folder.id, seen.path, seen.size, seen.mtime_ns, WatchedState.REFUSED)
            if result.error is not None and result.error.retryable:
                self._tell_once(folder, seen, result.error, watched)
                watched.results.pop(seen, None)
            elif result.error is not None or result.sha256 is None or result.media_type is None:
                refused.append(replace(row, sha256=result.sha256, error=result.error))
            elif result.sha256 in earlier or result.sha256 in own:
                repeated.append(replace(row, state=WatchedState.REPEATED, sha256=result.sha256))
            else:
                own.add(result.sha256)
                create = DocumentCreate(
                    id=uuid4(),
                    filename=named(seen.path.name)[-255:],
                    folder=seen.folder[:2000],
                    size=seen.size,
                    sha256=result.sha256,
                    pages=result.pages or 0,
                    media_type=result.media_type,
                )
                valid.append(Taken(seen, create))
        return refused, repeated, valid

    def _submit(self, folder: WatchedFolder, taken: Sequence[Taken], prompt: Prompt) -> None:
        batch = new_batch(folder, taken, prompt, datetime.now().astimezone())
        rows = [
            WatchedFile(
                folder.id,
                each.seen.path,
                each.seen.size,
                each.seen.mtime_ns,
                WatchedState.TAKEN,
                each.create.sha256,
                each.create.id,
                batch.id,
            )
            for each in taken
        ]
        self._store.write(lambda unit: _write(unit, batch, rows)).result()
        self._known.update({row.path: row for row in rows})
        self._history_stale = True
        log.info("batch of a watched folder", files=len(rows))
        self._told(Told(ToldKind.BATCH, folder.path, len(rows), batch.name or "", batch.id))

    def _keep(self, rows: Sequence[WatchedFile]) -> None:
        self._store.write(lambda unit: keep_files(unit, rows)).result()
        self._known.update({row.path: row for row in rows})
        self._history_stale = True

    def _tell_left(
        self, folder: WatchedFolder, refused: Sequence[WatchedFile], repeated: Sequence[WatchedFile]
    ) -> None:
        for kind, rows in ((ToldKind.REFUSED, refused), (ToldKind.REPEATED, repeated)):
            if rows:
                name = named(rows[0].path.name)
                self._told(Told(kind, folder.path, len(rows), name, reason=rows[0].error))

    def _tell_once(self, folder: WatchedFolder, seen: Seen, error: ErrorInfo, watched: _Watched) -> None:
        if seen.path not in watched.unreadable:
            self._told(Told(ToldKind.REFUSED, folder.path, 1, named(seen.path.name), reason=error))
        watched.unreadable[seen.path] = self._clock() + _UNREADABLE_SECONDS

    # What is asked of the store

    def _rules(self) -> "_Rules | None":
        """What the account's plan allows; None while that is not known."""
        account = self._store.read(read_account).result()
        if account is not None:
            return _Rules(account.files_per_batch, account.max_file_bytes, account.pages_left)
        if self._account == THIS_COMPUTER:
            return _Rules(_LOCAL.files_per_batch, MAX_FILE_BYTES, None)
        return None

    def _prompt(self, folder: WatchedFolder) -> Prompt | None:
        return chosen_prompt(folder, self._store.read(saved_prompts).result())

    def _forget(self, path: Path) -> None:
        """A file is another one than it was, or is gone: it is looked at as if it were new."""
        self._known.pop(path, None)

    # What is shown

    def _fail(self, folder: WatchedFolder, problem: ErrorInfo) -> None:
        watched = self._folders[folder.id]
        self._tell_problem(folder, watched.problem, problem)
        watched.problem = problem
        watched.phase = FolderPhase.PROBLEM

    def _tell_problem(self, folder: WatchedFolder, before: ErrorInfo | None, problem: ErrorInfo) -> None:
        if before is None or before.code != problem.code:
            log.info("a watched folder waits", code=problem.code)
            self._told(Told(ToldKind.PROBLEM, folder.path, 0, named(folder.path.name), reason=problem))

    def _show(self, folder: WatchedFolder, phase: FolderPhase, watched: _Watched) -> None:
        watched.phase = phase
        self._publish(self._settings())

    def _publish(self, settings: Settings) -> None:
        if self._history_stale:
            self._history_stale = False
            ids = tuple(folder.id for folder in settings.watched)
            self._histories = dict(self._store.read(lambda session: history(session, ids)).result())
        states = tuple(self._state(folder, settings) for folder in settings.watched)
        if states != self._states:
            self._states = states
            self._changed(states)

    def _state(self, folder: WatchedFolder, settings: Settings) -> FolderState:
        watched = self._folders.get(folder.id)
        past = self._histories.get(folder.id, WatchedHistory())
        phase = FolderPhase.WATCHING
        if not folder.enabled:
            phase = FolderPhase.OFF
        elif not self._knows_account(folder.account):
            return FolderState(
                folder.id, folder.path, FolderPhase.NO_ACCOUNT, problem=_NO_ACCOUNT, history=past
            )
        elif folder.account != self._account:
            phase = FolderPhase.OTHER_ACCOUNT
        elif settings.watching_paused:
            phase = FolderPhase.PAUSED
        elif watched is not None:
            problem = watched.problem or watched.put_problem
            phase = FolderPhase.PROBLEM if problem is not None else watched.phase
            return FolderState(folder.id, folder.path, phase, len(watched.resting), problem, past)
        return FolderState(folder.id, folder.path, phase, history=past)


@dataclass(frozen=True, slots=True)
class _Rules:
    """`pages_left` is None where there is no limit."""

    files: int
    max_bytes: int
    pages_left: int | None


def _adopt(folder_id: UUID, top: Path, configured: Sequence[UUID], unit: Unit) -> None:
    adopt(unit, folder_id, top, configured)


def _write(unit: Unit, batch: NewBatch, rows: Sequence[WatchedFile]) -> None:
    """One transaction: the batch is there and its files are known, or neither."""
    submit_batch(unit, batch)
    keep_files(unit, rows)


def _known_contents(session: Reader, hashes: Iterable[str]) -> frozenset[str]:
    wanted = tuple(hashes)
    return frozenset(earlier_documents(session, wanted)) | taken_before(session, wanted)


def _fitting(valid: Sequence[Taken], pages_left: int | None) -> tuple[Sequence[Taken], ErrorInfo | None]:
    """Files whose pages are left, in their order, and what is said of the others."""
    if pages_left is None:
        return valid, None
    fitting: list[Taken] = []
    for taken in valid:
        needed = max(1, taken.create.pages)
        if needed <= pages_left:
            pages_left -= needed
            fitting.append(taken)
    left = len(valid) - len(fitting)
    return fitting, _quota(left) if left else None


def _is_still(seen: Seen) -> bool:
    try:
        status = seen.path.stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (seen.size, seen.mtime_ns)


def _quota(files: int) -> ErrorInfo:
    return ErrorInfo(
        code="quota_exceeded",
        title="Too few pages are left this month",
        message=f"{files:,} {'file waits' if files == 1 else 'files wait'} in the folder until pages are "
        "left again. Upgrade your plan, or use this computer.",
        retryable=True,
    )


_UPGRADE: Final = ErrorInfo(
    code="upgrade_required",
    title="Your plan has no batches",
    message="The files wait in the folder. Upgrade your plan, or use this computer.",
)
_ACCOUNT_UNKNOWN: Final = ErrorInfo(
    code="account_unknown",
    title="The account was not reached yet",
    message="What its plan allows is not known here. The files are taken once the service was reached.",
    retryable=True,
)
_NO_ACCOUNT: Final = ErrorInfo(
    code="watched_account",
    title="The folder’s account is gone",
    message="Its files wait. Have another account take the folder over in the settings, or stop watching it.",
)
_PROMPT_GONE: Final = ErrorInfo(
    code="watched_prompt",
    title="The folder has no prompt",
    message="Say what to extract, or choose auto-detect.",
)
