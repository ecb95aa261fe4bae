"""Who does the work, and whom they ask."""

from datetime import datetime

from sqlalchemy import String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base


class Worker(Base):
    """A process that reads documents, by its name in the durable engine. It writes `seen_at` every
    few seconds, by the database's clock; one that stopped doing so is dead, and others take up what
    it had in work. `version` is the product's; `asks_models` says that it takes questions to models out
    of their queue."""

    __tablename__ = "workers"

    executor_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    version: Mapped[str] = mapped_column(String(50), default="", server_default=text("''"))
    asks_models: Mapped[bool] = mapped_column(default=False, server_default=false())


class ModelPause(Base):
    """A provider of models that said it is busy: nobody asks it before `until`."""

    __tablename__ = "model_pauses"

    provider: Mapped[str] = mapped_column(String(100), primary_key=True)
    until: Mapped[datetime]
