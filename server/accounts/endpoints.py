"""`/api/auth`, `/api/me` and the countries of the sign-in form."""

import asyncio

from starlette.responses import Response

from server.accounts import actions, profile
from server.accounts.contracts import (
    ChangePassword,
    ChangeProfile,
    CodeRequested,
    CountriesOut,
    EmailSignIn,
    ForgotPassword,
    Profile,
    RequestCode,
    ResetPassword,
    SessionKind,
    SessionList,
    SignedIn,
    SignOut,
    VerifyCode,
)
from server.accounts.countries import countries_in
from server.accounts.devices import is_trusted, new_device, set_device_cookie
from server.accounts.phones import allowed_countries
from server.accounts.sessions import (
    close_own_session,
    close_session,
    close_sessions_of,
    list_sessions,
    open_session,
)
from server.accounts.visitor import Visitor
from server.http import Access, Call, Endpoint, json_response
from server.identity import clear_session_cookie, set_session_cookie
from storage.users import User


async def request_code(call: Call[RequestCode]) -> CodeRequested:
    return await actions.request_code(call.context, call.body, Visitor.of(call))


async def verify_code(call: Call[VerifyCode]) -> Response:
    user = await actions.verify_code(call.context, call.body, Visitor.of(call))
    return await _signed_in(call, user, call.body.session)


async def sign_in_by_email(call: Call[EmailSignIn]) -> Response:
    visitor = Visitor.of(call)
    user = await actions.check_password(call.context, call.body, visitor)
    response = await _signed_in(call, user, call.body.session)
    settings, email = call.context.settings, user.email or ""
    if call.body.session == "cookie" and not is_trusted(settings, visitor.device, email):
        set_device_cookie(response, new_device(settings, email), settings)
    return response


async def _signed_in(call: Call[VerifyCode] | Call[EmailSignIn], user: User, kind: SessionKind) -> Response:
    """The answer to a sign-in: the token goes into the cookie or into the body, never into both."""
    replacing = call.actor.session_id if call.actor and kind == "cookie" else None
    token = await open_session(call.context.chat, user, Visitor.of(call), replacing=replacing)
    answer = SignedIn(user=Profile.of(user), token=token if kind == "token" else None)
    response = json_response(answer, headers={"Cache-Control": "no-store"})
    if kind == "cookie":
        set_session_cookie(response, token, call.context.settings)
    return response


async def forgot_password(call: Call[ForgotPassword]) -> Response:
    await actions.forgot_password(call.context, call.body, Visitor.of(call))
    return Response(status_code=202)


async def reset_password(call: Call[ResetPassword]) -> None:
    await actions.reset_password(call.context, call.body, Visitor.of(call))


async def sign_out(call: Call[None]) -> Response:
    query: SignOut = call.query
    if call.actor is not None and query.everywhere:
        await close_sessions_of(call.context.chat, call.actor.user_id)
    elif call.actor is not None:
        await close_session(call.context.chat, call.actor.session_id)
    response = Response(status_code=204)
    clear_session_cookie(response, call.context.settings)
    return response


async def own_profile(call: Call[None]) -> Profile:
    return await profile.own_profile(call.require_actor())


async def edit_profile(call: Call[ChangeProfile]) -> Profile:
    return await profile.edit_profile(call.context, call.require_actor(), call.body)


async def change_password(call: Call[ChangePassword]) -> None:
    await profile.change_password(call.context, call.require_actor(), call.body)


async def own_sessions(call: Call[None]) -> SessionList:
    return await list_sessions(call.require_actor(), call.now)


async def end_own_session(call: Call[None]) -> Response:
    actor = call.require_actor()
    ended = await close_own_session(actor, call.path["id"])
    response = Response(status_code=204)
    if ended == actor.session_id:
        clear_session_cookie(response, call.context.settings)
    return response


async def end_other_sessions(call: Call[None]) -> None:
    actor = call.require_actor()
    await close_sessions_of(call.context.chat, actor.user_id, but=actor.session_id)


async def countries(call: Call[None]) -> CountriesOut:
    codes = tuple(allowed_countries(call.context.settings))
    return await asyncio.to_thread(countries_in, call.language, codes)


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "POST",
        "/api/auth/phone/request",
        request_code,
        "Send a sign-in code by SMS",
        RequestCode,
        answer=CodeRequested,
        status=202,
    ),
    Endpoint(
        "POST",
        "/api/auth/phone/verify",
        verify_code,
        "Sign in with a code; the first time registers",
        VerifyCode,
        answer=SignedIn,
    ),
    Endpoint(
        "POST", "/api/auth/email/login", sign_in_by_email, "Sign in with a password", EmailSignIn, answer=SignedIn
    ),
    Endpoint("POST", "/api/auth/password/forgot", forgot_password, "Send a one-time link", ForgotPassword, status=202),
    Endpoint(
        "POST", "/api/auth/password/reset", reset_password, "Choose a new password by link", ResetPassword, status=204
    ),
    Endpoint("POST", "/api/auth/logout", sign_out, "Sign out", query=SignOut, status=204),
    Endpoint("GET", "/api/me", own_profile, "Who I am", answer=Profile, access=Access.SIGNED_IN),
    Endpoint(
        "PATCH", "/api/me", edit_profile, "Change my data", ChangeProfile, answer=Profile, access=Access.SIGNED_IN
    ),
    Endpoint(
        "PUT",
        "/api/me/password",
        change_password,
        "Set my password",
        ChangePassword,
        status=204,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "GET", "/api/me/sessions", own_sessions, "Where I am signed in", answer=SessionList, access=Access.ACCOUNT
    ),
    Endpoint(
        "DELETE",
        "/api/me/sessions",
        end_other_sessions,
        "Sign out everywhere else",
        status=204,
        access=Access.ACCOUNT,
    ),
    Endpoint(
        "DELETE",
        "/api/me/sessions/{id}",
        end_own_session,
        "Sign one of my devices out",
        status=204,
        access=Access.ACCOUNT,
    ),
    Endpoint("GET", "/api/countries", countries, "Countries that codes are sent to", answer=CountriesOut),
]
