"""Settings read and looked through at the start, every mistake named at once.

A value that may hold a secret is never repeated in a message.
"""

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from enum import EnumType
from itertools import chain
from pathlib import Path
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo

from ingestio_cloud.settings import Settings
from ingestio_cloud.settings_rules import RULES, Mistake
from ingestio_core.errors import IngestError

PREFIX: Final = str(Settings.model_config["env_prefix"])
_TELLABLE: Final = (bool, int, float, Path)


class SettingsError(IngestError):
    """The service cannot start as it is set up; the message has a line for each mistake."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        lines = "\n".join(f"- {mistake}" for mistake in mistakes)
        super().__init__(
            "settings_wrong", "The settings are wrong", f"Correct these and start again:\n{lines}"
        )
        self.mistakes = tuple(mistakes)


def load_settings(given: Mapping[str, Any] | None = None) -> Settings:
    """The settings of the environment, `given` before it. Raises `SettingsError`."""
    chosen = dict(given or {})
    mistakes = list(_unknown(os.environ))
    settings, wrong = _parse(chosen)
    mistakes += chain.from_iterable(wrong.values())
    for rule in RULES:
        if not wrong.keys() & rule.fields:
            mistakes += rule.check(settings)
    if mistakes:
        raise SettingsError(mistakes)
    return settings


def variable(field: str) -> str:
    """The name of a field in the environment."""
    return PREFIX + field.upper()


def allowed(field: FieldInfo) -> str:
    """What a field takes, in words."""
    kind = _kind(field.annotation)
    if isinstance(kind, EnumType):
        return " or ".join(str(member.value) for member in kind)  # type: ignore[var-annotated]
    if kind is bool:
        return "true or false"
    if kind in (int, float):
        number = "a whole number" if kind is int else "a number"
        return f"{number}{_bounds(field.metadata)}"
    if get_origin(kind) is dict:
        return "a JSON object"
    return "a path" if kind is Path else "a text"


def _parse(given: dict[str, Any]) -> tuple[Settings, dict[str, list[Mistake]]]:
    """The settings with what is wrong at its default, and the mistakes by field."""
    try:
        return Settings(**given), {}
    except ValidationError as error:
        wrong: dict[str, list[Mistake]] = {}
        for item in error.errors(include_url=False):
            if (name := str(item["loc"][0])) in Settings.model_fields:
                wrong.setdefault(name, []).append(_mistake(name, item))
    defaults = {
        field: Settings.model_fields[field].get_default(call_default_factory=True, validated_data={})
        for field in wrong
    }
    return Settings(**{**given, **defaults}), wrong


def _mistake(name: str, item: Mapping[str, Any]) -> Mistake:
    field = Settings.model_fields[name]
    inside = [str(part) for part in item["loc"][1:] if part != "[key]"]
    if get_origin(_kind(field.annotation)) is dict and inside:
        return Mistake(variable(name), f"is wrong at {'.'.join(inside)}", str(item["msg"]))
    return Mistake(variable(name), _problem(field, item), allowed(field))


def _problem(field: FieldInfo, item: Mapping[str, Any]) -> str:
    kind = _kind(field.annotation)
    value = item["input"]
    if not (isinstance(kind, EnumType) or kind in _TELLABLE) or len(str(value)) > 40:
        return "has a value that cannot be read"
    return f"is {str(value)!r}"


def _unknown(environment: Mapping[str, str]) -> Iterator[Mistake]:
    known = {variable(field) for field in Settings.model_fields}
    for name in sorted(environment):
        if not name.upper().startswith(PREFIX) or name.upper() in known:
            continue
        close = difflib.get_close_matches(name.upper(), known, 1)
        yield Mistake(
            name,
            "is not a setting",
            f"did you mean {close[0]}?" if close else "remove it from the environment",
        )


def _kind(annotation: Any) -> Any:
    """The type itself, of an optional one too."""
    if get_origin(annotation) in (Union, UnionType):
        return next(_kind(one) for one in get_args(annotation) if one is not type(None))
    return annotation


def _bounds(metadata: Sequence[Any]) -> str:
    low = next((one.ge for one in metadata if isinstance(one, Ge)), None)
    above = next((one.gt for one in metadata if isinstance(one, Gt)), None)
    high = next((one.le for one in metadata if isinstance(one, Le)), None)
    below = next((one.lt for one in metadata if isinstance(one, Lt)), None)
    words = (
        (f"from {low}", low),
        (f"above {above}", above),
        (f"to {high}" if low is not None else f"up to {high}", high),
        (f"below {below}", below),
    )
    return "".join(f" {text}" for text, bound in words if bound is not None)


def is_secret(field: FieldInfo) -> bool:
    return _kind(field.annotation) is SecretStr


def settings_table() -> str:
    """All settings as a table in Markdown."""
    rows = ["| Variable | Takes | Unless set | What it does |", "| --- | --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        what = " ".join((field.description or "").split())
        rows.append(f"| `{variable(name)}` | {_takes(field)} | {_default(field)} | {what} |")
    return "\n".join(rows) + "\n"


def _takes(field: FieldInfo) -> str:
    return "a secret" if is_secret(field) else allowed(field).replace("|", "\\|")


def _empty_secret(value: object) -> bool:
    return isinstance(value, SecretStr) and not value.get_secret_value()


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "chosen at the start"
    value = field.default
    if (not value and value is not False and value != 0) or _empty_secret(value):
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    return f"`{value}`"
