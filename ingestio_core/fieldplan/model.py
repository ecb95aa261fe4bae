"""The field plan itself."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from ingestio_core.contracts.base import Flag

FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]


class FieldType(StrEnum):
    """What a column holds. In `data` a `date` is ISO 8601, `amount` and `number` are decimal
    strings, `id`, `time` and `text` strings, a `table` a list of objects."""

    TEXT = "text"
    ID = "id"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    TIME = "time"
    TABLE = "table"


class FieldSpec(BaseModel):
    """One column. `name` is the key in `data`, `label` what a person reads and `role` the known
    field that the engine takes it for (a name of a default plan), None for a generic one. A
    `required` one without a value is a failed check."""

    model_config = ConfigDict(frozen=True)

    name: FieldName
    label: str
    type: FieldType = FieldType.TEXT
    role: str | None = None
    required: Flag = False
    columns: tuple["FieldSpec", ...] = ()

    @model_validator(mode="after")
    def _columns_only_in_tables(self) -> Self:
        if (self.type is FieldType.TABLE) != bool(self.columns):
            raise ValueError("a table has columns, nothing else has")
        if any(column.type is FieldType.TABLE for column in self.columns):
            raise ValueError("a table cannot hold a table")
        return self


class FieldPlan(BaseModel):
    """The columns in order. `unread` are the parts of the prompt that no column came from."""

    model_config = ConfigDict(frozen=True)

    fields: tuple[FieldSpec, ...] = ()
    unread: tuple[str, ...] = Field(default=())

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        for fields in (self.fields, *(field.columns for field in self.fields)):
            names = [field.name for field in fields]
            if len(names) != len(set(names)):
                raise ValueError("two columns have one name")
        return self

    @property
    def tables(self) -> tuple[FieldSpec, ...]:
        return tuple(field for field in self.fields if field.type is FieldType.TABLE)

    @property
    def scalars(self) -> tuple[FieldSpec, ...]:
        return tuple(field for field in self.fields if field.type is not FieldType.TABLE)

    def get(self, name: str) -> FieldSpec | None:
        return next((field for field in self.fields if field.name == name), None)
