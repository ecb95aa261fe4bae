"""All tables, by feature."""

from ingestio_cloud.db.models.accounts import (
    AuthorizationCode,
    OAuthGrant,
    OneTimePurpose,
    OneTimeToken,
    RefreshToken,
    SessionKind,
    User,
    UserSession,
)
from ingestio_cloud.db.models.batches import Document, ExtractionBatch
from ingestio_cloud.db.models.changes import Change
from ingestio_cloud.db.models.engines import ModelKey
from ingestio_cloud.db.models.exports import Export
from ingestio_cloud.db.models.extraction import (
    ExtractionFindings,
    ExtractionJob,
    ExtractionResult,
    FieldEdit,
)
from ingestio_cloud.db.models.notifications import Notification
from ingestio_cloud.db.models.suppliers import (
    ExtractionReading,
    Supplier,
    SupplierKey,
    SupplierLesson,
    SupplierLessonUse,
)
from ingestio_cloud.db.models.uploads import Upload, UploadStatus
from ingestio_cloud.db.models.usage import UsageEvent, UsageKind, UsageMonth, WebhookEvent
from ingestio_cloud.db.models.workers import ModelPause, Worker

__all__ = [
    "AuthorizationCode",
    "Change",
    "Document",
    "Export",
    "ExtractionBatch",
    "ExtractionFindings",
    "ExtractionJob",
    "ExtractionReading",
    "ExtractionResult",
    "FieldEdit",
    "ModelKey",
    "ModelPause",
    "Notification",
    "OAuthGrant",
    "OneTimePurpose",
    "OneTimeToken",
    "RefreshToken",
    "SessionKind",
    "Supplier",
    "SupplierKey",
    "SupplierLesson",
    "SupplierLessonUse",
    "Upload",
    "UploadStatus",
    "UsageEvent",
    "UsageKind",
    "UsageMonth",
    "User",
    "UserSession",
    "WebhookEvent",
    "Worker",
]
