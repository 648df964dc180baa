"""People and conversations for tests, made through the product's own storage and actions."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import httpx

from realtime.conversations import open_consultation
from server.context import Context
from storage.conversations import Consultation, Conversation
from storage.ids import EntitlementId, new_id
from storage.sessions import create_session
from storage.text import Text
from storage.users import Role, User


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in."""

    user: User
    token: str

    @property
    def id(self) -> str:
        """The id on the wire."""
        return str(self.user.id)

    def http(self, base_url: str) -> httpx.AsyncClient:
        """An HTTP client that acts as this person."""
        return httpx.AsyncClient(base_url=base_url, headers={"Authorization": f"Bearer {self.token}"}, timeout=20)


async def sign_up(context: Context, role: Role = Role.CLIENT, name: str = "Анна") -> Person:
    """A new person with a session."""
    now = context.clock()
    user = User(role=role, first_name=name, email=f"{uuid4()}@example.com", created_at=now)
    await user.insert()
    token, _ = await create_session(user.id, user_agent="test", now=now)
    return Person(user, token)


async def consultation(
    context: Context, client: Person, astrologer: Person, *, lasts: timedelta = timedelta(days=30)
) -> Conversation:
    """A consultation of the two that ends after `lasts`."""
    now = context.clock()
    return await open_consultation(
        context.chat,
        client=client.user,
        astrologer=astrologer.user,
        consultation=Consultation(
            entitlement_id=EntitlementId(new_id()),
            service_slug="core-of-personality",
            service_title=Text(ru="Ядро личности", en="Core of personality"),
            format="written",
        ),
        active_until=now + lasts,
        now=now,
    )
