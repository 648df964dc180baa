"""The audit log: what the team did, and whose data it saw. It is only added to; entries are swept after five years."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final

from beanie import Document, PydanticObjectId
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.ids import PRESENT_ID, UserId, id_at, new_id
from storage.users import Role

_KEPT_SECONDS: Final = 5 * 366 * 24 * 3600
_SECOND: Final = timedelta(seconds=1)


class AuditedAction(StrEnum):
    """What was done: `<kind>.<past tense>`."""

    CLIENT_READ = "client.read"
    CONSULTATION_EXTENDED = "consultation.extended"
    CONSULTATION_OFFERED = "consultation.offered"
    CONSULTATION_REASSIGNED = "consultation.reassigned"
    ARTICLE_CHANGED = "article.changed"
    ARTICLE_CREATED = "article.created"
    ARTICLE_REMOVED = "article.removed"
    ASTROLOGER_CHANGED = "astrologer.changed"
    ASTROLOGER_CREATED = "astrologer.created"
    CATALOGUE_ORDERED = "catalogue.ordered"
    CONVERSATION_HANDED_BACK = "conversation.handed_back"
    CONVERSATION_HANDED_OVER = "conversation.handed_over"
    CONVERSATION_READ = "conversation.read"
    CONVERSATIONS_LISTED = "conversations.listed"
    CONSENTS_READ = "consents.read"
    CERTIFICATES_MADE = "certificates.made"
    CERTIFICATES_PRINTED = "certificates.printed"
    CERTIFICATES_VOIDED = "certificates.voided"
    DELIVERIES_FOUND = "deliveries.found"
    DELIVERY_RESENT = "delivery.resent"
    JOB_ASKED = "job.asked"
    LEGAL_TEXT_CHANGED = "legal_text.changed"
    LEGAL_TEXT_CREATED = "legal_text.created"
    LEGAL_TEXT_WITHDRAWN = "legal_text.withdrawn"
    ORGANISATION_CHANGED = "organisation.changed"
    PROMO_CODE_CHANGED = "promo_code.changed"
    PROMO_CODE_CREATED = "promo_code.created"
    PROMO_CODES_MADE = "promo_codes.made"
    ORDER_READ = "order.read"
    ORDER_REFUNDED = "order.refunded"
    ORDERS_FOUND = "orders.found"
    ORDERS_READ = "orders.read"
    PEOPLE_FOUND = "people.found"
    PERSON_BLOCKED = "person.blocked"
    PERSON_INVITED = "person.invited"
    PERSON_READ = "person.read"
    PERSON_SIGNED_OUT = "person.signed_out"
    PERSON_UNBLOCKED = "person.unblocked"
    CLIENTS_SEARCHED = "clients.searched"
    SUPPORT_RULES_CHANGED = "support_rules.changed"
    VISITOR_BLOCKED = "visitor.blocked"
    VISITOR_MERGED = "visitor.merged"
    VISITOR_READ = "visitor.read"
    VISITOR_UNBLOCKED = "visitor.unblocked"
    RECORDS_EXPORTED = "records.exported"
    REPLY_CHANGED = "reply.changed"
    QUESTION_CHANGED = "question.changed"
    QUESTION_CREATED = "question.created"
    QUESTION_REMOVED = "question.removed"
    REVIEW_HIDDEN = "review.hidden"
    REVIEW_PUBLISHED = "review.published"
    ROLE_GIVEN = "role.given"
    SERVICE_CHANGED = "service.changed"
    SERVICE_CREATED = "service.created"


class AuditEntry(Document):
    """One thing that somebody of the team did; without an actor an operator did it, by a command on the server.

    `subject` is what it was done to, as `<kind>:<id>`; `person_id` is whose data were seen or changed. `details` tell
    what cannot be looked up later (the state before, a reason), never a phone, an address or words of a conversation.
    """

    id: PydanticObjectId = Field(default_factory=new_id)
    at: datetime
    actor_id: UserId | None
    actor_role: Role | None
    action: AuditedAction
    subject: str
    person_id: UserId | None = None
    details: dict[str, str] = Field(default_factory=dict)

    class Settings:
        name = "audit"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("actor_id", ASCENDING), ("_id", DESCENDING)], name="of_actor"),
            IndexModel([("action", ASCENDING), ("_id", DESCENDING)], name="of_action"),
            IndexModel([("subject", ASCENDING), ("_id", DESCENDING)], name="of_subject"),
            IndexModel(
                [("person_id", ASCENDING), ("_id", DESCENDING)],
                partialFilterExpression={"person_id": PRESENT_ID},
                name="of_person",
            ),
            IndexModel([("at", ASCENDING)], expireAfterSeconds=_KEPT_SECONDS, name="sweep"),
        ]


async def write_down(entry: AuditEntry) -> None:
    """Add it to the log. Whoever does something that must be audited does it after this has returned."""
    await entry.insert()


async def audit_entries(
    *,
    actor_id: UserId | None = None,
    action: AuditedAction | None = None,
    subject: str | None = None,
    person_id: UserId | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: PydanticObjectId | None = None,
    limit: int = 50,
) -> list[AuditEntry]:
    """The newest entries that fit all that is asked, from behind `before`.

    `since` (included) and `until` (not included) are to the second.
    """
    asked: Mapping[str, Any] = {"actor_id": actor_id, "action": action, "subject": subject, "person_id": person_id}
    query = {name: value for name, value in asked.items() if value is not None}
    ends = [id_at(until + _SECOND - timedelta(microseconds=1)) if until is not None else None, before]
    written: dict[str, Any] = {"$gte": id_at(since)} if since is not None else {}
    if given := [one for one in ends if one is not None]:
        written["$lt"] = min(given)
    if written:
        query["_id"] = written
    return await AuditEntry.find(query).sort("-_id").limit(limit).to_list()
