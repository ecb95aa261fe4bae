"""The way to the network, and what is sent to other places than the service."""

from ingestio_client.counts import send_counts
from ingestio_client.proxy import Way, WayKind, use_way

__all__ = ["Way", "WayKind", "send_counts", "use_way"]
