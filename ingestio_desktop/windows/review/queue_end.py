"""What stands on the review's screen after the last document of its queue."""

from collections.abc import Callable

from ingestio_desktop.flows.review import QueueSummary
from ingestio_desktop.theme.words import Tone, plural
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind
from ingestio_desktop.windows.widgets.page import EmptyState


def queue_end(
    summary: QueueSummary, title: str, leave: Callable[[], None], look_again: Callable[[], None]
) -> EmptyState:
    """What came of the documents of the queue `title`, and the two ways to go on."""
    facts = [("circle-check", f"{summary.confirmed} confirmed")]
    if summary.to_review:
        facts.append(("eye", f"{summary.to_review} to review"))
    if summary.in_progress:
        facts.append(("loader-circle", f"{summary.in_progress} in progress"))
    if summary.error:
        facts.append(("circle-x", plural(summary.error, "error")))
    return EmptyState(
        "circle-check",
        "That was the last document",
        f"You went through {plural(summary.total, 'document')} of {title}.",
        (
            Button("Back to the batch", ButtonKind.PRIMARY, on_click=leave),
            Button("Look again", on_click=look_again),
        ),
        facts,
        Tone.OK,
    )
