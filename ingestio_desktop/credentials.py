"""Secrets in the system's keyring: the desktop's door to it."""

from ingestio_client.credentials import Credentials

__all__ = ["Credentials"]
