"""What is used how much, for PostHog: counts and names that people give, never what is in documents.

https://posthog.com/docs/api/capture
"""

import threading
from typing import Any, Final
from uuid import UUID

import structlog

from ingestio_core.lifecycle import PromptStrategy

log = structlog.get_logger(__name__)

UNTITLED: Final = "Untitled Batch"

_FLUSH_SECONDS: Final = 2.0
"""How often events are sent."""
_TIMEOUT: Final = 3.0
_RETRIES: Final = 1
_MOST_WAITING: Final = 1_000
"""Beyond so many events that could not be sent, new ones are dropped."""
_CLOSE_SECONDS: Final = 3.0


class Analytics:
    """Sends events from a thread of its own: to tell of something never waits and never fails."""

    def __init__(self, key: str, host: str) -> None:
        # Takes a fifth of a second to import, which an embedded service need not spend.
        from posthog import Posthog

        self._posthog = Posthog(
            key,
            host=host,
            max_queue_size=_MOST_WAITING,
            flush_interval=_FLUSH_SECONDS,
            timeout=_TIMEOUT,
            max_retries=_RETRIES,
            disable_geoip=True,
            on_error=_on_error,
        )

    def batch_created(
        self,
        user_id: UUID,
        *,
        batch_id: UUID,
        name: str | None,
        files: int,
        pages: int,
        strategy: PromptStrategy,
    ) -> None:
        """A batch was made; `pages` as the client counted them."""
        self._tell(
            "batch_created",
            user_id,
            {
                "batch_id": str(batch_id),
                "batch_name": name or UNTITLED,
                "file_count": files,
                "page_count": pages,
                "prompt_strategy": strategy.value,
            },
        )

    def close(self) -> None:
        """Send what waits, for some seconds at most. Blocks."""
        ending = threading.Thread(target=self._posthog.shutdown, name="analytics-end", daemon=True)
        ending.start()
        ending.join(_CLOSE_SECONDS)

    def _tell(self, event: str, user_id: UUID, properties: dict[str, Any]) -> None:
        """No profile of a person is kept."""
        properties["$process_person_profile"] = False
        self._posthog.capture(event, distinct_id=str(user_id), properties=properties)


def _on_error(error: Exception, events: object) -> None:
    log.warning("analytics_not_sent", kind=type(error).__name__)
