"""`ingestio inspect`: what intake says of each file."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ingestio_cli.exits import ALL_COMPLETED
from ingestio_cli.files import check_target, find_files, written_whole
from ingestio_cli.terminal import tell
from ingestio_client.paths import printable
from ingestio_core.intake import IntakeResult, inspect_many


def inspect_files(paths: Iterable[Path], out: Path) -> int:
    """Inspect all files and write the list of `{file, accepted, type, size, pages, sha256, error}`."""
    check_target(out, ("json",))
    results = inspect_many(find_files(paths, out))
    with written_whole(out) as draft:
        text = json.dumps([_record(result) for result in results], ensure_ascii=False, indent=2)
        draft.write_text(text + "\n", encoding="utf-8")
    accepted = sum(result.accepted for result in results)
    tell(f"{accepted} of {len(results)} files would be taken. Saved {out}.")
    return ALL_COMPLETED


def _record(result: IntakeResult) -> dict[str, Any]:
    error = result.error
    return {
        "file": printable(str(result.path)),
        "accepted": result.accepted,
        "type": result.media_type,
        "size": result.size,
        "pages": result.pages,
        "sha256": result.sha256,
        "error": error and {"code": error.code, "title": error.title, "message": error.message},
    }
