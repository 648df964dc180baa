"""The public contract and the running server agree: what is promised is there, and what is said is as promised."""

import re
from collections.abc import Mapping
from typing import Any, Final

import httpx
import orjson
import pytest

from realtime.commands import COMMANDS
from realtime.publish import EVENTS
from realtime.texts import ERROR_TEXTS
from server import schema
from server.routes import ENDPOINTS
from tests.flows.schemas import HttpRecord, complaints, published, strict
from tests.product import Product

CALLS: Final = """
POST /api/auth/phone/request
POST /api/auth/phone/verify
POST /api/auth/email/login
POST /api/auth/password/forgot
POST /api/auth/password/reset
POST /api/auth/logout ?everywhere
GET /api/me
PATCH /api/me
PUT /api/me/password
PUT /api/me/avatar
GET /api/me/export
DELETE /api/me
GET /api/services ?astrologer ?cursor ?limit
GET /api/services/{slug}
GET /api/astrologers ?cursor ?limit
GET /api/astrologers/{slug}
GET /api/articles ?cursor ?limit
GET /api/articles/{slug}
GET /api/faq ?cursor ?limit
GET /api/site
GET /api/places ?q
GET /api/recommendations
POST /api/promo-codes/check
POST /api/orders
GET /api/orders ?cursor ?limit
GET /api/orders/{id}
POST /api/orders/{id}/refund
POST /api/payments/webhooks/{provider}
POST /api/certificates/redeem
GET /api/entitlements ?state ?cursor ?limit
GET /api/conversations ?state ?kind ?cursor ?limit
GET /api/conversations/{id}
GET /api/conversations/{id}/messages ?before_seq ?after_seq ?from_at ?limit
POST /api/conversations/{id}/complete
POST /api/conversations/{id}/review
GET /api/search ?q ?conversation_id ?cursor ?limit
POST /api/attachments
POST /api/attachments/{id}/complete
GET /api/attachments/{id} ?variant
POST /api/support/guests
GET /api/charts/natal
GET /api/charts/natal.svg
GET /api/charts/natal.pdf
POST /api/charts/natal/send
"""
OPERATORS_CALLS: Final = {"GET /healthz", "GET /readyz", "GET /metrics", "GET /dev/outbox", "GET /dev/outbox.json"}

UNKNOWN_TO_STRANGERS: Final = re.compile(r"\{name\}|\{token\}|/telegram/webhook")
"""Without the right name, token or secret there is nothing, as it should be."""

SOCKET_COMMANDS: Final = """
message.send message.edit message.delete message.react receipt.read receipt.delivered typing.set conversation.sync
conversation.history availability.set queue.claim queue.transfer queue.resolve queue.reopen note.add
conversation.complete
"""
SOCKET_EVENTS: Final = """
session.ready session.ended message.created message.changed receipt.updated typing.changed presence.changed
conversation.created conversation.changed entitlement.changed order.changed queue.changed
"""

ERROR_CODES: Final = """
unauthenticated forbidden not_found validation_failed conversation_inactive rate_limited conflict too_large
unsupported_type attachment_not_ready invalid_credentials code_invalid code_expired promo_invalid certificate_invalid
payment_failed unavailable internal
"""


@pytest.fixture(scope="module")
async def openapi(app: Product) -> Mapping[str, Any]:
    """The document that the running server publishes."""
    return await published(app, "openapi")


@pytest.fixture(scope="module")
async def asyncapi(app: Product) -> Mapping[str, Any]:
    """The document that the running server publishes."""
    return await published(app, "asyncapi")


async def test_the_published_documents_are_those_of_the_code(
    openapi: Mapping[str, Any], asyncapi: Mapping[str, Any]
) -> None:
    assert openapi == orjson.loads(orjson.dumps(schema.openapi(ENDPOINTS)))
    assert asyncapi == orjson.loads(orjson.dumps(schema.asyncapi()))


async def test_every_promised_call_is_there(app: Product, openapi: Mapping[str, Any]) -> None:
    promised = {line.split(" ?")[0]: set(line.split(" ?")[1:]) for line in CALLS.strip().splitlines()}
    documented = {
        f"{method.upper()} {path}": operation
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    }
    assert set(promised) <= set(documented)
    for call, parameters in promised.items():
        if call in documented:
            taken = {one["name"] for one in documented[call]["parameters"] if one["in"] == "query"}
            assert parameters <= taken, call
    async with httpx.AsyncClient(base_url=app.base_url) as http:
        for call in OPERATORS_CALLS:
            method, path = call.split(" ")
            assert (await http.request(method, path)).status_code == 200, call


async def test_every_promised_command_event_and_code_is_there() -> None:
    assert set(SOCKET_COMMANDS.split()) <= set(COMMANDS)
    assert set(SOCKET_EVENTS.split()) <= set(EVENTS)
    assert set(ERROR_TEXTS) == set(ERROR_CODES.split())


async def test_every_documented_call_is_answered_by_its_own_endpoint(app: Product, openapi: Mapping[str, Any]) -> None:
    """A visitor's question is enough: an unknown path answers 404, an unknown method 405, in whatever role."""
    record = HttpRecord(openapi)
    async with record.client(app.base_url) as http:
        items = {
            "services": (await http.get("/api/services")).json()["items"],
            "astrologers": (await http.get("/api/astrologers")).json()["items"],
            "articles": (await http.get("/api/articles")).json()["items"],
            "legal": [{"slug": one["slug"]} for one in (await http.get("/api/site")).json()["legal"]],
        }
        for name in record.operations:
            method, path = name.split(" ")
            kind = path.split("/")[2]
            path = path.replace("{slug}", items[kind][0]["slug"] if kind in items else "any")
            path = path.replace("{provider}", "yookassa").replace("{id}", "0" * 24).replace("{number}", "1")
            if not UNKNOWN_TO_STRANGERS.search(path):
                answer = await http.request(method, path, json={} if method != "GET" else None)
                assert answer.status_code not in (404, 405), name
    async with httpx.AsyncClient(base_url=app.base_url) as http:
        assert (await http.get("/api/nothing")).status_code == 404
    assert record.complaints == []


def test_a_mistake_would_be_noticed(asyncapi: Mapping[str, Any]) -> None:
    document = strict(asyncapi)
    promised = document["components"]["messages"]["presence.changed"]["payload"]
    right = {"user_id": "x", "state": "online", "last_seen_at": None}
    assert complaints(document, promised, right) == []
    for mistaken in ({**right, "state": "away"}, {**right, "phone": "+7"}, {"user_id": "x", "state": "online"}):
        assert complaints(document, promised, mistaken)
    assert re.fullmatch(r"3\.\d\.\d", asyncapi["asyncapi"])
