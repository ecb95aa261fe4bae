"""Headers of tus 1.0 (https://tus.io/protocols/resumable-upload), parsed; no web framework."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from ingestio_cloud.features.errors import RefusedError

_SHA256: Final = re.compile("[0-9a-f]{64}")

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,creation-with-upload,checksum,termination,expiration"
CONTENT_TYPE: Final = "application/offset+octet-stream"
ALGORITHMS: Final[Mapping[str, Callable[[], Any]]] = {
    "sha256": hashlib.sha256,
    "sha1": hashlib.sha1,
    "md5": hashlib.md5,
}


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the bytes of one request must hash to."""

    algorithm: str
    digest: bytes


def parse_length(value: str | None, deferred: str | None) -> int:
    """The size of a file in bytes. Raises `RefusedError` (bad_upload, upload_length_deferred)."""
    if deferred is not None:
        raise RefusedError(
            "upload_length_deferred",
            "The size of the file is missing",
            "A file must be announced with its size. Update the program.",
        )
    return _number(value, "Upload-Length")


def parse_offset(value: str | None) -> int:
    """Where the bytes begin. Raises `RefusedError` (bad_upload)."""
    return _number(value, "Upload-Offset")


def parse_metadata(value: str) -> dict[str, str]:
    """`key base64,key base64`. Raises `RefusedError` (bad_upload)."""
    metadata: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in value.split(","))):
        key, _, encoded = pair.partition(" ")
        try:
            metadata[key] = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise bad_upload(f"Upload-Metadata has an unreadable value for {key!r}") from None
    return metadata


def document_of(metadata: Mapping[str, str]) -> UUID:
    """The document that the upload is for. Raises `RefusedError` (bad_upload)."""
    try:
        return UUID(metadata["document_id"])
    except (KeyError, ValueError):
        raise bad_upload("Upload-Metadata must carry the document_id") from None


def renewed_of(metadata: Mapping[str, str]) -> str | None:
    """The SHA-256, in hex, of a file that was changed since its document was announced. Raises
    `RefusedError` (bad_upload)."""
    sha256 = metadata.get("sha256")
    if sha256 is not None and not _SHA256.fullmatch(sha256):
        raise bad_upload("Upload-Metadata has a sha256 that is none")
    return sha256


def parse_checksum(value: str | None) -> Checksum | None:
    """`algorithm base64`. Raises `RefusedError` (bad_upload) for one that is not offered."""
    if value is None:
        return None
    algorithm, _, encoded = value.partition(" ")
    try:
        digest = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise bad_upload("Upload-Checksum is not base64") from None
    if algorithm not in ALGORITHMS:
        raise bad_upload(f"Upload-Checksum must use one of {', '.join(ALGORITHMS)}")
    return Checksum(algorithm, digest)


def parse_known(value: str | None) -> str | None:
    """The SHA-256, in hex, of a file that the sender need not send when it is here already (the header
    Upload-Known, written like Upload-Checksum). Raises `RefusedError` (bad_upload)."""
    known = parse_checksum(value)
    if known is None:
        return None
    if known.algorithm != "sha256":
        raise bad_upload("Upload-Known must use sha256")
    return known.digest.hex()


def bad_upload(detail: str) -> RefusedError:
    return RefusedError("bad_upload", "The upload cannot be taken", f"{detail}. Update the program.")


def _number(value: str | None, header: str) -> int:
    if value is None or not value.isascii() or not value.isdecimal() or len(value) > 18:
        raise bad_upload(f"{header} must be a number of bytes")
    return int(value)
