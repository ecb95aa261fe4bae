"""Keys of model providers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base, EnumWord, utc_now
from ingestio_core.providers import ProviderKind


class ModelKey(Base):
    """A user's own key with a provider of models. `secret` is encrypted with a key that is not in the
    database, `last_four` is shown; `base_url` and `model` are the provider's usual ones where empty."""

    __tablename__ = "model_keys"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    provider: Mapped[ProviderKind] = mapped_column(EnumWord(ProviderKind), primary_key=True)
    base_url: Mapped[str] = mapped_column(String(500), default="")
    model: Mapped[str] = mapped_column(String(100), default="")
    secret: Mapped[str] = mapped_column(Text)
    last_four: Mapped[str] = mapped_column(String(4), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
