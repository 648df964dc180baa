"""Web push on the wire."""

from typing import Annotated

from pydantic import StringConstraints

from realtime.contract import Contract

Endpoint = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
# A point of P-256, uncompressed, and sixteen octets, both base64url.
PublicKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{87}=?$")]
Secret = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}={0,2}$")]


class PushKeyAnswer(Contract):
    """What a browser subscribes with (`applicationServerKey`): base64url without padding."""

    public_key: str


class PushKeys(Contract):
    """The keys of a subscription, as `PushSubscription.toJSON()` has them."""

    p256dh: PublicKey
    auth: Secret


class KeepPush(Contract):
    """This browser may be told of messages, in the language of the request; it ends with the session."""

    endpoint: Endpoint
    keys: PushKeys


class ForgetPush(Contract):
    """This browser is told nothing more."""

    endpoint: Endpoint
