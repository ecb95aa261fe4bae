"""Which documents the options let into an export."""

from ingestio_core.export.model import ExportDocument, ExportOptions


def wanted(document: ExportDocument, options: ExportOptions) -> bool:
    if document.error is not None:
        return options.include_failed and not options.only_confirmed
    return document.confirmed or not options.only_confirmed
