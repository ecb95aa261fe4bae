"""Write an export to disk: all of it or nothing."""

import errno
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext, suppress
from dataclasses import fields
from glob import escape
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, Final, NoReturn
from uuid import uuid4

from xlsxwriter.exceptions import XlsxWriterException

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.export.csv_ import CsvSink
from ingestio_core.export.excel import ExcelSink, SheetSize
from ingestio_core.export.json_ import JsonSink
from ingestio_core.export.model import ExportCancelled, ExportDocument, ExportOptions, ExportOutcome
from ingestio_core.export.rows import SheetLayout
from ingestio_core.export.wanted import wanted
from ingestio_core.export.workbook.book import Book
from ingestio_core.export.workbook.package import check_free
from ingestio_core.fieldplan import FieldPlan

_NOT_SPOOLED: Final = {"field_plan", "evidence"}
_SPOOLED: Final = [part.name for part in fields(ExportDocument) if part.name not in _NOT_SPOOLED]
_values = attrgetter(*_SPOOLED)
_SAMPLE: Final = 200
_SAMPLE_ROWS: Final = 1_000
"""For the widths of columns."""
_STEP: Final = 100
"""After how many documents progress is told and a cancellation looked for."""
_WITH_MACROS: Final = ".xlsm"
_NAME_KEPT: Final = 40
"""Letters of a file's name in that of the temporary one, which may not become too long."""
_DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_WINDOWS_DISK_FULL: Final = 112
"""ERROR_DISK_FULL."""


def write_export(
    documents: Iterable[ExportDocument],
    options: ExportOptions,
    target: Path,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportOutcome:
    """Write `documents` to `target` as `options` say, in a temporary file that is then renamed.

    Documents are gone through twice, first for the columns; a one-time iterator is kept on disk
    in between, so memory stays small. `progress` gets the number of documents done so far; one that was
    gone through once is half done. Raises `ExportCancelled` after `cancelled` said so, `MachineError`
    (disk_full, export_target_locked, export_not_written) and `IngestError` (export_too_large,
    export_options, export_encoding); after any of them the target is as it was and no other file is left.
    """
    try:
        place = _place(target)
        place.parent.mkdir(parents=True, exist_ok=True)
        # Not by `tempfile`, whose files only their owner may read: an export may be for a shared folder.
        part = place.parent / _part_name(place.name[:_NAME_KEPT], uuid4().hex)
        part.touch(exist_ok=False)
    except OSError as error:
        _raise_machine_error(error, target)
    try:
        before = _before(place, options)
        book = Book(place) if before is not None else None
        outcome = _write(documents, options, part, target, book, progress or _ignore, cancelled or _never)
        if book is None or outcome.rows:
            _to_disk(part)
            if before is not None and _state(place) != before:
                raise _changed_meanwhile(target)
            _like(place, part)
            part.replace(place)
    except OSError as error:
        _raise_machine_error(error, target)
    except XlsxWriterException as error:
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))
        _raise_machine_error(cause, target)
    finally:
        # Already gone where it was renamed.
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return outcome


def leftovers(target: Path) -> tuple[Path, ...]:
    """What killed programs had written of this file so far. Raises `OSError`."""
    place = _place(target)
    return tuple(place.parent.glob(_part_name(escape(place.name[:_NAME_KEPT]), "[0-9a-f]" * 32)))


def check_can_be_added_to(target: Path) -> None:
    """Say at once what adding to a workbook would say in the end, as far as the file alone tells it.

    Raises `IngestError` (workbook_open, workbook_kind and the like), `MachineError`; where there is no file
    only for a name that no new one can have."""
    try:
        if target.exists():
            check_free(target)
            Book(target).close()
        else:
            _check_kind_of_new(target)
    except OSError as error:
        _raise_machine_error(error, target)


def _place(target: Path) -> Path:
    """What a link leads to is replaced, not the link."""
    return target.resolve() if target.is_symlink() else target


def _part_name(name: str, mark: str) -> str:
    return f".{name}.{mark}.part"


def _write(
    documents: Iterable[ExportDocument],
    options: ExportOptions,
    part: Path,
    target: Path,
    book: Book | None,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> ExportOutcome:
    keys = book.keys if book is not None else frozenset()
    with tempfile.TemporaryFile() as file, closing(book) if book is not None else nullcontext():
        layout, spool = SheetLayout(options), _Spool(file)
        if options.format is not ExportFormat.XLSX and (
            options.format is ExportFormat.JSON or (options.columns and options.left_out is None)
        ):
            return _write_at_once(documents, layout, options, part, target, progress, cancelled)
        given, there, one_time = 0, 0, iter(documents) is documents
        sample: list[ExportDocument] = []
        for document in documents:
            given += 1
            if given % _STEP == 0:
                _stop_if(cancelled)
                progress((layout.document_count + there) // 2)
            if not wanted(document, options):
                continue
            if (document.key or document.id) in keys:
                there += 1
                continue
            layout.add(document)
            if len(sample) < _SAMPLE:
                sample.append(document)
            if one_time:
                spool.put(document)
        again = (
            spool.take()
            if one_time
            else (d for d in documents if wanted(d, options) and (d.key or d.id) not in keys)
        )
        _stop_if(cancelled)
        whole = layout.document_count + there

        def written(done: int) -> None:
            progress(whole // 2 + (whole - whole // 2) * done // max(1, layout.document_count))

        rows = shortened = 0
        if book is None or layout.document_count:
            sink = _sink(part, layout, options, sample, book)
            rows, shortened = _write_all(again, layout, sink, written, cancelled)
    left_out = given - layout.document_count - there
    return ExportOutcome(
        target,
        layout.document_count,
        rows,
        left_out,
        shortened,
        appended=book is not None,
        already_there=there,
    )


def _write_at_once(
    documents: Iterable[ExportDocument],
    layout: SheetLayout,
    options: ExportOptions,
    part: Path,
    target: Path,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> ExportOutcome:
    """In one pass, where all columns are known before."""
    given = written = 0

    def those_wanted() -> Iterator[ExportDocument]:
        nonlocal given, written
        for document in documents:
            given += 1
            if wanted(document, options):
                written += 1
                yield document
            elif given % _STEP == 0:
                _stop_if(cancelled)

    sink = _sink(part, layout, options, (), None)
    rows, shortened = _write_all(those_wanted(), layout, sink, progress, cancelled)
    return ExportOutcome(target, written, rows, given - written, shortened)


class _Spool:
    """Documents kept on disk between the two passes. Their field plans, few and large, stay in memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._numbers: dict[FieldPlan, int] = {}
        self._last: tuple[FieldPlan, int] | None = None
        self._piece: list[tuple[int, tuple[Any, ...]]] = []

    def put(self, document: ExportDocument) -> None:
        plan = document.field_plan
        if self._last is None or self._last[0] is not plan:
            self._last = (plan, self._numbers.setdefault(plan, len(self._numbers)))
        # As a tuple, and many at once: that is several times faster than one object after the other.
        self._piece.append((self._last[1], _values(document)))
        if len(self._piece) == _STEP:
            self._write_piece()

    def take(self) -> Iterator[ExportDocument]:
        self._write_piece()
        plans = list(self._numbers)
        self._file.seek(0)
        while True:
            try:
                piece = pickle.load(self._file)
            except EOFError:
                return
            for number, values in piece:
                yield ExportDocument(field_plan=plans[number], **dict(zip(_SPOOLED, values, strict=True)))

    def _write_piece(self) -> None:
        pickle.dump(self._piece, self._file, pickle.HIGHEST_PROTOCOL)
        self._piece = []


def _write_all(
    documents: Iterable[ExportDocument],
    layout: SheetLayout,
    sink: ExcelSink | CsvSink | JsonSink,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> tuple[int, int]:
    """Write all documents in the options' format; rows written and cells shortened."""
    try:
        done = rows = 0
        columns = layout.columns()
        for document in documents:
            if isinstance(sink, JsonSink):
                rows += sink.document(document)
            else:
                for row in layout.rows(document, columns):
                    sink.row(row, document)
                    rows += 1
                if isinstance(sink, ExcelSink):
                    sink.findings(document)
                    sink.changes(document)
            done += 1
            if done % _STEP == 0:
                _stop_if(cancelled)
                progress(done)
        _stop_if(cancelled)
        sink.close()
    except BaseException:
        sink.abandon()
        raise
    progress(done)
    return rows, sink.shortened


def _sink(
    part: Path,
    layout: SheetLayout,
    options: ExportOptions,
    sample: Sequence[ExportDocument],
    book: Book | None,
) -> ExcelSink | CsvSink | JsonSink:
    columns = layout.columns()
    match options.format:
        case ExportFormat.XLSX:
            rows = [row for document in sample for row in layout.rows(document, columns)]
            size = SheetSize(layout.row_count, len(columns))
            return ExcelSink(part, columns, options, size, rows[:_SAMPLE_ROWS], book)
        case ExportFormat.CSV:
            return CsvSink(part, columns, options)
        case ExportFormat.JSON:
            return JsonSink(part, options, layout)


def _before(target: Path, options: ExportOptions) -> tuple[int, int] | None:
    """The state of the workbook that is to be added to, None where a new file is made."""
    if not options.append:
        return None
    if options.format is not ExportFormat.XLSX:
        raise IngestError(
            "export_options", "Only workbooks can be added to", "Choose Excel, or a new file for this format."
        )
    if not target.exists():
        _check_kind_of_new(target)
        return None
    check_free(target)
    return _state(target)


def _check_kind_of_new(target: Path) -> None:
    # Excel does not open a plain workbook under such a name.
    if target.suffix.lower() == _WITH_MACROS:
        raise IngestError(
            "workbook_kind",
            "The workbook is not there",
            f"“{target.name}” is not there, and a workbook with macros is not made. Name one that is there, "
            "or a new one that ends in .xlsx.",
        )


def _state(target: Path) -> tuple[int, int]:
    found = target.stat()
    return found.st_size, found.st_mtime_ns


def _changed_meanwhile(target: Path) -> IngestError:
    return IngestError(
        "workbook_changed",
        "The workbook was changed",
        f"“{target.name}” was saved by another program while rows were being added. Nothing was added; "
        "export again.",
        retryable=True,
    )


def _like(target: Path, part: Path) -> None:
    """A file that is replaced keeps who may read and write it."""
    if target.exists():
        with suppress(OSError):
            shutil.copymode(target, part)


def _to_disk(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _stop_if(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise ExportCancelled(
            "export_cancelled", "Export cancelled", "The export was cancelled; no file was written."
        )


def _raise_machine_error(error: OSError, target: Path) -> NoReturn:
    if error.errno in _DISK_FULL or getattr(error, "winerror", None) == _WINDOWS_DISK_FULL:
        raise MachineError(
            "disk_full",
            "Disk is full",
            f"“{target.name}” could not be written because the disk is full. Make room or choose "
            "another folder, then export again.",
            retryable=True,
        ) from error
    if isinstance(error, PermissionError):
        raise MachineError(
            "export_target_locked",
            "File cannot be replaced",
            f"“{target.name}” is open in another program, or its folder may not be written to. "
            "Close the file or choose another folder, then export again.",
            retryable=True,
        ) from error
    raise MachineError(
        "export_not_written",
        "Export was not written",
        f"“{target.name}” could not be written ({error.strerror or error}). Choose another folder.",
        retryable=True,
    ) from error


def _ignore(done: int) -> None:
    """Progress that nobody asked for."""


def _never() -> bool:
    return False
