"""What stands on the review's screen after the last document of its queue."""

from collections.abc import Callable

from ingestio_desktop.flows.review import QueueSummary
from ingestio_desktop.language import tr
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind
from ingestio_desktop.windows.widgets.page import EmptyState


def queue_end(
    summary: QueueSummary, title: str, leave: Callable[[], None], look_again: Callable[[], None]
) -> EmptyState:
    """What came of the documents of the queue `title`, and the two ways to go on."""
    facts = [("circle-check", tr("%n confirmed", "", summary.confirmed))]
    if summary.to_review:
        facts.append(("eye", tr("%n to review", "", summary.to_review)))
    if summary.in_progress:
        facts.append(("loader-circle", tr("%n in progress", "", summary.in_progress)))
    if summary.error:
        facts.append(("circle-x", tr("%n error(s)", "", summary.error)))
    if summary.cancelled:
        facts.append(("ban", tr("%n cancelled", "", summary.cancelled)))
    return EmptyState(
        "circle-check",
        tr("That was the last document"),
        tr("You went through %n document(s) of {title}.", "", summary.total, title=title),
        (
            Button(tr("Back to the batch"), ButtonKind.PRIMARY, on_click=leave),
            Button(tr("Look again"), on_click=look_again),
        ),
        facts,
        Tone.OK,
    )
