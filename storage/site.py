"""The organisation behind the site, its hours and its legal texts: what an administrator edits, not code."""

import hashlib
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from beanie import Document
from pydantic import BaseModel, ConfigDict, Field
from pymongo import ASCENDING, IndexModel

from storage.text import Text


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Organisation(_Part):
    """Who sells. The numbers are those of the state register."""

    name: Text
    legal_name: Text
    taxpayer_number: str
    registration_number: str
    address: Text


class Contacts(_Part):
    """How to reach the service, and its support."""

    email: str
    phone: str
    support_email: str
    support_phone: str


class SupportHours(_Part):
    """When people answer. `weekdays` are ISO: 1 is Monday. Times are wall-clock times in `timezone`."""

    weekdays: list[int]
    opens: str
    closes: str
    timezone: str

    def open_at(self, now: datetime) -> bool:
        """Whether somebody answers at `now`; the closing minute itself is closed."""
        local = now.astimezone(ZoneInfo(self.timezone))
        inside = time.fromisoformat(self.opens) <= local.time() < time.fromisoformat(self.closes)
        return local.isoweekday() in self.weekdays and inside

    def next_opening(self, now: datetime) -> datetime | None:
        """When somebody answers next, in UTC; None while open, and when no weekday is named at all."""
        if self.open_at(now):
            return None
        local = now.astimezone(ZoneInfo(self.timezone))
        for days in range(8):
            day = local.date() + timedelta(days=days)
            opening = datetime.combine(day, time.fromisoformat(self.opens), local.tzinfo)
            if opening > local and opening.isoweekday() in self.weekdays:
                return opening.astimezone(UTC)
        return None


class SocialLinks(_Part):
    """Addresses of the organisation's pages elsewhere."""

    telegram: str
    vkontakte: str


class Site(Document):
    """The one document about the site; `key` keeps it the only one."""

    key: str = "site"
    organisation: Organisation
    contacts: Contacts
    support_hours: SupportHours
    social: SocialLinks
    accepted_cards: list[str]
    refund_days: int = Field(gt=0)

    class Settings:
        name = "site"
        indexes: ClassVar[list[IndexModel]] = [IndexModel([("key", ASCENDING)], unique=True, name="only_one")]

    def facts(self, language: str) -> dict[str, str]:
        """What legal texts may name in `{...}`: the organisation's details in one language."""
        return {
            "name": self.organisation.name.in_language(language),
            "legal_name": self.organisation.legal_name.in_language(language),
            "taxpayer_number": self.organisation.taxpayer_number,
            "registration_number": self.organisation.registration_number,
            "address": self.organisation.address.in_language(language),
            "email": self.contacts.email,
            "phone": self.contacts.phone,
            "support_email": self.contacts.support_email,
            "support_phone": self.contacts.support_phone,
            "refund_days": str(self.refund_days),
        }


class LegalGroup(StrEnum):
    """Where the footer shows a legal text: by itself, or in the list of the partner programmes."""

    IMPORTANT = "important"
    PARTNERS = "partners"


class LegalText(Document):
    """A legal text in markdown. `{...}` placeholders name fields of the organisation (`Site.facts`)."""

    slug: str
    group: LegalGroup
    title: Text
    body: Text
    position: int
    effective_at: datetime

    class Settings:
        name = "legal_texts"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("slug", ASCENDING)], unique=True, name="slug"),
            IndexModel([("position", ASCENDING)], name="order"),
        ]

    @property
    def digest(self) -> str:
        """SHA-256 of every word of it: two texts with the same date and another digest are two versions."""
        words = "\0".join((self.title.ru, self.title.en, self.body.ru, self.body.en))
        return hashlib.sha256(words.encode()).hexdigest()


async def load_site() -> Site | None:
    """The site document; None in a database that was never filled."""
    return await Site.find_one({"key": "site"})


async def legal_text(slug: str) -> LegalText | None:
    """The legal text shown under `slug`."""
    return await LegalText.find_one({"slug": slug})


async def legal_texts() -> list[LegalText]:
    """Every legal text, in the order of the footer."""
    return await LegalText.find_all().sort("+position").to_list()
