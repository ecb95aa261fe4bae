"""Words of pages: those that were found when the document was read, else read now."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.features.context import Context
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.documents.service import file_missing, stored_file
from ingestio_cloud.features.errors import ConflictError, NotFoundError
from ingestio_cloud.features.limits.rates import Limited, rate_of
from ingestio_cloud.features.suppliers import repository as suppliers
from ingestio_cloud.integrations.blobs import BlobMissingError
from ingestio_core.contracts.extractions import Box
from ingestio_core.contracts.pages import AreaText, PageWords
from ingestio_core.limits import MediaType
from ingestio_extract.memory.words import unpack_page
from ingestio_extract.words import PageText, page_words


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page of a file in the blob store; `read` is what was found on it, None where that was not kept."""

    key: str
    sha256: str
    media_type: MediaType
    read: PageText | None


def stored_page(session: Session, user_id: UUID, document_id: UUID, number: int) -> StoredPage:
    """Raises `NotFoundError` (document_not_found, page_not_found) and `ConflictError` (file_missing,
    no_pages)."""
    key, row = stored_file(session, user_id, document_id)
    media_type = MediaType(row.media_type)
    if media_type is MediaType.XML:
        raise ConflictError(
            "no_pages",
            "This document has no pages",
            "It is an e-invoice as plain XML: all that it says stands in the fields.",
        )
    if row.page_count is not None and number > row.page_count:
        raise NotFoundError("page")
    result = documents.with_rows(session, user_id, [row])[0].result
    kept = None if result is None else suppliers.reading(session, user_id, result.id)
    read = None if kept is None else unpack_page(kept.words, number)
    return StoredPage(key, row.sha256, media_type, read)


async def words(context: Context, user_id: UUID, document_id: UUID, number: int) -> PageWords:
    """Raises as `stored_page` and `PageDesk.run` do, and `TooManyRequestsError`."""
    page = await context.db.of(user_id).read(stored_page, document_id, number)
    if page.read is not None:
        return page_words(page.read)
    desk = context.pages
    key = (user_id, document_id, page.sha256, number)
    known = desk.kept(key)
    if known is not None:
        return known

    # Those that a reading kept cost next to nothing; only what is read now is counted.
    rate = rate_of(context.last_plan_of(user_id), Limited.PAGE_READS)
    await context.limiter.hit(Limited.PAGE_READS, str(user_id), rate)

    def read() -> PageWords:
        with context.blobs.local_copy(page.key) as path:
            return desk.reader.words(path, page.media_type, number)

    try:
        found = await desk.run(user_id, read)
    except BlobMissingError:
        raise file_missing() from None
    desk.keep(key, found)
    return found


async def area(context: Context, user_id: UUID, document_id: UUID, number: int, box: Box) -> AreaText:
    """Raises as `stored_page` and `PageDesk.run` do."""
    page = await context.db.of(user_id).read(stored_page, document_id, number)
    turn = None if page.read is None or page.read.warp is not None else page.read.turn

    def read() -> str:
        with context.blobs.local_copy(page.key) as path:
            return context.pages.reader.area(path, page.media_type, number, box, turn)

    try:
        return AreaText(text=await context.pages.run(user_id, read))
    except BlobMissingError:
        raise file_missing() from None
