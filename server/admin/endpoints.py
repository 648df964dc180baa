"""The back office over HTTP, part by part."""

from server.admin.catalogue import endpoints as catalogue
from server.admin.catalogue import writing_endpoints as writing
from server.admin.codes import certificate_endpoints as certificates
from server.admin.codes import promo_endpoints as promo_codes
from server.admin.conversations import endpoints as conversations
from server.admin.legal import endpoints as legal
from server.admin.orders import endpoints as orders
from server.admin.organisation import endpoints as organisation
from server.admin.people import endpoints as people
from server.admin.records import endpoints as records
from server.admin.reviews import endpoints as reviews
from server.admin.support import endpoints as support
from server.http import Endpoint

ENDPOINTS: list[Endpoint] = [
    # Before the codes: a file of them is no code.
    *records.ENDPOINTS,
    *catalogue.ENDPOINTS,
    *writing.ENDPOINTS,
    *legal.ENDPOINTS,
    *promo_codes.ENDPOINTS,
    *certificates.ENDPOINTS,
    *organisation.ENDPOINTS,
    *orders.ENDPOINTS,
    *conversations.ENDPOINTS,
    *people.ENDPOINTS,
    *reviews.ENDPOINTS,
    *support.ENDPOINTS,
]
