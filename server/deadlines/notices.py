"""Who is told outside the chat that an answer is due or overdue, and what."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from realtime.texts import DEFAULT_LANGUAGE, Language
from server.notifications.telling import Notice, tell
from server.notifications.unread import path_of
from storage.conversations import Consultation, Conversation, ConversationState
from storage.deliveries import NoticeKind
from storage.reach import Reach, reach_of
from storage.site import load_site
from storage.users import Role, User, people_of_role, user_by_id
from storage.waiting import Waiting

_ELSE: Final = "UTC"


async def tell_of_answer(conversation: Conversation, waiting: Waiting, now: datetime) -> None:
    """Tell the astrologer that an answer is due; of one that is overdue, the support staff too. Safe to repeat.

    Each by their own choice of channels; once for each notice of each waiting word. An astrologer who can no longer
    write there, because the consultation has ended, is not told.
    """
    bought = conversation.consultation
    if bought is None:
        return
    people: list[User] = []
    astrologer = conversation.astrologer
    if astrologer is not None and conversation.state_at(now) is ConversationState.ACTIVE:
        found = await user_by_id(astrologer.user_id)
        people += [found] if found is not None else []
    is_overdue = now >= waiting.due_at
    if is_overdue:
        people += await people_of_role(Role.SUPPORT)
    reach, zone = await reach_of({one.id for one in people}), await _zone()
    for person in people:
        kind = NoticeKind.ANSWER_OVERDUE if is_overdue else NoticeKind.ANSWER_DUE
        params = _params(person, reach[person.id], bought, waiting, zone)
        path = path_of(person.role, conversation.kind, conversation.id)
        key = f"{conversation.id}:{waiting.seq}:{waiting.notices}"
        await tell(person.id, Notice(kind, key, path, conversation.id, params), now)


async def _zone() -> str:
    """The organisation's time zone: whose own is not known is told in it."""
    site = await load_site()
    return site.support_hours.timezone if site is not None else _ELSE


def _params(person: User, reach: Reach, bought: Consultation, waiting: Waiting, zone: str) -> dict[str, str]:
    language: Language = "en" if person.language == "en" else DEFAULT_LANGUAGE
    local = waiting.due_at.astimezone(ZoneInfo(reach.quiet.timezone if reach.quiet else zone))
    return {"service": bought.service_title.in_language(language), "until": f"{local:%d.%m.%Y %H:%M} ({local:%Z})"}
