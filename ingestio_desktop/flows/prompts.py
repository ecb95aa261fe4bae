"""The prompt library: saved prompts, and the defaults of each document type."""

from concurrent.futures import Future

from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store.rows import Changed, SavedPrompt


class PromptsFlow:
    changed: Notifier[Changed]

    def all(self) -> "Future[tuple[SavedPrompt, ...]]":
        """The defaults first, then the person's own by name."""
        raise NotImplementedError

    def save(self, name: str, prompt: str) -> "Future[SavedPrompt]":
        """Replaces the person's own prompt of that name. Fails with `IngestError` (name_missing,
        prompt_missing, name_taken for the name of a default)."""
        raise NotImplementedError

    def delete(self, prompt_id: str) -> "Future[None]":
        raise NotImplementedError
