"""Sign-in, password reset, and the shells of the applications behind it."""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.responses import RedirectResponse, Response

from realtime.errors import Forbidden, NotFound
from server.catalog import actions
from server.notifications.channels import FOLLOW
from server.notifications.signed import read
from server.notifications.unread import path_of
from server.pages.addresses import PLACES, own_path, sign_in_address
from server.pages.page import render
from server.pages.visit import Visit
from storage.conversations import conversation_by_id
from storage.users import Role, user_by_id

SEE_OTHER: Final = 303


async def show_sign_in(visit: Visit) -> Response:
    """The sign-in page; whoever is signed in goes on to where they were heading, or to their own place."""
    back_to = own_path(visit.request.query_params.get("next", ""))
    if visit.actor is not None:
        return RedirectResponse(back_to or PLACES[visit.actor.role], SEE_OTHER)
    site = await actions.show_site(visit.viewer)
    return render(visit, "sign_in.html", site=site, page={"next": back_to})


async def show_password_reset(visit: Visit) -> Response:
    """The page behind the link of the mail. The token stays in the address; only the API judges it."""
    site = await actions.show_site(visit.viewer)
    response = render(visit, "reset_password.html", site=site)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


async def show_refund(visit: Visit) -> Response:
    """«Форма возврата»: which purchases can be returned, and how."""
    return render(visit, "refund.html", site=await actions.show_site(visit.viewer))


async def show_design(visit: Visit) -> Response:
    """`/dev/ui`: every part of the interface in every state; only in the demo."""
    if not visit.context.settings.demo:
        raise NotFound
    return render(visit, "dev/ui.html", entry="design/main.tsx")


async def follow_link(visit: Visit) -> Response:
    """A letter's link into a conversation. It signs nobody in, and is for nobody but its receiver."""
    link = read(visit.context.settings, FOLLOW, visit.request.path_params["token"], visit.now)
    if link is None:
        raise NotFound
    user = await user_by_id(link.user_id)
    conversation = await conversation_by_id(link.conversation_id)
    if user is None or conversation is None:
        raise NotFound
    path = path_of(user.role, conversation.kind, conversation.id)
    if visit.actor is None:
        return RedirectResponse(sign_in_address(path), SEE_OTHER)
    if visit.actor.user_id != user.id:
        raise Forbidden
    return RedirectResponse(path, SEE_OTHER)


def shell(entry: str, template: str, *roles: Role) -> Callable[[Visit], Awaitable[Response]]:
    """The frame of an application; a stranger is led to sign in, others than `roles` are refused."""

    async def show_shell(visit: Visit) -> Response:
        if visit.actor is None:
            return RedirectResponse(sign_in_address(_wanted(visit)), SEE_OTHER)
        if visit.actor.role not in roles:
            raise Forbidden
        return render(visit, template, entry=entry)

    return show_shell


def _wanted(visit: Visit) -> str:
    query = visit.request.url.query
    return visit.path + (f"?{query}" if query else "")
