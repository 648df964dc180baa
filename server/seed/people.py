"""Accounts of the demo, by key: the astrologers (by slug) and everybody of `people.toml`."""

from datetime import datetime
from typing import Any, Final

from server.accounts.passwords import hash_password
from server.seed.catalogue import portrait_path
from server.seed.library import read_table, read_tables
from storage.users import Birth, Role, User

DEMO_PASSWORD: Final = "astars-demo"  # noqa: S105 (published with the demo's accounts)


def people(now: datetime) -> dict[str, User]:
    """Every account. Who has no known password has none at all: nobody signs in as them. Blocks while hashing."""
    password_hash = hash_password(DEMO_PASSWORD)
    astrologers = {slug: _astrologer(slug, table, password_hash, now) for slug, table in read_tables("astrologers")}
    others = {one["key"]: _person(one, password_hash, now) for one in read_table("people")["person"]}
    return astrologers | others


def _astrologer(slug: str, table: dict[str, Any], password_hash: str, now: datetime) -> User:
    known = "email" in table
    return User(
        role=Role.ASTROLOGER,
        first_name=table["name"]["ru"],
        email=table["email"] if known else f"{slug}@example.com",
        password_hash=password_hash if known else None,
        avatar_path=portrait_path(slug),
        created_at=now,
    )


def _person(table: dict[str, Any], password_hash: str, now: datetime) -> User:
    birth = table.get("birth")
    return User(
        role=Role(table["role"]),
        first_name=table["first_name"],
        last_name=table.get("last_name", ""),
        email=table.get("email"),
        phone=table.get("phone"),
        contact_phone=table.get("contact_phone"),
        password_hash=password_hash if table.get("password") else None,
        birth=Birth(**birth) if birth else None,
        created_at=now,
    )
