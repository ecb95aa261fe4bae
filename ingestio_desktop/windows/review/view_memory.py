"""How a person last looked at pages: boxes, small pages, what the page is fitted to; kept between starts."""

import json
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject

from ingestio_desktop.settings import WidgetStates
from ingestio_desktop.windows.review.page_fit import Fit
from ingestio_desktop.windows.review.pages_pane import PagesPane

_NAME: Final = "review.view"


class ViewMemory(QObject):
    """Sets up the pages as they were left, and keeps what is changed."""

    def __init__(self, pages: PagesPane, states: WidgetStates) -> None:
        super().__init__(pages)
        self._pages = pages
        self._states = states
        self._restore()
        pages.tools.boxes.connect(self._keep)
        pages.page.fit_changed.connect(self._keep)
        pages.thumbnails_shown_changed.connect(self._keep)

    def _restore(self) -> None:
        kept: object = None
        # A file that was damaged, or is another version's, is no reason for anything but the usual look.
        with suppress(ValueError):
            kept = json.loads(self._states.widget_state(_NAME) or b"{}")
        if not isinstance(kept, dict):
            return
        if kept.get("boxes") is False:
            self._pages.tools.toggle_boxes()
        if kept.get("thumbnails") is False:
            self._pages.show_thumbnails(shown=False)
        if kept.get("fit") == Fit.PAGE:
            self._pages.page.fit_page()

    def _keep(self) -> None:
        page = self._pages.page
        kept = {
            "boxes": page.boxes_shown,
            "thumbnails": self._pages.thumbnails_shown,
            "fit": page.fitted.value,
        }
        self._states.keep_widget_state(_NAME, json.dumps(kept).encode())
