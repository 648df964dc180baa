"""Web push over HTTP."""

from server.http import Access, Call, Endpoint
from server.push import actions
from server.push.contracts import ForgetPush, KeepPush, PushKeyAnswer
from server.push.keys import PushKey


async def show_key(call: Call[None]) -> PushKeyAnswer:
    """What a browser subscribes with."""
    return PushKeyAnswer(public_key=PushKey.of(call.context.settings).public)


async def keep(call: Call[KeepPush]) -> None:
    """This browser may be told."""
    await actions.keep(call.context, call.require_actor(), call.body, call.now)


async def forget(call: Call[ForgetPush]) -> None:
    """It may not any more."""
    await actions.forget(call.require_actor(), call.body)


ENDPOINTS = [
    Endpoint("GET", "/api/push", show_key, "The key to subscribe with", answer=PushKeyAnswer, access=Access.SIGNED_IN),
    Endpoint(
        "PUT",
        "/api/me/push",
        keep,
        "Tell this browser of messages",
        body=KeepPush,
        status=204,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "DELETE", "/api/me/push", forget, "Tell it nothing more", body=ForgetPush, status=204, access=Access.SIGNED_IN
    ),
]
