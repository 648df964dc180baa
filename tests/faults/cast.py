"""`python -m tests.faults.cast N`: N new consultations of two people, as JSON.

A process of its own: the fault tests know the product from outside alone, by sockets, HTTP, and what MongoDB holds.
"""

import asyncio
import sys
from collections.abc import Iterable

from pydantic import BaseModel, TypeAdapter

from server.app import open_context
from server.context import Context
from server.settings import Settings
from storage.users import Role
from tests import people

AT_ONCE = 25


class Person(BaseModel):
    """Somebody who is signed in."""

    id: str
    token: str


class Pair(BaseModel):
    """A consultation and its two people."""

    conversation_id: str
    client: Person
    astrologer: Person


PAIRS = TypeAdapter(list[Pair])


async def _pair(context: Context) -> Pair:
    anna, sofia = await asyncio.gather(people.sign_up(context), people.sign_up(context, Role.ASTROLOGER, "София"))
    opened = await people.consultation(context, anna, sofia)
    return Pair(conversation_id=str(opened.id), client=_person(anna), astrologer=_person(sofia))


def _person(person: people.Person) -> Person:
    return Person(id=person.id, token=person.token)


async def _pairs(count: int) -> list[Pair]:
    async with open_context(Settings()) as context:
        made: list[Pair] = []
        while len(made) < count:
            made += await asyncio.gather(*(_pair(context) for _ in range(min(AT_ONCE, count - len(made)))))
        return made


def main(arguments: Iterable[str]) -> None:
    """Make as many as asked for and print them."""
    (count,) = arguments
    sys.stdout.buffer.write(PAIRS.dump_json(asyncio.run(_pairs(int(count)))))


if __name__ == "__main__":
    main(sys.argv[1:])
