"""People over HTTP, for administrators alone."""

from typing import Any, Final

from realtime.actor import Actor
from realtime.contract import Contract
from server.admin.asking import count_find
from server.admin.people import actions
from server.admin.people.contracts import (
    Decide,
    FindPeople,
    GiveRole,
    Invite,
    PeopleQuery,
    PeopleRecords,
    PersonStory,
)
from server.http import Access, Call, Endpoint
from server.limits import Limit

INVITATIONS_PER_PERSON: Final = Limit("invitations", "30/hour", fails_closed=True)
DECISIONS_PER_PERSON: Final = Limit("people-decisions", "120/hour")


async def list_people(call: Call[None]) -> Contract:
    return await actions.list_people(call.require_actor(), call.query)


async def find_people(call: Call[FindPeople]) -> Contract:
    await count_find(call)
    return await actions.find_people(call.context, call.require_actor(), call.body)


async def show_person(call: Call[None]) -> Contract:
    return await actions.show_person(call.require_actor(), call.path["id"], call.context)


async def give_role(call: Call[GiveRole]) -> Contract:
    return await actions.give_role(call.context, await _deciding(call), call.path["id"], call.body)


async def block(call: Call[Decide]) -> Contract:
    return await actions.block(call.context, await _deciding(call), call.path["id"], call.body)


async def unblock(call: Call[Decide]) -> Contract:
    return await actions.unblock(call.context, await _deciding(call), call.path["id"], call.body)


async def sign_out(call: Call[Decide]) -> Contract:
    return await actions.sign_out(call.context, await _deciding(call), call.path["id"], call.body)


async def invite(call: Call[Invite]) -> Contract:
    actor = call.require_actor()
    await call.context.limiter.hit(INVITATIONS_PER_PERSON, str(actor.user_id))
    return await actions.invite(call.context, actor, call.body)


async def _deciding(call: Call[Any]) -> Actor:
    actor = call.require_actor()
    await call.context.limiter.hit(DECISIONS_PER_PERSON, str(actor.user_id))
    return actor


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/people",
        list_people,
        "People by role, without how they are reached",
        query=PeopleQuery,
        answer=PeopleRecords,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/people/find",
        find_people,
        "Whoever has exactly this phone, e-mail or id",
        FindPeople,
        answer=PeopleRecords,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/people/invite",
        invite,
        "Make somebody one of the team, by a letter",
        Invite,
        answer=PersonStory,
        access=Access.ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/people/{id}",
        show_person,
        "One person with how they are reached",
        answer=PersonStory,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/people/{id}/role",
        give_role,
        "Make somebody something else",
        GiveRole,
        answer=PersonStory,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/people/{id}/block",
        block,
        "Let somebody in nowhere any more",
        Decide,
        answer=PersonStory,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/people/{id}/unblock",
        unblock,
        "Let somebody sign in again",
        Decide,
        answer=PersonStory,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/people/{id}/sign-out",
        sign_out,
        "End every session of somebody",
        Decide,
        answer=PersonStory,
        access=Access.ADMIN,
    ),
]
