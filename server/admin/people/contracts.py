"""People as administrators see them: who works here, who is a client, and whether they are let in."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Id, Timestamp
from server.accounts.contracts import Email
from storage.users import Role

IdText = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
GivenRole = Literal["client", "astrologer", "support", "admin"]


class PeopleQuery(Contract):
    """Which people: those who fit all that is given; without `who` those who work here."""

    who: GivenRole | None = None
    blocked: bool | None = None
    cursor: IdText | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class FindPeople(Contract):
    """A whole phone, e-mail or id. It travels in the body: addresses end up in logs."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]


class PersonRecord(Contract):
    """A person in a list; the name is empty where they gave none."""

    id: Id
    role: Role
    name: str
    created_at: Timestamp
    last_seen_at: Timestamp | None
    blocked_at: Timestamp | None


class PeopleRecords(Contract):
    """People, newest first."""

    items: list[PersonRecord]
    next_cursor: str | None


class PersonStory(PersonRecord):
    """One person.

    `devices`: on how many they are signed in now. `page`: an astrologer's. `is_me`: nobody decides of themselves.
    """

    email: str | None
    phone: str | None
    devices: int
    page: str | None
    is_me: bool


class GiveRole(Contract):
    """What the person is from now on, and why. They sign in again as that."""

    becomes: GivenRole
    reason: Reason


class Decide(Contract):
    """Why it is done."""

    reason: Reason


class Invite(Contract):
    """Somebody who is to work here. A person who has this address already is given the role."""

    email: Email
    first_name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    becomes: Literal["astrologer", "support", "admin"]
