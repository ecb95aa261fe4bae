"""What a file is and how many pages it has, by its content alone."""

from ingestio_core.contents.counting import count_pages
from ingestio_core.contents.refusals import ContentError
from ingestio_core.contents.signatures import guess_type

__all__ = ["ContentError", "count_pages", "guess_type"]
