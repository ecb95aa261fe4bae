"""What this program is."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The version that was installed; 0 where none was."""
    try:
        return version("ingestio")
    except PackageNotFoundError:
        return "0"
