"""Exports made by the service, downloaded by a signed link that expires."""
