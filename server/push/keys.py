"""The key that push services know the product by (RFC 8292), and which services it speaks to."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from server.settings import Settings

_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256: private keys are 1 … order - 1."""

_LABEL: Final = b"astars web push"


@dataclass(frozen=True)
class PushKey:
    """A key pair of P-256."""

    private: ec.EllipticCurvePrivateKey

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """`ASTARS_PUSH_PRIVATE_KEY` (base64url, 32 octets); without it one that follows from the stores' credentials.

        Every process of an installation has the same. A new key makes browsers subscribe anew.
        """
        given = settings.push_private_key.get_secret_value()
        if given:
            number = int.from_bytes(urlsafe_b64decode(given + "=" * (-len(given) % 4)))
        else:
            stores = f"{settings.mongodb_url.get_secret_value()}\0{settings.s3_secret_key.get_secret_value()}"
            number = int.from_bytes(hmac.digest(_LABEL, stores.encode(), hashlib.sha512)) % (_ORDER - 1) + 1
        return cls(ec.derive_private_key(number, ec.SECP256R1()))

    @property
    def public(self) -> str:
        """The public key as browsers want it: the uncompressed point, base64url without padding."""
        point = self.private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return urlsafe_b64encode(point).rstrip(b"=").decode()

    def private_pem(self) -> bytes:
        """PKCS #8, without a password."""
        return self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def public_pem(self) -> bytes:
        """SubjectPublicKeyInfo."""
        return self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


def is_push_service(settings: Settings, endpoint: str) -> bool:
    """Whether the product may call this address: of a known push service, over TLS; in the demo the sandbox's, too.

    A browser names the address, so anything else would let a stranger choose whom our servers call.
    """
    if settings.demo and settings.sandbox_url and endpoint.startswith(f"{settings.sandbox_url}/push/"):
        return True
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or port not in (None, 443) or parts.username is not None or not parts.hostname:
        return False
    known = [one.strip() for one in settings.push_services.split(",") if one.strip()]
    return any(parts.hostname == one or parts.hostname.endswith(f".{one}") for one in known)
