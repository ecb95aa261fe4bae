"""Where the bundled files are: in the repository, or beside the installed package."""

from functools import cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


@cache
def resources_folder() -> Path:
    """The folder of fonts, icons and tokens. Raises FileNotFoundError when the installation is incomplete."""
    for folder in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        if (folder / "tokens.json").is_file():
            return folder
    raise FileNotFoundError("The files of the look are missing. Install IngestIO again.")


def resource(*parts: str) -> Path:
    """The path of one bundled file or folder, such as `resource("icons", "layers.svg")`."""
    return resources_folder().joinpath(*parts)


def font_files() -> tuple[Path, ...]:
    """The bundled fonts: Inter 400, 500 and 600."""
    return tuple(resource("fonts", f"Inter-{name}.ttf") for name in ("Regular", "Medium", "SemiBold"))


def icon_file(name: str) -> Path:
    """The drawing of one Lucide icon, by its Lucide name."""
    return resource("icons", f"{name}.svg")


@cache
def icon_names() -> tuple[str, ...]:
    """The names of all bundled icons."""
    return tuple(sorted(path.stem for path in resource("icons").glob("*.svg")))
