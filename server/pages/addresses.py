"""Addresses inside the product: where people of a role belong, and which way back after sign-in is safe."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from storage.users import Role

PLACES: Final[Mapping[Role, str]] = {
    Role.CLIENT: "/cabinet",
    Role.ASTROLOGER: "/console",
    Role.SUPPORT: "/desk",
    Role.ADMIN: "/admin",
    Role.GUEST: "/",
}
MAX_LENGTH: Final = 500


def own_path(address: str) -> str | None:
    """`address` when it is a path of this site, else None.

    Browsers read `//host` and `/\\host` as another site and drop tabs and line breaks, so all of these are refused,
    and so is the sign-in page itself: it would lead back to itself.
    """
    if not address.startswith("/") or len(address) > MAX_LENGTH or address.startswith("/sign-in"):
        return None
    if address[1:2] in ("/", "\\") or "\\" in address or any(ord(sign) <= 32 or ord(sign) == 127 for sign in address):
        return None
    return address


def sign_in_address(back_to: str) -> str:
    """The sign-in page that leads back to `back_to` afterwards."""
    return f"/sign-in?next={quote(back_to, safe='/')}"
