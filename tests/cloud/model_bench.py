"""A bench whose documents a model reads, from a server on a loopback port."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import UUID

from pydantic import SecretStr
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document, ExtractionFindings, ExtractionJob, ExtractionResult
from ingestio_cloud.db.scope import owned_update
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.plans import AccountPlans, PlanSource
from ingestio_cloud.integrations.model_providers import make_provider
from ingestio_cloud.integrations.models import ModelDesk, Patience
from ingestio_cloud.telemetry.work import WorkFigures
from ingestio_cloud.workflows.asking import Models, ModelWork
from ingestio_cloud.workflows.build import SLOTS_PER_CHILD, TURNS_PER_CHILD
from ingestio_cloud.workflows.engine import EMBEDDED, DurableEngine, EngineSettings
from ingestio_cloud.workflows.engines import read_locally
from ingestio_cloud.workflows.liveness import Liveness, fresh_executor_id
from ingestio_cloud.workflows.routes import OneRoute, Routes
from ingestio_core.fieldplan import default_plan
from ingestio_core.plans import PlanChange, PlanName, changed_plans
from ingestio_core.providers import ProviderKind
from ingestio_extract.llm.options import PLAIN, AskOptions
from tests.cloud.workflow_bench import Bench
from tests.support.model_server import KEY, MODEL

HURRIED: Final = Patience(first=0.01, most=0.02, longest=900.0, spread=0.05)
"""The same number of tries as in the product, with waits that a test has time for."""

EVERYBODY: Final = partial(
    AccountPlans, plans=changed_plans({PlanName.STARTER: PlanChange(model_engines=True)})
)
"""Plans that let everybody use a model."""

LINES: Final = (
    "Invoice",
    "Invoice number  R-2024-17",
    "Invoice date  05.03.2024",
    "Vendor name  Nordwind GmbH",
    "Description  Quantity  Amount",
    "Item blue paper  2  1.000,50",
    "Item red paper  1  234,10",
    "Total  1.234,60",
)


class ModelBench(Bench):
    """`url_of_model` is the base URL of the server."""

    def __init__(
        self,
        folder: Path,
        url_of_model: str,
        *,
        url: str = "",
        patience: Patience = HURRIED,
        seconds: float = 20.0,
        rate: int = 100_000,
        at_once: int = 8,
        runs_work: bool = True,
        plans: Callable[[SyncSessions], PlanSource] = EVERYBODY,
        dead_after: timedelta | None = None,
        options: AskOptions = PLAIN,
        routes: Routes | None = None,
    ) -> None:
        super().__init__(folder, read_locally, workers=1, runs_work=runs_work, url=url, plans=plans)
        figures = WorkFigures()
        executor = EMBEDDED if dead_after is None else fresh_executor_id("bench")
        provider = make_provider(
            ProviderKind.OPENAI, base_url=url_of_model, model=MODEL, key=SecretStr(KEY), seconds=seconds
        )
        one = OneRoute(ModelDesk(provider), requests_per_minute=rate, at_once=at_once, options=options)
        models = Models(routes or one, folder / "answers", patience)
        self.work = ModelWork(
            self.sessions, self.blobs, self.pool, plans(self.sessions), executor, models, figures
        )
        self.durable = DurableEngine(
            EngineSettings(
                database_url=self.url,
                slots=SLOTS_PER_CHILD,
                turns=TURNS_PER_CHILD,
                executor_id=executor,
                runs_work=runs_work,
                models=models,
                look_seconds=1.0,
            ),
            self.sessions,
            self.work,
            None if dead_after is None else Liveness(self.sessions, executor, dead_after),
            figures,
        )

    def submit_in(
        self,
        session: Session,
        user: UUID,
        *texts: str | bytes,
        local: bool = True,
        customer: str | None = None,
    ) -> tuple[UUID, list[UUID]]:
        """With the fields of an invoice asked for: so little text is of no type that one could tell."""
        batch, ids = super().submit_in(session, user, *texts, local=local, customer=customer)
        plan = default_plan("invoice").model_dump(mode="json")
        statement = owned_update(Document, user).where(Document.batch_id == batch)
        session.execute(statement.values(field_plan=plan))
        return batch, ids

    def job(self, document: UUID) -> ExtractionJob:
        """The latest attempt at a document."""
        with self.sessions.system.read() as session:
            return (
                session.scalars(
                    select(ExtractionJob)
                    .where(ExtractionJob.document_id == document)
                    .order_by(ExtractionJob.attempt.desc())
                ).first()
                or ExtractionJob()
            )

    def result(self, document: UUID) -> ExtractionResult:
        """What was read."""
        with self.sessions.system.read() as session:
            return session.scalars(
                select(ExtractionResult).where(ExtractionResult.document_id == document)
            ).one()

    def findings(self, document: UUID) -> list[str]:
        """The codes of what was found wrong with it."""
        result = self.result(document)
        with self.sessions.system.read() as session:
            found = session.scalars(
                select(ExtractionFindings.findings).where(ExtractionFindings.result_id == result.id)
            ).one()
        return [finding["code"] for finding in found]

    def kept(self) -> list[str]:
        """What lies in the blob store beside the files."""
        return sorted(key for folder in ("asks", "outcomes") for key in self.blobs.keys(folder))


def invoice(*pages: Sequence[str], number: str = "R-2024-17") -> bytes:
    """A PDF of these lines, or of the usual ones with a number; two spaces begin a new column."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(595, 842))
    for lines in pages or ([line.replace("R-2024-17", number) for line in LINES],):
        canvas.setFont("Helvetica", 10)
        for down, line in enumerate(lines):
            for column, text in enumerate(line.split("  ")):
                canvas.drawString(40 + 180 * column, 820 - 16 * down, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
