"""What the team does is written down before it is done: who, what, to what, whose data."""

from realtime.actor import Actor
from realtime.chat import Chat
from storage.audit import AuditedAction, AuditEntry, write_down
from storage.ids import UserId


async def audit(actor: Actor, action: str, subject: str, *, person_id: UserId | None = None, **details: str) -> None:
    """Add an entry in the actor's name; `action` is `<kind>.<past tense>`, `subject` is `<kind>:<id>`."""
    await write_down(
        AuditEntry(
            at=actor.chat.clock(),
            actor_id=actor.user_id,
            actor_role=actor.role,
            action=action,
            subject=subject,
            person_id=person_id,
            details=details,
        )
    )


async def audit_operator(chat: Chat, action: AuditedAction, subject: str, *, person_id: UserId, **details: str) -> None:
    """The same for whoever gives commands on the server: the product does not know who that is."""
    await write_down(
        AuditEntry(
            at=chat.clock(),
            actor_id=None,
            actor_role=None,
            action=action,
            subject=subject,
            person_id=person_id,
            details=details,
        )
    )
