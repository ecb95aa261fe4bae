"""Where files are, by the settings: for the composition roots of the API and the worker."""

import asyncio
from datetime import timedelta

from ingestio_cloud.db.engine import is_sqlite
from ingestio_cloud.features.exports.desk import ExportDesk
from ingestio_cloud.features.exports.links import LinkSigner
from ingestio_cloud.features.uploads.desk import UploadDesk, part_store
from ingestio_cloud.features.uploads.limits import UploadGate, UploadLimits
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.integrations.virus import ClamdScanner
from ingestio_cloud.settings import Settings


def open_blobs(settings: Settings) -> BlobStore:
    """The store of documents and exports. Raises ValueError for settings that cannot be right."""
    storage = settings.storage
    return BlobStore.in_folder(settings.files_dir) if storage is None else BlobStore.open(storage)


def open_exports(settings: Settings) -> ExportDesk:
    """What writes exports and signs their links."""
    return ExportDesk(
        signer=LinkSigner(settings.link_key.get_secret_value()),
        link_ttl=timedelta(seconds=settings.export_link_ttl),
        keep=timedelta(days=settings.export_keep_days),
        public_url=settings.public_url,
        alone=is_sqlite(settings.url),
        turns=asyncio.Semaphore(settings.exports_at_once),
    )


def open_uploads(settings: Settings, blobs: BlobStore) -> UploadDesk:
    """What takes uploads. Raises ValueError for settings that cannot be right."""
    limits = UploadLimits(
        ttl=settings.upload_ttl,
        any_plan=min(plan.max_file_bytes for plan in settings.plan_table.values()),
        open_uploads=settings.uploads_per_user,
        open_bytes=settings.upload_bytes_per_user,
        bodies=settings.upload_bodies,
        bodies_per_user=settings.upload_bodies_per_user,
        idle=settings.upload_idle,
        whole=settings.upload_seconds,
        bytes_a_second=settings.upload_bytes_a_second,
        grace=settings.upload_grace,
        disk_floor=settings.disk_floor,
    )
    parts = part_store(blobs, settings.uploads_dir)
    return UploadDesk(
        parts=parts,
        gate=UploadGate(limits, settings.uploads_dir),
        limits=limits,
        scanner=ClamdScanner(settings.clamd_url) if settings.clamd_url else None,
        alone=is_sqlite(settings.url),
    )
