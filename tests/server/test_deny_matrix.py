"""Who may do what: every endpoint and command, for everybody, on what is theirs and what is not.

The tables are written by hand and compared with the product's own: whoever adds an endpoint or a command says there
whose it is, or this fails.
"""

from typing import Any

import httpx
import pytest
import socketio

from realtime.commands import COMMANDS
from server.context import Context
from server.routes import ENDPOINTS
from storage.conversations import Conversation
from storage.users import Role
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.deny_table import (
    COMMAND_TABLE,
    EVERYBODY,
    MISSING,
    NAMES_NO_CONVERSATION,
    ODD_IDS,
    SIGNED_IN,
    STAFF,
    SURPLUS,
    TABLE,
    VISITOR,
    belongings_of_two,
    call,
)
from tests.sockets import connected


def test_every_endpoint_says_here_whose_it_is() -> None:
    assert {f"{one.method} {one.path}" for one in ENDPOINTS} == set(TABLE)


def test_every_command_says_here_whose_it_is() -> None:
    assert set(COMMANDS) == set(COMMAND_TABLE)


async def _person(context: Context, role: str) -> Person | None:
    return None if role == VISITOR else await sign_up(context, Role(role))


def _http(app: Product, person: Person | None) -> httpx.AsyncClient:
    return person.http(app.base_url) if person else httpx.AsyncClient(base_url=app.base_url, timeout=20)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
async def test_endpoints_answer_only_those_they_are_for(
    role: str, app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    for name, row in TABLE.items():
        async with _http(app, await _person(context, role)) as http:
            answer = await call(http, name, MISSING)
        assert answer.status_code != 500, name
        if role in row.who:
            assert answer.status_code != 403, name
            assert answer.status_code != 401 or answer.json()["code"] == "invalid_credentials", name
        else:
            refusal = (401, "unauthenticated") if role == VISITOR else (403, "forbidden")
            assert (answer.status_code, answer.json()["code"]) == refusal, name


def _anonymous(answer: httpx.Response) -> tuple[int, Any]:
    return answer.status_code, answer.json() if answer.content else None


@pytest.mark.parametrize("role", sorted(SIGNED_IN))
async def test_what_is_foreign_answers_exactly_as_what_is_missing(
    role: str, app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    belongings = await belongings_of_two(context)
    for name, row in TABLE.items():
        if not row.names or role not in row.who:
            continue
        stranger = await sign_up(context, Role(role), "Чужой")
        async with stranger.http(app.base_url) as http:
            foreign = await call(http, name, belongings.ids[row.names])
            missing = await call(http, name, MISSING)
        assert missing.status_code == 404, name
        assert _anonymous(foreign) == _anonymous(missing), name


async def test_what_is_ones_own_is_there(app: Product, context: Context, api: httpx.AsyncClient) -> None:
    belongings = await belongings_of_two(context)
    found = {
        "GET /api/orders/{id}": 200,
        "GET /api/conversations/{id}": 200,
        "GET /api/conversations/{id}/messages": 200,
        "GET /api/attachments/{id}": 302,
        "POST /api/attachments/{id}/complete": 200,
        "POST /api/attachments": 201,
        "POST /api/recordings": 201,
        "DELETE /api/recordings/{id}": 204,
        "POST /api/orders/{id}/refund": 409,
        "GET /api/conversations/{id}/review": 200,
        "POST /api/conversations/{id}/review": 409,
    }
    async with belongings.client.http(app.base_url) as http:
        for name, status in found.items():
            answer = await call(http, name, belongings.ids[TABLE[name].names])
            assert answer.status_code == status, (name, answer.text)
    async with belongings.astrologer.http(app.base_url) as http:
        answer = await call(http, "POST /api/conversations/{id}/complete", belongings.ids["conversation"])
        assert answer.json()["conversation"]["state"] == "inactive"


@pytest.mark.parametrize("subject", ODD_IDS)
async def test_an_id_that_is_none_is_missing(
    subject: str, app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    for name, row in TABLE.items():
        if "{" not in name or name.startswith("POST /api/payments"):
            continue
        role = min(row.who & {Role.CLIENT, Role.ASTROLOGER} or row.who - {VISITOR})
        async with (await sign_up(context, Role(role))).http(app.base_url) as http:
            answer = await call(http, name, subject)
        assert answer.status_code in (404, 405), (name, answer.status_code, answer.text)


async def test_no_endpoint_takes_a_field_that_it_does_not_name(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    for endpoint in ENDPOINTS:
        name = f"{endpoint.method} {endpoint.path}"
        row = TABLE[name]
        assert (row.body is not None) == (endpoint.body is not None), name
        role = Role.CLIENT if Role.CLIENT in row.who else Role(sorted(row.who)[0])
        async with (await sign_up(context, role)).http(app.base_url) as http:
            if endpoint.body is not None:
                answer = await call(http, name, MISSING, SURPLUS)
                refused = {one["field"] for one in answer.json()["errors"] if one["code"] == "extra_forbidden"}
                assert (answer.status_code, refused) == (422, set(SURPLUS)), name
            if endpoint.query is not None:
                answer = await http.request(endpoint.method, endpoint.path.replace("{id}", MISSING) + "?role=admin")
                refused = {one["field"] for one in answer.json()["errors"] if one["code"] == "extra_forbidden"}
                assert (answer.status_code, refused) == (422, {"role"}), name


async def test_no_command_takes_a_field_that_it_does_not_name(app: Product, context: Context) -> None:
    for name, (_, payload) in COMMAND_TABLE.items():
        # Somebody new for each: so many questions at once are refused as a flood.
        anna = await sign_up(context)
        async with connected(app.base_url, anna.token) as client:
            named = {} if name in NAMES_NO_CONVERSATION else {"conversation_id": MISSING}
            for field, value in SURPLUS.items():
                answer = await client.ask(name, {**payload, **named, field: value})
                assert answer["error"]["code"] == "validation_failed", (name, field)
                assert answer["error"]["field"] == field, name


def _sees(role: Role, conversation: Conversation) -> bool:
    return role in STAFF and conversation.kind == "support"


@pytest.mark.parametrize("role", sorted(SIGNED_IN))
async def test_commands_find_nothing_foreign(role: Role, app: Product, context: Context) -> None:
    belongings = await belongings_of_two(context)
    stranger = await sign_up(context, Role(role), "Чужой")
    async with connected(app.base_url, stranger.token) as client:
        for name, (who, payload) in COMMAND_TABLE.items():
            if name in NAMES_NO_CONVERSATION:
                answer = await client.ask(name, payload)
                assert (answer["ok"], role in who) in ((True, True), (False, False)), name
                continue
            missing = await client.ask(name, {**payload, "conversation_id": MISSING})
            assert missing["error"]["code"] == "not_found", name
            for conversation in (belongings.conversation, belongings.support):
                if not _sees(Role(role), conversation):
                    foreign = await client.ask(name, {**payload, "conversation_id": str(conversation.id)})
                    assert foreign == missing, name
        points = [
            {"id": one, "last_seq": 0, "rev": 0}
            for one in (
                MISSING,
                "x",
                *(str(c.id) for c in (belongings.conversation, belongings.support) if not _sees(Role(role), c)),
            )
        ]
        assert await client.do("conversation.sync", {"conversations": points}) == {"conversations": []}


async def test_a_visitor_has_no_socket(app: Product) -> None:
    client = socketio.AsyncClient(reconnection=False)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await client.connect(app.base_url, transports=["websocket"])
    await client.disconnect()
