"""Support staff who are not at the desk hear of a visitor whom nobody has taken: once, within the hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from realtime.conversations import participant_of
from server.context import Context
from server.desk.jobs import tend_desk
from server.desk.notices import TOLD_AFTER
from server.notifications.jobs import bring
from storage.conversations import Conversation
from storage.deliveries import Delivery, NoticeKind, Outcome
from storage.queue import claim
from storage.support_rules import AssignmentRules, HoursException, SupportHours, SupportRules
from tests.people import Person
from tests.product import Product
from tests.server.desk.conftest import ALWAYS, SetRules, at, place, say, support, visitor
from tests.sockets import connected

NOBODY_IS_GIVEN = SupportRules(assignment=AssignmentRules(is_on=False))


async def _told(person: Person, chat: Conversation) -> list[Delivery]:
    return await Delivery.find(
        {"user_id": person.user.id, "conversation_id": chat.id, "kind": NoticeKind.CHAT_WAITING}
    ).to_list()


async def _waiting(context: Context) -> tuple[Conversation, datetime]:
    anna, chat = await visitor(context)
    await say(context, anna, chat)
    since = (await place(chat)).waiting_since
    assert since is not None
    return chat, since


async def test_whoever_is_not_there_is_told_once_after_five_minutes_and_not_before(
    context: Context, set_rules: SetRules
) -> None:
    await set_rules(NOBODY_IS_GIVEN, ALWAYS)
    oleg = await support(context)
    chat, since = await _waiting(context)
    await tend_desk(at(context, since + TOLD_AFTER - timedelta(milliseconds=1)))
    assert await _told(oleg, chat) == []
    for later in (timedelta(), timedelta(seconds=5), timedelta(hours=1)):
        await tend_desk(at(context, since + TOLD_AFTER + later))
    (told,) = await _told(oleg, chat)
    assert told.path == f"/desk/{chat.id}"


async def test_whoever_is_at_the_desk_or_has_said_to_be_away_is_not_told(
    app: Product, context: Context, set_rules: SetRules
) -> None:
    await set_rules(NOBODY_IS_GIVEN, ALWAYS)
    here, away = await support(context, "Ира"), await support(context, "Пётр")
    await away.user.set({"availability_state": "away"})
    async with connected(app.base_url, here.token):
        chat, since = await _waiting(context)
        await tend_desk(at(context, since + TOLD_AFTER))
    assert await _told(here, chat) == await _told(away, chat) == []


async def test_nobody_is_told_outside_of_the_hours(context: Context, set_rules: SetRules) -> None:
    oleg = await support(context)
    chat, since = await _waiting(context)
    holiday = HoursException(date=(since + TOLD_AFTER).astimezone(UTC).date().isoformat())
    await set_rules(NOBODY_IS_GIVEN, SupportHours(**ALWAYS.model_dump(exclude={"exceptions"}), exceptions=[holiday]))
    await tend_desk(at(context, since + TOLD_AFTER))
    assert await _told(oleg, chat) == []


async def test_what_came_at_night_waits_until_the_day_has_been_worked_for_as_long(
    context: Context, set_rules: SetRules
) -> None:
    oleg = await support(context)
    chat, since = await _waiting(context)
    # A zone where it is about noon, so that no midnight lies in between.
    zone = ZoneInfo(f"Etc/GMT{since.hour - 12:+d}") if since.hour != 12 else ZoneInfo("Etc/GMT")
    opening = since.replace(second=0, microsecond=0) + timedelta(minutes=3)
    opens = opening.astimezone(zone).strftime("%H:%M")
    facts = ALWAYS.model_dump() | {"opens": opens, "timezone": zone.key}
    await set_rules(NOBODY_IS_GIVEN, SupportHours(**facts))
    await tend_desk(at(context, opening + TOLD_AFTER - timedelta(milliseconds=1)))
    assert await _told(oleg, chat) == []
    await tend_desk(at(context, opening + TOLD_AFTER))
    assert len(await _told(oleg, chat)) == 1


async def test_what_was_taken_meanwhile_is_not_told_any_more(context: Context, set_rules: SetRules) -> None:
    await set_rules(NOBODY_IS_GIVEN, ALWAYS)
    oleg, ira = await support(context), await support(context, "Ира")
    chat, since = await _waiting(context)
    ordered = await Delivery(
        key=f"test:{chat.id}",
        user_id=oleg.user.id,
        kind=NoticeKind.CHAT_WAITING,
        path=f"/desk/{chat.id}",
        conversation_id=chat.id,
        created_at=since,
        # So late that only this test brings it.
        due_at=since + timedelta(days=1),
        tries=1,
    ).insert()
    assert await claim(chat.id, participant_of(ira.user)) is not None
    await bring(context, ordered, context.clock())
    ended = await Delivery.get(ordered.id)
    assert ended is not None
    assert (ended.outcome, ended.attempts) == (Outcome.NOT_NEEDED, [])
