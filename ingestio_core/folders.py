"""Where a person's data lies on this computer."""

from pathlib import Path


def user_data_folder() -> Path:
    """The system's own place for the data of IngestIO; it need not exist yet."""
    from platformdirs import user_data_path

    return user_data_path("ingestio", appauthor=False)


def service_folder(data: Path) -> Path:
    """What the embedded service owns below a data folder."""
    return data / "service"
