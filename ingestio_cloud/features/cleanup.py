"""What is left to do outside the database once a transaction is through."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Cleanup:
    """Files to delete and attempts to stop. Losing it to a crash costs disk space until files without
    a row are swept, and nothing else."""

    blobs: tuple[str, ...] = ()
    uploads: tuple[UUID, ...] = ()
    attempts: tuple[tuple[UUID, int], ...] = ()

    def __add__(self, other: "Cleanup") -> "Cleanup":
        return Cleanup(self.blobs + other.blobs, self.uploads + other.uploads, self.attempts + other.attempts)
