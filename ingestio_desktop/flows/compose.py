"""Compose a batch: drop files, write prompts, look it over. The draft is kept as it grows."""

from collections.abc import Iterable
from concurrent.futures import Future
from pathlib import Path
from uuid import UUID

from ingestio_core.fieldplan import FieldPlan, FieldType
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.draft import DraftChange, DraftFile, DraftView
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.notifier import Notifier


class ComposeFlow:
    """The wizard's use case. All methods return at once; what they change comes with `changed`.

    Methods that take ids ignore ids that are not (or no longer) in the draft.
    """

    changed: Notifier[DraftChange]

    def open(self) -> "Future[DraftChange]":
        """Resume the open draft, or start an empty one. The result has `reset` set and all files."""
        raise NotImplementedError

    def view(self) -> DraftView:
        """The draft as it is now (cheap, any thread)."""
        raise NotImplementedError

    def files(self) -> tuple[DraftFile, ...]:
        """All files in order of their position (cheap, any thread)."""
        raise NotImplementedError

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Walk files and folders in the background; rows come as checking, then valid or rejected.
        A path that is in the draft already is not added twice."""
        raise NotImplementedError

    def stop(self) -> None:
        """Stop walking and checking; files that were not checked yet are taken away."""
        raise NotImplementedError

    def remove(self, ids: Iterable[UUID]) -> None:
        raise NotImplementedError

    def remove_rejected(self) -> None:
        raise NotImplementedError

    def include_anyway(self, ids: Iterable[UUID]) -> None:
        """Take files although they repeat another one of this batch or of an earlier batch."""
        raise NotImplementedError

    def discard(self) -> None:
        """Forget the draft and start an empty one."""
        raise NotImplementedError

    def set_name(self, name: str) -> None:
        raise NotImplementedError

    def set_strategy(self, strategy: PromptStrategy) -> None:
        """The texts of the other strategies are kept."""
        raise NotImplementedError

    def set_prompt(self, prompt: str, file_id: UUID | None = None) -> None:
        """The text of the whole batch, or of one file. The field plan follows by `changed`; what
        the person changed in it by hand stays."""
        raise NotImplementedError

    def copy_prompt(self, file_id: UUID, *, only_empty: bool) -> None:
        """Copy one file's prompt (and plan) to all files, or to those whose prompt is empty."""
        raise NotImplementedError

    def rename_column(
        self, column: str, label: str, *, table: str | None = None, file_id: UUID | None = None
    ) -> None:
        """`column` (and `table`, for a column of one) are names in the present plan."""
        raise NotImplementedError

    def retype_column(
        self, column: str, to: FieldType, *, table: str | None = None, file_id: UUID | None = None
    ) -> None:
        raise NotImplementedError

    def drop_column(self, column: str, *, table: str | None = None, file_id: UUID | None = None) -> None:
        raise NotImplementedError

    def add_column(
        self,
        label: str,
        to: FieldType = FieldType.TEXT,
        *,
        table: str | None = None,
        file_id: UUID | None = None,
    ) -> None:
        """Add at the end. A table starts with one text column, “Description”."""
        raise NotImplementedError

    def preview_plan(self, prompt: str) -> "Future[FieldPlan]":
        """What a text compiles to, for the prompt library."""
        raise NotImplementedError

    def next(self) -> None:
        raise NotImplementedError

    def previous(self) -> None:
        raise NotImplementedError

    def go(self, step: Step) -> None:
        raise NotImplementedError
