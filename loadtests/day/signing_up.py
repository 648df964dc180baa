"""Makes the cast of a day: clients, astrologers with their pages, support staff; each with a session."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from loadtests.day.cast import Cast
from loadtests.people import insert, open_documents, session_of
from storage.astrologers import Astrologer
from storage.services import Service
from storage.text import Text
from storage.times import utc_now
from storage.users import Role, User

NAMES = ("Анна", "Мария", "Ольга", "Елена", "Ирина", "Пётр", "Дмитрий", "Алексей")
LAST_OF_THE_DEMO = 100


async def sign_up(url: str, *, clients: int, astrologers: int, support: int) -> Cast:
    """Everybody, in a database that has been seeded: the astrologers offer all that is sold."""
    now = utc_now()
    async with open_documents(url):
        sold = [one.slug for one in await Service.find_all().to_list()]
        tokens: dict[Role, list[str]] = {}
        for role, count in ((Role.CLIENT, clients), (Role.ASTROLOGER, astrologers), (Role.SUPPORT, support)):
            people = [_person(role, index, now) for index in range(count)]
            tokens[role] = [secrets.token_urlsafe(32) for _ in people]
            await insert(people)
            pairs = zip(people, tokens[role], strict=True)
            await insert([session_of(person, token, now) for person, token in pairs])
            if role is Role.ASTROLOGER:
                await insert([_page(person, index, sold) for index, person in enumerate(people)])
    return Cast(tokens[Role.CLIENT], tokens[Role.ASTROLOGER], tokens[Role.SUPPORT])


def _person(role: Role, index: int, now: datetime) -> User:
    name = NAMES[index % len(NAMES)]
    return User(role=role, first_name=name, email=f"{role}-{index}@example.com", created_at=now)


def _page(person: User, index: int, sold: Sequence[str]) -> Astrologer:
    words = Text(ru="Отвечает весь день.", en="Answers all day.")
    return Astrologer(
        slug=f"day-{index}",
        user_id=person.id,
        name=Text(ru=person.first_name, en=person.first_name),
        bio=words,
        about=words,
        education=[],
        directions=[],
        services=list(sold),
        languages=["ru"],
        portrait="art/astrologers/sofia.svg",
        position=LAST_OF_THE_DEMO + index,
    )
