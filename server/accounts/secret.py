"""Keyed hashes for what is too short to be hashed plainly, and for names of counters.

The key is derived from the credentials of the stores, which every process of an installation shares and no store keeps.
Changing those credentials ends open sign-in codes and forgets trusted devices: both are asked for again.
"""

import hashlib
import hmac
from typing import Final

from server.settings import Settings

_LABEL: Final = b"astars accounts"


def keyed_hash(settings: Settings, purpose: str, *parts: str) -> str:
    """64 hexadecimal characters; different purposes never give the same answer."""
    stores = f"{settings.mongodb_url.get_secret_value()}\0{settings.s3_secret_key.get_secret_value()}"
    key = hmac.digest(_LABEL, stores.encode(), "sha256")
    return hmac.new(key, "\0".join((purpose, *parts)).encode(), hashlib.sha256).hexdigest()
