"""`/api/places`: the search for places of birth, offline."""

from server.accounts.budgets import counted_address
from server.http import Call, Endpoint
from server.limits import Limit
from server.places.contracts import PlacesOut, PlacesQuery

# Somebody who types asks at every letter.
_SEARCHES = Limit("places", "300/minute")


async def search(call: Call[None]) -> PlacesOut:
    await call.context.limiter.hit(_SEARCHES, counted_address(call.client_address))
    query: PlacesQuery = call.query
    return PlacesOut(items=await call.context.places.find(query.q, call.language))


ENDPOINTS = [
    Endpoint("GET", "/api/places", search, "Places whose name begins so", query=PlacesQuery, answer=PlacesOut),
]
