"""`astars person`: the operator's way to make the first administrator, and to shut somebody out at once."""

import argparse
import asyncio
from collections.abc import Sequence

from realtime.audit import audit_operator
from realtime.chat import Chat
from realtime.errors import ValidationFailed
from realtime.texts import DEFAULT_LANGUAGE
from server.accounts.phones import allowed_countries, normal_phone
from server.accounts.standing import block, give_role, unblock
from server.app import open_context
from server.settings import Settings
from storage.audit import AuditedAction
from storage.users import Role, User, user_by_email, user_by_phone

ROLES = (Role.CLIENT, Role.ASTROLOGER, Role.SUPPORT, Role.ADMIN)


def main(arguments: Sequence[str]) -> int:
    """Change one person's standing; 1 when there is no such person."""
    parser = argparse.ArgumentParser(prog="astars person", description="Change what somebody may do.")
    parser.add_argument("who", help="their e-mail address or phone number")
    parser.add_argument("becomes", choices=["blocked", "unblocked", *ROLES])
    given = parser.parse_args(arguments)
    return asyncio.run(_change(Settings(), given.who, given.becomes))


async def _change(settings: Settings, who: str, becomes: str) -> int:
    async with open_context(settings) as context:
        person = await _find(settings, who)
        if person is None:
            print("there is no such person")
            return 1
        await _write_down(context.chat, person, becomes)
        if becomes == "blocked":
            await block(context.chat, person.id)
        elif becomes == "unblocked":
            await unblock(person.id)
        else:
            await give_role(context.chat, person.id, Role(becomes))
        print(f"{person.id} is {becomes}")
        return 0


async def _write_down(chat: Chat, person: User, becomes: str) -> None:
    decided = {"blocked": AuditedAction.PERSON_BLOCKED, "unblocked": AuditedAction.PERSON_UNBLOCKED}
    action = decided.get(becomes, AuditedAction.ROLE_GIVEN)
    details = {"role": f"{person.role.value} → {becomes}"} if action is AuditedAction.ROLE_GIVEN else {}
    await audit_operator(chat, action, f"person:{person.id}", person_id=person.id, **details)


async def _find(settings: Settings, who: str) -> User | None:
    if "@" in who:
        return await user_by_email(who)
    try:
        return await user_by_phone(normal_phone(who, allowed_countries(settings), DEFAULT_LANGUAGE))
    except ValidationFailed:
        return None
