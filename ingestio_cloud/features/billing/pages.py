"""Where people come back to from the provider's pages."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ingestio_cloud.features.billing.desk import DONE_PATH, Outcome
from ingestio_cloud.features.page_route import PageRoute
from ingestio_cloud.pages.web import render

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get(DONE_PATH)
async def done_page(request: Request, result: str = "") -> Response:
    """Says that one may go back to the app. It proves nothing: anyone can open it."""
    known = result if result in tuple(Outcome) else Outcome.MANAGED
    return render(request, "billing_done.html", result=str(known))
