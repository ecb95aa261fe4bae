"""The composition root: the only place that builds things."""

from concurrent.futures import Future
from dataclasses import dataclass

from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.exports import ExportFlow
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.review import ReviewFlow
from ingestio_desktop.flows.submit import SubmitFlow


@dataclass(frozen=True, slots=True)
class Flows:
    """Every use case, built and ready."""

    account: AccountFlow
    batches: BatchesFlow
    compose: ComposeFlow
    exports: ExportFlow
    prompts: PromptsFlow
    review: ReviewFlow
    submit: SubmitFlow


class Application:
    """Everything below the windows. `start` returns at once, so the window can be shown first."""

    def start(self) -> "Future[Flows]":
        """Build store, threads and flows in the background, then start the embedded service and
        sync. The future ends when the flows can be used, which is before the service is there."""
        raise NotImplementedError

    def shutdown(self) -> None:
        """Stop and join everything, children too. Safe to call twice."""
        raise NotImplementedError
