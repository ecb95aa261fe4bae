"""What Schemathesis has to be told of our media types."""

from typing import Any

import schemathesis


@schemathesis.serializer("application/offset+octet-stream")
def upload(_context: Any, value: Any) -> bytes:
    """Bytes of a file as they are."""
    return value if isinstance(value, bytes) else str(value).encode()
