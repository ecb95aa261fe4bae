"""Where a value was read, in words: what is printed there, the page, who read it and how sure that is."""

from typing import Final

from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_desktop.language import QT_TR_NOOP, percent, tr

_READERS: Final = {
    EvidenceSource.TEXT: QT_TR_NOOP("read from the file’s text"),
    EvidenceSource.OCR: QT_TR_NOOP("read by OCR"),
    EvidenceSource.XML: QT_TR_NOOP("read from the e-invoice’s XML"),
    EvidenceSource.MODEL: QT_TR_NOOP("read by a model"),
}


def origin_said(evidence: Evidence | None) -> str:
    """ "On the page: “1O0” · page 1 · read by OCR · 71 % sure"; empty where nothing is known."""
    if evidence is None:
        return ""
    parts = []
    if evidence.text:
        parts.append(tr("On the page: “{text}”", text=evidence.text))
    if evidence.page is not None:
        parts.append(tr("page {number}", number=evidence.page))
    if evidence.source is not EvidenceSource.PERSON:
        parts.append(tr(_READERS[evidence.source]))
        parts.append(tr("{percent} sure", percent=percent(round(evidence.confidence * 100))))
    return " · ".join(parts)
