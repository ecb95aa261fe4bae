"""The page of what was exported."""

from ingestio_desktop.windows.exports.page import ExportsPage

__all__ = ["ExportsPage"]
