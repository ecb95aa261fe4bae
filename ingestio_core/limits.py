"""What a file must be to be taken, whatever the plan."""

from enum import StrEnum
from typing import Final

MEBIBYTE: Final = 1024 * 1024
MAX_FILE_BYTES: Final = 50 * MEBIBYTE


class MediaType(StrEnum):
    """The types that are accepted, always decided by a file's content."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    XML = "application/xml"
    """Structured e-invoices only (UBL, CII); any other XML is refused."""
