"""Trusted devices: a browser that has signed in with a password keeps a signed proof of it.

Its tries are counted apart from everybody else's, so that whoever guesses at an account from many addresses slows
themselves down and not the account's owner. The proof opens nothing.
"""

import hmac
import secrets
from datetime import timedelta
from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.responses import Response

from server.accounts.secret import keyed_hash
from server.settings import Settings

DEVICE_COOKIE: Final = "astars_device"
LIFETIME: Final = timedelta(days=365)


def device_of(cookie_header: str) -> str:
    """The proof that a browser sent; empty when there is none."""
    cookie: SimpleCookie = SimpleCookie()
    try:
        cookie.load(cookie_header)
    except CookieError:
        return ""
    morsel = cookie.get(DEVICE_COOKIE)
    return morsel.value[:200] if morsel else ""


def new_device(settings: Settings, email: str) -> str:
    """A proof that this browser has signed in to the account of `email`."""
    nonce = secrets.token_hex(16)
    return f"{nonce}.{keyed_hash(settings, 'device', email, nonce)}"


def is_trusted(settings: Settings, device: str, email: str) -> bool:
    """Whether `device` is a proof that was made for the account of `email`."""
    nonce, _, proof = device.partition(".")
    return hmac.compare_digest(proof.encode(), keyed_hash(settings, "device", email, nonce).encode())


def set_device_cookie(response: Response, device: str, settings: Settings) -> None:
    """Give the browser its proof."""
    response.set_cookie(
        DEVICE_COOKIE,
        device,
        max_age=int(LIFETIME.total_seconds()),
        path="/api/auth",
        secure=settings.is_secure,
        httponly=True,
        samesite="lax",
    )
