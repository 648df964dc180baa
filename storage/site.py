"""The organisation behind the site and its hours: what an administrator edits, not code."""

from typing import ClassVar

from beanie import Document
from pydantic import BaseModel, ConfigDict, Field
from pymongo import ASCENDING, IndexModel

from storage.support_rules import SupportHours, SupportRules
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


class SocialLinks(_Part):
    """Addresses of the organisation's pages elsewhere."""

    telegram: str
    vkontakte: str


class Site(Document):
    """The one document about the site; `key` keeps it the only one. `support_version` counts changes of its rules."""

    key: str = "site"
    version: int = 0
    organisation: Organisation
    contacts: Contacts
    support_hours: SupportHours
    support_rules: SupportRules = SupportRules()
    support_version: int = 0
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


async def load_site() -> Site | None:
    """The site document; None in a database that was never filled."""
    return await Site.find_one({"key": "site"})


async def change_support(hours: SupportHours, rules: SupportRules, *, version: int) -> Site | None:
    """Replace the rules of the help chat for somebody who saw `version`; None when they were changed since."""
    # What was stored before versions were counted has none.
    seen = {"key": "site", "support_version": version if version else {"$in": [0, None]}}
    changes = {"support_hours": hours.model_dump(), "support_rules": rules.model_dump(), "support_version": version + 1}
    changed = await Site.find_one(seen).update({"$set": changes})
    return await load_site() if changed.matched_count else None
