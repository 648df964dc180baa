"""The HTTP table of contents. OpenAPI is generated from it."""

from starlette.routing import BaseRoute

from server.accounts import endpoints as accounts
from server.admin import endpoints as admin
from server.attachments import endpoints as attachments
from server.births import endpoints as births
from server.catalog import endpoints as catalog
from server.charts import endpoints as charts
from server.console import endpoints as console
from server.conversations import endpoints as conversations
from server.deadlines import endpoints as deadlines
from server.desk import endpoints as desk
from server.http import Endpoint
from server.notifications import endpoints as notifications
from server.operations import endpoints as operations
from server.orders import endpoints as orders
from server.pages.routes import page_routes
from server.payments import endpoints as payments
from server.places import endpoints as places
from server.privacy import endpoints as privacy
from server.push import endpoints as push
from server.replies import endpoints as replies
from server.reviews import endpoints as reviews
from server.schema import document_routes

ENDPOINTS: list[Endpoint] = [
    *accounts.ENDPOINTS,
    *privacy.ENDPOINTS,
    *catalog.ENDPOINTS,
    *orders.ENDPOINTS,
    *payments.ENDPOINTS,
    *conversations.ENDPOINTS,
    *deadlines.ENDPOINTS,
    *desk.ENDPOINTS,
    *births.ENDPOINTS,
    *reviews.ENDPOINTS,
    *replies.ENDPOINTS,
    *console.ENDPOINTS,
    *attachments.ENDPOINTS,
    *places.ENDPOINTS,
    *charts.ENDPOINTS,
    *push.ENDPOINTS,
    *notifications.ENDPOINTS,
    *admin.ENDPOINTS,
    *operations.ENDPOINTS,
]


def routes() -> list[BaseRoute]:
    """Every route of the product; pages come last because the home page's paths are the shortest."""
    return [*(endpoint.route() for endpoint in ENDPOINTS), *document_routes(ENDPOINTS), *page_routes()]
