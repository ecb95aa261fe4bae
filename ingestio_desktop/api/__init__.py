"""The thin door to the service."""
