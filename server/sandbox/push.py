"""A push service (RFC 8030), as far as the product speaks it, and the browsers behind it.

`POST /push/browsers` makes a browser and answers its subscription. What is pushed to it is checked (RFC 8292),
decrypted (RFC 8291) and kept in the outbox. `DELETE` of the endpoint: the browser is gone, 410 from then on.
A browser made with `?busy=1` answers the first push with 429 and asks to come again after a second.
"""

import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from http import HTTPStatus
from typing import Any, Final

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from server.sandbox.outbox import Outbox
from server.sandbox.state import State

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS browsers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    private_key BLOB NOT NULL,
    auth BLOB NOT NULL,
    busy INTEGER NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0
)
"""
_HEADER: Final = 16 + 4 + 1
_LONGEST_BODY: Final = 4096
_DAY: Final = 24 * 3600


class Browsers:
    """Who may be pushed to."""

    def __init__(self, state: State) -> None:
        self._connection = state.connection
        self._connection.execute(_TABLE)

    def make(self, *, busy: bool) -> tuple[int, bytes, bytes]:
        """A new browser: its number, its public key and its secret."""
        key = ec.generate_private_key(ec.SECP256R1())
        raw = key.private_numbers().private_value.to_bytes(32)
        auth = os.urandom(16)
        row = "INSERT INTO browsers (private_key, auth, busy) VALUES (?, ?, ?)"
        number = self._connection.execute(row, (raw, auth, busy)).lastrowid
        assert number is not None, "an INSERT has a row id"
        return number, public_point(key), auth

    def find(self, number: int) -> Any:
        """The browser's row, or None."""
        return self._connection.execute("SELECT * FROM browsers WHERE id = ?", (number,)).fetchone()

    def calm(self, number: int) -> None:
        """It is not busy any more."""
        self._connection.execute("UPDATE browsers SET busy = 0 WHERE id = ?", (number,))

    def end(self, number: int) -> None:
        """It is gone."""
        self._connection.execute("UPDATE browsers SET gone = 1 WHERE id = ?", (number,))


def routes(state: State, outbox: Outbox) -> list[Route]:
    """`POST /push/browsers`, `POST` and `DELETE /push/{number}`."""
    browsers = Browsers(state)

    async def make(request: Request) -> JSONResponse:
        number, point, auth = browsers.make(busy="busy" in request.query_params)
        keys = {"p256dh": _text(point), "auth": _text(auth)}
        return JSONResponse({"endpoint": f"{_origin(request)}/push/{number}", "keys": keys}, HTTPStatus.CREATED)

    async def take(request: Request) -> Response:
        number = request.path_params["number"]
        browser = browsers.find(number)
        if browser is None or browser["gone"]:
            return PlainTextResponse("no such subscription\n", HTTPStatus.GONE)
        if browser["busy"]:
            browsers.calm(number)
            return PlainTextResponse("come again\n", HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": "1"})
        body = await request.body()
        refusal = _refusal(request, body)
        if refusal is not None:
            return refusal
        key = ec.derive_private_key(int.from_bytes(browser["private_key"]), ec.SECP256R1())
        try:
            text = decrypt(body, key, browser["auth"]).decode()
        except (InvalidTag, ValueError):
            return PlainTextResponse("cannot be decrypted\n", HTTPStatus.BAD_REQUEST)
        outbox.add("push", f"{_origin(request)}/push/{number}", text, request.headers.get("topic"))
        return Response(status_code=HTTPStatus.CREATED, headers={"Location": f"{_origin(request)}/push/{number}/taken"})

    async def end(request: Request) -> Response:
        browsers.end(request.path_params["number"])
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return [
        Route("/push/browsers", make, methods=["POST"]),
        Route("/push/{number:int}", take, methods=["POST"]),
        Route("/push/{number:int}", end, methods=["DELETE"]),
    ]


def _refusal(request: Request, body: bytes) -> Response | None:
    """Why a push service would not take this; None when it would."""
    headers = request.headers
    if not headers.get("ttl", "").isdecimal() or headers.get("content-encoding") != "aes128gcm":
        return PlainTextResponse("TTL and Content-Encoding: aes128gcm are needed\n", HTTPStatus.BAD_REQUEST)
    if len(body) > _LONGEST_BODY:
        return PlainTextResponse("too long\n", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    scheme, _, parameters = headers.get("authorization", "").partition(" ")
    given = dict(one.strip().split("=", 1) for one in parameters.split(",") if "=" in one)
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _octets(given["k"]))
        # Real push services are on the usual port, and the library that signs names none.
        audience = f"{request.url.scheme}://{request.url.hostname}"
        claims = jwt.decode(given["t"], point, ["ES256"], audience=audience, options={"require": ["exp", "sub"]})
    except (KeyError, ValueError, jwt.InvalidTokenError):
        return PlainTextResponse("not signed as VAPID demands\n", HTTPStatus.FORBIDDEN)
    is_too_long = claims["exp"] - time.time() > _DAY
    if scheme != "vapid" or is_too_long or not claims["sub"].startswith(("mailto:", "https:")):
        return PlainTextResponse("not signed as VAPID demands\n", HTTPStatus.FORBIDDEN)
    return None


def decrypt(body: bytes, key: ec.EllipticCurvePrivateKey, auth: bytes) -> bytes:
    """What was encrypted for the browser that has `key` and `auth`: RFC 8291 over RFC 8188, one record.

    Raises InvalidTag or ValueError for what was not.
    """
    if len(body) < _HEADER:
        raise ValueError("no header")
    salt, length = body[:16], body[20]
    point = body[_HEADER : _HEADER + length]
    sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    secret = _hkdf(key.exchange(ec.ECDH(), sender), auth, b"WebPush: info\0" + public_point(key) + point, 32)
    content_key = _hkdf(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _hkdf(secret, salt, b"Content-Encoding: nonce\0", 12)
    padded = AESGCM(content_key).decrypt(nonce, body[_HEADER + length :], None).rstrip(b"\0")
    if not padded.endswith(b"\2"):
        raise ValueError("not the last record")
    return padded[:-1]


def _hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def public_point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public key as an uncompressed point."""
    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _origin(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def _text(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def _octets(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
