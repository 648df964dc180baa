"""Signed links: what a letter leads to. They say where and for whom, never who is signed in."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from beanie import PydanticObjectId

from server.accounts.secret import keyed_hash
from server.settings import Settings
from storage.ids import ConversationId, UserId

LIVES: Final = timedelta(days=30)
_ID_OCTETS: Final = 12
_BODY_OCTETS: Final = 2 * _ID_OCTETS + 4
_SIGNATURE_OCTETS: Final = 16


@dataclass(frozen=True)
class SignedLink:
    """Where `user_id` may go until `expires_at`."""

    user_id: UserId
    conversation_id: ConversationId
    expires_at: datetime


def sign(settings: Settings, purpose: str, link: SignedLink) -> str:
    """59 characters of base64url. Whoever has it learns two ids and a time, and can make no other."""
    expiry = int(link.expires_at.timestamp()).to_bytes(4)
    body = link.user_id.binary + link.conversation_id.binary + expiry
    return urlsafe_b64encode(body + _signature(settings, purpose, body)).rstrip(b"=").decode()


def read(settings: Settings, purpose: str, token: str, now: datetime) -> SignedLink | None:
    """What the token says; None when it is forged, over, or of another purpose."""
    try:
        octets = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (NotBase64, ValueError):
        return None
    body, signature = octets[:_BODY_OCTETS], octets[_BODY_OCTETS:]
    if len(body) != _BODY_OCTETS or not hmac.compare_digest(signature, _signature(settings, purpose, body)):
        return None
    expires_at = datetime.fromtimestamp(int.from_bytes(body[-4:]), UTC)
    if now >= expires_at:
        return None
    return SignedLink(
        UserId(PydanticObjectId(body[:_ID_OCTETS])),
        ConversationId(PydanticObjectId(body[_ID_OCTETS : 2 * _ID_OCTETS])),
        expires_at,
    )


def _signature(settings: Settings, purpose: str, body: bytes) -> bytes:
    return bytes.fromhex(keyed_hash(settings, f"link {purpose}", body.hex()))[:_SIGNATURE_OCTETS]
