"""List or grid: the switch in the head of a batch."""

from typing import Final

from ingestio_desktop.language import tr
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.widgets import Choice, Look, Segmented, tooltip

LIST: Final = "list"
GRID: Final = "grid"


def view_switch(current: str) -> Segmented:
    """`chosen` carries `LIST` or `GRID`."""
    key = key_of("batch.grid")
    choices = (
        Choice(LIST, icon="rows-3", tip=tooltip(tr("List"), key if current == GRID else "")),
        Choice(
            GRID, icon="table-2", tip=tooltip(tr("Grid: one column a field"), key if current == LIST else "")
        ),
    )
    return Segmented(choices, tr("How the documents are shown"), Look.SWITCH, current)
