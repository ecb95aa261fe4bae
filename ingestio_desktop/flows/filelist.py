"""Which files of a draft are taken, and why the others are not: a plain list with rules."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.flows.draft import DraftFile, EarlierDocument, FileState, Totals
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.rows import StoredFile


class FileList:
    """Files by position, with their verdicts. A new file is judged against those before it;
    `settle` judges all of them again and is called when an order or a rule changed."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._files: dict[UUID, StoredFile] = {}
        self._rows: dict[UUID, DraftFile] = {}
        self._ids_by_path: dict[Path, UUID] = {}
        self._owners: dict[str, UUID] = {}
        self._earlier: dict[str, EarlierDocument] = {}
        self._counts = dict.fromkeys(FileState, 0)
        self._pages = 0
        self._size = 0
        self._repeated = 0
        self._next_position = 0
        self._last_judged = -1
        self._unsettled = False

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: Path) -> bool:
        return path in self._ids_by_path

    @property
    def next_position(self) -> int:
        return self._next_position

    @property
    def totals(self) -> Totals:
        return Totals(
            files=len(self._rows),
            valid=self._counts[FileState.VALID],
            rejected=self._counts[FileState.REJECTED],
            checking=self._counts[FileState.CHECKING],
            pages=self._pages,
            size=self._size,
            repeated=self._repeated,
        )

    @property
    def unsettled(self) -> bool:
        """Whether a verdict may depend on the order in which files were judged."""
        return self._unsettled

    def rows(self) -> tuple[DraftFile, ...]:
        return tuple(sorted(self._rows.values(), key=lambda row: row.position))

    def files(self) -> tuple[StoredFile, ...]:
        return tuple(sorted(self._files.values(), key=lambda file: file.position))

    def row(self, file_id: UUID) -> DraftFile | None:
        return self._rows.get(file_id)

    def file(self, file_id: UUID) -> StoredFile | None:
        return self._files.get(file_id)

    def by_path(self, path: Path) -> StoredFile | None:
        file_id = self._ids_by_path.get(path)
        return self._files.get(file_id) if file_id is not None else None

    def hashes(self) -> tuple[str, ...]:
        """Of all files that were read to their end."""
        return tuple({file.sha256 for file in self._files.values() if file.sha256})

    def know_earlier(self, earlier: Mapping[str, EarlierDocument]) -> None:
        """Documents of earlier batches, by hash."""
        self._earlier.update(earlier)

    def know_only(self, earlier: Mapping[str, EarlierDocument]) -> bool:
        """All that is known of earlier batches now; whether a verdict may depend on it, so that `settle`
        must be called."""
        if earlier == self._earlier:
            return False
        self._earlier = dict(earlier)
        return True

    def put(self, file: StoredFile) -> DraftFile:
        """Add or replace a file and judge it."""
        self._files[file.id] = file
        self._ids_by_path[file.path] = file.id
        self._next_position = max(self._next_position, file.position + 1)
        return self._judge(file)

    def remove(self, ids: Iterable[UUID]) -> frozenset[UUID]:
        """Those that were there; call `settle` afterwards."""
        gone = frozenset(file_id for file_id in ids if file_id in self._files)
        for file_id in gone:
            file = self._files.pop(file_id)
            self._ids_by_path.pop(file.path, None)
            self._rows.pop(file_id, None)
        return gone

    def settle(self) -> tuple[DraftFile, ...]:
        """Judge all files in their order; the rows that came out differently."""
        before, self._rows = self._rows, {}
        self._owners.clear()
        self._counts = dict.fromkeys(FileState, 0)
        self._pages = self._size = self._repeated = 0
        self._last_judged = -1
        for file in self.files():
            give_way()
            self._judge(file)
        self._unsettled = False
        return tuple(row for row in self._rows.values() if before.get(row.id) != row)

    def empty_prompts(self) -> tuple[tuple[UUID, str], ...]:
        """Id and name of the valid files without a prompt of their own, by position."""
        return tuple(
            (row.id, row.name)
            for row in self.rows()
            if row.state is FileState.VALID and not row.prompt.strip()
        )

    def _judge(self, file: StoredFile) -> DraftFile:
        before = self._rows.get(file.id)
        if before is not None:
            self._count(before, -1)
        owner = self._owners.get(file.sha256) if file.sha256 else None
        duplicate = owner if owner != file.id else None
        earlier = self._earlier.get(file.sha256) if file.sha256 else None
        reason = file.error
        if file.checked and reason is None:
            reason = self._refusal(file, duplicate, earlier)
        state = FileState.CHECKING if not file.checked else FileState.REJECTED if reason else FileState.VALID
        if file.checked:
            by_others = reason is not None and reason is not file.error
            self._unsettled = self._unsettled or by_others or file.position < self._last_judged
            self._last_judged = max(self._last_judged, file.position)
        if state is FileState.VALID and file.sha256:
            self._owners.setdefault(file.sha256, file.id)
        row = DraftFile(
            id=file.id,
            position=file.position,
            path=file.path,
            name=file.name,
            folder=file.folder,
            size=file.size,
            media_type=file.media_type,
            pages=file.pages,
            state=state,
            reason=reason,
            duplicate_of=duplicate,
            earlier=earlier,
            included_anyway=file.include_anyway,
            prompt=file.prompt,
            field_plan=file.field_plan,
            compiled=file.compiled,
        )
        self._rows[file.id] = row
        self._count(row, +1)
        return row

    def _refusal(
        self, file: StoredFile, duplicate: UUID | None, earlier: EarlierDocument | None
    ) -> ErrorInfo | None:
        if not file.include_anyway:
            if duplicate is not None:
                return _duplicate(self._files[duplicate]) if duplicate in self._files else None
            if earlier is not None:
                return _already_extracted(earlier)
        if self._counts[FileState.VALID] >= self.limit:
            return _over_limit(self.limit)
        return None

    def _count(self, row: DraftFile, by: int) -> None:
        self._counts[row.state] += by
        if row.can_include_anyway:
            self._repeated += by
        if row.state is FileState.VALID:
            self._pages += by * (row.pages or 0)
            self._size += by * row.size


def _duplicate(first: StoredFile) -> ErrorInfo:
    where = f"{first.folder}/{first.name}" if first.folder else first.name
    return ErrorInfo(
        code="duplicate_in_batch",
        title="Duplicate in this batch",
        message=f"It has the same content as “{where}”. Remove it, or include it anyway.",
    )


def _already_extracted(earlier: EarlierDocument) -> ErrorInfo:
    return ErrorInfo(
        code="already_extracted",
        title="Already extracted",
        message=f"It was extracted in the batch “{earlier.batch_title}” on {earlier.created_at:%Y-%m-%d}. "
        "Open it there, or include it anyway.",
    )


def _over_limit(limit: int) -> ErrorInfo:
    return ErrorInfo(
        code="over_batch_limit",
        title="Over the batch limit",
        message=f"A batch takes up to {limit:,} files. Remove others, or put this file into another batch.",
    )
