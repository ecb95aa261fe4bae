"""The prompt library: saved prompts, and the defaults of each document type."""

from concurrent.futures import Future
from typing import Final

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType, default_plan
from ingestio_desktop.futures import chain, done, failed
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store import library
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.rows import Changed, SavedPrompt

_NAMES: Final = {
    DocumentType.INVOICE: "Invoice",
    DocumentType.RECEIPT: "Receipt",
    DocumentType.PURCHASE_ORDER: "Purchase order",
    DocumentType.BANK_STATEMENT: "Bank statement",
    DocumentType.CONTRACT: "Contract",
}
_FORM: Final = SavedPrompt("form", "Form", "Name, address, date of birth, date, signature", builtin=True)


class PromptsFlow:
    def __init__(self, store: Store) -> None:
        self.changed: Notifier[Changed] = store.changed
        self._store = store

    def all(self) -> "Future[tuple[SavedPrompt, ...]]":
        """The defaults first, then the person's own by name."""
        return self._store.read(lambda session: (*defaults(), *library.saved_prompts(session)))

    def save(self, name: str, prompt: str, field_plan: FieldPlan | None = None) -> "Future[SavedPrompt]":
        """Replaces the person's own prompt of that name; `field_plan` where its columns were changed by
        hand. Fails with `IngestError` (name_missing, prompt_missing, name_taken for the name of a
        default)."""
        title, text = name.strip()[:200], prompt.strip()
        refusal = _refusal(title, text)
        if refusal is not None:
            return failed(refusal)
        return self._store.write(lambda unit: library.save_prompt(unit, title, text, field_plan))

    def rename(self, prompt_id: str, name: str) -> "Future[None]":
        """Fails with `IngestError` (name_missing, name_taken)."""
        title = name.strip()[:200]
        refusal = _refusal(title, "given")
        if refusal is not None:
            return failed(refusal)

        def renamed(done_so: bool) -> "Future[None]":
            return done(None) if done_so else failed(_taken(title, "yours already"))

        written = self._store.write(lambda unit: library.rename_prompt(unit, prompt_id, title))
        return chain(written, renamed)

    def delete(self, prompt_id: str) -> "Future[None]":
        return self._store.write(lambda unit: library.delete_prompt(unit, prompt_id))


def defaults() -> tuple[SavedPrompt, ...]:
    """A prompt for each document type, in words that compile to its default plan."""
    written = (
        SavedPrompt(
            kind.value, name, ", ".join(_words(field) for field in default_plan(kind).fields), builtin=True
        )
        for kind, name in _NAMES.items()
    )
    return (*written, _FORM)


def _words(field: FieldSpec) -> str:
    if field.type is not FieldType.TABLE:
        return field.label
    return f"{field.label} ({', '.join(column.label for column in field.columns)})"


def _refusal(name: str, prompt: str) -> IngestError | None:
    if not name:
        return IngestError("name_missing", "The prompt has no name", "Type a name to find it by.")
    if not prompt:
        return IngestError("prompt_missing", "The prompt is empty", "Say what to extract before saving it.")
    if name.casefold() in {saved.name.casefold() for saved in defaults()}:
        return _taken(name, "a default")
    return None


def _taken(name: str, what: str) -> IngestError:
    return IngestError("name_taken", "This name is taken", f"“{name}” is {what}. Choose another name.")
