"""The thin door to the service: all that the desktop uses of the API client."""

from ingestio_client.errors import VersionConflict
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_client.upload import UPLOADS_AT_ONCE, UploadFile, upload_file

__all__ = [
    "UPLOADS_AT_ONCE",
    "ServiceClient",
    "UploadFile",
    "VersionConflict",
    "connect",
    "upload_file",
]


def connect(base_url: str, token: str) -> ServiceClient:
    """A client of the service at `base_url`. Make it in the loop that uses it."""
    return ServiceClient(base_url, fixed_token(token))
