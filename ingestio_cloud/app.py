"""The composition root: builds what the features need, and the app around them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

import structlog
from fastapi import FastAPI
from fastapi.routing import APIRoute
from opentelemetry.trace import Tracer
from prometheus_client.core import Metric
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from ingestio_cloud import operations
from ingestio_cloud.api_document import describe
from ingestio_cloud.billing import open_analytics, open_desk, open_sales
from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.engine import is_sqlite, make_sync_engine
from ingestio_cloud.db.migrations import prepare
from ingestio_cloud.db.sessions import AsyncSessions, SyncSessions
from ingestio_cloud.features.accounts import endpoints as accounts
from ingestio_cloud.features.accounts.deletion import finish_deletions
from ingestio_cloud.features.accounts.plans import PlanSource
from ingestio_cloud.features.accounts.service import open_local_session
from ingestio_cloud.features.batches import endpoints as batches
from ingestio_cloud.features.billing import endpoints as billing
from ingestio_cloud.features.billing import notices
from ingestio_cloud.features.changes import endpoints as changes
from ingestio_cloud.features.changes.hub import ChangeHub
from ingestio_cloud.features.changes.upkeep import purge_tombstones
from ingestio_cloud.features.context import Context, Inspector
from ingestio_cloud.features.documents import endpoints as documents
from ingestio_cloud.features.engines import endpoints as engines
from ingestio_cloud.features.exports import endpoints as exports
from ingestio_cloud.features.exports.write import resume_unfinished
from ingestio_cloud.features.exports.write import upkeep as exports_upkeep
from ingestio_cloud.features.extraction import endpoints as extraction
from ingestio_cloud.features.extraction.dispatch import Dispatcher
from ingestio_cloud.features.field_plans import endpoints as field_plans
from ingestio_cloud.features.identity.parts import build_identity
from ingestio_cloud.features.identity.upkeep import upkeep as identity_upkeep
from ingestio_cloud.features.limits.limiter import Limiter
from ingestio_cloud.features.notifications import endpoints as notifications
from ingestio_cloud.features.notifications.desk import NotificationDesk, OffSigner
from ingestio_cloud.features.notifications.mails import upkeep as notifications_upkeep
from ingestio_cloud.features.pages import endpoints as pages
from ingestio_cloud.features.pages.desk import PageDesk
from ingestio_cloud.features.signals import Signals
from ingestio_cloud.features.suppliers import endpoints as suppliers
from ingestio_cloud.features.sweep import Sweep
from ingestio_cloud.features.tasks import Tasks
from ingestio_cloud.features.uploads import endpoints as uploads
from ingestio_cloud.features.uploads.verify import recover as recover_uploads
from ingestio_cloud.features.uploads.verify import upkeep as uploads_upkeep
from ingestio_cloud.features.usage import endpoints as usage
from ingestio_cloud.features.web import add_error_handlers
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.middleware import install
from ingestio_cloud.models import open_engines, open_models
from ingestio_cloud.operations import Operations
from ingestio_cloud.settings import Accounts, Role, Settings
from ingestio_cloud.storage import open_blobs, open_exports, open_uploads
from ingestio_cloud.telemetry.metrics import Metrics
from ingestio_cloud.telemetry.tracing import trace_statements
from ingestio_cloud.workflows.build import build_engine
from ingestio_cloud.workflows.engine import DurableEngine
from ingestio_cloud.workflows.engines import EngineName
from ingestio_cloud.workflows.inspection import FileInspector
from ingestio_cloud.workflows.page_reading import PageChild
from ingestio_cloud.workflows.tables import make_tables
from ingestio_core import __version__
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.fieldplan.compiler import compile_prompt
from ingestio_core.limits import MEBIBYTE
from ingestio_core.plans import Plan, PlanName

if TYPE_CHECKING:
    from ingestio_cloud.integrations.oidc import OidcIssuer

log = structlog.get_logger(__name__)

_FEATURES: Final = (
    uploads,
    batches,
    extraction,
    pages,
    documents,
    exports,
    changes,
    notifications,
    suppliers,
    engines,
    accounts,
    usage,
    billing,
    field_plans,
)


class WorkEngine(Dispatcher, Protocol):
    """What runs the work: queues it, and takes it up between `launch` and `close`. Both block.
    `check` raises when it does not, `figures` tells what it does."""

    def launch(self) -> None: ...
    def check(self) -> None: ...
    def figures(self) -> list[Metric]: ...
    def close(self) -> None: ...


class ClosableInspector(Inspector, Protocol):
    """What looks into uploads, until `close`, which blocks."""

    def close(self) -> None: ...


EngineFactory = Callable[[Settings, SyncSessions, BlobStore, PlanSource], WorkEngine]
InspectorFactory = Callable[[], ClosableInspector]


def _plans_in_use(settings: Settings) -> Mapping[PlanName, Plan]:
    """Without accounts there is the local user alone, and no queue to look into for others."""
    table = settings.plan_table
    return {PlanName.LOCAL: table[PlanName.LOCAL]} if settings.accounts_mode is Accounts.OFF else table


def durable_engine(
    settings: Settings, sessions: SyncSessions, blobs: BlobStore, plans: PlanSource
) -> WorkEngine:
    """The engine of the product."""
    return build_engine(
        database_url=settings.url,
        sessions=sessions,
        blobs=blobs,
        plans=plans,
        scratch=settings.scratch_dir,
        engine=EngineName(settings.engine),
        workers=settings.workers,
        child_memory=settings.child_memory,
        plan_table=_plans_in_use(settings),
        dead_after=timedelta(seconds=settings.dead_after),
        models=open_models(settings, settings.scratch_dir, sessions),
        runs_work=settings.role is not Role.API,
    )


def database_failure(url: str, error: OperationalError) -> MachineError:
    """Why the service did not start, for whoever started it: with a file, a person with no database to
    look after."""
    if not is_sqlite(url):
        return MachineError(
            "database_away",
            "The database does not answer",
            "Check that it runs and that INGESTIO_DATABASE_URL is right, then start again.",
            retryable=True,
        )
    if "full" in str(error.orig):
        return MachineError(
            "disk_full",
            "The disk is full",
            "Free some space on the disk of the data folder, then start again.",
            retryable=True,
        )
    return MachineError(
        "database_away",
        "The database file can't be opened",
        "Check that the data folder is on a disk that works and that you may write in it, then start again.",
        retryable=True,
    )


def create_app(
    settings: Settings,
    make_engine: EngineFactory = durable_engine,
    make_inspector: InspectorFactory = FileInspector,
    tracer: Tracer | None = None,
) -> FastAPI:
    """The app. Its database is migrated and its work taken up when it starts; the caller holds the
    lock of the data folder."""

    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        try:
            async with _running(settings, make_engine, make_inspector, metrics, tracer) as running:
                app.state.context, app.state.operations = running
                yield
        except IngestError as error:
            app.state.failure = error
            raise
        except OperationalError as error:
            app.state.failure = database_failure(settings.url, error)
            raise app.state.failure from error

    app = FastAPI(
        title="IngestIO",
        version=__version__,
        description="Batches of documents in, checked data out.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        generate_unique_id_function=_operation_id,
        # It would lead, with the body, to wherever the Host header says.
        redirect_slashes=False,
    )
    for feature in _FEATURES:
        app.include_router(feature.router)
    app.state.public_url = settings.public_url
    _include_pages(app, settings)
    app.include_router(operations.router)
    app.state.routes = [
        *(route for feature in _FEATURES for route in feature.router.routes),
        *operations.router.routes,
    ]
    add_error_handlers(app)
    install(app, settings, metrics, tracer)
    return app


def _include_pages(app: FastAPI, settings: Settings) -> None:
    """What people see in a browser, and programs that sign them in. Imported where it is served only:
    the service on a person's own computer starts sooner without it."""
    sells = settings.stripe_api_key is not None
    mails = settings.mail_wait is not None
    if settings.accounts_mode is Accounts.OWN or sells or mails:
        from ingestio_cloud.pages import web as web_pages
        from ingestio_cloud.pages.forms import FormGuard

        app.state.form_guard = FormGuard.of(settings.link_key.get_secret_value(), settings.secure)
        app.include_router(web_pages.router)
    if mails:
        from ingestio_cloud.features.notifications import pages as mail_pages

        app.include_router(mail_pages.router)
    if sells:
        from ingestio_cloud.features.billing import pages as billing_pages

        app.include_router(billing_pages.router)
    if settings.accounts_mode is not Accounts.OFF:
        from ingestio_cloud.features.oauth import endpoints as oauth

        app.include_router(oauth.resource)
        if settings.accounts_mode is Accounts.OWN:
            from ingestio_cloud.features.accounts import page as account_page
            from ingestio_cloud.features.identity import endpoints as identity
            from ingestio_cloud.features.page_route import stray_page

            app.state.error_page = stray_page
            app.include_router(identity.router)
            app.include_router(account_page.router)
            app.include_router(oauth.pages)
            app.include_router(oauth.router)


async def stop_streams(app: FastAPI) -> None:
    """End the streams that never end by themselves, so that the server can stop."""
    context: Context = app.state.context
    await context.hub.stop()


@asynccontextmanager
async def _running(
    settings: Settings,
    make_engine: EngineFactory,
    make_inspector: InspectorFactory,
    metrics: Metrics,
    tracer: Tracer | None,
) -> AsyncIterator[tuple[Context, Operations]]:
    """Everything built and started, and in the end stopped in the opposite order."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        sync_engine = make_sync_engine(settings.url, prepares=settings.database_prepares)
        stack.callback(sync_engine.dispose)
        if settings.migrate:
            await asyncio.to_thread(_prepare_database, sync_engine, settings)
        metrics.watch_pool(sync_engine)
        if tracer is not None:
            trace_statements(sync_engine, tracer)
        sync_db = SyncSessions(sync_engine, mail_wait=settings.mail_wait)
        db = AsyncSessions(sync_db)
        stack.push_async_callback(asyncio.to_thread, db.close)
        if settings.token is not None:
            await db.system.write(open_local_session, settings.token.get_secret_value())
        signals = Signals(sync_engine, sync_db)
        stack.push_async_callback(asyncio.to_thread, signals.close)
        blobs = open_blobs(settings)
        sales = open_sales(settings, sync_db, signals)
        stack.push_async_callback(asyncio.to_thread, sales.close)
        analytics = open_analytics(settings)
        if analytics is not None:
            stack.push_async_callback(asyncio.to_thread, analytics.close)
        desk = open_desk(settings, db, sales)
        if desk is not None:
            stack.push_async_callback(asyncio.to_thread, desk.close)
        engine = make_engine(settings, sync_db, blobs, sales.plans)
        stack.push_async_callback(asyncio.to_thread, engine.close)
        if isinstance(engine, DurableEngine):
            engine.follow(signals)
        await asyncio.to_thread(engine.launch)
        files = stack.enter_context(ThreadPoolExecutor(1, "files"))
        inspector = make_inspector()
        stack.push_async_callback(asyncio.to_thread, inspector.close)
        looks = PageDesk(PageChild(memory_bytes=settings.child_memory * MEBIBYTE))
        stack.push_async_callback(asyncio.to_thread, looks.close)
        limiter = Limiter(settings.redis_url.get_secret_value())
        stack.push_async_callback(limiter.close)
        people = build_identity(limiter, settings.smtp_url.get_secret_value(), settings.mail_from)
        stack.push_async_callback(asyncio.to_thread, people.close)
        issuer = _issuer(settings)
        if issuer is not None:
            stack.push_async_callback(issuer.close)
        tasks = Tasks()
        stack.push_async_callback(tasks.close)
        context = Context(
            db=db,
            sync_db=sync_db,
            blobs=blobs,
            plans=sales.plans,
            billing=desk,
            analytics=analytics,
            limiter=limiter,
            usual_plan=settings.plan_table[PlanName.PLUS],
            identity=people,
            accounts=settings.accounts_mode,
            issuer=issuer,
            dispatcher=engine,
            compile_prompt=compile_prompt,
            signals=signals,
            hub=ChangeHub(
                db,
                signals,
                streams_per_user=settings.streams_per_user,
                heartbeat_seconds=settings.stream_heartbeat,
            ),
            uploads=open_uploads(settings, blobs),
            exports=open_exports(settings),
            engines=open_engines(settings),
            notifications=_notification_desk(settings),
            inspector=inspector,
            files=files,
            pages=looks,
            tasks=tasks,
            upkeep_seconds=settings.upkeep_seconds,
        )
        signals.start()
        tasks.start(context.hub.watch(), name="change-hub")
        tasks.start(_recover(context, settings.tombstone_days), name="recover")
        yield context, Operations(context, engine.check, engine.figures, metrics, settings.metrics_token)


async def _recover(context: Context, tombstone_days: int) -> None:
    """Finish what a crash left, then keep order."""
    sweep = Sweep(context.db, context.blobs, context.uploads.parts, alone=context.uploads.alone)
    with _told():
        resumed = await recover_uploads(context)
        exported = await resume_unfinished(context)
        if resumed or exported:
            log.info("recovered", uploads=resumed, exports=exported)
    with _told():
        await sweep.when_due()
    while True:
        await asyncio.sleep(context.upkeep_seconds)
        with _told():
            await uploads_upkeep(context)
        with _told():
            await exports_upkeep(context)
        with _told():
            await purge_tombstones(context, utc_now() - timedelta(days=tombstone_days))
        with _told():
            await notifications_upkeep(context)
        with _told():
            await notices.upkeep(context)
            await identity_upkeep(context)
            await finish_deletions(context)
        with _told():
            await sweep.when_due()
        with _told():
            await _oauth_upkeep(context)


async def _oauth_upkeep(context: Context) -> None:
    if context.accounts is Accounts.OWN:
        from ingestio_cloud.features.oauth.upkeep import upkeep

        await upkeep(context)


def _notification_desk(settings: Settings) -> NotificationDesk:
    return NotificationDesk(
        signer=OffSigner(settings.link_key.get_secret_value()),
        keep=timedelta(days=settings.notification_days),
        mails=settings.mail_wait is not None,
        has_page=settings.accounts_mode is Accounts.OWN,
        public_url=settings.public_url,
    )


def _issuer(settings: Settings) -> "OidcIssuer | None":
    if settings.accounts_mode is not Accounts.OIDC:
        return None
    from ingestio_cloud.integrations.oidc import OidcIssuer

    return OidcIssuer(settings.oidc_issuer, settings.oidc_audience, settings.oidc_client_id)


@contextmanager
def _told() -> Iterator[None]:
    """The edge of a task: what goes wrong inside is told, and must not end what comes after."""
    try:
        yield
    except Exception:
        log.exception("upkeep_failed")


def _prepare_database(engine: Engine, settings: Settings) -> None:
    """The edge of the start: whoever runs the service reads here what to do about the database."""
    owner = settings.migration_url.get_secret_value()
    try:
        prepare(engine, owner)
        if owner:
            make_tables(owner)
    except MachineError as error:
        log.error("not_migrated", code=error.code, reason=error.message)
        raise


def _operation_id(route: APIRoute) -> str:
    return route.name


def openapi(settings: Settings) -> dict[str, object]:
    """The OpenAPI document of the API, without starting anything."""
    return describe(create_app(settings))
