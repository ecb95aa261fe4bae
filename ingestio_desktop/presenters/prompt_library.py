"""The prompt library for its popover: saved prompts and the defaults. No widget."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ingestio_core.fieldplan import FieldPlan
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.sentences import default_said
from ingestio_desktop.store.rows import Changed, SavedPrompt
from ingestio_desktop.workers.bridge import Bridge


class PromptLibrary(QObject):
    """Reads itself anew when it changed. `entries` are the defaults first, then the person's own."""

    changed = Signal()
    saved = Signal(str)
    """A prompt was kept under this name."""
    deleted = Signal(object)
    """The `SavedPrompt` that was; `restore` brings it back."""
    failed = Signal(object)
    """An `IngestError`."""

    def __init__(
        self, prompts: PromptsFlow, compose: ComposeFlow, bridge: Bridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._prompts = prompts
        self._compose = compose
        self._bridge = bridge
        self.entries: tuple[SavedPrompt, ...] = ()
        bridge.listen(prompts.changed, self, self._store_changed)

    def read(self) -> None:
        self._bridge.deliver(self._prompts.all(), self, self._know, self.failed.emit)

    def own(self, name: str) -> SavedPrompt | None:
        """The person's own prompt of that name."""
        key = name.strip().casefold()
        return next((each for each in self.entries if not each.builtin and each.name.casefold() == key), None)

    def save(self, name: str, prompt: str, plan: FieldPlan | None) -> None:
        """Keep a text; `plan` where its columns were changed by hand."""
        future = self._prompts.save(name, prompt, plan)
        self._bridge.deliver(future, self, lambda kept: self.saved.emit(kept.name), self.failed.emit)

    def rename(self, entry: SavedPrompt, name: str) -> None:
        if name.strip() != entry.name:
            self._bridge.deliver(self._prompts.rename(entry.id, name), self, _nothing, self.failed.emit)

    def delete(self, entry: SavedPrompt) -> None:
        """Take one of the person's own prompts out."""

        def gone(_done: None) -> None:
            self.deleted.emit(entry)

        self._bridge.deliver(self._prompts.delete(entry.id), self, gone, self.failed.emit)

    def restore(self, entry: SavedPrompt) -> None:
        """Undo a deletion."""
        future = self._prompts.save(entry.name, entry.prompt, entry.field_plan)
        self._bridge.deliver(future, self, _nothing, self.failed.emit)

    def count_columns(self, entry: SavedPrompt, owner: QObject, done: Callable[[int], None]) -> None:
        """How many columns a saved prompt gives; not told when `owner` is gone."""
        if entry.field_plan is not None:
            done(len(entry.field_plan.fields))
            return
        future = self._compose.preview_plan(entry.prompt)
        self._bridge.deliver(future, owner, lambda plan: done(len(plan.fields)))

    def origin(self, prompt: str) -> tuple[str, bool]:
        """The entry that a text came from, and whether it was changed since; "" for none."""
        text = prompt.strip()
        if not text:
            return "", False
        for entry in self.entries:
            if entry.prompt.strip() == text:
                return entry.name, False
        first = text.splitlines()[0]
        for entry in self.entries:
            if entry.prompt.strip().splitlines()[:1] == [first]:
                return entry.name, True
        return "", False

    def _store_changed(self, changed: Changed) -> None:
        if changed.prompts:
            self.read()

    def _know(self, entries: tuple[SavedPrompt, ...]) -> None:
        self.entries = tuple(
            replace(entry, prompt=default_said(entry.prompt)) if entry.builtin else entry for entry in entries
        )
        self.changed.emit()


def _nothing(_done: object) -> None:
    """The library tells by itself that it changed."""
